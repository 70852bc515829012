// Language tags: what is one, and what only looks like a path.
#include "text/language_tag.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace concord {
namespace {

TEST(LanguageTag, ThePrimarySubtagInSmallLetters) {
  struct Row {
    const char* tag;
    const char* language;
  };
  for (const Row& row :
       {Row{"en", "en"}, Row{"en-GB", "en"}, Row{"RU", "ru"}, Row{"zh_Hans_CN", "zh"},
        Row{"fil", "fil"}, Row{"", ""}, Row{"e", ""}, Row{"-en", ""}, Row{"english--", "english"},
        Row{"indonesian", ""}, Row{"../../etc", ""}, Row{"/en", ""}, Row{"en/../ru", ""},
        Row{"e n", ""}, Row{"ру", ""}}) {
    EXPECT_EQ(language_of_tag(row.tag), row.language) << row.tag;
  }
}

}  // namespace
}  // namespace concord
