// What patterns cannot do without, and that a text without it is refused.
#include "lang/base/needed_literals.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/unicode.h"

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
                         Row{"ABC", "ABC"},
                         Row{"(?i)ABC", "abc"},
                         Row{"(?i)(?:by|text)(?-i:\\s\\p{Uppercase}x)", "by|text"},
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
                         Row{"[abc]", "a|b|c"},
                         Row{"[^abc]", ""},
                         Row{"[a-z]", ""},
                         Row{"[0-9]", "0|1|2|3|4|5|6|7|8|9"},
                         Row{"[a\\s]", ""},
                         Row{"[a-]", "a|-"},
                         Row{"[\\]a[bc]]de", "de"},
                         Row{"(?<place>\\p{Uppercase}\\w+) \\(VNA\\)", " (VNA)"},
                         Row{"(?=abc)d", "abc"},
                         Row{"(?=.*(?:abc|def))(?=.*gh).{0,9}", "abc|def"},
                         Row{"(?=abc)?d", "d"},
                         Row{"(?!abc)d", "d"},
                         Row{"(?<=abc)d", "d"},
                         Row{"x(?!abc)", "x"},
                         Row{"", ""},
                         Row{"\\Qabc\\E", ""},
                         Row{"(?x) a b", ""},
                         Row{"\\x{41}bc", ""},
                         Row{".{0,700}(?:^|[\\s(])\\(?(?:Фото|ФОТО):", "Фото|ФОТО"},
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
        Row{"(?i)read also", u"The port opened.", false},
        Row{"(?i)Фото: ТАСС", u"фото: тасс", true}, Row{"Фото: ТАСС", u"фото: тасс", false},
        Row{"Фото: ТАСС", u"Фото: ТАСС", true}, Row{"a[.,]b", u"ab", false},
        Row{"a[.,]b", u"a.b", true}, Row{"a.*b(?:c|d)", u"a b c", true},
        Row{"a.*b(?:c|d)", u"a b", false}, Row{"(?=.*(?:abc|def))(?=.*gh).{0,9}", u"abc", false},
        Row{"(?=.*(?:abc|def))(?=.*gh).{0,9}", u"gh def", true}, Row{"(?:ab)?c", u"c", true},
        Row{"Фото", u"Порт открыт.", false}, Row{":", u"12.30", false}, Row{":", u"12:30", true},
        Row{"ab", u"a", false}, Row{"ab", u"", false}, Row{".*", u"", true}}) {
    EXPECT_EQ(NeededLiterals(row.pattern).may_be_in(LetterGroups(row.text)), row.may)
        << row.pattern;
    const std::u16string text = row.text;
    LetterGroups backwards;
    std::for_each(text.rbegin(), text.rend(), [&](char16_t unit) { backwards.prepend(unit); });
    EXPECT_EQ(NeededLiterals(row.pattern).may_be_in(backwards), row.may) << row.pattern;
  }
}

TEST(NeededLiterals, TheLettersWithWhichATextMayBegin) {
  struct Row {
    const char* pattern;
    const char* may;
    const char* must_not;
  };
  for (const Row& row : {Row{"abc|de", "ad", "bcAD1 \u00e9"},
                         Row{"(?i)abc|de", "aAdD", "bc1 \u0430"},
                         Row{"(?i)kind", "kK\u212A", "i\u0410"},
                         Row{"a?b", "ab", "c"},
                         Row{"a*", "abc", ""},
                         Row{"(?:a|b)+c", "ab", "c"},
                         Row{"(?:a|b?)c", "abc", "d"},
                         Row{"(?=a)b", "b", "a"},
                         Row{"(?<=a)b", "b", "a"},
                         Row{"(?!a)b", "b", "a"},
                         Row{"^a", "a", "b"},
                         Row{".", "aA1 \u00e9", ""},
                         Row{"\\(a", "(", "a"},
                         Row{"\\sa", " a", ""},
                         Row{"\\p{Uppercase}a", "A\u00c9\u0410\u24b6", "a1\u0430"},
                         Row{"(?i)\\p{Uppercase}a", "Aa\u0430\u0410", "1"},
                         Row{"[\\p{Alphabetic}0-9]", "aA1\u00e9\u0410\u0430", " ("},
                         Row{"[^\\p{Alphabetic}0-9]+", " (\u2014", "aA1\u0410\u0430"},
                         Row{"[^ab]", "cA\u0430", "ab"},
                         Row{"[(\u2014]a", "(\u2014", "a\u0430"},
                         Row{"[a-c-]", "abc-", "d"},
                         Row{"[[a-z]&&[^b]]", "abz", ""},
                         Row{"\u0410|\u0431", "\u0410\u0411\u0431", "a"}}) {
    const FirstLetters first = NeededLiterals(row.pattern).first();
    const auto each = [](const char* letters, auto use) {
      for (std::size_t at = 0; at < std::string_view(letters).size();)
        use(next_code_point(letters, at));
    };
    each(row.may, [&](char32_t c) {
      EXPECT_TRUE(first.contains(c)) << row.pattern << " " << static_cast<std::uint32_t>(c);
    });
    each(row.must_not, [&](char32_t c) {
      EXPECT_FALSE(first.contains(c)) << row.pattern << " " << static_cast<std::uint32_t>(c);
    });
  }
}

TEST(NeededLiterals, WhetherAMatchEndsTheText) {
  EXPECT_TRUE(NeededLiterals("a(?:b|c)$").at_end());
  for (const char* pattern : {"a", "a\\$", "a|b$", "(?:a$)"})
    EXPECT_FALSE(NeededLiterals(pattern).at_end()) << pattern;
}

TEST(NeededLiterals, TheLongestTextOfAPattern) {
  constexpr std::uint32_t kNone = NeededLiterals::kNoLimit;
  struct Row {
    const char* pattern;
    std::uint32_t most;
  };
  for (const Row& row : {Row{"abc", 3},
                         Row{"abc|de", 3},
                         Row{"ab?c", 3},
                         Row{"ab*c", kNone},
                         Row{"ab+", kNone},
                         Row{"a{2,4}", 4},
                         Row{"(?:ab){3}c", 7},
                         Row{"a{2,}", kNone},
                         Row{"a\\s*b\\s+", 4},
                         Row{"[a-z]{0,20}.", 21},
                         Row{"\\p{Alphabetic}{1,8}", 8},
                         Row{"a(?=bc)d", 4},
                         Row{"a(?!bc)d", 2},
                         Row{"(?<=abc)d", 1},
                         Row{"(?=.*x)y", kNone},
                         Row{"(?i)a|b", 1},
                         Row{"(a)\\1", kNone},
                         Row{"\\R", 2},
                         Row{"\\X", kNone},
                         Row{"ß", 3},
                         Row{"ффф", 3},
                         Row{"", 0},
                         Row{"\\Qab\\E", kNone},
                         Row{"(?:a{1000}){1000}", 1'000'000},
                         Row{"(?:(?:a{9999}){9999}){9999}", kNone}}) {
    EXPECT_EQ(NeededLiterals(row.pattern).most(), row.most) << row.pattern;
  }
}

}  // namespace
}  // namespace concord
