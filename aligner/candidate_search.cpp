// Searches the postings for what a source shares with targets and compares the best.
#include "aligner/candidate_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace concord {
namespace {

// Added to the weight of a target, in squared nats: one more rare word that the source does not
// cover (it occurs in one of fifty documents), so that documents of a few words do not look alike
// by chance.
constexpr double kSmoothing = 15;
// Features that a pair shows as its reasons.
constexpr std::size_t kMaxReasons = 8;

// Keys and stretches of positions that a search keeps: some ten thousand reports have fewer.
constexpr std::size_t kMostKeys = 250'000;
constexpr std::size_t kMostStretches = 1'000'000;

/// A key of a source with the places where targets have it.
struct Lookup {
  std::uint32_t feature = 0;
  float gain = 0;
  std::uint32_t count = 0;  // of targets
  std::uint32_t first = 0;  // of its stretches
  std::uint32_t end = 0;
};

}  // namespace

CandidateSearch::CandidateSearch(const TargetIndex& targets, const FeatureCounts& source_counts,
                                 const FeatureCounts& target_counts, const PairingOptions& options)
    : targets_(&targets),
      source_counts_(&source_counts),
      target_counts_(&target_counts),
      options_(options),
      gains_(targets.size()) {}

std::vector<Candidate> CandidateSearch::candidates(const DocumentProfile& source) {
  collect(source);
  const auto promise = [&](std::uint32_t position) {
    return static_cast<double>(gains_[position].total) /
           std::sqrt(targets_->weights[position] + kSmoothing);
  };
  const std::size_t count = std::min(touched_.size(), options_.candidates);
  std::partial_sort(touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(count),
                    touched_.end(), [&](std::uint32_t a, std::uint32_t b) {
                      const double x = promise(a);
                      const double y = promise(b);
                      return x != y ? x > y : targets_->numbers[a] < targets_->numbers[b];
                    });
  std::vector<Candidate> found;
  for (std::size_t i = 0; i < count; ++i)
    found.push_back({touched_[i], log_odds(source, touched_[i])});
  for (const std::uint32_t position : touched_) gains_[position] = {};
  touched_.clear();
  return found;
}

double CandidateSearch::log_odds(const DocumentProfile& source, std::uint32_t position) {
  return compare(source, targets_->read(position, place_), nullptr);
}

std::vector<SharedFeature> CandidateSearch::reasons(const DocumentProfile& source,
                                                    std::uint32_t position) {
  const TargetDocument document = targets_->read(position, place_);
  const DocumentProfile& target = *document.profile;
  std::vector<Shared> shared;
  compare(source, document, &shared);
  for (Shared& one : shared) {
    one.weight = one.strength * std::min(source_counts_->weight(source.features[one.source]),
                                         target_counts_->weight(target.features[one.target]));
  }
  // Equal ones in the order of the source.
  const std::size_t count = std::min(shared.size(), kMaxReasons);
  std::partial_sort(shared.begin(), shared.begin() + static_cast<std::ptrdiff_t>(count),
                    shared.end(), [](const Shared& a, const Shared& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.source < b.source;
                    });
  std::vector<SharedFeature> reasons;
  for (std::size_t i = 0; i < count; ++i) {
    reasons.push_back({shared[i].kind, std::string(source.label(source.features[shared[i].source])),
                       std::string(target.label(target.features[shared[i].target])),
                       static_cast<double>(shared[i].weight)});
  }
  return reasons;
}

double CandidateSearch::compare(const DocumentProfile& source, const TargetDocument& document,
                                std::vector<Shared>* shared) {
  const DocumentProfile& target = *document.profile;
  std::vector<float>& covered = cover_.target;
  covered.assign(target.features.size(), 0);
  filter_.fill(document.keys);
  cover_.source.assign(source.features.size(), 0);
  for (std::uint32_t f = 0; f < source.features.size(); ++f) {
    const DocumentFeature& feature = source.features[f];
    float best = 0;
    std::uint32_t partner = 0;
    EvidenceKind kind = feature.kind;
    for (std::uint32_t k = feature.first_key; k < feature.first_key + feature.key_count; ++k) {
      const FeatureKey& key = source.keys[k];
      if (!filter_.may_hold(key.key)) continue;
      const auto found =
          std::lower_bound(document.keys.begin(), document.keys.end(), key.key,
                           [](const TargetKey& at, std::uint32_t value) { return at.key < value; });
      if (found == document.keys.end() || found->key != key.key) continue;
      const float strength = key.strength * found->strength;
      covered[found->feature] = std::max(covered[found->feature], strength);
      if (strength <= best) continue;
      best = strength;
      partner = found->feature;
      kind = key.kind;
    }
    cover_.source[f] = best;
    if (shared != nullptr && best > 0) shared->push_back({kind, f, partner, best});
  }
  return pair_log_odds(pair_features(source, target, cover_));
}

void CandidateSearch::gain(std::span<const std::uint32_t> positions, std::uint32_t feature,
                           float amount) {
  Gain* const gains = gains_.data();
  const std::size_t targets = gains_.size();
  for (const std::uint32_t position : positions) {
    if (position >= targets) continue;  // of a damaged file
    Gain& gain = gains[position];
    if (gain.last_feature != feature) {
      if (gain.last_feature == kNoFeature) touched_.push_back(position);
      gain = {gain.total + amount, amount, feature};
    } else if (amount > gain.of_feature) {
      gain.total += amount - gain.of_feature;
      gain.of_feature = amount;
    }
  }
}

void CandidateSearch::set_window(std::optional<Day> day) {
  const TargetWindow window = targets_->window(day, options_.date_window_days);
  const bool full = places_.size() > kMostKeys || stretches_.size() > kMostStretches;
  if (window == window_ && !full && !stretches_.empty()) return;
  window_ = window;
  places_ = {};
  stretches_.assign(1, {});  // so that no key has its places before the first
  segments_.clear();
  for (const Postings& segment : targets_->segments) {
    if (segment.meets(window)) segments_.push_back(&segment);
  }
}

const CandidateSearch::Places& CandidateSearch::places_of(std::uint32_t key) {
  Places& places = places_[key];
  if (places.end > 0) return places;
  places.first = static_cast<std::uint32_t>(stretches_.size());
  for (const Postings* segment : segments_) {
    for (const auto& stretch : segment->find(key, window_)) {
      if (stretch.empty()) continue;
      places.count += static_cast<std::uint32_t>(stretch.size());
      stretches_.push_back(stretch);
    }
  }
  places.end = static_cast<std::uint32_t>(stretches_.size());
  return places;
}

void CandidateSearch::collect(const DocumentProfile& source) {
  set_window(source.day);
  std::vector<Lookup> lookups;
  lookups.reserve(source.keys.size());
  for (std::uint32_t f = 0; f < source.features.size(); ++f) {
    const DocumentFeature& feature = source.features[f];
    const float weight = source_counts_->weight(feature);
    for (std::uint32_t k = feature.first_key; k < feature.first_key + feature.key_count; ++k) {
      const Places& places = places_of(source.keys[k].key);
      if (places.count > 0)
        lookups.push_back(
            {f, source.keys[k].strength * weight, places.count, places.first, places.end});
    }
  }
  // Rarest keys first, within the budget of postings. Keys of one feature need not come together: a
  // target then gains from two renderings of one word, which is rare and harmless.
  std::stable_sort(lookups.begin(), lookups.end(),
                   [](const Lookup& a, const Lookup& b) { return a.count < b.count; });
  std::size_t spent = 0;
  for (const Lookup& lookup : lookups) {
    spent += lookup.count;
    if (spent > options_.postings_per_document && !touched_.empty()) break;
    for (std::uint32_t i = lookup.first; i < lookup.end; ++i)
      gain(stretches_[i], lookup.feature, lookup.gain);
  }
}

}  // namespace concord
