// concord changed: check the reports to which changed files belong, for hooks and build servers.
#include <algorithm>
#include <memory>
#include <set>

#include "app/check_run.h"
#include "app/command.h"
#include "app/outputs.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/sibling.h"
#include "text/file_identity.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

/// The pairs of all files, each once.
std::vector<VersionFiles> pairs_of(const std::vector<std::string>& files, const DataDirs& dirs,
                                   const std::string& target_lang) {
  const std::vector<std::string> languages = installed_packs(dirs.packs);
  std::vector<VersionFiles> pairs;
  for (const std::string& file : files) {
    for (VersionFiles& pair : versions_of(file, languages, target_lang)) {
      if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end())
        pairs.push_back(std::move(pair));
    }
  }
  return pairs;
}

}  // namespace

int run_changed(const Arguments& arguments, const ProgramData& data) {
  CheckRun run;
  OutputOptions output;
  std::vector<std::string> files;
  std::string target_lang;
  po::options_description options("Options");
  add_settings_options(options, run.settings_files);
  add_desk_option(options, run.settings_files);
  options.add_options()  //
      ("tgt-lang", po::value(&target_lang)->default_value("en"),
       "the version that is compared with every other one; otherwise as concord.toml says")  //
      ("files", po::value(&files)->composing(), "files that have changed");
  output.add_check_options(options);
  po::positional_options_description positional;
  positional.add("files", -1);
  const auto values = parse_options(
      arguments,
      "Usage: concord changed FILE... [options]\n"
      "Checks every pair of versions to which one of the files belongs. Versions are found by "
      "their "
      "names:\nport.ru.txt and port.en.txt, ru/port.txt and en/port.txt. Other files are passed "
      "over.\n",
      options, positional);
  if (!values) return kClean;
  run.load(*values, data, output);
  set_option(*run.settings, *values, "tgt-lang", target_lang);
  run.kind = "auto";
  run.pair.input_format = "auto";
  const std::vector<VersionFiles> pairs = pairs_of(files, *data, target_lang);
  std::vector<std::string> inputs = run.inputs();
  for (const VersionFiles& pair : pairs) inputs.insert(inputs.end(), {pair.source, pair.target});
  require_apart(inputs, output.files());
  if (pairs.empty()) notice("note: none of the files has another version beside it");
  // "No issues" would be too much said; files and formats for programs are written all the same.
  if (pairs.empty() && output.format == "text" && output.reports.empty()) return kClean;
  WriterOptions writer_options = output.writer_options(*data);
  writer_options.judged = run.settings->judges();
  Outputs outputs(output, make_report_writer(output.format, writer_options), writer_options);
  bool failed = false;
  for (const VersionFiles& pair : pairs) {
    run.pair.source = pair.source;
    run.pair.target = pair.target;
    run.run(*data, [&](const PairReport& report) {
      outputs.pair(report);
      failed = failed || fails(report, writer_options.fail_on);
    });
  }
  outputs.finish();
  return failed ? kIssues : kClean;
}

}  // namespace concord::app
