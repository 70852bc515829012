// The examples of docs/checks/number.md, and what needs more than one sentence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"
#include "tests/checks/article_of_lines.h"
#include "tests/checks/docs_examples.h"

namespace concord {
namespace {

/// Checkers into English for the check "number" alone; loaded once.
class NumberCheck : public testing::Test {
 protected:
  PairChecker& checker(const std::string& lang) {
    Entry& entry = entries_[lang];
    if (!entry.checker) {
      entry.resources = std::make_unique<PairResources>(load_resources(packs_, lang, "en"));
      entry.checker = std::make_unique<PairChecker>(*entry.resources);
      entry.checker->select({find_check("number")});
    }
    return *entry.checker;
  }

  std::vector<std::string> verdicts(const PairReport& report) {
    std::vector<std::string> found;
    for (const Issue& issue : report.issues) {
      found.push_back(std::string(severity_name(issue.severity)) + " " + issue.message.id);
    }
    return found;
  }

 private:
  struct Entry {
    std::unique_ptr<PairResources> resources;
    std::unique_ptr<PairChecker> checker;
  };
  Packs packs_{find_data_dirs()};
  std::map<std::string, Entry> entries_;
};

TEST_F(NumberCheck, DoesWhatItsPageSays) { test::run_docs_examples("number.md", {"number"}); }

TEST_F(NumberCheck, MarksBothFigures) {
  const std::string target = "460 houses were built.";
  const PairReport report = checker("ru").check({"1", "Built 640.", target}, {}, {});
  ASSERT_EQ(report.issues.size(), 1U);
  const Issue& issue = report.issues.front();
  ASSERT_TRUE(issue.source && issue.target);
  EXPECT_EQ(issue.source->value, "640");
  EXPECT_EQ(issue.target->value, "460");
  EXPECT_EQ(issue.target->span.of(target), "460");
}

/// The issues of check number at warning or above in two articles of plain text.
std::size_t loud(PairChecker& checker, const std::string& source, const std::string& target) {
  const PairReport report =
      checker.check(test::article_of_lines("ru", source), test::article_of_lines("en", target));
  return static_cast<std::size_t>(
      std::count_if(report.issues.begin(), report.issues.end(), [](const Issue& issue) {
        return issue.check == "number" && issue.severity >= Severity::kWarning;
      }));
}

TEST_F(NumberCheck, WhatIsSaidBesideExcusesNoOtherFigureInItsPlace) {
  const std::string source =
      "Тренер выиграл все четыре матча на этой неделе.\nЗа четыре года клуб сменил трёх "
      "директоров.\n"
      "Зрителей на стадионе было много.";
  const auto target = [](const std::string& matches) {
    return "The coach won all " + matches +
           " matches this week.\nIn four years the club has changed three directors.\n"
           "There were many spectators at the stadium.";
  };
  EXPECT_EQ(loud(checker("ru"), source, target("six")), 1U);
  EXPECT_EQ(loud(checker("ru"), source, target("four")), 0U);
}

TEST_F(NumberCheck, IsSilentOnTheSameText) {
  const std::string text =
      "It sold 3.2bn tonnes (5%) at $7 in 2-3 days, 6-foot-6 and Boeing 737 included.";
  EXPECT_THAT(verdicts(checker("en").check({"1", text, text}, {}, {})), testing::IsEmpty());
}

}  // namespace
}  // namespace concord
