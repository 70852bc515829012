// UTF-8 decoding, folding and code point positions.
#include "text/unicode.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Unicode, FindsTheFirstInvalidByte) {
  EXPECT_EQ(first_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("Việt Nam"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("ab\xFFz"), 2u);
  EXPECT_EQ(first_invalid_utf8("\xC0\x80"), 0u) << "overlong";
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0u) << "surrogate";
  EXPECT_EQ(first_invalid_utf8("a\xE1\xBB"), 1u) << "cut off";
}

TEST(Unicode, FoldsCaseApostrophesAndHyphens) {
  EXPECT_EQ(fold("ABC"), "abc");
  EXPECT_EQ(fold("В’Є"), "в'є");
  EXPECT_EQ(fold("a\u2011b\u00ADc"), "a-bc");
  EXPECT_EQ(fold("e\u0301"), "é");
}

TEST(Unicode, TakesTheToneOffVietnameseVowels) {
  EXPECT_EQ(without_tone(U'ế'), U'ê');
  EXPECT_EQ(without_tone(U'ặ'), U'ă');
  EXPECT_EQ(without_tone(U'ò'), U'o');
  EXPECT_EQ(without_tone(U'ư'), U'ư');
  EXPECT_EQ(without_tone(U'đ'), U'đ');
  EXPECT_EQ(without_tone(U'ń'), U'ń') << "no vowel";
  EXPECT_EQ(without_tone(U'—'), U'\0');
}

TEST(Unicode, ComposesHoweverManyMarksStandInARow) {
  const std::string acute = "\u0301";
  std::string marks;
  for (int i = 0; i < 40; ++i) marks += acute;
  EXPECT_EQ(to_nfc("e" + marks), "\u00e9" + marks.substr(acute.size()));
  std::string mixed;  // sorting all of them would take minutes
  for (int i = 0; i < 300'000; ++i) mixed += i % 2 == 0 ? "\u0327" : "\u0301";
  EXPECT_EQ(to_nfc("e" + mixed).size(), mixed.size()) << "the e takes the first cedilla";
}

TEST(CodePointIndex, CountsEveryBoundaryOfLongText) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += i % 3 == 0 ? "a" : i % 3 == 1 ? "ж" : "😀";
  const CodePointIndex index(text);
  std::uint32_t expected = 0;
  for (std::size_t at = 0; at < text.size(); ++expected) {
    ASSERT_EQ(index.at(static_cast<std::uint32_t>(at)), expected);
    next_code_point(text, at);
  }
  EXPECT_EQ(index.at(static_cast<std::uint32_t>(text.size())), expected);
  EXPECT_EQ(CodePointIndex("").at(0), 0u);
}

}  // namespace
}  // namespace concord
