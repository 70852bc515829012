// How closely one version follows the other, judged from alignments.
#include <gtest/gtest.h>

#include "checks/core/check.h"
#include "lang/base/data_dirs.h"

namespace concord {
namespace {

/// The kind of a pair of one-sentence beads: `sure` aligned ones, `dropped` and `added` gaps,
/// `forced` ones, and a last sure one.
PairKind kind_of(std::uint32_t sure, std::uint32_t dropped, std::uint32_t added,
                 std::uint32_t forced) {
  std::vector<Bead> beads;
  AnalysedArticle source;
  AnalysedArticle target;
  const auto add = [&](std::uint32_t count, bool of_source, bool of_target, double similarity,
                       double confidence) {
    for (std::uint32_t i = 0; i < count; ++i) {
      Bead bead;
      if (of_source) bead.source.push_back(static_cast<std::uint32_t>(source.sentences.size()));
      if (of_target) bead.target.push_back(static_cast<std::uint32_t>(target.sentences.size()));
      if (of_source) source.sentences.emplace_back();
      if (of_target) target.sentences.emplace_back();
      bead.similarity = similarity;
      bead.confidence = confidence;
      beads.push_back(bead);
    }
  };
  add(sure, true, true, 0.7, 0.95);
  add(dropped, true, false, 0, 0.9);
  add(added, false, true, 0, 0.9);
  add(forced, true, true, 0.15, 0.1);
  add(1, true, true, 0.7, 0.95);
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, "xx", "xx");
  return judge_pair({source, target, beads, resources});
}

TEST(PairKind, UnrelatedIsSaidOnlyWhereNoBeadIsLikely) {
  const auto beads = [](std::vector<double> confidences) {
    std::vector<Bead> made;
    for (std::uint32_t i = 0; i < confidences.size(); ++i)
      made.push_back({{i}, {i}, 0.1, confidences[i]});
    return made;
  };
  EXPECT_TRUE(looks_unrelated(beads({0.1, 0.05, 0.1, 0.02})));
  EXPECT_FALSE(looks_unrelated(beads({0.1, 0.05, 0.1, 0.6})));
  EXPECT_FALSE(looks_unrelated(beads({0.3, 0.3, 0.2, 0.4})));
  EXPECT_FALSE(looks_unrelated(beads({0.1, 0.05})));
}

TEST(PairKind, IsJudgedByWhatTheAlignmentLeavesOver) {
  EXPECT_EQ(kind_of(7, 0, 0, 0), PairKind::kClose);
  EXPECT_EQ(kind_of(2, 1, 0, 0), PairKind::kClose);
  EXPECT_EQ(kind_of(6, 2, 0, 0), PairKind::kClose);
  EXPECT_EQ(kind_of(5, 2, 1, 0), PairKind::kEdited);
  EXPECT_EQ(kind_of(39, 5, 5, 0), PairKind::kClose);
  EXPECT_EQ(kind_of(39, 10, 10, 0), PairKind::kEdited);
  EXPECT_EQ(kind_of(3, 3, 4, 0), PairKind::kEvent);
  EXPECT_EQ(kind_of(3, 1, 0, 4), PairKind::kEvent);
}

}  // namespace
}  // namespace concord
