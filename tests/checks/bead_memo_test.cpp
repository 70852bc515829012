// What checks share of a bead is what each would find by itself.
#include "checks/core/bead_memo.h"

#include <gtest/gtest.h>

#include "checks/core/bead_negations.h"
#include "checks/core/bead_words.h"
#include "checks/core/pair_checker.h"
#include "checks/relations/claims.h"
#include "lang/base/data_dirs.h"

namespace concord {
namespace {

/// A Russian sentence with its English version, and a memo.
class BeadMemoTest : public testing::Test {
 protected:
  BeadMemoTest() : checker_(resources_) {
    checker_.select({});
    report_ = checker_.check(
        SegmentPair{"1", "Министр сказал, что завод, вероятно, построят через три года.",
                    "The minister said that the plant would probably be built in three years."},
        {}, {});
  }

  CheckInput input(BeadMemo* memo) const {
    return {report_.source, report_.target, report_.beads, resources_, true, nullptr, memo};
  }

  static void expect_same(const BeadWords& a, const BeadWords& b) {
    for (const Side side : kSides) {
      ASSERT_EQ(a.of(side).size(), b.of(side).size());
      for (std::size_t i = 0; i < a.of(side).size(); ++i) {
        EXPECT_EQ(a.of(side)[i].partner, b.of(side)[i].partner);
        EXPECT_EQ(a.of(side)[i].match, b.of(side)[i].match);
      }
    }
  }

  Packs packs_{find_data_dirs()};
  PairResources resources_ = load_resources(packs_, "ru", "en");
  PairChecker checker_;
  PairReport report_;
};

TEST_F(BeadMemoTest, AsksOnce) {
  BeadMemo memo;
  const Bead& bead = report_.beads.front();
  EXPECT_EQ(match_bead(input(&memo), bead), match_bead(input(&memo), bead));
  EXPECT_EQ(claims_of(input(&memo), bead), claims_of(input(&memo), bead));
  EXPECT_NE(match_bead(input(nullptr), bead), match_bead(input(nullptr), bead));
  expect_same(*match_bead(input(&memo), bead), *match_bead(input(nullptr), bead));
}

TEST_F(BeadMemoTest, FindsNegationsOnce) {
  const PairReport report = checker_.check(
      SegmentPair{"2", "Он не приехал.", "He did not come, and nobody asked why."}, {}, {});
  BeadMemo memo;
  const CheckInput asked{report.source, report.target, report.beads, resources_,
                         true,          nullptr,       &memo};
  const SharedNegations found = negations_of(asked, report.beads.front());
  EXPECT_EQ(found, negations_of(asked, report.beads.front()));
  ASSERT_EQ(found->of(Side::kSource).size(), 1U);
  ASSERT_EQ(found->of(Side::kTarget).size(), 1U);
  EXPECT_EQ(found->of(Side::kSource)[0].size(), 1U);
  EXPECT_EQ(found->of(Side::kTarget)[0].size(), 2U);
  const Bead gap{{0}, {}, 0, 1};
  EXPECT_TRUE(negations_of(asked, gap)->of(Side::kTarget).empty());
}

TEST_F(BeadMemoTest, FinishesWhatAFirstLookLeft) {
  BeadMemo memo;
  const Bead& bead = report_.beads.front();
  EXPECT_EQ(match_bead(input(&memo), bead, [](const BeadWords&) { return false; }), nullptr);
  expect_same(*match_bead(input(&memo), bead), *match_bead(input(nullptr), bead));
}

TEST_F(BeadMemoTest, KeepsNothingOfAnotherBead) {
  BeadMemo memo;
  const Bead other{{0}, {}, 0, 1};
  EXPECT_EQ(memo.of(report_.beads, other), nullptr);
  EXPECT_FALSE(claims_of(input(&memo), other)->of(Side::kSource).empty());
  EXPECT_TRUE(claims_of(input(&memo), other)->of(Side::kTarget).empty());
}

}  // namespace
}  // namespace concord
