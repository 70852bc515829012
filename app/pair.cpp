// concord pair: which reports of two languages are versions of one another.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "aligner/pairing.h"
#include "app/command.h"
#include "app/progress.h"
#include "app/settings_options.h"
#include "formats/read_feed.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/pairing_run.h"
#include "text/input_error.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

using OrderedJson = nlohmann::ordered_json;

std::string dump(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

OrderedJson reasons_json(const FoundPair& pair) {
  OrderedJson reasons = OrderedJson::array();
  if (pair.linked) reasons.push_back({{"kind", "link"}});
  for (const SharedFeature& shared : pair.because) {
    OrderedJson reason = {{"kind", evidence_name(shared.kind)}, {"source", shared.source}};
    if (shared.target != shared.source) reason["target"] = shared.target;
    reasons.push_back(reason);
  }
  return reasons;
}

std::string line_of(const FoundPair& pair, const std::vector<ProfiledItem>& items) {
  OrderedJson json;
  const auto id = [&](std::optional<std::size_t> item) {
    return item ? OrderedJson(items[*item].id) : OrderedJson(nullptr);
  };
  if (pair.source && pair.target) json["id"] = items[*pair.source].id;
  json["source"] = id(pair.source);
  json["target"] = id(pair.target);
  json["score"] = std::stod(fmt::format("{:.3f}", pair.score));
  if (pair.source) json["src_lang"] = items[*pair.source].profile_lang;
  if (pair.target) json["tgt_lang"] = items[*pair.target].profile_lang;
  if (pair.best)
    json["best"] = {{"id", items[*pair.best].id},
                    {"score", std::stod(fmt::format("{:.3f}", pair.best_score))}};
  json["because"] = reasons_json(pair);
  return dump(json);
}

/// The command line of a pairing.
struct PairRun {
  std::vector<std::string> sources;
  PairingRunOptions pairing;
  FeedOptions feed;
  SettingsFiles settings_files;
};

void add_options(po::options_description& options, PairRun& run) {
  options.add_options()  //
      ("src-lang", po::value(&run.pairing.source_lang),
       "only sources in this language (BCP 47); every other than the target's when absent")  //
      ("tgt-lang", po::value(&run.pairing.target_lang)->default_value("en"),
       "language of the targets")  //
      ("lang", po::value(&run.feed.lang),
       "language of items that do not name theirs; detected when absent")  //
      ("input-format", po::value(&run.feed.format)->default_value("auto"),
       fmt::format("{}", fmt::join(feed_formats(), ", ")).c_str())  //
      ("date-window",
       ranged("date-window", &run.pairing.pairing.date_window_days, 0, kMostDays)
           ->default_value(run.pairing.pairing.date_window_days),
       "days that two versions may lie apart")  //
      ("min-score",
       ranged("min-score", &run.pairing.pairing.least_score, 0.0, 1.0)
           ->default_value(run.pairing.pairing.least_score),
       "the score from which two reports are a pair")  //
      ("jobs,j",
       ranged("jobs", &run.pairing.pairing.jobs, 1U, kMostJobs)
           ->default_value(std::max(1U, std::thread::hardware_concurrency())),
       "threads")  //
      ("config", po::value(&run.settings_files.config)->default_value(""),
       "configuration, of which the boilerplate rules count here; otherwise the nearest "
       "concord.toml "
       "upwards")  //
      ("sources", po::value(&run.sources), "files, folders and feeds");
}

/// Refuses what no run can work with.
void require_usable(const PairRun& run) {
  if (run.sources.empty())
    throw UsageError("name files, folders or feeds; see concord pair --help");
  const std::vector<std::string> formats = feed_formats();
  if (std::find(formats.begin(), formats.end(), run.feed.format) == formats.end()) {
    throw UsageError("unknown input format '" + run.feed.format + "'; use " +
                     fmt::format("{}", fmt::join(formats, ", ")));
  }
}

}  // namespace

int run_pair(const Arguments& arguments) {
  PairRun run;
  po::options_description options("Options");
  add_options(options, run);
  po::positional_options_description positional;
  positional.add("sources", -1);
  if (!parse_options(arguments,
                     "Usage: concord pair SOURCES... [options]\n"
                     "Prints a JSON line for every pair, then for every report without a partner, "
                     "then for what could "
                     "not be read:\n"
                     "  {\"source\":ID,\"target\":ID,\"score\":0.97,\"because\":[...]}",
                     options, positional)) {
    return kClean;
  }
  require_usable(run);
  NewsroomSettings settings(run.settings_files);
  run.pairing.settings = &settings;
  std::vector<FeedItem> read;
  std::vector<FeedProblem> problems;
  const FeedSink sink{[&](FeedItem item) { read.push_back(std::move(item)); },
                      [&](FeedProblem problem) { problems.push_back(std::move(problem)); },
                      [](const FeedProblem& note) { notice("note: " + note.error); }};
  for (const std::string& source : run.sources) read_source(source, run.feed, sink);
  if (read.empty() && problems.empty())
    throw InputError(run.sources.front(), 0, "has no report to pair", "check the path");
  const std::size_t given = read.size() + problems.size();

  Packs packs(find_data_dirs());
  SharedResources shared(packs);
  std::vector<ProfiledItem> items;
  {
    Progress progress(read.size());
    items = profile_items(std::move(read), shared, run.pairing, problems, [&] { progress.step(); });
  }
  for (const FoundPair& pair : find_pairs(items, run.pairing)) print(line_of(pair, items));
  for (const FeedProblem& problem : problems) {
    print(dump({{"source", nullptr},
                {"target", nullptr},
                {"item", problem.item},
                {"error", problem.error}}));
  }
  if (const std::size_t left = given - items.size() - problems.size(); left > 0)
    notice(
        fmt::format("note: {} of {} items are in other languages and were left out", left, given));
  if (!problems.empty())
    notice(fmt::format("{} of {} items could not be read", problems.size(),
                       problems.size() + items.size()));
  return kClean;
}

}  // namespace concord::app
