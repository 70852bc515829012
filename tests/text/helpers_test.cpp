// Hashes, ASCII, times and expressions: the small helpers that every folder shares.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/ascii.h"
#include "text/clock.h"
#include "text/hash.h"
#include "text/language_tag.h"
#include "text/regex.h"

namespace concord {
namespace {

// Values of the reference implementation, http://www.isthe.com/chongo/tech/comp/fnv/.
static_assert(fnv1a("") == 0xcbf29ce484222325ULL);
static_assert(fnv1a("a") == 0xaf63dc4c8601ec8cULL);
static_assert(fnv1a("foobar") == 0x85944171f73967e8ULL);
static_assert(fnv1a("bar", fnv1a("foo")) == fnv1a("foobar"));
static_assert(fnv1a_field("c", fnv1a_field("ab")) != fnv1a_field("bc", fnv1a_field("a")));

TEST(Ascii, ChangesAndCuts) {
  EXPECT_EQ(ascii_lower("Content-Type: É"), "content-type: É");
  EXPECT_EQ(ascii_trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(ascii_trimmed(" \n"), "");
  EXPECT_THAT(split("a,,b", ','), testing::ElementsAre("a", "", "b"));
  EXPECT_THAT(split("", ','), testing::ElementsAre(""));
}

TEST(Clock, WritesUtc) {
  EXPECT_EQ(basic_time(1731801600), "20241117T000000Z");
  EXPECT_EQ(iso_time(1731801600), "2024-11-17T00:00:00Z");
  EXPECT_EQ(iso_time(0), "1970-01-01T00:00:00Z");
}

TEST(LanguageTag, SameLanguageWhateverTheRegion) {
  EXPECT_TRUE(same_language("EN-gb", "en_US"));
  EXPECT_FALSE(same_language("en", "eng"));
  EXPECT_EQ(primary_subtag("uk-UA"), "uk");
}

TEST(Regex, MatchesTheWholeAndFindsAPart) {
  EXPECT_FALSE(Regex::compile("(").has_value());
  EXPECT_FALSE(Regex::compile(std::string(70'000, 'a')).has_value());
  const auto pattern = Regex::compile("[а-я]+");
  ASSERT_TRUE(pattern.has_value());
  EXPECT_TRUE(pattern->matches("слово"));
  EXPECT_FALSE(pattern->matches("слово 2"));
  EXPECT_TRUE(pattern->finds("2 слова"));
  // Backtracks without end; stops.
  EXPECT_FALSE(Regex::compile("(a+)+b")->finds(std::string(60, 'a')));
}

}  // namespace
}  // namespace concord
