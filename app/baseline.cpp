// concord baseline: keeps the file of issues that are known.
#include <fmt/format.h>

#include <filesystem>

#include "app/check_run.h"
#include "app/command.h"
#include "formats/escape.h"
#include "formats/messages.h"
#include "newsroom/engine/report_files.h"
#include "text/file_identity.h"
#include "text/folder_lock.h"
#include "text/output_file.h"
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

// Other runs may have changed the file while this one was checking: what it holds now is read
// again, and only what this run knows of is changed.
Baseline read_now(const std::string& file) {
  Baseline now;
  if (std::filesystem::exists(file)) now.read(file, read_file(file));
  return now;
}

int update(const std::string& file, const Baseline& added, std::size_t stale) {
  const FolderLock lock = lock_folder_of(file);
  Baseline now = read_now(file);
  const std::size_t count = now.add_missing(added);
  write_file(file, lines_of(now));
  print(fmt::format("{} added, {} in all, {} stale\n", count, now.entries().size(), stale));
  return kClean;
}

int prune(const std::string& file, const std::vector<const BaselineEntry*>& stale) {
  const FolderLock lock = lock_folder_of(file);
  Baseline now = read_now(file);
  const std::size_t gone = now.remove(stale);
  write_file(file, lines_of(now));
  print(fmt::format("{} removed, {} kept\n", gone, now.entries().size()));
  return kClean;
}

}  // namespace

int run_baseline(const Arguments& arguments, const ProgramData& data) {
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
  run.load(*values, data, output);
  if (job != "check") {
    const std::string& config = run.settings->config().path;
    require_apart({file_of_report(run.pair.source), file_of_report(run.pair.target), run.aligned,
                   run.pair.lexicon, run.settings_files.terms, config},
                  {file});
  }
  Baseline& baseline = run.settings->baseline();
  const MessageCatalogue messages(data->messages,
                                  "en");  // a baseline is read by all, whatever their language
  if (job != "update" || std::filesystem::exists(file)) baseline.read(file, read_file(file));
  Baseline added;
  std::string fresh;
  run.run(*data, [&](const PairReport& report) {
    for (const Issue& issue : report.issues) {
      if (!issue.judgement)
        fresh += plain_line(fmt::format("new {} {}: {}", issue.id, issue.check,
                                        messages.text(issue.message))) +
                 "\n";
    }
    added.record(report, messages);
  });
  if (job == "update") return update(file, added, baseline.stale().size());
  if (job == "prune") return prune(file, baseline.stale());
  const std::vector<const BaselineEntry*> stale = baseline.stale();
  print(fresh);
  for (const BaselineEntry* entry : stale)
    print_line(fmt::format("stale {} {}: {}", entry->id, entry->check, entry->message));
  print(fmt::format("{} new, {} stale, {} known\n", added.entries().size(), stale.size(),
                    baseline.entries().size() - stale.size()));
  return added.entries().size() + stale.size() > 0 ? kIssues : kClean;
}

}  // namespace concord::app
