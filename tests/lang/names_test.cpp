// Names in sentences: known ones in every case form, runs of capitalised words, what is no name.
#include "lang/names/names.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lang/base/data_dirs.h"
#include "lang/names/name_cases.h"
#include "lang/pack/analyse.h"
#include "lang/pack/packs.h"

namespace concord {
namespace {

struct Example {
  const char* lang;
  const char* sentence;
  const char* names;  // "text=value", separated by "; "
};

// The Cyrillic rows are written with escapes; their meaning stands in the English beside them.
const Example kExamples[] = {
    {"en", "", ""},
    {"en", "The premier visited Japan on Monday.", "Japan=country:JP"},
    {"en", "Britain's exports to the U.S. grew.", "Britain's=country:GB; U.S.=country:US"},
    {"en", "Talks between Vietnamese and Japanese officials.",
     "Vietnamese=country:VN; Japanese=country:JP"},
    {"en", "On behalf of President Maria Lopez he thanked them.", "Maria Lopez=Maria Lopez"},
    {"en", "It was led by George W. Harris of Leeds.",
     "George W. Harris=George W Harris; Leeds=city:leeds"},
    {"en", "A US-led mission.", "US=country:US"},
    {"en", "the turkey was roasted", ""},
    {"id", "Ia tiba di Korea Selatan kemarin.", "Korea Selatan=country:KR"},
    {"vi", "\u00D4ng \u0111\u1EBFn Nh\u1EADt B\u1EA3n h\u00F4m qua.",
     "Nh\u1EADt B\u1EA3n=country:JP"},
    // "V Severnoy Koree": in North Korea
    {"ru",
     "\u0412 \u0421\u0435\u0432\u0435\u0440\u043D\u043E\u0439 \u041A\u043E\u0440\u0435\u0435.",
     "\u0421\u0435\u0432\u0435\u0440\u043D\u043E\u0439 \u041A\u043E\u0440\u0435\u0435=country:KP"},
    // "dva britanskikh sudna": two British ships
    {"ru",
     "\u0434\u0432\u0430 \u0431\u0440\u0438\u0442\u0430\u043D\u0441\u043A\u0438\u0445 "
     "\u0441\u0443\u0434\u043D\u0430",
     "\u0431\u0440\u0438\u0442\u0430\u043D\u0441\u043A\u0438\u0445=country:GB"},
    // "v'etnamsko-yaponskie svyazi": Viet Nam-Japan ties
    {"ru",
     "\u0432\u044C\u0435\u0442\u043D\u0430\u043C\u0441\u043A\u043E-"
     "\u044F\u043F\u043E\u043D\u0441\u043A\u0438\u0435 "
     "\u0441\u0432\u044F\u0437\u0438",
     "\u0432\u044C\u0435\u0442\u043D\u0430\u043C\u0441\u043A\u043E=country:VN; "
     "\u044F\u043F\u043E\u043D\u0441\u043A\u0438\u0435=country:JP"},
    // "u Kiievi": in Kyiv
    {"uk", "\u0443 \u041A\u0438\u0454\u0432\u0456", "\u041A\u0438\u0454\u0432\u0456=city:kyiv"},
    // "kompaniya Apple Music": Latin words in Cyrillic text
    {"ru", "\u043A\u043E\u043C\u043F\u0430\u043D\u0438\u044F Xylem", "Xylem=Xylem"},
};

TEST(NameRules, FindsTheNamesOfSentences) {
  Packs packs(find_data_dirs());
  const Lexicon none;
  for (const Example& example : kExamples) {
    Analyser analyser(packs.get(example.lang), none, Side::kSource);
    const std::string text = example.sentence;
    std::string found;
    for (const Mention& mention :
         analyser.analyse(text, {0, static_cast<std::uint32_t>(text.size())}, std::nullopt)
             .mentions) {
      if (mention.name() == nullptr) continue;
      found += (found.empty() ? "" : "; ") + std::string(mention.span.of(text)) + "=" +
               to_string(*mention.name());
    }
    EXPECT_EQ(found, example.names) << example.lang << ": " << text;
  }
}

TEST(NameRules, TriesCaseEndingsOff) {
  const NameCases cases = NameCases::load(find_data_dirs().packs, "ru");
  const auto has = [&](const char* printed, const char* citation) {
    const std::vector<std::string> forms = cases.citations(printed);
    return std::find(forms.begin(), forms.end(), citation) != forms.end();
  };
  EXPECT_TRUE(
      has("\u0438\u0441\u0438\u0431\u044B", "\u0438\u0441\u0438\u0431\u0430"));  // isiby, isiba
  EXPECT_TRUE(has("\u0440\u0438\u043C\u0435", "\u0440\u0438\u043C"));            // rime, rim
  EXPECT_TRUE(has("\u0438\u0432\u0430\u043D\u043E\u0432\u043E\u0439",
                  "\u0438\u0432\u0430\u043D\u043E\u0432\u0430"));  // ivanovoy, ivanova
  EXPECT_FALSE(has("\u0440\u0438\u043C", "\u0440\u0438"));
  EXPECT_EQ(cases.citations("").size(), 1u);
  EXPECT_TRUE(NameCases::load(find_data_dirs().packs, "vi").empty());
}

}  // namespace
}  // namespace concord
