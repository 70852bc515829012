// concord check: align two versions and check one against the other, or check segments that are aligned already.
#include <algorithm>

#include "app/command.h"
#include "app/outputs.h"
#include "app/pair_options.h"
#include "checks/pair_checker.h"
#include "lang/data_dir.h"
#include "lang/table.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    "Usage: concord check SOURCE TARGET [options]\n"
    "       concord check --aligned FILE --src-lang L --tgt-lang L [options]";

/// Whether a report has an issue that makes the exit code 1.
bool fails(const PairReport& report, std::optional<Severity> fail_on) {
  return fail_on && std::any_of(report.issues.begin(), report.issues.end(),
                                [&](const Issue& issue) { return issue.severity >= *fail_on && !issue.judgement; });
}

}  // namespace

int run_check(const Arguments& arguments) {
  PairOptions pair;
  OutputOptions output;
  std::string aligned;
  std::string kind_name;
  po::options_description options("Options");
  pair.add_to(options);
  output.add_check_options(options);
  options.add_options()                                          //
      ("aligned", po::value(&aligned)->default_value(""),        //
       "check segments that are aligned already: TSV (id TAB source TAB target)")  //
      ("kind", po::value(&kind_name)->default_value("auto"),
       "how closely the target follows the source: auto, close (a translation), edited, event (two reports on one event)");
  po::positional_options_description positional;
  positional.add("source", 1).add("target", 1);
  if (!parse_options(arguments, kUsage, options, positional)) return kClean;
  const std::optional<PairKind> kind = pair_kind_of(kind_name);
  if (!kind && kind_name != "auto") throw UsageError("unknown kind '" + kind_name + "'; use auto, close, edited or event");
  const WriterOptions writer_options = output.writer_options();
  auto writer = make_report_writer(output.format, writer_options);
  Packs packs(find_data_dir());
  bool failed = false;
  const auto finish_pair = [&](Outputs& outputs, const PairReport& report) {
    outputs.pair(report);
    failed = failed || fails(report, writer_options.fail_on);
  };
  if (aligned.empty()) {
    ArticlePair articles = read_pair(pair, packs);
    const PairResources resources = load_resources(packs, articles.source.lang, articles.target.lang, pair.lexicon);
    PairChecker checker(resources);
    checker.set_kind(kind);
    Outputs outputs(output, std::move(writer), writer_options);
    finish_pair(outputs, checker.check(std::move(articles.source), std::move(articles.target)));
    outputs.finish();
  } else {
    const PairResources resources = load_resources(packs, pair.source_lang, pair.target_lang, pair.lexicon);
    PairChecker checker(resources);
    checker.set_kind(kind);
    Outputs outputs(output, std::move(writer), writer_options);
    const Table table(aligned, 3);
    for (const TableRow& row : table.rows()) {
      const auto cell = [&](std::size_t i) { return std::string(row.cells[i]); };
      finish_pair(outputs, checker.check(SegmentPair{cell(0), cell(1), cell(2), aligned, row.line},
                                         pair.source_published(), pair.target_published()));
    }
    outputs.finish();
  }
  return failed ? kIssues : kClean;
}

}  // namespace concord::app
