// The features of beads and gaps, and their fitted weights.
#include "aligner/worth.h"

#include <algorithm>
#include <cmath>

#include "aligner/context.h"

namespace concord {
namespace {

// Added to both lengths, in code points, so that headings of a word or two are not judged by their
// ratio.
constexpr double kLengthSmoothing = 15;
// A ratio beyond e^2 is no worse than e^2: then other evidence decides.
constexpr double kMaxLogRatio = 2;
// A sentence of so many code points is half short.
constexpr double kShortLength = 30;
// Units of the features of length and weight: they bring these to the order of 1.
constexpr double kLengthUnit = 200;  // code points of both sides
constexpr double kWeightUnit = 60;   // nats of both sides
constexpr double kFiguresUnit = 10;  // nats of figures
// Where features of size stop growing: beyond that more is not more certain.
constexpr double kMostLongLength = 4;
constexpr double kMostCovered = 3;
constexpr double kMostUncovered = 4;
constexpr double kMostCover = 1.3;

double shortness(double length) { return kShortLength / (kShortLength + length); }

double agreement(bool a, bool b) { return a && b ? 1 : a || b ? -1 : 0; }

double harmonic_mean(double a, double b) { return a + b > 0 ? 2 * a * b / (a + b) : 0; }

/// Sums over a side.
struct SideSum {
  double covered = 0;
  double weight = 0;

  explicit SideSum(const SideMass& side) {
    for (std::size_t i = 0; i < side.sentences; ++i) {
      covered += side.covered[i];
      weight += side.weight[i];
    }
  }
};

std::size_t shape_of(const BeadMass& mass) {
  switch (mass.source.sentences + mass.target.sentences) {
    case 2:
      return WorthFeatures::kPair;
    case 3:
      return WorthFeatures::kThree;
    case 4:
      return mass.source.sentences == 2 ? WorthFeatures::kTwoByTwo : WorthFeatures::kFour;
    default:
      return WorthFeatures::kFive;
  }
}

}  // namespace

double length_misfit(const BeadMass& mass, double log_ratio) {
  const double ratio =
      std::log((mass.target.length + kLengthSmoothing) / (mass.source.length + kLengthSmoothing)) -
      log_ratio;
  return std::min(std::abs(ratio), kMaxLogRatio);
}

WorthFeatures bead_features(const BeadMass& mass, const WorthScale& scale) {
  using F = WorthFeatures;
  F features;
  const SideSum source(mass.source);
  const SideSum target(mass.target);
  const double source_share = source.covered / (source.weight + scale.smoothing);
  const double target_share = target.covered / (target.weight + scale.smoothing);
  double least = kMostCover;
  // Every sentence counts with the harmonic mean of its own coverage and that of the other side, so
  // that a caption which happens to stand beside a bead does not ride along with it.
  const auto add_side = [&](const SideMass& side, double other) {
    for (std::size_t i = 0; i < side.sentences; ++i) {
      const double own = side.covered[i] / (side.weight[i] + scale.smoothing);
      const double cover = std::min(harmonic_mean(own, other) / scale.level, kMostCover);
      least = std::min(least, cover);
      features[F::kCover25] += std::min(cover, 0.25);
      features[F::kCover50] += std::min(cover, 0.5);
      features[F::kCover75] += std::min(cover, 0.75);
      features[F::kCover] += cover;
    }
  };
  add_side(mass.source, target_share);
  add_side(mass.target, source_share);
  const std::size_t count = mass.source.sentences + mass.target.sentences;
  const bool pair = count == 2;
  features[shape_of(mass)] = 1;
  const double misfit = length_misfit(mass, scale.log_ratio);
  const double length = mass.source.length + mass.target.length;
  features[F::kLength] = misfit * misfit;
  features[F::kLongLength] = std::min(kMostLongLength, misfit * misfit * length / kLengthUnit);
  const double covered = source.covered + target.covered;
  features[F::kCovered] = std::min(kMostCovered, covered / kWeightUnit);
  features[F::kUncovered] =
      std::min(kMostUncovered, (source.weight + target.weight - covered) / kWeightUnit);
  features[pair ? F::kPlacePair : F::kPlaceSeveral] = mass.misplaced;
  features[F::kPlaced] = mass.placed;
  if (!pair) features[F::kLeast] = std::min(least, 1.0);
  features[pair ? F::kLeadPair : F::kLeadSeveral] = mass.lead;
  features[pair ? F::kLagPair : F::kLagSeveral] = mass.lag;
  features[pair ? F::kPartsPair : F::kPartsSeveral] = std::min(
      kMostPartsApart,
      std::abs(static_cast<double>(mass.source.parts) - static_cast<double>(mass.target.parts)));
  features[F::kJoints] = mass.joints;
  features[pair ? F::kFiguresPair : F::kFiguresSeveral] =
      std::min(kMostFigures, mass.figures / kFiguresUnit);
  features[F::kAsks] = agreement(mass.source.asks, mass.target.asks);
  features[F::kQuotes] = agreement(mass.source.quotes, mass.target.quotes);
  features[F::kShort] = shortness(std::min(mass.source.length, mass.target.length));
  const double unfollowed = (scale.unfollowed[0] + scale.unfollowed[1]) / 2;
  features[F::kCoverUnfollowed] = features[F::kCover50] * unfollowed;
  features[F::kUncoveredUnfollowed] = features[F::kUncovered] * unfollowed;
  features[F::kSeveralUnfollowed] = static_cast<double>(count - 2) * unfollowed;
  return features;
}

WorthFeatures gap_features(const SentenceProfile& sentence, double unfollowed) {
  WorthFeatures features;
  features[WorthFeatures::kGap] = 1;
  features[WorthFeatures::kGapShort] = shortness(sentence.length);
  features[WorthFeatures::kGapUnfollowed] = unfollowed;
  return features;
}

double WorthWeights::of(const WorthFeatures& features) const {
  double sum = 0;
  for (std::size_t f = 0; f < values.size(); ++f) sum += values[f] * features.values[f];
  return sum;
}

double WorthWeights::most_of(const BeadMass& mass, const WorthScale& scale) const {
  using F = WorthFeatures;
  const auto& w = values;
  const SideSum source(mass.source);
  const SideSum target(mass.target);
  const double unfollowed = (scale.unfollowed[0] + scale.unfollowed[1]) / 2;
  const double half_weight = w[F::kCover50] + w[F::kCoverUnfollowed] * unfollowed;
  double least = 1;
  double sum = w[shape_of(mass)];
  const auto add_side = [&](const SideMass& side, double other) {
    for (std::size_t i = 0; i < side.sentences; ++i) {
      const double own = side.covered[i] / (side.weight[i] + scale.smoothing);
      const double cover = std::min(harmonic_mean(own, other) / scale.level, kMostCover);
      least = std::min(least, cover);
      sum += w[F::kCover25] * std::min(cover, 0.25) + half_weight * std::min(cover, 0.5) +
             w[F::kCover75] * std::min(cover, 0.75) + w[F::kCover] * cover;
    }
  };
  add_side(mass.source, target.covered / (target.weight + scale.smoothing));
  add_side(mass.target, source.covered / (source.weight + scale.smoothing));
  const double misfit = length_misfit(mass, scale.log_ratio);
  const double length = mass.source.length + mass.target.length;
  const double covered = source.covered + target.covered;
  const double uncovered =
      std::min(kMostUncovered, (source.weight + target.weight - covered) / kWeightUnit);
  const double parts =
      std::abs(static_cast<double>(mass.source.parts) - static_cast<double>(mass.target.parts));
  sum += w[F::kLeast] * least + w[F::kLength] * misfit * misfit +
         w[F::kLongLength] * std::min(kMostLongLength, misfit * misfit * length / kLengthUnit) +
         w[F::kCovered] * std::min(kMostCovered, covered / kWeightUnit) +
         (w[F::kUncovered] + w[F::kUncoveredUnfollowed] * unfollowed) * uncovered +
         w[F::kPartsSeveral] * std::min(kMostPartsApart, parts) +
         w[F::kAsks] * agreement(mass.source.asks, mass.target.asks) +
         w[F::kQuotes] * agreement(mass.source.quotes, mass.target.quotes) +
         w[F::kShort] * shortness(std::min(mass.source.length, mass.target.length));
  // What is not known is taken for the best.
  const auto sentences = static_cast<double>(mass.source.sentences + mass.target.sentences);
  return sum + w[F::kSeveralUnfollowed] * (sentences - 2) * unfollowed +
         std::abs(w[F::kLeadSeveral]) * kMostLead * sentences +
         std::max(0.0, w[F::kPlaced]) * sentences + std::max(0.0, w[F::kPlaceSeveral]) * sentences +
         std::max(0.0, w[F::kLagSeveral]) * SentenceParts::kMost * sentences +
         std::max(0.0, w[F::kFiguresSeveral]) * kMostFigures +
         std::max(0.0, w[F::kJoints]) * (sentences - 2);
}

// In the order of WorthFeatures. Fitted by bench/fit_aligner.cpp in its modes telling and vague on
// the development documents of seven language pairs; docs/ACCURACY.md has the figures.
const WorthWeights kTellingWeights = {
    {3.070,  1.090,  -0.486, -0.149, -1.586, 0.463,  0.555, 0.664,  1.195,  -1.273, -0.188, -0.131,
     -0.649, -0.734, -2.975, 0.246,  3.060,  2.583,  1.045, 0.562,  1.076,  -0.564, 0.757,  0.557,
     -0.251, -0.641, -1.905, -1.682, -0.423, -0.408, 1.848, -1.025, -1.086, 1.505,  0.637}};
const WorthWeights kVagueWeights = {
    {2.445,  0.734,  -0.062, -0.071, -0.677, 2.994, 0.406, 1.178,  -0.612, -5.205, -2.606, -1.271,
     -1.079, -1.078, -4.710, 0.645,  0.639,  1.227, 0.585, -4.436, -3.111, 1.171,  1.699,  -0.875,
     1.607,  -2.307, -0.741, -0.707, -0.321, 0.059, 0.754, -1.533, -1.242, 1.861,  0.854}};

}  // namespace concord
