// Names across languages: the examples of the transcription tables, properties of the scores, many
// words at once.
#include "lang/names/name_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"

namespace concord {
namespace {

class NameMatcherTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { matcher_ = new NameMatcher(NameMatcher::load(find_data_dirs())); }
  static void TearDownTestSuite() {
    delete matcher_;
    matcher_ = nullptr;
  }
  static NameMatcher* matcher_;
};
NameMatcher* NameMatcherTest::matcher_ = nullptr;

TEST_F(NameMatcherTest, ExamplesOfTheTables) {
  const Table table(find_data_dirs().packs + "/transcription/cyrillic/examples.tsv", 5, 5);
  for (const TableRow& row : table.rows()) {
    const NameVerdict verdict =
        matcher_->compare({row.cells[1], row.cells[2]}, {"en", row.cells[3]});
    EXPECT_EQ(verdict.same, row.cells[0] == "1")
        << table.path() << ":" << row.line << " " << row.cells[2] << " " << row.cells[3]
        << " scores " << verdict.score;
  }
}

TEST_F(NameMatcherTest, ExamplesOfPairsWithoutEnglish) {
  const Table table(find_data_dirs().packs + "/transcription/cyrillic/example-pairs.tsv", 6, 6);
  for (const TableRow& row : table.rows()) {
    const NameInLanguage one{row.cells[1], row.cells[2]};
    const NameInLanguage two{row.cells[3], row.cells[4]};
    const NameVerdict verdict = matcher_->compare(one, two);
    EXPECT_EQ(verdict.same, row.cells[0] == "1")
        << table.path() << ":" << row.line << " " << row.cells[2] << " " << row.cells[4]
        << " scores " << verdict.score;
    EXPECT_DOUBLE_EQ(matcher_->compare(two, one).score, verdict.score) << row.cells[2];
  }
}

TEST_F(NameMatcherTest, IsSymmetricAndInRange) {
  const Table table(find_data_dirs().packs + "/transcription/cyrillic/examples.tsv", 5, 5);
  for (const TableRow& row : table.rows()) {
    const NameVerdict there = matcher_->compare({row.cells[1], row.cells[2]}, {"en", row.cells[3]});
    const NameVerdict back = matcher_->compare({"en", row.cells[3]}, {row.cells[1], row.cells[2]});
    EXPECT_DOUBLE_EQ(there.score, back.score) << row.cells[2];
    EXPECT_GE(there.score, 0);
    EXPECT_LE(there.score, 1);
    EXPECT_EQ(there.same, there.score >= NameMatcher::kSame);
  }
}

TEST_F(NameMatcherTest, InitialsAgreeByTheSoundsOfTheirLetters) {
  struct Row {
    const char* russian;
    const char* english;
    bool agree;
  };
  for (const Row& row :
       {Row{"И", "I", true}, Row{"И", "Ivan", true}, Row{"Ю", "Yu", true}, Row{"Ю", "Julia", true},
        Row{"Ш", "Charles", true}, Row{"Г", "H", true}, Row{"Н", "Mykola", true},
        Row{"Е", "Y", true}, Row{"И", "P", false}, Row{"Ю", "T", false}, Row{"В", "D", false}}) {
    const SoundForm one = matcher_->prepare({"ru", row.russian});
    const SoundForm two = matcher_->prepare({"en", row.english});
    EXPECT_EQ(matcher_->initials_agree(one, two), row.agree) << row.russian << " " << row.english;
    EXPECT_EQ(matcher_->initials_agree(two, one), row.agree) << row.russian << " " << row.english;
  }
  EXPECT_FALSE(
      matcher_->initials_agree(matcher_->prepare({"id", "A"}), matcher_->prepare({"en", "B"})));
}

TEST_F(NameMatcherTest, AnEmptyNameIsTheSameAsNothing) {
  EXPECT_EQ(matcher_->compare({"ru", ""}, {"en", ""}).score, 0);
  EXPECT_EQ(matcher_->compare({"ru", ""}, {"en", "Lima"}).score, 0);
  EXPECT_EQ(matcher_->compare({"ru", "..."}, {"en", "Lima"}).score, 0);
  const NameInLanguage dash{"ru", "-"};
  EXPECT_EQ(matcher_->compare_words(dash, NameInLanguage{"en", "Lima"}), 0);
}

TEST_F(NameMatcherTest, ANameIsItselfInEveryLanguage) {
  for (const char* name : {"Lima", "Emmanuel Macron", "Nguyễn Xuân Phúc", "Björn Åberg"}) {
    EXPECT_TRUE(matcher_->compare({"en", name}, {"en", name}).same) << name;
    EXPECT_TRUE(matcher_->compare({"id", name}, {"en", name}).same) << name;
  }
}

TEST_F(NameMatcherTest, LongTextIsNoName) {
  const std::string words =
      "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee ffff gggg hhhh iiii jjjj kkkk llll mmmm "
      "nnnn";
  EXPECT_LE(matcher_->compare({"en", words}, {"ru", "Лима"}).score, 0.1);
}

TEST_F(NameMatcherTest, MatchesManyWordsAtOnce) {
  const std::vector<std::string_view> russian = {"Исибы", "визит", "Лиме"};  // Isiby, vizit, Lime
  const std::vector<std::string_view> english = {"visited", "Lima", "Ishiba", "Tokyo"};
  const std::vector<NameWordMatch> matches = matcher_->match_words("ru", russian, "en", english);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const NameWordMatch& match : matches) pairs.emplace_back(match.a, match.b);
  EXPECT_THAT(pairs, testing::IsSupersetOf({std::pair{0u, 2u}, std::pair{2u, 1u}}));
  EXPECT_THAT(pairs, testing::Not(testing::Contains(std::pair{0u, 3u})));
  EXPECT_TRUE(matcher_->match_words("ru", {}, "en", english).empty());
}

TEST_F(NameMatcherTest, TheCacheGivesTheSameForms) {
  SoundCache cache;
  const SoundForm& form = cache.get(*matcher_, {"en", "Ishiba"});
  EXPECT_EQ(&form, &cache.get(*matcher_, {"en", "Ishiba"}));
  EXPECT_EQ(cache.size(), 1u);
  EXPECT_EQ(form.plain, matcher_->prepare({"en", "Ishiba"}).plain);
  cache.clear();
  EXPECT_EQ(cache.size(), 0u);
}

TEST(NameMatcherWithoutData, ComparesLetters) {
  const NameMatcher matcher = NameMatcher::load({"/nonexistent", "", ""});
  EXPECT_TRUE(matcher.compare({"en", "Lima"}, {"id", "Lima"}).same);
  EXPECT_FALSE(matcher.compare({"en", "Lima"}, {"id", "Oslo"}).same);
}

}  // namespace
}  // namespace concord
