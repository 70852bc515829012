// Runs the stages of a pairing.
#include "app/pair_stages.h"

#include <fmt/format.h>

#include <cstdlib>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/command.h"
#include "app/progress.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/item_stream.h"
#include "newsroom/engine/profile_file.h"
#include "text/file_identity.h"
#include "text/input_error.h"
#include "text/mapped_file.h"
#include "text/output_file.h"
#include "text/scratch_folder.h"

namespace concord::app {
namespace {

// Items that are looked at for their languages where nobody names that of the targets.
constexpr std::size_t kLookedAt = 500;
// Bytes of a word that a thread knows, with its place in the tables.
constexpr std::size_t kBytesOfWord = 250;
// No thread keeps more words: a day of news has fewer.
constexpr std::size_t kMostWords = 500'000;

/// Items of a stream, of which the first may be looked at before they are taken.
class Preview {
 public:
  explicit Preview(ItemStream& items) : items_(&items) {}

  std::vector<FeedItem> look(std::size_t count) {
    while (waiting_.size() < count) {
      std::optional<FeedItem> item = items_->next();
      if (!item) break;
      waiting_.push_back(std::move(*item));
    }
    return {waiting_.begin(), waiting_.end()};
  }
  std::optional<FeedItem> next() {
    if (waiting_.empty()) return items_->next();
    std::optional<FeedItem> item = std::move(waiting_.front());
    waiting_.pop_front();
    return item;
  }

 private:
  ItemStream* items_;
  std::deque<FeedItem> waiting_;
};

/// Says in a line each what was left out and what could not be read.
void note_losses(const ProfileSummary& summary, std::size_t given) {
  const std::size_t problems = summary.unread.size() + summary.unprofiled.size();
  if (summary.left_out > 0)
    notice(fmt::format("note: {} of {} items are in other languages and were left out",
                       summary.left_out, given));
  if (problems > 0)
    notice(fmt::format("{} of {} items could not be read", problems, problems + summary.items));
}

}  // namespace

void read_profiles(PairRun& run, const DataDirs& dirs, const PairLimits& limits,
                   const std::string& output) {
  NewsroomSettings settings(run.settings_files);
  run.pairing.settings = &settings;
  run.pairing.words = std::clamp<std::size_t>(
      limits.memory / 4 / run.pairing.pairing.jobs / kBytesOfWord, 10'000, kMostWords);
  require_apart(run.inputs, {output, run.list});
  ItemStream stream({run.inputs, run.feed, !run.list.empty()},
                    [](const FeedProblem& note) { notice("note: " + note.error); });
  Preview items(stream);
  Packs packs(dirs);
  if (run.pairing.target_lang.empty())
    run.pairing.target_lang =
        target_language(languages_of(items.look(kLookedAt), packs), run.pairing.source_lang);
  SharedResources shared(packs);
  ProfileFileWriter file(output);
  ProfileSummary summary{run.pairing.source_lang, run.pairing.target_lang, 0, 0, {}, {}};
  std::size_t given = 0;
  Progress progress(std::nullopt);
  profile_items([&] { return items.next(); }, shared, run.pairing,
                {[&](const ProfiledItem& item) {
                   file.add(item);
                   ++summary.items;
                 },
                 [&](FeedProblem problem) { summary.unprofiled.push_back(std::move(problem)); },
                 [&] {
                   ++given;
                   progress.step();
                 }});
  summary.unread = stream.problems();
  if (given == 0 && summary.unread.empty())
    throw InputError(run.inputs.front(), 0, "has no report to pair", "check the path");
  summary.left_out = given - summary.items - summary.unprofiled.size();
  file.finish(summary);
  note_losses(summary, given + summary.unread.size());
}

void make_index(const std::vector<std::string>& profiles, const PairLimits& limits,
                const std::string& output) {
  require_apart(profiles, {output});
  build_pairing_index(profiles, output, limits.memory);
}

void find_part(const PairRun& run, const PairLimits& limits, const PairingIndex& index,
               const std::string& output) {
  const CandidateOptions options{run.pairing.pairing, limits.part, limits.parts, limits.memory};
  const auto [first, last] = sources_of_part(index, options);
  Progress progress(last - first);
  find_candidates(index, options, output, [&] { progress.step(); });
}

void write_pairs(const PairingIndex& index, const std::vector<std::string>& candidates,
                 const PairLimits& limits, const std::string& output) {
  if (output == "-") return merge_candidates(index, candidates, limits.memory, print);
  OutputFile file(output);
  merge_candidates(index, candidates, limits.memory,
                   [&](std::string_view line) { file.write(line); });
  file.commit();
}

void run_all_stages(PairRun& run, const DataDirs& dirs, const PairLimits& limits) {
  const ScratchFolder folder("concord-pair");
  const std::string profiles = folder.file("profiles");
  const std::string index_path = folder.file("index");
  const std::string candidates = folder.file("candidates");
  read_profiles(run, dirs, limits, profiles);
  return_freed_memory();
  make_index({profiles}, limits, index_path);
  std::filesystem::remove(profiles);
  return_freed_memory();
  const PairingIndex index(index_path);
  find_part(run, limits, index, candidates);
  write_pairs(index, {candidates}, limits, run.output);
}

}  // namespace concord::app
