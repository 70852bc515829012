// Computes coverage of sentences by sentences from an inverted index of features.
#include "aligner/similarity.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <utility>

#include "aligner/band.h"
#include "aligner/context.h"
#include "lang/base/flat_map.h"

namespace concord {
namespace {

// Added to the lengths of whole texts and of counterparts before their ratio is taken.
constexpr double kLengthSmoothing = 15;
// So many sentences, evenly spread, give the level of a pair.
constexpr std::size_t kLevelSample = 640;
// Sides are comparable when neither is this many times longer. Beyond it most sentences of the
// longer one can have no counterpart, and a gap gains by the odds.
constexpr std::size_t kComparable = 3;
// A pair that shares next to nothing must not have its noise blown up.
constexpr double kLeastLevel = 0.02;
// A counterpart is evident from this share of the level on.
constexpr double kEvident = 0.6;
// So many evident counterparts tell the length ratio of a translation.
constexpr std::size_t kFewestRatios = 4;
// Target features that match by one key, at most: the first ones. Words with one beginning or one
// rendering are some dozens in the longest text; without a limit, thousands of them would each
// match thousands.
constexpr std::size_t kMostHolders = 128;
// Rows of cells are kept for pairs of at most so many target sentences and so many cells, some 100
// bytes each: the length of a long report, of which every pass looks at the whole. No pass looks
// for a counterpart farther away.
constexpr std::size_t kKeptTargets = 400;
constexpr std::size_t kKeptCells = 12'000;
// How alike a sentence of a translation is to its second best counterpart, as a share of the
// level, for texts so long that not all are compared.
constexpr double kUsualRival = 0.3;

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

/// The median, of an even number the mean of both in the middle: it only changes its sign with that
/// of all values.
double even_median(std::vector<double>& values) {
  std::vector<double> negated;
  for (const double value : values) negated.push_back(-value);
  return (median(values) - median(negated)) / 2;
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

/// The weight of figures among the covers from `begin` on.
float figures_of(const ProfiledPair& pair, const std::vector<Cover>& covers, std::uint32_t begin,
                 const SentenceProfile& sentence) {
  float mass = 0;
  for (std::size_t c = begin; sentence.figures > 0 && c < covers.size(); ++c) {
    if (pair.features[sentence.items[covers[c].item].feature].figure) mass += covers[c].mass;
  }
  return mass;
}

/// Adds the covers from `begin` on to the parts of a sentence that has several.
void add_parts(const std::vector<Cover>& covers, std::uint32_t begin,
               const SentenceProfile& sentence, std::array<float, SentenceParts::kMost>& parts) {
  if (sentence.parts.count < 2) return;
  for (std::size_t c = begin; c < covers.size(); ++c)
    parts[sentence.parts.at(sentence.items[covers[c].item].place)] += covers[c].mass;
}

/// Sorts the covers from `begin` on by item and keeps the strongest of each.
void keep_best(std::vector<Cover>& covers, std::uint32_t begin) {
  const auto first = covers.begin() + begin;
  const auto less = [](const Cover& a, const Cover& b) {
    return a.item != b.item ? a.item < b.item : a.mass > b.mass;
  };
  if (!std::is_sorted(first, covers.end(), less)) std::sort(first, covers.end(), less);
  covers.erase(std::unique(first, covers.end(),
                           [](const Cover& a, const Cover& b) { return a.item == b.item; }),
               covers.end());
}

/// What the covers from `begin` on tell of one sentence of a cell.
struct CoveredSide {
  float mass = 0;
  float place = 0.5F;
  float figures = 0;
  std::uint32_t covers = 0;
};

CoveredSide covered_side(const ProfiledPair& pair, std::vector<Cover>& covers, std::uint32_t begin,
                         const SentenceProfile& sentence,
                         std::array<float, SentenceParts::kMost>& parts) {
  keep_best(covers, begin);
  float mass = 0;
  float places = 0;
  for (std::size_t c = begin; c < covers.size(); ++c) {
    mass += covers[c].mass;
    places += covers[c].mass * sentence.items[covers[c].item].place;
  }
  add_parts(covers, begin, sentence, parts);
  return {mass, mass > 0 ? places / mass : 0.5F, figures_of(pair, covers, begin, sentence),
          static_cast<std::uint32_t>(covers.size()) - begin};
}

/// The target features that have each key.
class KeyHolders {
 public:
  struct Holder {
    std::uint32_t key;
    std::uint32_t feature;
    float strength;
  };

  /// `postings`: where those of each feature begin, one more at the end; a feature that stands
  /// nowhere in the target holds nothing.
  KeyHolders(const ProfiledPair& pair, const std::vector<std::uint32_t>& postings) {
    for (std::uint32_t f = 0; f < pair.features.size(); ++f) {
      if (postings[f] == postings[f + 1]) continue;
      for (const FeatureKey& key : pair.keys_of(pair.features[f]))
        holders_.push_back({key.key, f, key.strength});
    }
    std::stable_sort(holders_.begin(), holders_.end(),
                     [](const Holder& a, const Holder& b) { return a.key < b.key; });
    for (std::uint32_t end = 0, begin = 0; begin < holders_.size(); begin = end) {
      while (end < holders_.size() && holders_[end].key == holders_[begin].key) ++end;
      places_[holders_[begin].key] = {
          begin, std::min<std::uint32_t>(end - begin, static_cast<std::uint32_t>(kMostHolders))};
    }
  }

  std::span<const Holder> of(std::uint32_t key) const {
    const auto* place = places_.find(key);
    if (place == nullptr) return {};
    return std::span(holders_).subspan(place->first, place->second);
  }

 private:
  std::vector<Holder> holders_;  // by key, then in order of the features
  NumberMap<std::pair<std::uint32_t, std::uint32_t>> places_;  // the first one, and how many
};

}  // namespace

FeatureIndex::FeatureIndex(const ProfiledPair& pair) : pair_(&pair) {
  if (pair.target.size() <= kKeptTargets && pair.source.size() * pair.target.size() <= kKeptCells)
    kept_.resize(pair.source.size());
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
      postings_[next[pair.target[s].items[i].feature]++] = {s, i, 0};
  }
  for (std::size_t f = 0; f < features; ++f) {
    for (std::size_t p = posting_starts_[f + 1]; p-- > posting_starts_[f] + 1;) {
      if (postings_[p - 1].sentence == postings_[p].sentence)
        postings_[p - 1].repeats = postings_[p].repeats + 1;
    }
  }

  const KeyHolders holders(pair, posting_starts_);
  std::vector<bool> in_source(features);
  for (const SentenceProfile& sentence : pair.source) {
    for (const ProfileItem& item : sentence.items) in_source[item.feature] = true;
  }
  match_starts_.assign(features + 1, 0);
  std::vector<Match> found;
  for (std::uint32_t f = 0; f < features; ++f) {
    if (in_source[f]) {
      found.clear();
      for (const FeatureKey& key : pair.keys_of(pair.features[f])) {
        for (const KeyHolders::Holder& holder : holders.of(key.key))
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
  kept_.assign(kept_.size(), std::nullopt);
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

const CellRow& RowFiller::row(CellRow& room, std::uint32_t source, std::uint32_t first,
                              std::uint32_t last) {
  if (index_->kept_.empty()) {
    fill(room, source, first, last);
    return room;
  }
  std::optional<CellRow>& kept = index_->kept_[source];
  if (!kept) {
    kept.emplace();
    fill(*kept, source, 0, static_cast<std::uint32_t>(index_->pair().target.size()));
  }
  return *kept;
}

void RowFiller::fill(CellRow& row, std::uint32_t source, std::uint32_t first, std::uint32_t last) {
  const ProfiledPair& pair = index_->pair();
  cursors_.resize(pair.features.size(), 0);
  seen_in_.resize(pair.features.size(), 0);
  ++rows_;
  row.cells.clear();
  row.source_covers.clear();
  row.target_covers.clear();
  found_.clear();
  last = std::max(first, std::min(last, static_cast<std::uint32_t>(pair.target.size())));
  const std::uint32_t width = last - first;
  row.first_ = first;
  row.cell_of_.assign(width, 0);
  find_hits(pair.source[source], first, last);
  std::uint32_t begin = 0;
  for (std::uint32_t t = 0; t < width; ++t) {
    const std::uint32_t end = starts_[t];  // moved after the last hit by the sort
    if (begin == end) continue;
    row.cells.push_back(
        cell_of({hits_.data() + begin, end - begin}, pair.source[source], first + t, row));
    row.cell_of_[t] = static_cast<std::uint32_t>(row.cells.size());
    begin = end;
  }
}

void RowFiller::find_hits(const SentenceProfile& profile, std::uint32_t first, std::uint32_t last) {
  const ProfiledPair& pair = index_->pair();
  const std::uint32_t width = last - first;
  starts_.assign(width + 1, 0);
  for (std::uint32_t i = 0; i < profile.items.size(); ++i) {
    const std::uint32_t feature = profile.items[i].feature;
    const float weight = pair.features[feature].weight;
    // What the first item with a feature covers of a target sentence, others only cover again.
    const bool again = std::exchange(seen_in_[feature], rows_) == rows_;
    for (const FeatureIndex::Match& match : index_->matches(feature)) {
      const Cover source_cover{i, match.strength * weight};
      const float target_mass = match.strength * pair.features[match.feature].weight;
      const std::span<const FeatureIndex::Posting> where = index_->postings(match.feature);
      const FeatureIndex::Posting* const end = where.data() + where.size();
      for (const FeatureIndex::Posting* at = seek(match.feature, first);
           at != end && at->sentence < last; ++at) {
        found_.push_back({at->sentence - first, {source_cover, {at->item, target_mass}}});
        ++starts_[at->sentence - first + 1];
        if (again) at += at->repeats;
      }
    }
  }
  // Counting sort by target sentence; the hits of each stay in order of source item.
  for (std::uint32_t t = 0; t < width; ++t) starts_[t + 1] += starts_[t];
  hits_.resize(found_.size());
  for (const auto& [t, hit] : found_) hits_[starts_[t]++] = hit;
}

Cell RowFiller::cell_of(std::span<const Hit> hits, const SentenceProfile& source,
                        std::uint32_t target, CellRow& row) const {
  const ProfiledPair& pair = index_->pair();
  Cell cell;
  cell.target = target;
  cell.first_source_cover = static_cast<std::uint32_t>(row.source_covers.size());
  cell.first_target_cover = static_cast<std::uint32_t>(row.target_covers.size());
  for (const Hit& hit : hits) {
    row.source_covers.push_back(hit.source);
    row.target_covers.push_back(hit.target);
  }
  const CoveredSide of_source =
      covered_side(pair, row.source_covers, cell.first_source_cover, source, cell.source_parts);
  const CoveredSide of_target = covered_side(pair, row.target_covers, cell.first_target_cover,
                                             pair.target[target], cell.target_parts);
  cell.source_mass = of_source.mass;
  cell.target_mass = of_target.mass;
  cell.source_place = of_source.place;
  cell.target_place = of_target.place;
  cell.source_figures = of_source.figures;
  cell.target_figures = of_target.figures;
  cell.source_covers = of_source.covers;
  cell.target_covers = of_target.covers;
  return cell;
}

void Rivals::add(float value, std::uint32_t other) {
  for (std::size_t k = 0; k < kKept; ++k) {
    if (value <= alike[k]) continue;
    std::swap(value, alike[k]);
    std::swap(other, sentence[k]);
  }
}

double Rivals::outside(std::uint32_t first, std::uint32_t last) const {
  for (std::size_t k = 0; k < kKept; ++k) {
    if (sentence[k] < first || sentence[k] >= last) return alike[k];
  }
  return alike.back();
}

Similarity::Similarity(const ProfiledPair& pair, const AlignOptions& options)
    : pair_(&pair), options_(&options), weights_(kTellingWeights) {
  double source = kLengthSmoothing;
  double target = kLengthSmoothing;
  for (const SentenceProfile& sentence : pair.source) source += sentence.length;
  for (const SentenceProfile& sentence : pair.target) target += sentence.length;
  // A text of which one side is many times longer is a part of the other: its ratio gives no
  // evidence about translation.
  scale_.log_ratio = std::clamp(std::log(target / source), -0.5, 0.5);
  scale_.smoothing = options.smoothing;
  const double factor =
      static_cast<double>(pair.source.size() + 1) / static_cast<double>(pair.target.size() + 1);
  surplus_ = {std::max(0.0, std::log(factor / kComparable)),
              std::max(0.0, -std::log(factor * kComparable))};
}

double Similarity::coverage(const BeadMass& mass) const {
  return harmonic_mean(share(mass.source, scale_.smoothing), share(mass.target, scale_.smoothing));
}

double Similarity::most_worth(const BeadMass& mass) const { return weights_.most_of(mass, scale_); }

double Similarity::gap_worth(Side side, std::uint32_t sentence, bool tail) const {
  const bool of_source = side == Side::kSource;
  const GapFactors& factors = of_source ? options_->source_gaps : options_->target_gaps;
  const double factor = factors.of(sentence) * (tail ? factors.tail : 1);
  const SentenceProfile& profile = (of_source ? pair_->source : pair_->target)[sentence];
  return weights_.of(gap_features(profile, scale_.unfollowed[index_of(side)])) +
         options_->gap_relief * (1 - factor) + surplus_[index_of(side)] +
         options_->free_gap * free_;
}

double Similarity::alike(std::uint32_t source, const Cell& cell) const {
  const double a = cell.source_mass / (pair_->source[source].weight + scale_.smoothing);
  const double b = cell.target_mass / (pair_->target[cell.target].weight + scale_.smoothing);
  return harmonic_mean(a, b) / scale_.level;
}

double Similarity::elsewhere(Side side, std::uint32_t sentence, std::uint32_t first,
                             std::uint32_t last) const {
  const std::vector<Rivals>& rivals = rivals_[index_of(side)];
  return rivals.empty() ? kUsualRival : rivals[sentence].outside(first, last) / scale_.level;
}

Similarity::PartRivals::PartRivals(const std::vector<SentenceProfile>& side) : first{0} {
  for (const SentenceProfile& sentence : side)
    first.push_back(first.back() + (sentence.parts.count > 1 ? sentence.parts.count : 0));
  parts.resize(first.back());
}

void Similarity::PartRivals::add(std::uint32_t sentence,
                                 const std::array<float, SentenceParts::kMost>& covered,
                                 std::uint32_t other) {
  for (std::uint32_t p = first[sentence]; p < first[sentence + 1]; ++p)
    parts[p].add(covered[p - first[sentence]], other);
}

double Similarity::part_covered(const SentenceParts& parts, std::size_t part,
                                double covered) const {
  return std::min(1.0, covered / (parts.weight[part] + scale_.smoothing) / scale_.level);
}

double Similarity::part_elsewhere(Side side, std::uint32_t sentence, std::size_t part,
                                  std::uint32_t first, std::uint32_t last) const {
  const PartRivals& rivals = part_rivals_[index_of(side)];
  if (rivals.first.empty()) return kUsualRival;
  const SentenceProfile& profile =
      (side == Side::kSource ? pair_->source : pair_->target)[sentence];
  return part_covered(profile.parts, part,
                      rivals.parts[rivals.first[sentence] + part].outside(first, last));
}

void Similarity::measure(const ProfiledPair& pair, const FeatureIndex& index, const Band& band) {
  // Where one side is many times longer it has little in common with the other, and only the
  // shorter one can show.
  const bool ask_source = pair.source.size() <= kComparable * pair.target.size();
  const bool ask_target = pair.target.size() <= kComparable * pair.source.size();
  const std::size_t step = ask_source ? pair.source.size() / kLevelSample + 1 : 1;
  // Where every row is looked at, the target's sentences are asked too, so that the sides may
  // change places.
  std::vector<Rivals> of_target(step == 1 ? pair.target.size() : 0);
  std::vector<Rivals> of_source;
  part_rivals_ = {};
  if (step == 1) part_rivals_ = {PartRivals(pair.source), PartRivals(pair.target)};
  RowFiller filler(index);
  CellRow room;
  scale_.level = 1;
  for (std::size_t s = 0; s < pair.source.size(); s += step) {
    const Band::Range range = band.rows[s];
    const auto source = static_cast<std::uint32_t>(s);
    const CellRow& row = filler.row(room, source, range.first, range.last);
    Rivals& here = of_source.emplace_back();
    for (const Cell& cell : row.cells) {
      const auto value = static_cast<float>(alike(source, cell));
      here.add(value, cell.target);
      if (!of_target.empty()) of_target[cell.target].add(value, source);
      if (step > 1) continue;
      part_rivals_[index_of(Side::kSource)].add(source, cell.source_parts, cell.target);
      part_rivals_[index_of(Side::kTarget)].add(cell.target, cell.target_parts, source);
    }
  }
  const std::vector<Rivals> none;
  settle(ask_source ? of_source : none, ask_target ? of_target : none);
  follow(of_source, of_target);
  choose_weights();
  if (step == 1) rivals_ = {std::move(of_source), std::move(of_target)};
}

void Similarity::settle(const std::vector<Rivals>& of_source,
                        const std::vector<Rivals>& of_target) {
  // Of the longer side as many as the other has: what one version has alone says nothing of how
  // alike counterparts are.
  const bool both = !of_source.empty() && !of_target.empty();
  const std::size_t most = both ? std::min(of_source.size(), of_target.size()) : ~std::size_t{0};
  std::vector<double> best;
  std::vector<double> lead;
  for (const auto* side : {&of_source, &of_target}) {
    std::vector<double> own;
    for (const Rivals& sentence : *side) {
      own.push_back(sentence.alike[0]);
      lead.push_back(sentence.alike[0] > 0 ? 1 - sentence.alike[1] / sentence.alike[0] : 0);
    }
    if (own.size() > most) {
      const auto end = own.begin() + static_cast<std::ptrdiff_t>(most);
      std::nth_element(own.begin(), end, own.end(), std::greater<>());
      own.erase(end, own.end());
    }
    best.insert(best.end(), own.begin(), own.end());
  }
  reach_ = reach_of_both(*pair_);
  const double expected = reach_ >= options_->vague_reach ? options_->expected_level * reach_ : 0;
  scale_.level = std::max({median(best), kLeastLevel, expected});
  distinctness_ = median(lead);
}

void Similarity::follow(const std::vector<Rivals>& of_source,
                        const std::vector<Rivals>& of_target) {
  const std::size_t sources = pair_->source.size();
  const std::size_t targets = pair_->target.size();
  if (of_source.size() != sources || of_target.size() != targets) return;
  std::vector<double> ratios;
  for (std::uint32_t s = 0; s < sources; ++s) {
    const std::uint32_t t = of_source[s].sentence[0];
    if (of_source[s].alike[0] < kEvident * scale_.level || of_target[t].sentence[0] != s) continue;
    ratios.push_back(std::log((pair_->target[t].length + kLengthSmoothing) /
                              (pair_->source[s].length + kLengthSmoothing)));
  }
  const auto evident = static_cast<double>(ratios.size());
  followed_ = evident / static_cast<double>(std::min(sources, targets));
  scale_.unfollowed = {1 - evident / static_cast<double>(sources),
                       1 - evident / static_cast<double>(targets)};
  // The whole texts tell the length of a translation only where one follows the other.
  if (ratios.size() >= kFewestRatios && reach_ >= options_->vague_reach)
    scale_.log_ratio = std::clamp(even_median(ratios), -0.5, 0.5);
}

void Similarity::choose_weights() {
  const auto share = [](double value, double from, double to) {
    return std::clamp((value - from) / (to - from), 0.0, 1.0);
  };
  // A lexicon that has the words of both sides tells counterparts apart where there are any;
  // without one, sentences without an evident counterpart say nothing.
  telling_ = share(reach_, options_->vague_reach, options_->telling_reach);
  free_ = telling_ * (1 - share(followed_, options_->free_until, options_->close_from));
  for (std::size_t f = 0; f < weights_.values.size(); ++f)
    weights_.values[f] = std::lerp(kVagueWeights.values[f], kTellingWeights.values[f], telling_);
}

}  // namespace concord
