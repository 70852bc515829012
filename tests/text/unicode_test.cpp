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
