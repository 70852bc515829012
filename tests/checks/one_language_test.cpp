// Two versions in one language: what differs is found, what is the same is silent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checks/core/equal_sentences.h"
#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"
#include "tests/packs.h"

namespace concord {
namespace {

/// "check severity" of every issue of a warning or an error.
std::vector<std::string> checked(const std::string& lang, const std::string& source,
                                 const std::string& target) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, lang, lang);
  PairChecker checker(resources);
  const PairReport report = checker.check(SegmentPair{"1", source, target}, {}, {});
  std::vector<std::string> issues;
  for (const Issue& issue : report.issues) {
    if (issue.severity > Severity::kInfo)
      issues.push_back(issue.check + " " + std::string(severity_name(issue.severity)));
  }
  return issues;
}

struct Row {
  const char* lang;
  const char* source;
  const char* target;
  const char* issue;  ///< empty: none
};

TEST(OneLanguage, ReportsFactsThatDifferAndNothingElse) {
  for (const Row& row : {
           Row{"en", "The plant opened on May 5 with 320 workers.",
               "The plant opened on May 6 with 320 workers.", "date error"},
           Row{"en", "The plant opened on May 5 with 320 workers.",
               "With 320 workers, the plant opened on 5 May.", ""},
           Row{"ru", "Завод открыли 5 мая, на нем работают 320 человек.",
               "Завод открыли 5 мая, на нем работают 230 человек.", "number error"},
           Row{"ru", "Министр Игорь Савчук посетил завод в понедельник.",
               "В понедельник завод посетил министр Игорь Савчук.", ""},
           Row{"uk", "Міністр Ігор Савчук відвідав завод у понеділок.",
               "Міністр Олег Гриценко відвідав завод у понеділок.", "name error"},
           Row{"id", "Pabrik itu dibuka pada 5 Mei dengan 320 pekerja.",
               "Pabrik itu dibuka pada 5 Juni dengan 320 pekerja.", "date error"},
           Row{"vi", "Nhà máy khánh thành ngày 5/5 với 320 công nhân.",
               "Nhà máy khánh thành ngày 5/5 với 230 công nhân.", "number error"},
           Row{"vi", "Nhà máy được khánh thành ngày 5/5 với 320 công nhân.",
               "Ngày 5/5, nhà máy với 320 công nhân được khánh thành.", ""},
       }) {
    const std::vector<std::string> issues = checked(row.lang, row.source, row.target);
    if (*row.issue == '\0') {
      EXPECT_THAT(issues, testing::IsEmpty()) << row.target;
    } else {
      EXPECT_THAT(issues, testing::ElementsAre(row.issue)) << row.target;
    }
  }
}

TEST(OneLanguage, EqualSentencesAreSilentWhateverIsInThem) {
  // A word printed twice, a quotation that does not close.
  const std::string text = "The the plant \"opened on May 5 with 320 workers.";
  EXPECT_THAT(checked("en", text, text), testing::IsEmpty());
}

TEST(OneLanguage, EveryLanguageHasALexiconOfItsOwn) {
  Packs packs(find_data_dirs());
  for (const std::string& tag : test::packs_with("function-words.tsv")) {
    const PairResources resources = load_resources(packs, tag, tag);
    EXPECT_FALSE(resources.lexicon.empty()) << tag;
    EXPECT_FALSE(resources.lexicon.is_joined()) << tag;
    EXPECT_LT(resources.clauses.side(Side::kSource).thresholds[1], 1e9) << tag;
    EXPECT_EQ(resources.clauses.side(Side::kTarget).thresholds,
              resources.clauses.side(Side::kSource).thresholds)
        << tag;
  }
}

}  // namespace
}  // namespace concord
