// concord feed: read what is new on both sides, pair it, check it, report what changed since the
// last run.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/command.h"
#include "app/outputs.h"
#include "app/progress.h"
#include "app/settings_options.h"
#include "formats/escape.h"
#include "formats/index_page.h"
#include "formats/json_input.h"
#include "formats/messages.h"
#include "formats/read_feed.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/ordered_pipeline.h"
#include "newsroom/engine/pair_worker.h"
#include "newsroom/engine/pairing_run.h"
#include "newsroom/engine/write_page.h"
#include "newsroom/service/desk_queue.h"
#include "newsroom/store/feed_store.h"
#include "newsroom/store/tm_store.h"
#include "text/clock.h"
#include "text/file_identity.h"
#include "text/input_error.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

struct FeedRunOptions {
  std::vector<std::string> sources;
  std::vector<std::string> targets;
  FeedOptions source_feed;
  FeedOptions target_feed;
  PairingRunOptions pairing;
  SettingsFiles settings_files;
  HttpLimits http{.agent = "concord/" CONCORD_VERSION " (feed reader)"};
  std::string memory;  ///< a translation memory to fill; empty for none
  std::string desk;    ///< the store of a desk whose queue to fill; empty for none
  std::string outlet;
  std::string ui_lang;
  std::string format;
  std::string fail_on_name;
  std::optional<Severity> fail_on;  ///< none for "never"
  std::string store;
  bool status = false;  ///< only show the last runs
  std::string accept;   ///< only accept this issue; empty for a run
};

/// The ids of all issues that baselines and reviews hold.
std::vector<std::string> judged_issues(NewsroomSettings& settings) {
  std::vector<std::string> ids;
  for (const BaselineEntry& entry : settings.baseline().entries()) {
    if (Judgement{entry.verdict, {}}.silences()) ids.push_back(entry.id);
  }
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
                      [&](FeedProblem problem) { side.problems.push_back(std::move(problem)); },
                      [](const FeedProblem& note) { notice("note: " + note.error); }};
  for (const std::string& source : sources) {
    try {
      if (!is_address(source)) {
        read_source(source, options, sink);
        continue;
      }
      // The password stays here: neither messages nor the store have it.
      const std::string address = shown_address(source);
      HttpReply reply = fetch(source, store.validators(address), limits);
      if (reply.unchanged) continue;
      if (!is_feed(address, reply.body))
        throw InputError(address, 0, "answers with a page or a file, not with a feed",
                         "check the address; a log-in may be needed");
      FeedOptions with_encoding = options;
      with_encoding.encoding = reply.encoding;
      read_feed(address, reply.body, with_encoding, sink);
      side.validators[address] = reply.validators;
    } catch (const InputError& error) {
      side.problems.push_back({shown_address(source), error.what()});
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

/// profile_items() with a progress bar.
std::vector<ProfiledItem> profile(std::vector<FeedItem> items, SharedResources& shared,
                                  const PairingRunOptions& options,
                                  std::vector<FeedProblem>& problems) {
  Progress progress(items.size());
  return profile_items(std::move(items), shared, options, problems, [&] { progress.step(); });
}

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
    items.back().target = true;
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
  const std::vector<ProfiledItem> profiled = profile(std::move(items), shared, options, problems);
  std::vector<RunPair> pairs;
  for (const FoundPair& pair : find_pairs(profiled, options)) {
    if (!pair.source || !pair.target) continue;
    // An item of the source side may be in the language of the targets, and the reverse: that is
    // not a pair of this feed.
    if (profiled[*pair.source].id[0] != 's' || profiled[*pair.target].id[0] != 't') continue;
    pairs.push_back({std::stoul(profiled[*pair.source].id.substr(1)),
                     std::stoul(profiled[*pair.target].id.substr(1)), pair.score});
  }
  return pairs;
}

std::string line_of(const IssueChange& change, const std::string& format) {
  if (format == "jsonl") {
    nlohmann::ordered_json line = {{"state", state_name(change.state)}, {"item", change.pair}};
    if (change.accepted) line["verdict"] = "accepted";
    std::string json = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    json.back() = ',';
    return json + "\"issue\":" + change.issue.json + "}\n";  // that of the issue is JSON already
  }
  return plain_line(fmt::format("{:<9} {:<8} {:<16} {}: {} [{}]", state_name(change.state),
                                severity_name(change.issue.severity), change.issue.check,
                                change.pair, change.issue.message, change.issue.id)) +
         "\n";
}

/// What a run has found so far.
struct RunState {
  std::int64_t run = 0;
  RunCounts counts;
  std::size_t unchanged = 0;
  std::vector<FeedProblem> problems;
  bool failed = false;    ///< a new issue at or above --fail-on
  std::string told;       ///< what changed; printed once the store has it
  std::string report;     ///< the folder of pages
  std::string summaries;  ///< for the index page
};

/// Puts what was read into the store.
void store_side(const std::string& name, const SideRead& side, FeedStore& store, RunState& state) {
  state.problems.insert(state.problems.end(), side.problems.begin(), side.problems.end());
  for (const FeedItem& item : side.items) {
    const auto result = store.put_item(name, item, state.run);
    state.counts.items_new += result == FeedStore::PutResult::kNew ? 1 : 0;
    state.counts.items_changed += result == FeedStore::PutResult::kChanged ? 1 : 0;
  }
  for (const auto& [address, validators] : side.validators)
    store.set_validators(address, validators);
}

PairOutputs outputs_of(const FeedRunOptions& options, const DataDirs& dirs, FeedStore& store) {
  PairOutputs outputs;
  outputs.settings = options.pairing.settings;
  outputs.page = true;
  outputs.memory = !options.memory.empty();
  outputs.texts = !options.desk.empty();
  outputs.outlet = options.outlet;
  for (std::string& id : store.accepted()) outputs.accepted.insert(std::move(id));
  outputs.writer.messages = dirs.messages;
  outputs.writer.ui_lang = options.ui_lang;
  outputs.writer.version = CONCORD_VERSION;
  outputs.writer.timestamp = run_timestamp();
  return outputs;
}

/// The pairs of this run that are new or have a version that is, kept in the store.
std::vector<RunPair> pairs_to_check(const std::vector<StoredItem>& sources,
                                    const std::vector<StoredItem>& targets, FeedStore& store,
                                    SharedResources& shared, const PairingRunOptions& options,
                                    RunState& state) {
  std::vector<RunPair> to_check;
  for (const RunPair& pair : pair_items(sources, targets, store, shared, options, state.problems)) {
    const FeedStore::StoredPair rows{sources[pair.source].row, targets[pair.target].row};
    store.drop_other_pairs(rows);
    const bool is_new = store.put_pair(rows, pair.score, state.run);
    state.counts.pairs_new += is_new ? 1 : 0;
    if (is_new || sources[pair.source].changed || targets[pair.target].changed)
      to_check.push_back(pair);
  }
  return to_check;
}

/// Counts a change and keeps the line that tells it.
void take_change(const IssueChange& change, const FeedRunOptions& options, RunState& state) {
  state.unchanged += change.state == IssueState::kUnchanged ? 1 : 0;
  if (change.state == IssueState::kUnchanged) return;
  // What is accepted is not news to people; programs get it with its verdict.
  if (!change.accepted || options.format == "jsonl") state.told += line_of(change, options.format);
  if (change.accepted) return;
  state.counts.issues_new += change.state == IssueState::kNew ? 1 : 0;
  state.counts.issues_fixed += change.state == IssueState::kFixed ? 1 : 0;
  state.counts.issues_reopened += change.state == IssueState::kReopened ? 1 : 0;
  const bool open = change.state == IssueState::kNew || change.state == IssueState::kReopened;
  if (open && options.fail_on && change.issue.severity >= *options.fail_on) state.failed = true;
}

/// A pair of reports that was checked, or why it could not be.
struct CheckedPair {
  RunPair pair;
  RenderedPair rendered;
  std::string error;
};

/// Keeps what a checked pair gives.
void take_pair(const CheckedPair& checked, const StoredItem& source, const StoredItem& target,
               const FeedRunOptions& options, FeedStore& store, TmStore* memory, DeskQueue* desk,
               RunState& state) {
  if (!checked.error.empty()) {
    state.problems.push_back({source.item.id, checked.error});
    return;
  }
  ++state.counts.pairs_checked;
  const RenderedPair& rendered = checked.rendered;
  // Before the store: a run that is killed in between keeps the same units again.
  if (memory != nullptr) memory->put_pair(rendered.documents, rendered.units);
  if (desk != nullptr) desk->put(rendered);
  for (const IssueChange& change : store.put_issues({source.row, target.row}, source.item.id,
                                                    rendered.record.issues, state.run))
    take_change(change, options, state);
  std::error_code error;
  std::filesystem::create_directories(state.report, error);
  write_page(state.report + "/" + page_name(rendered.id), rendered.page);
  state.summaries += index_summary(rendered.record);
}

/// The languages of both sides where the user names none: that of most targets; that of most
/// sources only where it is the same.
void settle_languages(const std::vector<StoredItem>& sources,
                      const std::vector<StoredItem>& targets, Packs& packs,
                      PairingRunOptions& pairing) {
  if (!pairing.target_lang.empty()) return;
  const auto most_common = [&](const std::vector<StoredItem>& side) {
    std::vector<FeedItem> items;
    for (const StoredItem& stored : side) items.push_back(stored.item);
    const std::map<std::string, std::size_t> found = languages_of(items, packs);
    const auto most =
        std::max_element(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == found.end() ? std::string() : most->first;
  };
  pairing.target_lang = most_common(targets);
  if (most_common(sources) == pairing.target_lang) pairing.source_lang = pairing.target_lang;
}

/// Pairs what is near a change, and checks what is new.
void check_changes(const FeedRunOptions& options, const DataDirs& dirs, FeedStore& store,
                   RunState& state) {
  Packs packs(dirs);
  SharedResources shared(packs);
  PairingRunOptions pairing = options.pairing;
  const int window = pairing.pairing.date_window_days;
  const std::vector<StoredItem> sources = store.items_near_changes("source", window, state.run);
  const std::vector<StoredItem> targets = store.items_near_changes("target", window, state.run);
  settle_languages(sources, targets, packs, pairing);
  const PairOutputs outputs = outputs_of(options, dirs, store);
  std::optional<TmStore> memory;
  if (!options.memory.empty()) memory.emplace(options.memory, SqlAccess::kWrite);
  std::optional<DeskQueue> desk;
  if (!options.desk.empty()) desk.emplace(options.desk, options.outlet);
  const std::vector<RunPair> to_check =
      pairs_to_check(sources, targets, store, shared, pairing, state);
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
            return CheckedPair{
                pair, worker->check({source.id, source, targets[pair.target].item}, at + 1), {}};
          } catch (const InputError& error) {
            return CheckedPair{pair, {}, error.what()};
          }
        };
      },
      [&](const CheckedPair& checked) {
        progress.step();
        take_pair(checked, sources[checked.pair.source], targets[checked.pair.target], options,
                  store, memory ? &*memory : nullptr, desk ? &*desk : nullptr, state);
      });
}

void print_run(const RunState& state) {
  const RunCounts& counts = state.counts;
  print(
      fmt::format("{} items new, {} changed, {} unreadable; {} pairs new, {} checked; issues: {} "
                  "new, {} unchanged, "
                  "{} fixed, {} reopened, {} open\n",
                  counts.items_new, counts.items_changed, counts.problems, counts.pairs_new,
                  counts.pairs_checked, counts.issues_new, state.unchanged, counts.issues_fixed,
                  counts.issues_reopened, counts.issues_open));
  if (!state.summaries.empty()) print_line("report: " + state.report + "/index.html");
}

int run_once(const FeedRunOptions& options, const DataDirs& dirs, FeedStore& store) {
  const SideRead source = read_side(options.sources, options.source_feed, store, options.http);
  const SideRead target = read_side(options.targets, options.target_feed, store, options.http);
  RunState state;
  state.run = store.begin_run(iso_time(run_time()));
  state.report = store.folder() + "/reports/" + fmt::format("{:06}", state.run);
  store_side("source", source, store, state);
  store_side("target", target, store, state);
  check_changes(options, dirs, store, state);
  if (!state.summaries.empty())
    write_page(state.report + "/index.html",
               index_page(state.summaries, dirs.messages, options.ui_lang));
  state.counts.problems = static_cast<std::int64_t>(state.problems.size());
  state.counts.issues_open = store.open_issues();
  store.commit_run(iso_time(run_time()), state.counts);
  print(state.told);
  for (const FeedProblem& problem : state.problems) notice(problem.error);
  if (options.format == "text") print_run(state);
  if (source.failed || target.failed) return kFailed;
  return state.failed ? kIssues : kClean;
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
  print_line("open now: " + (list.empty() ? "nothing" : list));
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

void add_options(po::options_description& options, FeedRunOptions& run) {
  add_settings_options(options, run.settings_files);
  add_desk_option(options, run.settings_files);
  add_jobs_option(options, run.pairing.pairing.jobs);
  options.add_options()  //
      ("source", po::value(&run.sources),
       "a file, folder or http(s) address of the source side; may be repeated")  //
      ("target", po::value(&run.targets), "the same of the target side")         //
      ("store", po::value(&run.store),
       "folder that keeps items, pairs and issues; created when absent")  //
      ("memory", po::value(&run.memory),
       "also keep the units in this translation memory; see concord tm")  //
      ("outlet", po::value(&run.outlet),
       "the outlet to store with the units and with the pairs of the queue")  //
      ("desk", po::value(&run.desk),
       "also add the pairs to the queue of a desk: the --store of concord serve")  //
      ("status", po::bool_switch(&run.status),
       "show the last thirty runs, what is open, and how the last week compares")  //
      ("accept", po::value(&run.accept),
       "mark an issue, by its id, as a false alarm: it is not reported again")  //
      ("src-lang", po::value(&run.source_feed.lang),
       "language of source items that do not name theirs; detected when absent")  //
      ("tgt-lang", po::value(&run.target_feed.lang),
       "language of the target side; that of most of its items when absent. May be --src-lang")  //
      ("date-window",
       ranged("date-window", &run.pairing.pairing.date_window_days, 0, kMostDays)->default_value(3),
       "how many days apart two versions may be published")  //
      ("min-score",
       ranged("min-score", &run.pairing.pairing.least_score, 0.0, 1.0)
           ->default_value(run.pairing.pairing.least_score),
       "the score from which two reports are a pair")  //
      ("timeout",
       ranged("timeout", &run.http.seconds, 1L, 86'400L)->default_value(run.http.seconds),
       "seconds that a feed may take to arrive")  //
      ("max-bytes",
       ranged("max-bytes", &run.http.bytes, std::size_t{1}, std::size_t{1} << 30)
           ->default_value(run.http.bytes),
       "size that a feed may have when unpacked")  //
      ("format", po::value(&run.format)->default_value("text"),
       "text or jsonl: what changed, one issue a line; of --status one run a line")  //
      ("ui-lang", po::value(&run.ui_lang)->default_value("en"),
       "language of messages and pages")  //
      ("fail-on", po::value(&run.fail_on_name)->default_value("error"),
       "the lowest severity of a new issue that makes the exit code 1: error, warning, info, "
       "never");
}

/// Refuses what no run can work with, and sets what follows from the options.
void complete(FeedRunOptions& run, const DataDirs& dirs) {
  static_cast<void>(MessageCatalogue(
      dirs.messages, run.ui_lang));  // an unknown language is refused before the work
  run.fail_on = severity_of(run.fail_on_name);
  if (!run.fail_on && run.fail_on_name != "never")
    throw UsageError("unknown severity '" + run.fail_on_name +
                     "'; use error, warning, info or never");
  if (run.format != "text" && run.format != "jsonl")
    throw UsageError("unknown format '" + run.format + "'; use text or jsonl");
  run.pairing.target_lang = run.target_feed.lang;
  // Only in one language: other sources need not be in the language that items lack.
  if (run.source_feed.lang == run.target_feed.lang) run.pairing.source_lang = run.target_feed.lang;
}

}  // namespace

int run_feed(const Arguments& arguments, const ProgramData& data) {
  FeedRunOptions run;
  po::options_description options("Options");
  add_options(options, run);
  const auto values =
      parse_options(arguments,
                    "Usage: concord feed --source S --target T --store DIR [options]\n"
                    "       concord feed --status --store DIR",
                    options);
  if (!values) return kClean;
  if (run.store.empty()) throw UsageError("name a --store; see concord feed --help");
  NewsroomSettings settings(run.settings_files);
  take_decisions(settings, *values, data, run.settings_files);
  set_option(settings, *values, "fail-on", run.fail_on_name);
  set_option(settings, *values, "ui-lang", run.ui_lang);
  run.pairing.settings = &settings;
  complete(run, *data);
  if (run.status) {
    FeedStore store(run.store, false);
    store.silence(judged_issues(settings));
    return print_status(store, run.format);
  }
  if (!run.accept.empty()) {
    FeedStore store(run.store, true);
    if (!store.accept(run.accept, iso_time(run_time())))
      throw UsageError("the store has no issue " + run.accept);
    return kClean;
  }
  if (run.sources.empty() || run.targets.empty())
    throw UsageError("name a --source and a --target; see concord feed --help");
  std::vector<std::string> inputs = settings.files();
  inputs.insert(inputs.end(), run.sources.begin(), run.sources.end());
  inputs.insert(inputs.end(), run.targets.begin(), run.targets.end());
  require_apart(inputs, {run.store + "/feed.sqlite", run.memory});
  FeedStore store(run.store, true);
  store.silence(judged_issues(settings));
  return run_once(run, *data, store);
}

}  // namespace concord::app
