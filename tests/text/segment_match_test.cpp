// The score of two segments, as a translation memory counts it.
#include "text/segment_match.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace concord {
namespace {

struct Row {
  const char* a;
  const char* b;
  double score;
};

TEST(SegmentMatch, ScoresAreThePartOfWordsThatNeedNoEdit) {
  const std::vector<Row> rows = {
      {"The port opened.", "The port opened.", 1},
      {"The port opened.", "the PORT  opened", 0.99},
      {"The port opened – at last!", "The port opened at last.", 0.99},
      // One word of six exchanged, added, left out.
      {"The port handled 52 million tonnes", "The port handled 53 million tonnes", 5.0 / 6},
      {"The port handled 52 million tonnes", "The port handled 52 million short tonnes", 6.0 / 7},
      {"The port handled 52 million tonnes", "The port handled million tonnes", 5.0 / 6},
      // Forms of one word cost what differs: one byte of seven.
      {"tonnes", "tonne", 1 - 1.0 / 6},
      {"port of call", "dock of call", 2.0 / 3},
      // Figures are never forms of one another.
      {"2030", "2035", 0},
      // Nothing in common, nothing at all, punctuation only.
      {"one two", "three four", 0},
      {"", "one", 0},
      {"", "", 1},
      {"...", "...", 1},
      {"...", "!!!", 0},
      // "порт" and "порта": two bytes of ten.
      {"порт", "порта", 0.8},
      // Decomposed and composed letters are the same.
      {"Ba\u0306o", "Băo", 0.99},
  };
  SegmentWords words;
  for (const Row& row : rows) {
    const MatchSegment a = words.split(row.a);
    const MatchSegment b = words.split(row.b);
    EXPECT_NEAR(match_score(a, b), row.score, 1e-9) << row.a << " | " << row.b;
    EXPECT_EQ(match_score(a, b), match_score(b, a)) << row.a << " | " << row.b;
  }
}

TEST(SegmentMatch, BelowTheLeastScoreIsNothing) {
  SegmentWords words;
  const MatchSegment a = words.split("a b c d e f g h");
  const MatchSegment b = words.split("a b c d e f x y");
  EXPECT_DOUBLE_EQ(match_score(a, b, 0.75), 0.75);
  EXPECT_EQ(match_score(a, b, 0.76), 0);
  EXPECT_EQ(match_score(a, words.split("a b"), 0.5), 0);
}

TEST(SegmentMatch, KeysTellWordsAndTheirOrder) {
  SegmentWords words;
  const auto key = [&](const char* text) { return words.split(text).key(); };
  EXPECT_EQ(key("The port."), key("the  PORT!"));
  EXPECT_NE(key("The port"), key("Port the"));
  EXPECT_NE(key("ab c"), key("a bc"));
}

}  // namespace
}  // namespace concord
