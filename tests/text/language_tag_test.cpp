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

TEST(LanguageTag, CanonicalTags) {
  struct Row {
    const char* tag;
    const char* canonical;
  };
  for (const Row& row :
       {Row{"EN_gb", "en-GB"}, Row{"uk-CYRL-ua", "uk-Cyrl-UA"}, Row{"rus", "ru"},
        Row{"ind-ID", "id-ID"}, Row{"in_ID", "id-ID"}, Row{"fil", "fil"}, Row{"und", "und"},
        Row{"*all*", "*all*"}, Row{"en-x-US", "en-x-us"}, Row{"", ""}, Row{"vie", "vi"}}) {
    EXPECT_EQ(canonical_tag(row.tag), row.canonical) << row.tag;
  }
}

}  // namespace
}  // namespace concord
