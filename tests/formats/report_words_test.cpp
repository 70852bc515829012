// The words of a report as numbers.
#include "formats/report_words.h"

#include <gtest/gtest.h>

#include <string>

#include "lang/base/data_dirs.h"
#include "lang/pack/packs.h"
#include "lang/pack/vocabulary.h"

namespace concord {
namespace {

WordNumbers numbers(ReportWords& words, const std::string& text) {
  return words.of(text, {0, static_cast<std::uint32_t>(text.size())});
}

TEST(ReportWords, SameWordsHaveTheSameNumbers) {
  ReportWords words;
  EXPECT_EQ(numbers(words, ""), WordNumbers());
  EXPECT_EQ(numbers(words, " - !"), WordNumbers());
  const WordNumbers first = numbers(words, "The port, the PORT");
  ASSERT_EQ(first.size(), 4U);
  EXPECT_EQ(first[0], first[2]);
  EXPECT_EQ(first[1], first[3]);
  EXPECT_EQ(numbers(words, "port"), WordNumbers({first[1]}));
  EXPECT_EQ(numbers(words, "well-known").size(), 2U) << "a hyphen parts words";
  EXPECT_EQ(numbers(words, "\u041f\u043e\u0440\u0442 \u043f\u043e\u0440\u0442")[1],
            numbers(words, "\u043f\u043e\u0440\u0442")[0]);
  // A mark of its own belongs to the word: o with hook and tilde, not composed.
  EXPECT_EQ(numbers(words, "to\u0309ng 12").size(), 2U);
}

TEST(ReportWords, OnlyTheSpanCounts) {
  ReportWords words;
  const std::string text = "one two three";
  EXPECT_EQ(words.of(text, {4, 7}), numbers(words, "two"));
}

TEST(ReportWords, TokensGiveTheSameWords) {
  Packs packs(find_data_dirs());
  Vocabulary vocabulary(packs.get("en"));
  ReportWords words;
  for (const std::string text :
       {"", "The port, the PORT", "It\u2019s a well-known port.", "3,500 of 17:30",
        "so\u00adft hy\u2010phens", "ze\u200bro \u200b width"}) {
    const Span whole{0, static_cast<std::uint32_t>(text.size())};
    EXPECT_EQ(words.of(text, whole, tokenize(text, whole, vocabulary)), numbers(words, text))
        << text;
  }
}

TEST(ReportWords, BeginningsHaveFiveLetters) {
  ReportWords words;
  EXPECT_EQ(words.beginnings(numbers(words, "ministers of")),
            words.beginnings(numbers(words, "ministry of")));
  EXPECT_NE(words.beginnings(numbers(words, "mining")),
            words.beginnings(numbers(words, "minister")));
  EXPECT_EQ(words.beginnings(numbers(words, "port")), numbers(words, "port"));
  EXPECT_EQ(words.beginnings(numbers(words, "\u043f\u043e\u0440\u0442\u043e\u0432\u044b\u0439")),
            numbers(words, "\u043f\u043e\u0440\u0442\u043e"));
}

TEST(ReportWords, TheShareIsThatOfWordsOfThreeLetters) {
  ReportWords words;
  struct Row {
    const char* part;
    const char* whole;
    double share;
  };
  for (const Row& row :
       {Row{"the port of Riga opened", "the port opened", 0.75}, Row{"the port opened", "", 0},
        Row{"a port opened", "a port opened", 0}, Row{"port port port shut", "port", 0.75},
        Row{"5 of 12 ships", "5 ships, 12 men", 1}}) {
    EXPECT_DOUBLE_EQ(words.share(numbers(words, row.part), numbers(words, row.whole)), row.share)
        << row.part;
  }
}

}  // namespace
}  // namespace concord
