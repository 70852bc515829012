// The path of a lattice with the most right beads to be expected.
#include "aligner/lattice.h"

#include <gtest/gtest.h>

#include "aligner/search.h"

namespace concord {
namespace {

// Indices of kBeadShapes.
constexpr std::size_t kSource = 0;
constexpr std::size_t kTarget = 1;
constexpr std::size_t kPair = 2;
constexpr std::size_t kTwoByTwo = 9;

/// The steps to a node.
struct Way {
  std::size_t shape;
  std::uint32_t i, j;
  double worth;
};

/// A lattice of all nodes of two source and two target sentences, whose steps are given by node.
std::vector<Bead> most_expected(const Band& band, const std::vector<std::vector<Way>>& nodes) {
  Lattice lattice(band);
  for (const std::vector<Way>& ways : nodes) {
    lattice.begin_node();
    for (const auto& [shape, i, j, worth] : ways) lattice.add(shape, i, j, worth);
  }
  return lattice.most_expected();
}

TEST(Lattice, TakesABeadOfManyPathsBeforeTheOneBestPath) {
  ASSERT_EQ(kBeadShapes[kTwoByTwo].sources, 2U);
  ASSERT_EQ(kBeadShapes[kTwoByTwo].targets, 2U);
  const Band band = full_band(2, 2);
  const auto ways = [](double merged) {
    return std::vector<std::vector<Way>>{
        {},
        {},
        {},
        {},
        {{kPair, 0, 0, 0.9}},
        {{kTarget, 1, 1, 0}},
        {},
        {{kSource, 1, 1, 0}},
        {{kTwoByTwo, 0, 0, merged}, {kPair, 1, 1, 0}, {kSource, 1, 2, 0}, {kTarget, 2, 1, 0}}};
  };
  // Each path through the pair is worth less than the merged bead, all three are worth more.
  const std::vector<Bead> pairs = most_expected(band, ways(1));
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0], (Bead{{0}, {0}}));
  EXPECT_EQ(pairs[1], (Bead{{1}, {1}}));
  const std::vector<Bead> merged = most_expected(band, ways(4));
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0], (Bead{{0, 1}, {0, 1}}));
}

TEST(Lattice, GivesBothBeadsOfSentencesThatChangedPlaces) {
  const std::vector<Bead> beads =
      most_expected(full_band(2, 2), {{}, {}, {}, {}, {}, {}, {}, {}, {{kSwapShape, 0, 0, 0}}});
  ASSERT_EQ(beads.size(), 2U);
  EXPECT_EQ(beads[0], (Bead{{0}, {1}}));
  EXPECT_EQ(beads[1], (Bead{{1}, {0}}));
}

TEST(Lattice, HasNoBeadsWithoutAPath) {
  EXPECT_TRUE(most_expected(full_band(1, 1), {{}, {}, {}, {}}).empty());
}

}  // namespace
}  // namespace concord
