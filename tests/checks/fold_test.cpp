// What a dropped or added clause makes superfluous, and what it does not.
#include "checks/core/fold.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace concord {
namespace {

Issue issue(const char* check, Severity severity, std::optional<Span> source,
            std::optional<Span> target) {
  Issue made;
  made.check = check;
  made.severity = severity;
  if (source) made.source = Passage{*source, {}};
  if (target) made.target = Passage{*target, {}};
  return made;
}

struct FoldCase {
  const char* what;
  Issue issue;
  bool stays;
};

TEST(Fold, ALossInsideAClauseIsToldOnce) {
  const Issue dropped = issue("dropped-clause", Severity::kWarning, Span{10, 50}, std::nullopt);
  const Issue added = issue("added-clause", Severity::kWarning, std::nullopt, Span{100, 150});
  const std::vector<FoldCase> cases = {
      {"a figure that went with the clause",
       issue("number", Severity::kWarning, Span{20, 25}, std::nullopt), false},
      {"a name at its border", issue("name", Severity::kInfo, Span{10, 15}, std::nullopt), false},
      {"a date that came with an added one",
       issue("date", Severity::kWarning, std::nullopt, Span{140, 150}), false},
      {"a figure beside it", issue("number", Severity::kWarning, Span{49, 52}, std::nullopt), true},
      {"a name of the other side at the same place",
       issue("name", Severity::kInfo, std::nullopt, Span{20, 25}), true},
      {"a graver issue", issue("number", Severity::kError, Span{20, 25}, std::nullopt), true},
      {"a figure that differs", issue("number", Severity::kWarning, Span{20, 25}, Span{110, 115}),
       true},
      {"a lost negation", issue("negation", Severity::kWarning, Span{20, 25}, std::nullopt), true},
      {"a doubled word", issue("duplicate-word", Severity::kWarning, Span{20, 25}, std::nullopt),
       true},
  };
  for (const FoldCase& test : cases) {
    std::vector<Issue> issues = {test.issue, dropped, added};
    fold_into_clauses(issues);
    ASSERT_EQ(issues.size(), test.stays ? 3U : 2U) << test.what;
    EXPECT_EQ(issues[issues.size() - 2].check, "dropped-clause") << test.what;
    EXPECT_EQ(issues.back().check, "added-clause") << test.what;
  }
}

TEST(Fold, AGraverFactMayRaiseTheClause) {
  std::vector<Issue> issues = {
      issue("number", Severity::kWarning, Span{20, 25}, std::nullopt),
      issue("dropped-clause", Severity::kInfo, Span{10, 50}, std::nullopt)};
  fold_into_clauses(issues, Graver::kRaisesTheClause);
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].check, "dropped-clause");
  EXPECT_EQ(issues[0].severity, Severity::kWarning);
}

TEST(Fold, NothingStaysNothing) {
  std::vector<Issue> none;
  fold_into_clauses(none);
  EXPECT_TRUE(none.empty());
}

TEST(Fold, AManWhoIsAWomanIsToldOnce) {
  const Issue gender = issue("gender", Severity::kInfo, Span{10, 15}, Span{30, 35});
  const Issue same = issue("antonym", Severity::kWarning, Span{10, 15}, Span{60, 65});
  const Issue other = issue("antonym", Severity::kWarning, Span{20, 25}, Span{40, 45});
  std::vector<Issue> issues = {same, other, gender};
  fold_into_genders(issues);
  ASSERT_EQ(issues.size(), 2U);
  EXPECT_EQ(issues[0].check, "antonym");
  EXPECT_EQ(issues[0].source->span.begin, 20U);
  EXPECT_EQ(issues[1].check, "gender");
  EXPECT_EQ(issues[1].severity, Severity::kWarning);
}

}  // namespace
}  // namespace concord
