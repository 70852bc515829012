// The lines of a text in memory.
#include "text/lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace concord {
namespace {

struct LinesCase {
  const char* text;
  std::vector<std::string> lines;
};

TEST(Lines, ALineEndsAtALineFeedAndTheLastOneNeedsNone) {
  const std::vector<LinesCase> cases = {
      {"", {}},       {"\n", {""}},         {"a", {"a"}},
      {"a\n", {"a"}}, {"a\nb", {"a", "b"}}, {"a\n\nb\r\n", {"a", "", "b\r"}},
  };
  for (const LinesCase& test : cases) {
    std::vector<std::string> found;
    for (Lines lines(test.text); lines.next();) {
      found.emplace_back(lines.line());
      EXPECT_EQ(lines.number(), found.size());
    }
    EXPECT_EQ(found, test.lines) << test.text;
  }
}

TEST(Lines, BlankIsWhatHoldsOnlySpace) {
  std::string blank;
  for (Lines lines("\n \t\r\n x\n#\n"); lines.next();) blank += lines.blank() ? 'b' : '-';
  EXPECT_EQ(blank, "bb--");
}

}  // namespace
}  // namespace concord
