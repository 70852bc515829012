// Which target documents may be versions of a source document: an inverted index proposes, the
// probability by both profiles decides.
//
//   CandidateSearch search(index, source_counts, target_counts, options);   // of one thread
//   for (const Candidate& found : search.candidates(document)) use(found.position, found.log_odds);
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "aligner/document_profile.h"
#include "aligner/feature_counts.h"
#include "aligner/pairing.h"
#include "aligner/pairing_score.h"
#include "aligner/target_index.h"
#include "lang/base/flat_map.h"

namespace concord {

/// A target that was compared in full with a source.
struct Candidate {
  std::uint32_t position = 0;  ///< of the target
  double log_odds = 0;         ///< by the pair alone; see pairing_score.h
};

/// Which keys a target may have: most keys of a source are refused by one bit.
class KeyFilter {
 public:
  void fill(std::span<const TargetKey> keys) {
    bits_.reset();
    for (const TargetKey& key : keys) bits_.set(key.key % kBits);
  }
  bool may_hold(std::uint32_t key) const { return bits_[key % kBits]; }

 private:
  static constexpr std::size_t kBits = 16384;  // some fifty for each key of a report
  std::bitset<kBits> bits_;
};

/// The search of one thread. What it finds for a document depends on that document, the targets
/// within its days and the counts of the collection: not on what else is searched for.
class CandidateSearch {
 public:
  /// All must outlive the object.
  CandidateSearch(const TargetIndex& targets, const FeatureCounts& source_counts,
                  const FeatureCounts& target_counts, const PairingOptions& options);

  /// The most promising targets, at most PairingOptions::candidates.
  std::vector<Candidate> candidates(const DocumentProfile& source);
  /// Compares with one target.
  double log_odds(const DocumentProfile& source, std::uint32_t position);
  /// What a source shares with a target, heaviest first, at most eight.
  std::vector<SharedFeature> reasons(const DocumentProfile& source, std::uint32_t position);

 private:
  static constexpr std::uint32_t kNoFeature = std::numeric_limits<std::uint32_t>::max();

  /// A feature of the source that a target has, with its best counterpart there.
  struct Shared {
    EvidenceKind kind = EvidenceKind::kLexicon;
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    float strength = 0;
    float weight = 0;  ///< SharedFeature::weight, once it is known
  };

  /// What a target has gained, in one place: targets come in no order.
  struct Gain {
    float total = 0;
    float of_feature = 0;  ///< what the last feature gave
    std::uint32_t last_feature = kNoFeature;
  };

  /// Where the targets of a window have a key: of stretches_ those in [first, end).
  struct Places {
    std::uint32_t first = 0;
    std::uint32_t end = 0;    ///< 0: not looked up yet
    std::uint32_t count = 0;  ///< of positions
  };

  void collect(const DocumentProfile& source);
  /// Takes the days around one; sources come day by day, and what was looked up stays known.
  void set_window(std::optional<Day> day);
  /// Valid until the next key is looked up.
  const Places& places_of(std::uint32_t key);
  /// Adds what a feature gives to the targets that have it.
  void gain(std::span<const std::uint32_t> positions, std::uint32_t feature, float amount);
  /// The log odds of a pair; `shared`, unless null, gets what it shares, without weights. The
  /// target stays in its place, or in the index, until the next one is compared.
  double compare(const DocumentProfile& source, const TargetDocument& document,
                 std::vector<Shared>* shared);

  const TargetIndex* targets_;
  const FeatureCounts* source_counts_;
  const FeatureCounts* target_counts_;
  PairingOptions options_;
  TargetWindow window_;
  std::vector<const Postings*> segments_;  // that meet the window
  NumberMap<Places> places_;               // by key
  std::vector<std::span<const std::uint32_t>> stretches_;
  std::vector<Gain> gains_;  // by position
  std::vector<std::uint32_t> touched_;
  PairCover cover_;
  KeyFilter filter_;
  TargetPlace place_;
};

}  // namespace concord
