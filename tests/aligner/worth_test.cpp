// The bound of what a bead can be worth holds for whatever is not known yet.
#include "aligner/worth.h"

#include <gtest/gtest.h>

#include <random>

#include "aligner/context.h"

namespace concord {
namespace {

class Random {
 public:
  double below(double most) { return std::uniform_real_distribution<double>(0, most)(engine_); }
  std::size_t upto(std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(1, most)(engine_);
  }

 private:
  std::mt19937 engine_{7};
};

SideMass side_of(std::size_t sentences, Random& random) {
  SideMass side;
  for (std::size_t i = 0; i < sentences; ++i) {
    SentenceProfile sentence;
    sentence.length = static_cast<std::uint32_t>(random.below(300));
    sentence.weight = static_cast<float>(random.below(90));
    sentence.asks = random.below(1) < 0.2;
    sentence.quotes = random.below(1) < 0.2;
    side.add(sentence, random.below(sentence.weight));
  }
  return side;
}

TEST(WorthTest, NoBeadIsWorthMoreThanItsBound) {
  Random random;
  for (int i = 0; i < 2000; ++i) {
    BeadMass mass;
    const std::size_t sources = random.upto(3);
    mass.source = side_of(sources, random);
    mass.target = side_of(sources == 1 ? 1 + random.upto(3) : random.upto(2), random);
    const auto sentences = static_cast<double>(mass.source.sentences + mass.target.sentences);
    const WorthScale scale{random.below(9),
                           0.05 + random.below(0.6),
                           random.below(1) - 0.5,
                           {random.below(1), random.below(1)}};
    for (const WorthWeights& weights : {kTellingWeights, kVagueWeights}) {
      const double most = weights.most_of(mass, scale);
      double best = -1000;
      for (int k = 0; k < 30; ++k) {
        BeadMass known = mass;
        const bool ends = k < 2;  // as far as it goes, one way and the other
        known.lead = sentences * kMostLead * (ends ? 2 * k - 1 : random.below(2) - 1);
        known.placed = ends ? 0 : random.below(sentences);
        known.misplaced = ends ? 0 : random.below(known.placed);
        known.lag = ends ? 0 : random.below(sentences);
        known.joints = ends ? 0 : random.below(sentences - 2);
        known.figures = ends ? 0 : random.below(60);
        best = std::max(best, weights.of(bead_features(known, scale)));
      }
      EXPECT_LE(best, most + 1e-9);
      EXPECT_GE(best, most - 40);
    }
  }
}

}  // namespace
}  // namespace concord
