// Computes coverage of sentences by sentences from an inverted index of features.
#include "aligner/similarity.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace concord {
namespace {

// Added to both lengths, in code points, so that headings of a word or two are not judged by their ratio.
constexpr double kLengthSmoothing = 15;
// A ratio beyond e^2 is no worse than e^2: then other evidence decides.
constexpr double kMaxLogRatio = 2;

}  // namespace

const Cell* CellRow::find(std::uint32_t target) const {
  const auto cell = std::lower_bound(cells.begin(), cells.end(), target,
                                     [](const Cell& a, std::uint32_t b) { return a.target < b; });
  return cell != cells.end() && cell->target == target ? &*cell : nullptr;
}

FeatureIndex::FeatureIndex(const ProfiledPair& pair) : pair_(&pair) {
  const std::size_t features = pair.features.size();
  posting_starts_.assign(features + 1, 0);
  for (const SentenceProfile& sentence : pair.target) {
    for (const ProfileItem& item : sentence.items) ++posting_starts_[item.feature + 1];
  }
  for (std::size_t i = 0; i < features; ++i) posting_starts_[i + 1] += posting_starts_[i];
  postings_.resize(posting_starts_.back());
  std::vector<std::uint32_t> next(posting_starts_.begin(), posting_starts_.end() - 1);
  for (std::uint32_t s = 0; s < pair.target.size(); ++s) {
    for (std::uint32_t i = 0; i < pair.target[s].items.size(); ++i) postings_[next[pair.target[s].items[i].feature]++] = {s, i};
  }

  struct Holder {
    std::uint32_t feature;
    float strength;
  };
  std::unordered_map<std::uint32_t, std::vector<Holder>> holders;  // key to target features
  std::vector<bool> in_source(features);
  for (const SentenceProfile& sentence : pair.source) {
    for (const ProfileItem& item : sentence.items) in_source[item.feature] = true;
  }
  for (std::uint32_t f = 0; f < features; ++f) {
    if (posting_starts_[f] == posting_starts_[f + 1]) continue;
    for (const FeatureKey& key : pair.keys_of(pair.features[f])) holders[key.key].push_back({f, key.strength});
  }
  match_starts_.assign(features + 1, 0);
  std::vector<Match> found;
  for (std::uint32_t f = 0; f < features; ++f) {
    if (in_source[f]) {
      found.clear();
      for (const FeatureKey& key : pair.keys_of(pair.features[f])) {
        const auto same = holders.find(key.key);
        if (same == holders.end()) continue;
        for (const Holder& holder : same->second) found.push_back({holder.feature, key.strength * holder.strength, key.kind});
      }
      std::sort(found.begin(), found.end(), [](const Match& a, const Match& b) {
        return a.feature != b.feature ? a.feature < b.feature : a.strength > b.strength;
      });
      found.erase(std::unique(found.begin(), found.end(), [](const Match& a, const Match& b) { return a.feature == b.feature; }),
                  found.end());
      matches_.insert(matches_.end(), found.begin(), found.end());
    }
    match_starts_[f + 1] = static_cast<std::uint32_t>(matches_.size());
  }
}

CellRow FeatureIndex::row(std::uint32_t source, std::uint32_t first, std::uint32_t last) const {
  struct Hit {
    std::uint32_t sentence;
    std::uint32_t source_item;
    std::uint32_t target_item;
    float strength;
  };
  std::vector<Hit> hits;
  const SentenceProfile& profile = pair_->source[source];
  for (std::uint32_t i = 0; i < profile.items.size(); ++i) {
    for (const Match& match : matches(profile.items[i].feature)) {
      const std::span<const Posting> where = postings(match.feature);
      auto posting = std::lower_bound(where.begin(), where.end(), first,
                                      [](const Posting& a, std::uint32_t b) { return a.sentence < b; });
      for (; posting != where.end() && posting->sentence < last; ++posting) {
        hits.push_back({posting->sentence, i, posting->item, match.strength});
      }
    }
  }
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.sentence < b.sentence; });

  CellRow row;
  std::vector<Cover> covers;
  for (std::size_t begin = 0; begin < hits.size();) {
    std::size_t end = begin;
    while (end < hits.size() && hits[end].sentence == hits[begin].sentence) ++end;
    const std::uint32_t sentence = hits[begin].sentence;
    Cell cell;
    cell.target = sentence;
    const auto add_side = [&](const SentenceProfile& side, std::uint32_t Hit::*item, std::vector<Cover>& pool, float& mass) {
      covers.clear();
      for (std::size_t h = begin; h < end; ++h) {
        const std::uint32_t index = hits[h].*item;
        covers.push_back({index, hits[h].strength * pair_->features[side.items[index].feature].weight});
      }
      std::sort(covers.begin(), covers.end(),
                [](const Cover& a, const Cover& b) { return a.item != b.item ? a.item < b.item : a.mass > b.mass; });
      covers.erase(std::unique(covers.begin(), covers.end(), [](const Cover& a, const Cover& b) { return a.item == b.item; }),
                   covers.end());
      for (const Cover& cover : covers) mass += cover.mass;
      pool.insert(pool.end(), covers.begin(), covers.end());
      return static_cast<std::uint32_t>(covers.size());
    };
    cell.first_source_cover = static_cast<std::uint32_t>(row.source_covers.size());
    cell.first_target_cover = static_cast<std::uint32_t>(row.target_covers.size());
    cell.source_covers = add_side(profile, &Hit::source_item, row.source_covers, cell.source_mass);
    cell.target_covers = add_side(pair_->target[sentence], &Hit::target_item, row.target_covers, cell.target_mass);
    row.cells.push_back(cell);
    begin = end;
  }
  return row;
}

Similarity::Similarity(const ProfiledPair& pair, const AlignOptions& options)
    : length_cost_(options.length_cost), smoothing_(options.smoothing) {
  double source = kLengthSmoothing;
  double target = kLengthSmoothing;
  for (const SentenceProfile& sentence : pair.source) source += sentence.length;
  for (const SentenceProfile& sentence : pair.target) target += sentence.length;
  // A text of which one side is many times longer is a part of the other: its ratio says nothing about translation.
  log_ratio_ = std::clamp(std::log(target / source), -0.5, 0.5);
}

double Similarity::of(const BeadMass& mass) const {
  const double source = mass.source_mass / (mass.source_weight + smoothing_);
  const double target = mass.target_mass / (mass.target_weight + smoothing_);
  const double mean = source + target > 0 ? 2 * source * target / (source + target) : 0;
  const double ratio = std::log((mass.target_length + kLengthSmoothing) / (mass.source_length + kLengthSmoothing)) - log_ratio_;
  const double bounded = std::clamp(ratio, -kMaxLogRatio, kMaxLogRatio);
  return mean - length_cost_ * bounded * bounded;
}

}  // namespace concord
