// concord check: align two versions and check one against the other, or check segments that are aligned already.
#include <algorithm>
#include <fstream>

#include "app/command.h"
#include "app/pair_options.h"
#include "checks/pair_checker.h"
#include "formats/writer.h"
#include "lang/data_dir.h"
#include "lang/table.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

/// Whether a report has an issue that makes the exit code 1.
bool fails(const PairReport& report, std::optional<Severity> fail_on) {
  return fail_on && std::any_of(report.issues.begin(), report.issues.end(),
                                [&](const Issue& issue) { return issue.severity >= *fail_on; });
}

}  // namespace

int run_check(const Arguments& arguments) {
  PairOptions pair;
  std::string aligned;
  std::string format;
  std::string fail_on_name;
  po::options_description options("Options");
  pair.add_to(options);
  options.add_options()                                                                                        //
      ("aligned", po::value(&aligned), "check segments that are aligned already: TSV (id TAB source TAB target)")  //
      ("format", po::value(&format)->default_value(report_formats().front()), "output format")                 //
      ("fail-on", po::value(&fail_on_name)->default_value("error"), "severity that makes the exit code 1: error, warning, info, never");
  po::positional_options_description positional;
  positional.add("source", 1).add("target", 1);
  if (!parse_options(arguments, "Usage: concord check SOURCE TARGET [options]\n       concord check --aligned FILE [options]",
                     options, positional)) {
    return kClean;
  }
  const std::optional<Severity> fail_on = severity_of(fail_on_name);
  if (!fail_on && fail_on_name != "never") throw UsageError("unknown severity '" + fail_on_name + "'; use error, warning, info or never");
  const auto writer = make_writer(format, {});
  Packs packs(find_data_dir());
  bool failed = false;
  print(writer->begin());
  if (aligned.empty()) {
    ArticlePair articles = read_pair(pair, packs);
    const PairResources resources = load_resources(packs, articles.source.lang, articles.target.lang);
    PairChecker checker(resources);
    const PairReport report = checker.check(std::move(articles.source), std::move(articles.target));
    print(writer->pair(report));
    failed = fails(report, fail_on);
  } else {
    const PairResources resources = load_resources(packs, pair.source_lang, pair.target_lang);
    PairChecker checker(resources);
    const Table table(aligned, 3);
    for (const TableRow& row : table.rows()) {
      const PairReport report = checker.check(SegmentPair{std::string(row.cells[0]), std::string(row.cells[1]), std::string(row.cells[2])},
                                              pair.source_published(), pair.target_published());
      print(writer->pair(report));
      failed = failed || fails(report, fail_on);
    }
  }
  print(writer->end());
  return failed ? kIssues : kClean;
}

}  // namespace concord::app
