// What the checks say less of where the lexicon was joined over a third language.
#include "checks/core/joined.h"

#include <gtest/gtest.h>

#include "checks/core/make_issue.h"
#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"

namespace concord {
namespace {

/// One Ukrainian sentence with its Russian version, on which issues are put by hand.
class LimitJoined : public testing::Test {
 protected:
  LimitJoined()
      : packs_(find_data_dirs()),
        resources_(load_resources(packs_, "uk", "ru")),
        english_(load_resources(packs_, "uk", "en")),
        checker_(resources_) {
    checker_.select({});
    report_ = checker_.check(SegmentPair{"1",
                                         "Міністр Савчук сказав у понеділок журналістам, що новий "
                                         "цементний завод збудують поблизу "
                                         "міста наступного року, а старий закриють.",
                                         "Министр Савчук сказал в понедельник журналистам, что "
                                         "новый цементный завод построят вблизи "
                                         "города в следующем году, а старый закроют."},
                             {}, {});
  }

  Passage passage(Side side, std::string_view words) const {
    const std::string& text = report_.of(side).article.text;
    const auto begin = static_cast<std::uint32_t>(text.find(words));
    return {{begin, begin + static_cast<std::uint32_t>(words.size())}, std::string(words)};
  }

  /// The severity that is left of an issue; none when it is taken out.
  std::optional<Severity> left_of(const PairResources& resources, const char* check,
                                  Severity severity, std::optional<Passage> source,
                                  std::optional<Passage> target,
                                  std::optional<std::uint32_t> bead = 0) const {
    const CheckInput input{report_.source, report_.target, report_.beads, resources, true};
    std::vector<Issue> issues = {
        make_issue({check, severity, {"x", {}}, 0, 1}, std::move(source), std::move(target))};
    issues.front().bead = bead;
    limit_joined(input, issues);
    return issues.empty() ? std::nullopt : std::optional(issues.front().severity);
  }

  Packs packs_;
  PairResources resources_;
  PairResources english_;
  PairChecker checker_;
  PairReport report_;
};

TEST_F(LimitJoined, LeavesFiguresAndLowersNames) {
  ASSERT_TRUE(resources_.lexicon.is_joined());
  const Passage here = passage(Side::kSource, "Савчук");
  const Passage there = passage(Side::kTarget, "Савчук");
  EXPECT_EQ(left_of(resources_, "number", Severity::kError, here, there), Severity::kError);
  EXPECT_EQ(left_of(resources_, "name", Severity::kError, here, there), Severity::kWarning);
  EXPECT_EQ(left_of(resources_, "name", Severity::kInfo, here, there), Severity::kInfo);
  EXPECT_EQ(left_of(resources_, "number", Severity::kInfo, here, there), std::nullopt)
      << "below what is worth telling";
}

TEST_F(LimitJoined, WantsTheWordsAroundAnIssueToBearItOut) {
  const Passage here = passage(Side::kSource, "сказав");
  EXPECT_EQ(
      left_of(resources_, "negation", Severity::kWarning, here, passage(Side::kTarget, "сказал")),
      Severity::kWarning)
      << "in one place";
  EXPECT_EQ(
      left_of(resources_, "negation", Severity::kWarning, here, passage(Side::kTarget, "старый")),
      std::nullopt)
      << "in two places";
  EXPECT_EQ(left_of(resources_, "antonym", Severity::kWarning, here, std::nullopt), std::nullopt)
      << "of one side only: never";
}

TEST_F(LimitJoined, LeavesOtherPairsAndIssuesOfNoBeadAlone) {
  const Passage here = passage(Side::kSource, "сказав");
  EXPECT_EQ(left_of(english_, "antonym", Severity::kWarning, here, std::nullopt),
            Severity::kWarning);
  EXPECT_EQ(left_of(resources_, "antonym", Severity::kWarning, here, std::nullopt, std::nullopt),
            Severity::kWarning);
  EXPECT_EQ(left_of(resources_, "duplicate-word", Severity::kInfo, here, std::nullopt),
            Severity::kInfo)
      << "a check without a limit";
}

}  // namespace
}  // namespace concord
