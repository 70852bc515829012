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
// A counterpart is evident from this share of the level on.
constexpr double kEvident = 0.6;
// So many evident counterparts tell the length ratio of a translation.
constexpr std::size_t kFewestRatios = 4;
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

/// The share of the weight of a side in items that a translation can be known to match: words of
/// the lexicon, figures, dates and names.
double reach_of(const ProfiledPair& pair, const std::vector<SentenceProfile>& side) {
  double reached = 0;
  double all = 0;
  for (const SentenceProfile& sentence : side) {
    for (const ProfileItem& item : sentence.items) {
      const Feature& feature = pair.features[item.feature];
      const std::span<const FeatureKey> keys = pair.keys_of(feature);
      all += feature.weight;
      const bool known = std::any_of(keys.begin(), keys.end(), [](const FeatureKey& key) {
        return key.kind != EvidenceKind::kCognate && key.kind != EvidenceKind::kVerbatim;
      });
      reached += known ? feature.weight : 0;
    }
  }
  return all > 0 ? reached / all : 0;
}

/// The same for both sides: the smaller share.
double reach_of_both(const ProfiledPair& pair) {
  return std::min(reach_of(pair, pair.source), reach_of(pair, pair.target));
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

double Similarity::length_misfit(const BeadMass& mass) const {
  const double ratio =
      std::log((mass.target.length + kLengthSmoothing) / (mass.source.length + kLengthSmoothing)) -
      log_ratio_;
  return std::min(std::abs(ratio), kMaxLogRatio);
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
  const double bounded = length_misfit(mass);
  return (sum / level_ - costs_.neutral_similarity * count) / 2 -
         costs_.extra_sentence_cost * (count - 2) - costs_.length_cost * bounded * bounded;
}

/// The best counterparts of one sentence among single sentences of the other side.
struct Similarity::Best {
  double best = 0;
  double second = 0;
  std::uint32_t sentence = 0;  ///< the best
  void add(double value, std::uint32_t other) {
    if (value > best) {
      second = best;
      best = value;
      sentence = other;
    } else {
      second = std::max(second, value);
    }
  }
  double lead() const { return best > 0 ? 1 - second / best : 0; }
};

void Similarity::measure(const ProfiledPair& pair, const FeatureIndex& index, const Band& band) {
  // Where one side is many times longer it has little in common with the other, and only the
  // shorter one can show.
  const bool ask_source = pair.source.size() <= kComparable * pair.target.size();
  const bool ask_target = pair.target.size() <= kComparable * pair.source.size();
  const std::size_t step = ask_source ? pair.source.size() / kLevelSample + 1 : 1;
  // Where every row is looked at, the target's sentences are asked too, so that the sides may
  // change places.
  std::vector<Best> of_target(step == 1 && ask_target ? pair.target.size() : 0);
  std::vector<Best> of_source;
  RowFiller filler(index);
  CellRow row;
  for (std::size_t s = 0; s < pair.source.size(); s += step) {
    const Band::Range range = band.rows[s];
    const auto source = static_cast<std::uint32_t>(s);
    filler.fill(row, source, range.first, range.last);
    Best here;
    for (const Cell& cell : row.cells) {
      BeadMass mass;
      mass.source.add(pair.source[s], cell.source_mass);
      mass.target.add(pair.target[cell.target], cell.target_mass);
      const double value = coverage(mass);
      here.add(value, cell.target);
      if (!of_target.empty()) of_target[cell.target].add(value, source);
    }
    if (ask_source) of_source.push_back(here);
  }
  settle(pair, of_source, of_target);
  choose_costs();
}

void Similarity::settle(const ProfiledPair& pair, const std::vector<Best>& of_source,
                        const std::vector<Best>& of_target) {
  std::vector<double> best;
  for (const auto* side : {&of_source, &of_target}) {
    for (const Best& sentence : *side) best.push_back(sentence.best);
  }
  reach_ = reach_of_both(pair);
  const bool telling = reach_ >= options_->vague_reach;
  level_ = std::max({median(best), kLeastLevel, telling ? options_->expected_level * reach_ : 0});
  std::vector<double> lead;
  for (const auto* side : {&of_source, &of_target}) {
    for (const Best& sentence : *side) lead.push_back(sentence.lead());
  }
  distinctness_ = median(lead);
  if (of_source.size() != pair.source.size() || of_target.empty()) return;
  std::vector<double> ratios;
  for (std::uint32_t s = 0; s < of_source.size(); ++s) {
    const Best& here = of_source[s];
    if (here.best < kEvident * level_ || of_target[here.sentence].sentence != s) continue;
    ratios.push_back(std::log((pair.target[here.sentence].length + kLengthSmoothing) /
                              (pair.source[s].length + kLengthSmoothing)));
  }
  followed_ = static_cast<double>(ratios.size()) /
              static_cast<double>(std::min(of_source.size(), of_target.size()));
  // The whole texts tell the length of a translation only where one follows the other.
  if (ratios.size() >= kFewestRatios && telling) log_ratio_ = std::clamp(median(ratios), -0.5, 0.5);
}

void Similarity::choose_costs() {
  const auto share = [](double value, double from, double to) {
    return std::clamp((value - from) / (to - from), 0.0, 1.0);
  };
  // A lexicon that has the words of both sides tells counterparts apart where there are any;
  // without one, sentences without an evident counterpart say nothing.
  const double telling = share(reach_, options_->vague_reach, options_->telling_reach);
  const double distinct =
      std::max(share(distinctness_, options_->vague_until, options_->distinct_from), telling);
  const double close =
      std::max(share(followed_, options_->free_until, options_->close_from), 1 - telling);
  const auto blend = [&](double AlignCosts::*cost) {
    return std::lerp(options_->vague.*cost,
                     std::lerp(options_->free.*cost, options_->distinct.*cost, close), distinct);
  };
  costs_ = {blend(&AlignCosts::neutral_similarity), blend(&AlignCosts::extra_sentence_cost),
            blend(&AlignCosts::gap_cost), blend(&AlignCosts::length_cost),
            blend(&AlignCosts::crossing_similarity)};
}

}  // namespace concord
