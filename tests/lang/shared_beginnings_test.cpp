// Lists of words as trees of their letters.
#include "lang/segment/shared_beginnings.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(SharedBeginnings, ListsOfPlainWordsBecomeTrees) {
  struct Row {
    const char* pattern;
    const char* shared;
  };
  for (const Row& row :
       {Row{"(?:The|They|At)\\b", "(?:(?:The(?:y)?|At))\\b"}, Row{"a(?:ab|ac)?", "a(?:a(?:b|c))?"},
        Row{"(?:он|она|но)", "(?:(?:он(?:а)?|но))"}, Row{"(?:a|b\\.|ab)", "(?:a|b\\.|ab)"},
        Row{"(?:ab)", "(?:ab)"}, Row{"\\(?:a|ab)", "\\(?:a|ab)"},
        Row{"(?:a(?:b|bc)|d)", "(?:a(?:b(?:c)?)|d)"}, Row{"(?:a|ab", "(?:a|ab"},
        Row{"(?:a|)b", "(?:(?:a)?)b"}}) {
    EXPECT_EQ(with_shared_beginnings(row.pattern), row.shared) << row.pattern;
  }
}

}  // namespace
}  // namespace concord
