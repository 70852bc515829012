// concord check: align two versions and check one against the other, or check segments that are
// aligned already.
#include <memory>

#include "app/check_run.h"
#include "app/check_versions.h"
#include "app/command.h"
#include "app/outputs.h"
#include "text/file_identity.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    "Usage: concord check SOURCE TARGET [options]\n"
    "       concord check REFERENCE VERSION VERSION... [options]\n"
    "       concord check --aligned FILE [--src-lang L --tgt-lang L] [options]";

}  // namespace

int run_check(const Arguments& arguments, const ProgramData& data) {
  CheckRun run;
  MoreVersions more;
  OutputOptions output;
  po::options_description options("Options");
  run.add_to(options);
  more.add_to(options);
  output.add_check_options(options);
  po::positional_options_description positional;
  positional.add("source", 1).add("target", 1).add("more", -1);
  const auto values = parse_options(arguments, kUsage, options, positional);
  if (!values) return kClean;
  run.load(*values, data, output);
  std::vector<std::string> inputs = run.inputs();
  for (const std::string& file : more.files) inputs.push_back(file_of_report(file));
  require_apart(inputs, output.files());
  WriterOptions writer_options = output.writer_options(*data);
  writer_options.judged = run.settings->judges();
  if (!more.files.empty()) return check_versions(run, *data, more, output, writer_options);
  auto writer = make_report_writer(output.format, writer_options);
  std::unique_ptr<Outputs>
      outputs;  // opened with the first report, so that bad input touches no file
  const auto open = [&] {
    if (outputs) return;
    if (!run.ui_lang.empty() && !is_given(*values, "ui-lang") &&
        run.ui_lang != writer_options.ui_lang) {
      writer_options.ui_lang = run.ui_lang;
      writer = make_report_writer(output.format, writer_options);
    }
    outputs = std::make_unique<Outputs>(output, std::move(writer), writer_options);
  };
  bool failed = false;
  run.run(*data, [&](const PairReport& report) {
    open();
    outputs->pair(report);
    failed = failed || fails(report, writer_options.fail_on);
  });
  open();
  outputs->finish();
  notice_stale(*run.settings);
  return failed ? kIssues : kClean;
}

}  // namespace concord::app
