// What patterns cannot do without, and that a text without it is refused.
#include "lang/base/needed_literals.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

namespace concord {
namespace {

std::string needs(const std::string& pattern) {
  std::string out;
  const NeededLiterals needed(pattern);
  for (const std::u16string& literal : needed.literals()) {
    std::string utf8;
    icu::UnicodeString(literal.data(), static_cast<std::int32_t>(literal.size()))
        .toUTF8String(utf8);
    out += (out.empty() ? "" : "|") + utf8;
  }
  return out;
}

TEST(NeededLiterals, TheLongestThatCannotBeLeftOut) {
  struct Row {
    const char* pattern;
    const char* needs;
  };
  for (const Row& row : {Row{"abc", "abc"},
                         Row{"ABC", "abc"},
                         Row{"ab?c", "a"},
                         Row{"ab*cde", "cde"},
                         Row{"ab+c", "ab"},
                         Row{"ab{0,2}c", "a"},
                         Row{"ab{2}c", "ab"},
                         Row{"a.bc", "bc"},
                         Row{"a\\.b", "a.b"},
                         Row{"(?i)(?:read also|see)\\s*:.+", "read also|see"},
                         Row{"(?:abc)?d", "d"},
                         Row{"(?:abc)+?d", "abc"},
                         Row{"abc|d", "abc|d"},
                         Row{"abc|.", ""},
                         Row{"abc|d?", ""},
                         Row{"[abc]", ""},
                         Row{"[\\]a[bc]]de", "de"},
                         Row{"(?<place>\\p{Uppercase}\\w+) \\(VNA\\)", " (vna)"},
                         Row{"(?=abc)d", "d"},
                         Row{"(?<=abc)d", "d"},
                         Row{"x(?!abc)", "x"},
                         Row{"", ""},
                         Row{"\\Qabc\\E", ""},
                         Row{"(?x) a b", ""},
                         Row{"\\x{41}bc", ""},
                         Row{".{0,700}(?:^|[\\s(])\\(?(?:Фото|ФОТО):", "фото|фото"},
                         Row{"a(?:bcd(?:e|f)|fgh)", "bcd|fgh"},
                         Row{"a{2,}bc", "bc"},
                         Row{"(?:ab|cd)efg", "efg"}}) {
    EXPECT_EQ(needs(row.pattern), row.needs) << row.pattern;
  }
}

TEST(NeededLiterals, ATextWithoutThemIsRefused) {
  struct Row {
    const char* pattern;
    const char16_t* text;
    bool may;
  };
  for (const Row& row :
       {Row{"(?i)read also", u"READ ALSO: ports", true},
        Row{"(?i)read also", u"The port opened.", false}, Row{"Фото: ТАСС", u"фото: тасс", true},
        Row{"Фото", u"Порт открыт.", false}, Row{":", u"12.30", false}, Row{":", u"12:30", true},
        Row{"ab", u"a", false}, Row{"ab", u"", false}, Row{".*", u"", true}}) {
    EXPECT_EQ(NeededLiterals(row.pattern).may_be_in(LetterGroups(row.text)), row.may)
        << row.pattern;
  }
}

}  // namespace
}  // namespace concord
