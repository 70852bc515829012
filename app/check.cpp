// concord check: align two versions and check one against the other, or check segments that are
// aligned already.
#include <algorithm>
#include <memory>

#include "app/check_run.h"
#include "app/command.h"
#include "app/outputs.h"
#include "text/file_identity.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    "Usage: concord check SOURCE TARGET [options]\n"
    "       concord check --aligned FILE [--src-lang L --tgt-lang L] [options]";

/// Whether a report has an issue that makes the exit code 1.
bool fails(const PairReport& report, std::optional<Severity> fail_on) {
  return fail_on &&
         std::any_of(report.issues.begin(), report.issues.end(), [&](const Issue& issue) {
           return issue.severity >= *fail_on && !issue.silenced();
         });
}

}  // namespace

int run_check(const Arguments& arguments) {
  CheckRun run;
  OutputOptions output;
  po::options_description options("Options");
  run.add_to(options);
  output.add_check_options(options);
  po::positional_options_description positional;
  positional.add("source", 1).add("target", 1);
  const auto values = parse_options(arguments, kUsage, options, positional);
  if (!values) return kClean;
  run.load(*values, output);
  require_apart(run.inputs(), output.files());
  WriterOptions writer_options = output.writer_options();
  writer_options.judged = run.settings->judges();
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
  run.run([&](const PairReport& report) {
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
