// From items of feeds to pairs: reads and profiles them on many threads, then pairs every source
// language with the targets.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aligner/pairing.h"
#include "checks/core/checkers.h"
#include "formats/feed_item.h"
#include "formats/read_feed.h"
#include "newsroom/engine/settings.h"

namespace concord {

struct PairingRunOptions {
  std::string source_lang;  ///< empty: every language other than the target's
  std::string target_lang;  ///< as a pack's tag; the same as source_lang: FeedItem::target says
                            ///< which side an item is on
  PairingOptions pairing;
  NewsroomSettings* settings = nullptr;  ///< what the newsroom has set; null for nothing
  std::size_t words = 500'000;  ///< that each thread keeps, some 200 bytes each; changes no result
};

/// An item whose text is gone, with what pairing needs of it.
struct ProfiledItem {
  std::string id;
  std::string url;
  std::string file;          ///< the file it stands in; empty when it came from elsewhere
  std::string profile_lang;  ///< language subtag, as the pack's: "en" for "en-GB"
  bool target = false;       ///< which side it is on
  bool own_id = true;  ///< whether the feed gave the id, so that the same id on the other side
                       ///< means the same report
  std::vector<FeedLink> versions;
  DocumentProfile profile;
};

/// In how many of the items each language with a pack is found. Looks at the first five hundred;
/// what cannot be read is left out.
std::map<std::string, std::size_t> languages_of(const std::vector<FeedItem>& items, Packs& packs);

/// The language of the targets where nobody names it: of those found besides `source_lang` (which
/// may be empty) the first in the alphabet; empty where fewer than two are found.
std::string target_language(const std::map<std::string, std::size_t>& found,
                            const std::string& source_lang);

/// Where profiled items go.
struct ProfileSink {
  std::function<void(ProfiledItem)> item;
  std::function<void(FeedProblem)> problem;
  std::function<void()> done;  ///< after each item, whatever became of it
};

/// Reads the items that `next` gives as articles and profiles them; `next` is called from one
/// thread at a time, the functions of the sink on the calling thread, in the order of the items.
void profile_items(const std::function<std::optional<FeedItem>()>& next, SharedResources& shared,
                   const PairingRunOptions& options, const ProfileSink& sink);

/// Reads the items as articles and profiles them, in their order; items of other languages are left
/// out, what cannot be read goes to `problems`. The text of each item is freed as soon as it is
/// profiled. `done` is called after each item, on the calling thread.
std::vector<ProfiledItem> profile_items(std::vector<FeedItem> items, SharedResources& shared,
                                        const PairingRunOptions& options,
                                        std::vector<FeedProblem>& problems,
                                        const std::function<void()>& done);

/// A pair of items or an item without partner, by index; see DocumentPair.
struct FoundPair {
  std::optional<std::size_t> source;
  std::optional<std::size_t> target;
  double score = 0;
  bool linked = false;
  std::vector<SharedFeature> because;
  std::optional<std::size_t> best;
  double best_score = 0;
};

/// Pairs, then unpaired sources, then unpaired targets. One target may be the version of a source
/// in every source language.
std::vector<FoundPair> find_pairs(const std::vector<ProfiledItem>& items,
                                  const PairingRunOptions& options);

}  // namespace concord
