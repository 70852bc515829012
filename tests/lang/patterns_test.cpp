// Regular expressions of the tables: what they match, and that an image keeps them.
#include "lang/base/patterns.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "lang/base/table_image.h"
#include "text/output_file.h"

namespace concord {
namespace {

/// What an expression matches of a text: "-" for nothing.
std::string matched(std::string_view pattern, PatternEnds ends, std::string_view text,
                    std::size_t from = 0) {
  Patterns patterns;
  if (const std::string why = patterns.add(pattern); !why.empty()) return why;
  PatternMatcher matcher;
  return matcher.try_at(patterns, 0, ends, text, from) ? std::string(matcher.span().of(text)) : "-";
}

TEST(Patterns, EndsSayWhereTheMatchLies) {
  EXPECT_EQ(matched("a|ab", PatternEnds::kWhole, "ab"), "ab");
  EXPECT_EQ(matched("a", PatternEnds::kWhole, "ab"), "-");
  EXPECT_EQ(matched("a|ab", PatternEnds::kStart, "ab"), "a");
  EXPECT_EQ(matched("b", PatternEnds::kStart, "ab"), "-");
  EXPECT_EQ(matched("b", PatternEnds::kFree, "ab"), "b");
  EXPECT_EQ(matched("(?<=a)b", PatternEnds::kStart, "ab", 1), "b");
}

TEST(Patterns, LettersAreUnicodes) {
  EXPECT_EQ(matched("(?i)ФОТО", PatternEnds::kWhole, "фото"), "фото");
  EXPECT_EQ(matched("\\p{Uppercase}\\p{Lowercase}+", PatternEnds::kFree, "в Ханое"), "Ханое");
  EXPECT_EQ(matched("a\\sb", PatternEnds::kWhole, "a\u00A0b"), "a\u00A0b");
  EXPECT_EQ(matched(".*", PatternEnds::kFree, "one\u2028two"), "one");
}

TEST(Patterns, ACombiningMarkBelongsToItsWord) {
  EXPECT_EQ(matched("\\bд\\.", PatternEnds::kFree, "го\u0301д."), "-");
  EXPECT_EQ(matched("\\bд\\.", PatternEnds::kFree, "2020, д."), "д.");
  EXPECT_EQ(matched("окно\u0301\\b", PatternEnds::kFree, "окно\u0301."), "окно\u0301");
  EXPECT_EQ(matched("о\\b", PatternEnds::kFree, "о\u0301"), "-");
  EXPECT_EQ(matched("[\\b]", PatternEnds::kFree, "a b"), "-");  // a control character in a set
}

TEST(Patterns, WhatIsWrongIsSaid) {
  EXPECT_EQ(matched("(", PatternEnds::kFree, ""), "missing closing parenthesis");
  EXPECT_EQ(matched("(?<=a+)b", PatternEnds::kFree, ""),
            "lookbehind assertion is not fixed length");
  EXPECT_EQ(matched(std::string(70'000, 'a'), PatternEnds::kFree, ""), "longer than 64 KiB");
}

TEST(Patterns, BacktrackingWithoutEndDoesNotMatch) {
  EXPECT_EQ(matched("(?:a+)+b", PatternEnds::kWhole, std::string(60, 'a')), "-");
}

TEST(Patterns, AnImageKeepsThem) {
  Patterns patterns;
  ASSERT_EQ(patterns.add("x"), "");
  ASSERT_EQ(patterns.add("(?<day>[0-9]+) (?:May|(?<month>June))"), "");
  ImageWriter writer;
  writer(patterns);
  const std::string path = (std::filesystem::path(testing::TempDir()) / "patterns").string();
  write_file(path, writer.bytes({}));
  ImageReader reader(path, {});
  ASSERT_TRUE(reader.found());
  Patterns read;
  reader(read);
  ASSERT_EQ(read.size(), 2u);
  PatternMatcher matcher;
  const std::string text = "12 May";
  ASSERT_TRUE(matcher.try_at(read, 1, PatternEnds::kWhole, text));
  EXPECT_EQ(matcher.group("day").of(text), "12");
  EXPECT_TRUE(matcher.group("month").empty());
  EXPECT_TRUE(matcher.group("year").empty());
}

}  // namespace
}  // namespace concord
