// concord baseline: keeps the file of issues that are known.
#include <fmt/format.h>

#include <filesystem>

#include "app/check_run.h"
#include "app/command.h"
#include "formats/messages.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    "Usage: concord baseline update FILE SOURCE TARGET [options]   add the pair's issues to the "
    "file\n"
    "       concord baseline check FILE SOURCE TARGET [options]    print what is new and what is "
    "stale; exit code 1 if "
    "anything\n"
    "       concord baseline prune FILE SOURCE TARGET [options]    remove the entries whose issue "
    "does not come any "
    "more\n"
    "Instead of SOURCE TARGET: --aligned FILE. The options are those of concord check.\n";

std::string lines_of(const Baseline& baseline) {
  std::string lines;
  for (const BaselineEntry& entry : baseline.entries()) lines += to_line(entry);
  return lines;
}

}  // namespace

int run_baseline(const Arguments& arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print(kUsage);
    return arguments.empty() ? kFailed : kClean;
  }
  const std::string& job = arguments[0];
  if (job != "update" && job != "check" && job != "prune") {
    throw UsageError("unknown command 'baseline " + job + "'; use update, check or prune");
  }
  CheckRun run;
  OutputOptions output;
  std::string file;
  po::options_description options("Options");
  run.add_to(options);
  options.add_options()("file", po::value(&file), "the baseline");
  po::positional_options_description positional;
  positional.add("file", 1).add("source", 1).add("target", 1);
  const auto values =
      parse_options({arguments.begin() + 1, arguments.end()}, kUsage, options, positional);
  if (!values) return kClean;
  if (file.empty()) throw UsageError("name the baseline's file; see concord baseline --help");
  run.load(*values, output);
  Baseline& baseline = run.settings->baseline();
  const MessageCatalogue messages("en");  // a baseline is read by all, whatever their language
  if (job != "update" || std::filesystem::exists(file)) baseline.read(file, read_file(file));
  std::size_t added = 0;
  Baseline known = baseline;
  std::string fresh;
  run.run([&](const PairReport& report) {
    for (const Issue& issue : report.issues) {
      if (!issue.judgement)
        fresh +=
            fmt::format("new {} {}: {}\n", issue.id, issue.check, messages.text(issue.message));
    }
    // The run's own baseline is being used; what is new goes into a copy.
    added += known.record(report, messages);
  });
  const std::vector<const BaselineEntry*> stale = baseline.stale();
  if (job == "check") {
    print(fresh);
    for (const BaselineEntry* entry : stale)
      print(fmt::format("stale {} {}: {}\n", entry->id, entry->check, entry->message));
    print(fmt::format("{} new, {} stale, {} known\n", added, stale.size(),
                      baseline.entries().size() - stale.size()));
    return added + stale.size() > 0 ? kIssues : kClean;
  }
  if (job == "prune") {
    const std::size_t gone = baseline.prune();
    write_file(file, lines_of(baseline));
    print(fmt::format("{} removed, {} kept\n", gone, baseline.entries().size()));
  } else {
    write_file(file, lines_of(known));
    print(fmt::format("{} added, {} in all, {} stale\n", added, known.entries().size(),
                      stale.size()));
  }
  return kClean;
}

}  // namespace concord::app
