// Which sentences stand beside a bead.
#include "checks/core/beside.h"

#include <gtest/gtest.h>

#include "aligner/bead.h"
#include "lang/base/data_dirs.h"

namespace concord {
namespace {

class Beside : public ::testing::Test {
 protected:
  /// As "first to last": the target sentences beside a bead, given by its source sentence.
  std::string of(const std::vector<Bead>& beads, std::uint32_t source_sentence,
                 std::uint32_t reach) {
    AnalysedArticle source;
    AnalysedArticle target;
    for (const Bead& bead : beads) {
      source.sentences.resize(source.sentences.size() + bead.source.size());
      target.sentences.resize(target.sentences.size() + bead.target.size());
    }
    const PairResources resources = load_resources(packs_, "xx", "xx");
    const CheckInput input{source, target, beads, resources};
    for (const Bead& bead : beads) {
      if (bead.source != std::vector<std::uint32_t>{source_sentence}) continue;
      const SentenceRange range = beside(input, bead, Side::kTarget, reach);
      return std::to_string(range.begin) + " to " + std::to_string(range.end);
    }
    return "no such bead";
  }

 private:
  Packs packs_{find_data_dirs()};
};

TEST_F(Beside, SentencesOfOneVersionAreNotCounted) {
  const std::vector<Bead> plain = {{{0}, {0}}, {{1}, {1}}, {{2}, {2}}, {{3}, {3}}, {{4}, {4}}};
  EXPECT_EQ(of(plain, 2, 1), "1 to 4");
  EXPECT_EQ(of(plain, 2, 2), "0 to 5");
  EXPECT_EQ(of(plain, 0, 2), "0 to 3");
  const std::vector<Bead> one_put_in = {{{0}, {0}}, {{1}, {1}}, {{}, {2}},
                                        {{2}, {3}}, {{3}, {4}}, {{4}, {5}}};
  EXPECT_EQ(of(one_put_in, 2, 1), "1 to 5");
  EXPECT_EQ(of(one_put_in, 2, 2), "0 to 6");
  EXPECT_EQ(of(one_put_in, 1, 1), "0 to 4");
}

TEST_F(Beside, OfManySentencesOfOneVersionAsManyArePassedAsTheReachSays) {
  const std::vector<Bead> many = {{{0}, {0}}, {{}, {1}}, {{}, {2}}, {{}, {3}}, {{1}, {4}}};
  EXPECT_EQ(of(many, 1, 1), "2 to 5");
  EXPECT_EQ(of(many, 1, 2), "0 to 5");
}

TEST_F(Beside, ABeadWithoutSentencesOnTheSideHasNoneBesideIt) {
  EXPECT_EQ(of({{{0}, {0}}, {{1}, {}}}, 1, 2), "0 to 0");
}

}  // namespace
}  // namespace concord
