// Sentences that only say who reports, in beads that stand in order and in others.
#include "checks/core/attributions.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

/// Pairs of sentences, a number for each source sentence: the target that it faces.
std::vector<Bead> beads_of(const std::vector<std::uint32_t>& targets) {
  std::vector<Bead> beads;
  for (std::uint32_t s = 0; s < targets.size(); ++s) beads.push_back({{s}, {targets[s]}, 1, 0.75});
  sort_beads(beads);
  return beads;
}

TEST(PartAttributions, TakesApartWhatStandsFarFromItsPlace) {
  struct Row {
    std::vector<std::uint32_t> targets;
    std::vector<bool> of_source;
    std::size_t gaps;
  };
  const std::vector<Row> rows = {
      {{0, 1, 2, 3}, {true, false, false, false}, 0},   // in order
      {{1, 0, 2, 3}, {true, false, false, false}, 0},   // crosses one
      {{3, 0, 1, 2}, {true, false, false, false}, 2},   // crosses all that follow
      {{1, 2, 3, 0}, {false, false, false, true}, 2},   // and all before it
      {{1, 0, 3, 2}, {true, true, true, true}, 0},      // neighbours
      {{2, 1, 0, 3}, {false, true, false, false}, 2},   // one before it and one behind
      {{3, 0, 1, 2}, {false, false, false, false}, 0},  // nobody only says who reports
  };
  for (const Row& row : rows) {
    std::vector<Bead> beads = beads_of(row.targets);
    part_attributions({row.of_source, std::vector<bool>(row.targets.size())}, beads);
    std::size_t gaps = 0;
    for (const Bead& bead : beads) gaps += bead.is_gap() ? 1 : 0;
    EXPECT_EQ(row.gaps, gaps) << testing::PrintToString(row.targets);
  }
}

TEST(PartAttributions, TakesNoLongerInALongText) {
  std::vector<std::uint32_t> targets(200'000);
  for (std::uint32_t s = 0; s < targets.size(); ++s) targets[s] = s;
  std::vector<Bead> beads = beads_of(targets);
  const std::size_t count = beads.size();
  part_attributions({std::vector<bool>(count, true), std::vector<bool>(count)}, beads);
  EXPECT_EQ(count, beads.size());  // none crosses another; looking at every two took minutes
}

}  // namespace
}  // namespace concord
