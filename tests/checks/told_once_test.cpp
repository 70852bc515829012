// One changed figure is one issue, whatever else it touches.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "checks/core/pair_checker.h"
#include "checks/core/resources.h"
#include "lang/base/data_dirs.h"
#include "lang/pack/packs.h"

namespace concord {
namespace {

struct ToldCase {
  const char* source;
  const char* target;
  const char* check;  // of the only issue; null where there is none
  const char* words;  // of the target that it marks
};

const std::vector<ToldCase> kCases = {
    // A number where a year was: one issue, not a year lost and a number added.
    {"Завод закрыли после аварии 2016 года.", "The plant was closed after the 3016 accident.",
     "date", "3016"},
    {"Завод закрыли после аварии 2016 года.", "The plant was closed after the 2016 accident.",
     nullptr, nullptr},
    // An end of a range.
    {"Опрос охватил школьников от 11 до 18 лет.", "The poll covered 41 to 18-year-old pupils.",
     "number", "41 to 18-year"},
    {"Опрос охватил школьников от 11 до 18 лет.", "The poll covered 11 to 18-year-old pupils.",
     nullptr, nullptr},
    // What a measure comes to, in brackets.
    {"Вулкан стоит в 72 км от города.", "The volcano stands 45 miles (77 km) from the city.",
     "number", "77 km"},
    {"Вулкан стоит в 72 км от города.", "The volcano stands 45 miles (72 km) from the city.",
     nullptr, nullptr},
    {"Волны высотой шесть метров разрушили порт.",
     "Waves of six metres (18 feet) destroyed the port.", nullptr, nullptr},
    // A day that is wrong for its weekday, too.
    {"Министр прибыл во вторник, 4 февраля 2025 года.",
     "The minister arrived on Tuesday, February 9, 2025.", "date", "Tuesday, February 9, 2025"},
    // A figure that says the same as another one of the sentence.
    {"Экзамен по китайскому сдали 72% учеников, по немецкому - 74%.",
     "74% of pupils passed the exam in Chinese, 74% in German.", "number", "74%"},
};

TEST(ToldOnce, OneChangedFigureIsOneIssue) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, "ru", "en");
  PairChecker checker(resources);
  for (const ToldCase& test : kCases) {
    const PairReport report = checker.check({"1", test.source, test.target}, {}, {});
    ASSERT_EQ(report.issues.size(), test.check == nullptr ? 0U : 1U) << test.target;
    if (test.check == nullptr) continue;
    const Issue& issue = report.issues.front();
    EXPECT_EQ(issue.check, test.check) << test.target;
    ASSERT_TRUE(issue.source && issue.target) << test.target;
    EXPECT_EQ(issue.target->span.of(test.target), test.words);
  }
}

}  // namespace
}  // namespace concord
