// Computes how sure beads are.
#include "aligner/confidence.h"

#include <algorithm>
#include <cmath>

#include "aligner/rematch.h"
#include "aligner/trim.h"

namespace concord {
namespace {

using Weights = std::array<double, ConfidenceFeatures::kCount>;

// In the order of ConfidenceFeatures. Of beads: the means of the weights that were fitted with
// published pairs and of those that bench/fit_aligner.cpp fits on the development documents since
// beads are judged by their parts. The former did not know the last one; it is set by hand, between
// none and the latter's -3.2.
constexpr Weights kBeadWeights = {-1.95, 0.79, -0.49, 2.36,  -0.085, 0.82, 0.70,
                                  0.71,  2.35, -3.11, -0.12, 1.98,   -0.5};
constexpr Weights kGapWeights = {1.30, 0, 0.862, 2.795, 0, 0, 1.0, 1.289, 0, 0, 0, 0, 0};

double covered_of(const SideMass& side) {
  double sum = 0;
  for (std::size_t i = 0; i < side.sentences; ++i) sum += side.covered[i];
  return sum;
}

constexpr std::size_t kNone = ~std::size_t{0};

// What a neighbour in order is worth behind sentences that one version has alone: what was put in
// says little about the beads beside it. From 0.5 on it raises a false alarm of the articles.
constexpr double kPastGap = 0.3;

/// The bead of every sentence of a side.
std::vector<std::size_t> beads_of(const std::vector<Bead>& beads,
                                  std::vector<std::uint32_t> Bead::*side, std::size_t sentences) {
  std::vector<std::size_t> of(sentences, kNone);
  for (std::size_t b = 0; b < beads.size(); ++b) {
    for (const std::uint32_t sentence : beads[b].*side) of[sentence] = b;
  }
  return of;
}

/// The share of the four sentences around a bead that lie in a two-sided bead which continues it in
/// order; less where only sentences without counterpart stand between.
double neighbours_in_order(const std::vector<Bead>& beads, std::size_t b,
                           const std::vector<std::size_t>& of_source,
                           const std::vector<std::size_t>& of_target) {
  const Bead& bead = beads[b];
  if (bead.is_gap()) return 0;
  const auto pass_gaps = [&](std::uint32_t& next, const std::vector<std::size_t>& of,
                             std::uint32_t step) {
    while (next < of.size() && beads[of[next]].is_gap()) next += step;
    return next < of.size();
  };
  // Adding the greatest number steps back.
  const auto continues = [&](std::uint32_t source_next, std::uint32_t target_next,
                             std::uint32_t step) {
    if (source_next >= of_source.size() || target_next >= of_target.size())
      return 0.5;  // the end of the text gives no evidence
    if (of_source[source_next] == of_target[target_next]) return 1.0;
    if (!pass_gaps(source_next, of_source, step) || !pass_gaps(target_next, of_target, step))
      return 0.0;
    return of_source[source_next] == of_target[target_next] ? kPastGap : 0.0;
  };
  // Index 0 minus 1 is beyond every size: the start of the text.
  return (continues(bead.source.front() - 1, bead.target.front() - 1, ~std::uint32_t{0}) +
          continues(bead.source.back() + 1, bead.target.back() + 1, 1)) /
         2;
}

}  // namespace

std::vector<ConfidenceFeatures> confidence_features(const ProfiledPair& pair,
                                                    const FeatureIndex& index,
                                                    const Similarity& similarity, const Band& band,
                                                    const std::vector<Bead>& beads) {
  const std::vector<std::size_t> of_source = beads_of(beads, &Bead::source, pair.source.size());
  const std::vector<std::size_t> of_target = beads_of(beads, &Bead::target, pair.target.size());
  std::vector<double> elsewhere(beads.size());  // best coverage by a sentence outside the bead
  RowFiller filler(index);
  CellRow room;
  for (std::uint32_t s = 0; s < pair.source.size(); ++s) {
    const Band::Range range = band.rows[s];
    const CellRow& row = filler.row(room, s, range.first, range.last);
    for (const Cell& cell : row.cells) {
      const std::size_t a = of_source[s];
      const std::size_t b = of_target[cell.target];
      if (a == b) continue;
      BeadMass mass;
      mass.source.add(pair.source[s], cell.source_mass);
      mass.target.add(pair.target[cell.target], cell.target_mass);
      const double coverage = similarity.coverage(mass) / similarity.level();
      // A gap would join only a gap or take a sentence from a bead that is not more certain; a bead
      // does not mind what others have.
      elsewhere[a] = std::max(elsewhere[a], coverage);
      elsewhere[b] = std::max(elsewhere[b], coverage);
    }
  }
  std::vector<ConfidenceFeatures> features(beads.size());
  for (std::size_t b = 0; b < beads.size(); ++b) {
    const Bead& bead = beads[b];
    std::array<double, ConfidenceFeatures::kCount>& values = features[b].values;
    values[0] = 1;
    values[2] = std::min(elsewhere[b], 2.0);
    values[6] = similarity.reach();
    values[7] = similarity.followed();
    if (bead.is_gap()) {
      values[3] = -std::min(elsewhere[b], 1.0);
      continue;
    }
    const BeadMass mass = mass_in_context(pair, filler, similarity, bead);
    const double own = bead.similarity / similarity.level();
    values[1] = std::min(own, 2.0);
    values[3] = std::clamp(own - elsewhere[b], -1.0, 1.0);
    values[4] = static_cast<double>(bead.source.size() + bead.target.size()) - 2;
    values[5] = neighbours_in_order(beads, b, of_source, of_target);
    values[8] =
        std::min(least_needed(pair, filler, similarity, bead).gain / similarity.level(), 1.0);
    values[9] = similarity.length_misfit(mass);
    values[10] = std::log1p(std::min(covered_of(mass.source), covered_of(mass.target)));
    values[11] = values[5] * values[7];
    values[12] = std::min(mass.lag, 2.0);
  }
  return features;
}

void set_confidence(const ProfiledPair& pair, const FeatureIndex& index,
                    const Similarity& similarity, const Band& band, std::vector<Bead>& beads) {
  const std::vector<ConfidenceFeatures> features =
      confidence_features(pair, index, similarity, band, beads);
  for (std::size_t b = 0; b < beads.size(); ++b) {
    const Weights& weights = beads[b].is_gap() ? kGapWeights : kBeadWeights;
    double sum = 0;
    for (std::size_t f = 0; f < weights.size(); ++f) sum += weights[f] * features[b].values[f];
    beads[b].confidence = 1 / (1 + std::exp(-sum));
  }
}

}  // namespace concord
