// Names in sentences: known ones in every case form, runs of capitalised words, what is not a name.
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
    {"en", "He named William E. Mosley.", "William E. Mosley=William E Mosley"},
    {"en", "The Gulf of Mexico is warm.", "Gulf of Mexico=place:gulf-of-mexico"},
    {"en", "The Gulf is warm.", "The Gulf=place:persian-gulf"},
    {"en", "the turkey was roasted", ""},
    {"id", "Ia tiba di Korea Selatan kemarin.", "Korea Selatan=country:KR"},
    {"vi", "Ông đến Nhật Bản hôm qua.", "Nhật Bản=country:JP"},
    // Genitives without ending, and the endings of acronyms.
    {"ru", "Жители Голанских высот и Филиппин.",
     "Голанских высот=region:golan-heights; Филиппин=country:PH"},
    {"ru", "Он говорил с МИДом и СБУ.", "МИДом=org:foreign-ministry; СБУ=org:sbu"},
    {"uk", "До Олімпійських ігор у Відні.", "Олімпійських ігор=event:olympics; Відні=city:vienna"},
    {"uk", "У СБУ кажуть.", "СБУ=org:sbu"},
    // printed either way: to the Baltic Sea
    {"vi", "Tàu ra biển Baltic.", "biển Baltic=place:baltic-sea"},
    {"vi", "Tàu ra Biển Baltic.", "Biển Baltic=place:baltic-sea"},
    // "V Severnoy Koree": in North Korea
    {"ru", "В Северной Корее.", "Северной Корее=country:KP"},
    // "dva britanskikh sudna": two British ships
    {"ru", "два британских судна", "британских=country:GB"},
    // "v'etnamsko-yaponskie svyazi": Viet Nam-Japan ties
    {"ru", "вьетнамско-японские связи", "вьетнамско=country:VN; японские=country:JP"},
    // "pyatero ispantsev": five Spaniards; of Chinese, Russians
    {"ru", "приехали пятеро испанцев", "испанцев=country:ES"},
    {"ru", "среди китайцев и россиян", "китайцев=country:CN; россиян=country:RU"},
    // by the Baltic Sea, in two languages
    {"ru", "за Балтийским морем", "Балтийским морем=place:baltic-sea"},
    {"uk", "за Балтійським морем", "Балтійським морем=place:baltic-sea"},
    {"uk", "серед росіян", "росіян=country:RU"},
    // "u Kiievi": in Kyiv
    {"uk", "у Києві", "Києві=city:kyiv"},
    // "pishet 24 Kanal" and its genitive; "24 kanalu": to 24 channels
    {"ru", "об этом пишет 24 Канал", "24 Канал=brand:channel-24"},
    {"uk", "за даними 24 Каналу", "24 Каналу=brand:channel-24"},
    {"ru", "доступ к 24 каналу закрыт", ""},
    {"en", "as 24 Kanal reports", "24 Kanal=brand:channel-24"},
    {"en", "it closed 24 channels", ""},
    {"en", "the Meteorology, Climatology and Geophysics Agency warned",
     "Meteorology, Climatology and Geophysics Agency=org:bmkg"},
    {"en", "in Georgia, South Africa", "Georgia=country:GE; South Africa=country:ZA"},
    // "na Dalnem Vostoke", "reshenie Vsekitayskogo sobraniya narodnykh predstaviteley"
    {"ru", "порты на Дальнем Востоке", "Дальнем Востоке=region:far-east"},
    {"ru", "решение Всекитайского собрания народных представителей",
     "Всекитайского собрания народных представителей=org:npc"},
    {"en", "the social-democratic chancellor", ""},
    {"en", "the Democratic-led House", "Democratic=party:democratic-party; House=House"},
    // "gaz iz Severnogo potoka-2"
    {"ru", "газ из Северного потока-2", "Северного потока-2=brand:nord-stream"},
    // "kompaniya Apple Music": Latin words in Cyrillic text
    {"ru", "компания Xylem", "Xylem=Xylem"},
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
  EXPECT_TRUE(has("исибы", "исиба"));  // isiby, isiba
  EXPECT_TRUE(has("риме", "рим"));     // rime, rim
  EXPECT_TRUE(has("ивановой", "иванова"));
  EXPECT_FALSE(has("рим", "ри"));
  EXPECT_TRUE(has("египтом", "египет"));
  EXPECT_TRUE(has("чечне", "чечня"));
  EXPECT_TRUE(has("потока-2", "поток-2"));
  EXPECT_FALSE(has("-2", ""));
  EXPECT_EQ(cases.citations("").size(), 1u);
  EXPECT_THAT(cases.bare_forms("высоты"), testing::ElementsAre("высот"));
  EXPECT_TRUE(cases.bare_forms("").empty());
  EXPECT_TRUE(NameCases::load(find_data_dirs().packs, "vi").empty());
}

}  // namespace
}  // namespace concord
