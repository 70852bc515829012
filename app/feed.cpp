// concord feed: read what is new on both sides, pair it, check it, tell what changed since the last
// run.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <thread>

#include "app/command.h"
#include "app/outputs.h"
#include "app/progress.h"
#include "formats/escape.h"
#include "formats/index_page.h"
#include "formats/json_input.h"
#include "formats/messages.h"
#include "formats/read_feed.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/ordered_pipeline.h"
#include "newsroom/engine/pair_worker.h"
#include "newsroom/engine/pairing_run.h"
#include "newsroom/store/feed_store.h"
#include "newsroom/store/tm_store.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

struct FeedRunOptions {
  std::vector<std::string> sources;
  std::vector<std::string> targets;
  FeedOptions source_feed;
  FeedOptions target_feed;
  PairingRunOptions pairing;
  DeskOptions desk;
  HttpLimits http;
  std::string memory;  ///< a translation memory to fill; empty for none
  std::string outlet;
  std::string ui_lang;
  std::string format;
  std::optional<Severity> fail_on;
};

/// ISO 8601 in UTC; the time of SOURCE_DATE_EPOCH when that is set.
std::string now_text() {
  std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"))
    now = static_cast<std::time_t>(std::strtoll(epoch, nullptr, 10));
  std::tm utc = {};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

/// The ids of all issues that baselines and reviews hold.
std::vector<std::string> judged_issues(Desk& desk) {
  std::vector<std::string> ids;
  for (const BaselineEntry& entry : desk.baseline().entries()) ids.push_back(entry.id);
  return ids;
}

/// One side of a run as it was read.
struct SideRead {
  std::vector<FeedItem> items;
  std::vector<FeedProblem> problems;
  std::map<std::string, HttpValidators> validators;
  bool failed = false;  ///< a whole source could not be read
};

SideRead read_side(const std::vector<std::string>& sources, const FeedOptions& options,
                   FeedStore& store, const HttpLimits& limits) {
  SideRead side;
  const FeedSink sink{[&](FeedItem item) { side.items.push_back(std::move(item)); },
                      [&](FeedProblem problem) { side.problems.push_back(std::move(problem)); }};
  for (const std::string& source : sources) {
    try {
      if (!is_address(source)) {
        read_source(source, options, sink);
        continue;
      }
      HttpReply reply = fetch(source, store.validators(source), limits);
      if (reply.unchanged) continue;
      FeedOptions with_encoding = options;
      with_encoding.encoding = reply.encoding;
      read_feed(source, reply.body, with_encoding, sink);
      side.validators[source] = reply.validators;
    } catch (const InputError& error) {
      side.problems.push_back({source, error.what()});
      side.failed = true;
    }
  }
  return side;
}

/// A pair of this run: indices into the items of both sides.
struct RunPair {
  std::size_t source = 0;
  std::size_t target = 0;
  double score = 0;
};

/// Pairs the items near what changed. Pairs of earlier runs stand, unless the feed itself says
/// otherwise.
std::vector<RunPair> pair_items(const std::vector<StoredItem>& sources,
                                const std::vector<StoredItem>& targets, FeedStore& store,
                                SharedResources& shared, const PairingRunOptions& options,
                                std::vector<FeedProblem>& problems) {
  // Ids are made unique over both sides, and a pair of an earlier run becomes a link.
  std::map<std::int64_t, std::size_t> source_of_row;
  std::map<std::int64_t, std::size_t> target_of_row;
  std::vector<FeedItem> items;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    source_of_row[sources[i].row] = i;
    items.push_back(sources[i].item);
    items.back().id = "s" + std::to_string(i);
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    target_of_row[targets[i].row] = i;
    items.push_back(targets[i].item);
    items.back().id = "t" + std::to_string(i);
  }
  std::map<std::string, std::size_t> target_by_id;
  for (std::size_t i = 0; i < targets.size(); ++i) target_by_id.emplace(targets[i].item.id, i);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (FeedLink& link : items[i].versions) {
      if (const auto found = target_by_id.find(link.ref); found != target_by_id.end())
        link.ref = "t" + std::to_string(found->second);
    }
    const auto same = target_by_id.find(sources[i].item.id);
    if (same != target_by_id.end() && sources[i].item.file_format.empty())
      items[i].versions.push_back({{}, "t" + std::to_string(same->second)});
  }
  for (const FeedStore::StoredPair& pair : store.pairs()) {
    const auto source = source_of_row.find(pair.source);
    const auto target = target_of_row.find(pair.target);
    if (source != source_of_row.end() && target != target_of_row.end()) {
      items[source->second].versions.push_back({{}, "t" + std::to_string(target->second)});
    }
  }
  const std::vector<ProfiledItem> profiled =
      profile_items(std::move(items), shared, options, problems);
  std::vector<RunPair> pairs;
  for (const FoundPair& pair : find_pairs(profiled, options)) {
    if (!pair.source || !pair.target) continue;
    // An item of the source side may be in the language of the targets, and the reverse: that is no
    // pair of this feed.
    if (profiled[*pair.source].id[0] != 's' || profiled[*pair.target].id[0] != 't') continue;
    pairs.push_back({std::stoul(profiled[*pair.source].id.substr(1)),
                     std::stoul(profiled[*pair.target].id.substr(1)), pair.score});
  }
  return pairs;
}

std::vector<StoredIssue> issues_of(const std::string& record) {
  std::vector<StoredIssue> issues;
  const nlohmann::ordered_json json = nlohmann::ordered_json::parse(record);
  for (const auto& issue : json.at("issues")) {
    issues.push_back(
        {issue.at("id").get<std::string>(), issue.at("check").get<std::string>(),
         severity_of(issue.at("severity").get<std::string>()).value_or(Severity::kWarning),
         issue.at("message").get<std::string>(), issue.dump()});
  }
  return issues;
}

std::string line_of(const IssueChange& change, const std::string& format) {
  if (format == "jsonl") {
    nlohmann::ordered_json line = {{"state", state_name(change.state)}, {"item", change.pair}};
    if (change.accepted) line["verdict"] = "accepted";
    line["issue"] = nlohmann::ordered_json::parse(change.issue.json);
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }
  return fmt::format("{:<9} {:<8} {:<16} {}: {} [{}]\n", state_name(change.state),
                     severity_name(change.issue.severity), change.issue.check, change.pair,
                     change.issue.message, change.issue.id);
}

int run_once(const FeedRunOptions& options, FeedStore& store) {
  SideRead source_side = read_side(options.sources, options.source_feed, store, options.http);
  SideRead target_side = read_side(options.targets, options.target_feed, store, options.http);
  const std::int64_t run = store.begin_run(now_text());
  RunCounts counts;
  std::vector<FeedProblem> problems = std::move(source_side.problems);
  problems.insert(problems.end(), target_side.problems.begin(), target_side.problems.end());
  for (const auto& [name, side] :
       {std::pair("source", &source_side), std::pair("target", &target_side)}) {
    for (const FeedItem& item : side->items) {
      const auto result = store.put_item(name, item, run);
      counts.items_new += result == FeedStore::PutResult::kNew ? 1 : 0;
      counts.items_changed += result == FeedStore::PutResult::kChanged ? 1 : 0;
    }
    for (const auto& [address, validators] : side->validators)
      store.set_validators(address, validators);
  }

  Packs packs(find_data_dirs());
  SharedResources shared(packs);
  const int window = options.pairing.pairing.date_window_days;
  const std::vector<StoredItem> sources = store.items_near_changes("source", window, run);
  const std::vector<StoredItem> targets = store.items_near_changes("target", window, run);
  PairOutputs outputs;
  outputs.desk = options.pairing.desk;
  outputs.page = true;
  outputs.memory = !options.memory.empty();
  outputs.outlet = options.outlet;
  for (std::string& id : store.accepted()) outputs.accepted.insert(std::move(id));
  outputs.writer.ui_lang = options.ui_lang;
  outputs.writer.version = CONCORD_VERSION;
  outputs.writer.timestamp = run_timestamp();
  std::optional<TmStore> memory;
  if (!options.memory.empty()) memory.emplace(options.memory, TmStore::Mode::kWrite);
  const std::string report = store.folder() + "/reports/" + fmt::format("{:06}", run);
  std::string summaries;
  bool failed = false;
  std::size_t unchanged = 0;
  std::string told;  // printed once the store has it

  std::vector<RunPair> to_check;
  for (const RunPair& pair :
       pair_items(sources, targets, store, shared, options.pairing, problems)) {
    const FeedStore::StoredPair rows{sources[pair.source].row, targets[pair.target].row};
    store.drop_other_pairs(rows);
    const bool is_new = store.put_pair(rows, pair.score, run);
    counts.pairs_new += is_new ? 1 : 0;
    if (is_new || sources[pair.source].changed || targets[pair.target].changed)
      to_check.push_back(pair);
  }
  /// A pair of reports that was checked, or why it could not be.
  struct Checked {
    RunPair pair;
    RenderedPair rendered;
    std::string error;
  };
  std::size_t next = 0;
  Progress progress(to_check.size());
  // Only reading and checking may fail for one pair alone; what the store and the disk refuse ends
  // the run.
  run_ordered(
      options.pairing.pairing.jobs,
      [&] { return next < to_check.size() ? std::optional(next++) : std::nullopt; },
      [&] {
        return [&, worker = std::make_unique<PairWorker>(shared, outputs)](std::size_t at) {
          const RunPair& pair = to_check[at];
          const FeedItem& source = sources[pair.source].item;
          try {
            return Checked{
                pair, worker->check({source.id, source, targets[pair.target].item}, at + 1), {}};
          } catch (const InputError& error) {
            return Checked{pair, {}, error.what()};
          }
        };
      },
      [&](const Checked& checked) {
        progress.step();
        const StoredItem& source = sources[checked.pair.source];
        const FeedStore::StoredPair rows{source.row, targets[checked.pair.target].row};
        const RenderedPair& rendered = checked.rendered;
        if (!checked.error.empty()) {
          problems.push_back({source.item.id, checked.error});
          return;
        }
        ++counts.pairs_checked;
        // Before the store: a run that is killed in between keeps the same units again.
        if (memory) memory->put_pair(rendered.documents, rendered.units);
        for (const IssueChange& change :
             store.put_issues(rows, source.item.id, issues_of(rendered.record), run)) {
          unchanged += change.state == IssueState::kUnchanged ? 1 : 0;
          if (change.state == IssueState::kUnchanged) continue;
          // What is accepted is no news to people; programs are told of it with its verdict.
          if (!change.accepted || options.format == "jsonl")
            told += line_of(change, options.format);
          if (change.accepted) continue;
          counts.issues_new += change.state == IssueState::kNew ? 1 : 0;
          counts.issues_fixed += change.state == IssueState::kFixed ? 1 : 0;
          counts.issues_reopened += change.state == IssueState::kReopened ? 1 : 0;
          const bool open =
              change.state == IssueState::kNew || change.state == IssueState::kReopened;
          if (open && options.fail_on && change.issue.severity >= *options.fail_on) failed = true;
        }
        std::error_code error;
        std::filesystem::create_directories(report, error);
        write_file(report + "/" + page_name(rendered.id), rendered.page);
        summaries += index_summary(rendered.record);
      });
  if (!summaries.empty())
    write_file(report + "/index.html", index_page(summaries, options.ui_lang));
  counts.problems = static_cast<std::int64_t>(problems.size());
  counts.issues_open = store.open_issues();
  store.commit_run(now_text(), counts);
  print(told);

  for (const FeedProblem& problem : problems) notice(problem.error);
  if (options.format == "text") {
    print(
        fmt::format("{} items new, {} changed, {} unreadable; {} pairs new, {} checked; issues: {} "
                    "new, {} unchanged, "
                    "{} fixed, {} reopened, {} open\n",
                    counts.items_new, counts.items_changed, counts.problems, counts.pairs_new,
                    counts.pairs_checked, counts.issues_new, unchanged, counts.issues_fixed,
                    counts.issues_reopened, counts.issues_open));
    if (!summaries.empty()) print("report: " + report + "/index.html\n");
  }
  if (source_side.failed || target_side.failed) return kFailed;
  return failed ? kIssues : kClean;
}

/// Issues new or reopened for each checked pair, over runs [begin, end); none when they checked
/// none.
std::optional<double> rate_of(const std::vector<RunRow>& runs, std::size_t begin, std::size_t end) {
  std::int64_t pairs = 0;
  std::int64_t issues = 0;
  for (std::size_t i = begin; i < end; ++i) {
    pairs += runs[i].counts.pairs_checked;
    issues += runs[i].counts.issues_new + runs[i].counts.issues_reopened;
  }
  return pairs == 0 ? std::nullopt
                    : std::optional(static_cast<double>(issues) / static_cast<double>(pairs));
}

void print_runs_text(const std::vector<RunRow>& runs, const std::vector<OpenCount>& open) {
  print(
      fmt::format("{:>5}  {:<20}  {:<11}  {:>6}  {:>8}  {:>6}  {:>7}  {:>5}  {:>5}  {:>8}  {:>5}\n",
                  "run", "started", "state", "items", "changed", "unread", "checked", "new",
                  "fixed", "reopened", "open"));
  for (const RunRow& row : runs) {
    print(fmt::format(
        "{:>5}  {:<20}  {:<11}  {:>6}  {:>8}  {:>6}  {:>7}  {:>5}  {:>5}  {:>8}  {:>5}\n", row.id,
        row.started, row.state, row.counts.items_new, row.counts.items_changed, row.counts.problems,
        row.counts.pairs_checked, row.counts.issues_new, row.counts.issues_fixed,
        row.counts.issues_reopened, row.counts.issues_open));
  }
  std::string list;
  for (const OpenCount& count : open)
    list += fmt::format("{}{} {} {}", list.empty() ? "" : ", ", count.issues, count.severity,
                        count.check);
  print("open now: " + (list.empty() ? "nothing" : list) + "\n");
  // A week of nightly runs against the week before.
  constexpr std::size_t kWeek = 7;
  if (runs.size() <= kWeek) return;
  const std::size_t cut = runs.size() - kWeek;
  const auto now = rate_of(runs, cut, runs.size());
  const auto before = rate_of(runs, cut > kWeek ? cut - kWeek : 0, cut);
  if (now && before) {
    print(fmt::format(
        "new issues a checked pair: {:.2f} in the last {} runs, {:.2f} in the {} before\n", *now,
        kWeek, *before, std::min(cut, kWeek)));
  }
}

void print_runs_jsonl(const std::vector<RunRow>& runs, const std::vector<OpenCount>& open) {
  for (const RunRow& row : runs) {
    const RunCounts& c = row.counts;
    print(json_line({{"run", row.id},
                     {"started", row.started},
                     {"state", row.state},
                     {"items_new", c.items_new},
                     {"items_changed", c.items_changed},
                     {"unreadable", c.problems},
                     {"pairs_new", c.pairs_new},
                     {"pairs_checked", c.pairs_checked},
                     {"issues_new", c.issues_new},
                     {"issues_fixed", c.issues_fixed},
                     {"issues_reopened", c.issues_reopened},
                     {"issues_open", c.issues_open}}) +
          "\n");
  }
  for (const OpenCount& count : open)
    print(
        json_line({{"check", count.check}, {"severity", count.severity}, {"open", count.issues}}) +
        "\n");
}

int print_status(FeedStore& store, const std::string& format) {
  // The last month of nightly runs.
  constexpr std::size_t kShown = 30;
  const std::vector<RunRow> runs = store.runs(kShown);
  const std::vector<OpenCount> open = store.open_by_check();
  format == "jsonl" ? print_runs_jsonl(runs, open) : print_runs_text(runs, open);
  return kClean;
}

}  // namespace

int run_feed(const Arguments& arguments) {
  FeedRunOptions run;
  std::string store_folder;
  std::string accept;
  std::string fail_on_name;
  po::options_description options("Options");
  run.desk.add_to(options);
  options.add_options()  //
      ("source", po::value(&run.sources),
       "a file, folder or http(s) address of the source side; may be repeated")  //
      ("target", po::value(&run.targets), "the same of the target side")         //
      ("store", po::value(&store_folder),
       "folder that remembers items, pairs and issues; made when absent")  //
      ("memory", po::value(&run.memory),
       "also keep the units in this translation memory; see concord tm")                     //
      ("outlet", po::value(&run.outlet), "the outlet to note with the units of the memory")  //
      ("status", po::bool_switch(),
       "show the last thirty runs, what is open, and how the last week compares")  //
      ("accept", po::value(&accept),
       "say of an issue, by its id, that it is none: it will not be told again")  //
      ("src-lang", po::value(&run.source_feed.lang),
       "language of source items that do not say theirs; detected when absent")  //
      ("tgt-lang", po::value(&run.target_feed.lang)->default_value("en"),
       "language of the target side")  //
      ("date-window", po::value(&run.pairing.pairing.date_window_days)->default_value(3),
       "days that two versions may lie apart")  //
      ("min-score",
       po::value(&run.pairing.pairing.least_score)->default_value(run.pairing.pairing.least_score),
       "the score from which two reports are a pair")  //
      ("timeout", po::value(&run.http.seconds)->default_value(run.http.seconds),
       "seconds that a feed may take to arrive")  //
      ("max-bytes", po::value(&run.http.bytes)->default_value(run.http.bytes),
       "size that a feed may have when unpacked")  //
      ("jobs,j",
       po::value(&run.pairing.pairing.jobs)
           ->default_value(std::max(1U, std::thread::hardware_concurrency())),
       "threads")  //
      ("format", po::value(&run.format)->default_value("text"),
       "text or jsonl: what changed, one issue a line; of --status one run a line")  //
      ("ui-lang", po::value(&run.ui_lang)->default_value("en"),
       "language of messages and pages")  //
      ("fail-on", po::value(&fail_on_name)->default_value("error"),
       "severity of a new issue that makes the exit code 1: error, warning, info, never");
  const auto values =
      parse_options(arguments,
                    "Usage: concord feed --source S --target T --store DIR [options]\n"
                    "       concord feed --status --store DIR",
                    options);
  if (!values) return kClean;
  if (store_folder.empty()) throw UsageError("name a --store; see concord feed --help");
  Desk desk(run.desk);
  desk.set_option(*values, "fail-on", fail_on_name);
  desk.set_option(*values, "ui-lang", run.ui_lang);
  static_cast<void>(MessageCatalogue(run.ui_lang));  // an unknown language is told before the work
  run.pairing.desk = &desk;
  run.fail_on = severity_of(fail_on_name);
  if (!run.fail_on && fail_on_name != "never")
    throw UsageError("unknown severity '" + fail_on_name + "'; use error, warning, info or never");
  if (run.format != "text" && run.format != "jsonl")
    throw UsageError("unknown format '" + run.format + "'; use text or jsonl");
  if (run.pairing.pairing.jobs == 0 || run.pairing.pairing.jobs > 1024)
    throw UsageError("--jobs must be from 1 to 1024");
  run.pairing.target_lang = run.target_feed.lang;
  if ((*values)["status"].as<bool>()) {
    FeedStore store(store_folder, false);
    store.silence(judged_issues(desk));
    return print_status(store, run.format);
  }
  if (!accept.empty()) {
    FeedStore store(store_folder, true);
    if (!store.accept(accept, now_text())) throw UsageError("the store knows no issue " + accept);
    return kClean;
  }
  if (run.sources.empty() || run.targets.empty())
    throw UsageError("name a --source and a --target; see concord feed --help");
  FeedStore store(store_folder, true);
  store.silence(judged_issues(desk));
  return run_once(run, store);
}

}  // namespace concord::app
