// Computes coverage of sentences by sentences from an inverted index of features.
#include "aligner/similarity.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "aligner/band.h"

namespace concord {
namespace {

// Added to both lengths, in code points, so that headings of a word or two are not judged by their
// ratio.
constexpr double kLengthSmoothing = 15;
// So many sentences, evenly spread, give the level of a pair.
constexpr std::size_t kLevelSample = 400;
// Sides are comparable when neither is this many times longer.
constexpr std::size_t kComparable = 3;
// A pair that shares next to nothing must not have its noise blown up.
constexpr double kLeastLevel = 0.02;
// A ratio beyond e^2 is no worse than e^2: then other evidence decides.
constexpr double kMaxLogRatio = 2;

/// The covered share of a side, with `smoothing` nats of unseen words added.
double share(const SideMass& side, double smoothing) {
  double covered = 0;
  double weight = smoothing;
  for (std::size_t i = 0; i < side.sentences; ++i) {
    covered += side.covered[i];
    weight += side.weight[i];
  }
  return covered / weight;
}

/// The median; 0 for none.
double median(std::vector<double>& values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double harmonic_mean(double a, double b) { return a + b > 0 ? 2 * a * b / (a + b) : 0; }

/// Sorts the matches from `begin` on by feature and keeps the strongest of each.
void keep_strongest(std::vector<FeatureIndex::Match>& matches, std::size_t begin) {
  const auto first = matches.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(first, matches.end(), [](const FeatureIndex::Match& a, const FeatureIndex::Match& b) {
    return a.feature != b.feature ? a.feature < b.feature : a.strength > b.strength;
  });
  matches.erase(std::unique(first, matches.end(),
                            [](const auto& a, const auto& b) { return a.feature == b.feature; }),
                matches.end());
}

}  // namespace

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
    for (std::uint32_t i = 0; i < pair.target[s].items.size(); ++i)
      postings_[next[pair.target[s].items[i].feature]++] = {s, i};
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
    for (const FeatureKey& key : pair.keys_of(pair.features[f]))
      holders[key.key].push_back({f, key.strength});
  }
  match_starts_.assign(features + 1, 0);
  std::vector<Match> found;
  for (std::uint32_t f = 0; f < features; ++f) {
    if (in_source[f]) {
      found.clear();
      for (const FeatureKey& key : pair.keys_of(pair.features[f])) {
        const auto same = holders.find(key.key);
        if (same == holders.end()) continue;
        for (const Holder& holder : same->second)
          found.push_back({holder.feature, key.strength * holder.strength, key.kind});
      }
      keep_strongest(found, 0);
      matches_.insert(matches_.end(), found.begin(), found.end());
    }
    match_starts_[f + 1] = static_cast<std::uint32_t>(matches_.size());
  }
}

void FeatureIndex::add_matches(const std::vector<LearnedMatch>& learned) {
  std::vector<Match> all;
  std::vector<std::uint32_t> starts(match_starts_.size(), 0);
  auto next = learned.begin();
  for (std::uint32_t f = 0; f + 1 < match_starts_.size(); ++f) {
    const std::span<const Match> known = matches(f);
    const std::size_t begin = all.size();
    all.insert(all.end(), known.begin(), known.end());
    for (; next != learned.end() && next->source_feature == f; ++next) all.push_back(next->match);
    keep_strongest(all, begin);
    starts[f + 1] = static_cast<std::uint32_t>(all.size());
  }
  matches_ = std::move(all);
  match_starts_ = std::move(starts);
}

const FeatureIndex::Posting* RowFiller::seek(std::uint32_t feature, std::uint32_t first) {
  const std::span<const FeatureIndex::Posting> where = index_->postings(feature);
  std::uint32_t& cursor = cursors_[feature];
  const auto before = [](const FeatureIndex::Posting& a, std::uint32_t b) {
    return a.sentence < b;
  };
  if (cursor > 0 && where[cursor - 1].sentence >= first) {
    cursor = static_cast<std::uint32_t>(
        std::lower_bound(where.begin(), where.begin() + cursor, first, before) - where.begin());
  } else {
    // Galloping: rows that follow each other move the cursor by a step or two.
    std::size_t step = 1;
    std::size_t low = cursor;
    while (low + step < where.size() && where[low + step].sentence < first) {
      low += step;
      step *= 2;
    }
    cursor = static_cast<std::uint32_t>(
        std::lower_bound(
            where.begin() + static_cast<std::ptrdiff_t>(low),
            where.begin() + static_cast<std::ptrdiff_t>(std::min(where.size(), low + step + 1)),
            first, before) -
        where.begin());
  }
  return where.data() + cursor;
}

void RowFiller::fill(CellRow& row, std::uint32_t source, std::uint32_t first, std::uint32_t last) {
  const ProfiledPair& pair = index_->pair();
  cursors_.resize(pair.features.size(), 0);
  row.cells.clear();
  row.source_covers.clear();
  row.target_covers.clear();
  found_.clear();
  last = std::max(first, std::min(last, static_cast<std::uint32_t>(pair.target.size())));
  const std::uint32_t width = last - first;
  row.first_ = first;
  row.cell_of_.assign(width, 0);
  starts_.assign(width + 1, 0);
  const SentenceProfile& profile = pair.source[source];
  for (std::uint32_t i = 0; i < profile.items.size(); ++i) {
    const float weight = pair.features[profile.items[i].feature].weight;
    for (const FeatureIndex::Match& match : index_->matches(profile.items[i].feature)) {
      const Cover source_cover{i, match.strength * weight};
      const float target_mass = match.strength * pair.features[match.feature].weight;
      const std::span<const FeatureIndex::Posting> where = index_->postings(match.feature);
      const FeatureIndex::Posting* const end = where.data() + where.size();
      for (const FeatureIndex::Posting* at = seek(match.feature, first);
           at != end && at->sentence < last; ++at) {
        found_.push_back({at->sentence - first, {source_cover, {at->item, target_mass}}});
        ++starts_[at->sentence - first + 1];
      }
    }
  }
  // Counting sort by target sentence; the hits of each stay in order of source item.
  for (std::uint32_t t = 0; t < width; ++t) starts_[t + 1] += starts_[t];
  hits_.resize(found_.size());
  for (const auto& [t, hit] : found_) hits_[starts_[t]++] = hit;

  // Sorts the covers of a cell by item and keeps the strongest of each.
  const auto keep_best = [](std::vector<Cover>& pool, std::uint32_t first_cover) {
    const auto begin = pool.begin() + first_cover;
    const auto less = [](const Cover& a, const Cover& b) {
      return a.item != b.item ? a.item < b.item : a.mass > b.mass;
    };
    if (!std::is_sorted(begin, pool.end(), less)) std::sort(begin, pool.end(), less);
    pool.erase(std::unique(begin, pool.end(),
                           [](const Cover& a, const Cover& b) { return a.item == b.item; }),
               pool.end());
  };
  const auto mass_from = [](const std::vector<Cover>& pool, std::uint32_t begin) {
    float mass = 0;
    for (std::size_t c = begin; c < pool.size(); ++c) mass += pool[c].mass;
    return mass;
  };
  std::uint32_t begin = 0;
  for (std::uint32_t t = 0; t < width; ++t) {
    const std::uint32_t end = starts_[t];  // moved after the last hit by the sort
    if (begin == end) continue;
    Cell cell;
    cell.target = first + t;
    cell.first_source_cover = static_cast<std::uint32_t>(row.source_covers.size());
    cell.first_target_cover = static_cast<std::uint32_t>(row.target_covers.size());
    for (; begin < end; ++begin) {
      row.source_covers.push_back(hits_[begin].source);
      row.target_covers.push_back(hits_[begin].target);
    }
    keep_best(row.source_covers, cell.first_source_cover);
    keep_best(row.target_covers, cell.first_target_cover);
    cell.source_mass = mass_from(row.source_covers, cell.first_source_cover);
    cell.target_mass = mass_from(row.target_covers, cell.first_target_cover);
    cell.source_covers =
        static_cast<std::uint32_t>(row.source_covers.size()) - cell.first_source_cover;
    cell.target_covers =
        static_cast<std::uint32_t>(row.target_covers.size()) - cell.first_target_cover;
    row.cells.push_back(cell);
    row.cell_of_[t] = static_cast<std::uint32_t>(row.cells.size());
  }
}

Similarity::Similarity(const ProfiledPair& pair, const AlignOptions& options)
    : options_(&options), costs_(options.distinct) {
  double source = kLengthSmoothing;
  double target = kLengthSmoothing;
  for (const SentenceProfile& sentence : pair.source) source += sentence.length;
  for (const SentenceProfile& sentence : pair.target) target += sentence.length;
  // A text of which one side is many times longer is a part of the other: its ratio gives no
  // evidence about translation.
  log_ratio_ = std::clamp(std::log(target / source), -0.5, 0.5);
}

double Similarity::coverage(const BeadMass& mass) const {
  return harmonic_mean(share(mass.source, options_->smoothing),
                       share(mass.target, options_->smoothing));
}

double Similarity::worth(const BeadMass& mass) const {
  const double source = share(mass.source, options_->smoothing);
  const double target = share(mass.target, options_->smoothing);
  double sum = 0;
  const auto add_side = [&](const SideMass& side, double own, double other) {
    if (side.sentences == 1) {
      sum += harmonic_mean(own, other);
      return;
    }
    for (std::size_t i = 0; i < side.sentences; ++i) {
      sum += harmonic_mean(side.covered[i] / (side.weight[i] + options_->smoothing), other);
    }
  };
  add_side(mass.source, source, target);
  add_side(mass.target, target, source);
  const auto count = static_cast<double>(mass.source.sentences + mass.target.sentences);
  const double ratio =
      std::log((mass.target.length + kLengthSmoothing) / (mass.source.length + kLengthSmoothing)) -
      log_ratio_;
  const double bounded = std::clamp(ratio, -kMaxLogRatio, kMaxLogRatio);
  return (sum / level_ - costs_.neutral_similarity * count) / 2 -
         costs_.extra_sentence_cost * (count - 2) - costs_.length_cost * bounded * bounded;
}

void Similarity::measure(const ProfiledPair& pair, const FeatureIndex& index, const Band& band) {
  struct BestTwo {
    double best = 0;
    double second = 0;
    void add(double value) {
      second = std::max(second, std::min(best, value));
      best = std::max(best, value);
    }
  };
  std::vector<BestTwo> sentences;
  // Where one side is many times longer it has little in common with the other, and only the
  // shorter one can show.
  const bool ask_source = pair.source.size() <= kComparable * pair.target.size();
  const bool ask_target = pair.target.size() <= kComparable * pair.source.size();
  const std::size_t step = ask_source ? pair.source.size() / kLevelSample + 1 : 1;
  // Where every row is looked at, the target's sentences are asked too, so that the sides may
  // change places.
  std::vector<BestTwo> of_target(step == 1 && ask_target ? pair.target.size() : 0);
  RowFiller filler(index);
  CellRow row;
  for (std::size_t s = 0; s < pair.source.size(); s += step) {
    const Band::Range range = band.rows[s];
    filler.fill(row, static_cast<std::uint32_t>(s), range.first, range.last);
    BestTwo of_source;
    for (const Cell& cell : row.cells) {
      BeadMass mass;
      mass.source.add(pair.source[s], cell.source_mass);
      mass.target.add(pair.target[cell.target], cell.target_mass);
      const double here = coverage(mass);
      of_source.add(here);
      if (!of_target.empty()) of_target[cell.target].add(here);
    }
    if (ask_source) sentences.push_back(of_source);
  }
  sentences.insert(sentences.end(), of_target.begin(), of_target.end());
  std::vector<double> best;
  std::vector<double> lead;
  for (const BestTwo& two : sentences) {
    best.push_back(two.best);
    lead.push_back(two.best > 0 ? 1 - two.second / two.best : 0);
  }
  level_ = std::max(median(best), kLeastLevel);
  distinctness_ = median(lead);
  const double span = options_->distinct_from - options_->vague_until;
  const double share = std::clamp((distinctness_ - options_->vague_until) / span, 0.0, 1.0);
  const auto blend = [&](double AlignCosts::*cost) {
    return std::lerp(options_->vague.*cost, options_->distinct.*cost, share);
  };
  costs_ = {blend(&AlignCosts::neutral_similarity), blend(&AlignCosts::extra_sentence_cost),
            blend(&AlignCosts::gap_cost), blend(&AlignCosts::length_cost),
            blend(&AlignCosts::crossing_similarity)};
}

}  // namespace concord
