// Clipped compounds, words derived from places and look-alike letters: the examples of the packs.
#include "lang/names/word_formation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/names/known_names.h"
#include "lang/names/look_alikes.h"
#include "lang/names/name_match.h"
#include "lang/names/names.h"
#include "lang/pack/packs.h"

namespace concord {
namespace {

TEST(WordFormation, ExamplesOfWordsDerivedFromPlaces) {
  const DataDirs dirs = find_data_dirs();
  const NameMatcher matcher = NameMatcher::load(dirs);
  for (const std::string tag : {"ru", "uk", "en"}) {
    const std::string other_tag = tag == "en" ? "id" : "en";
    const WordFormation formation = WordFormation::load(dirs.packs, tag);
    const Table table(dirs.packs + "/" + tag + "/place-words.tsv", 5, 5);
    for (const TableRow& row : table.rows()) {
      for (const std::string_view example : split_list(row.cells[4])) {
        const std::size_t sign = example.find('=');
        const bool other = example[sign - 1] == '!';
        const std::vector<std::string> places =
            formation.places(example.substr(0, sign - (other ? 1 : 0)));
        const bool found = std::any_of(places.begin(), places.end(), [&](const std::string& place) {
          return matcher.compare_words(NameInLanguage{tag, place},
                                       NameInLanguage{other_tag, example.substr(sign + 1)}) >=
                 NameMatcher::kSame;
        });
        EXPECT_EQ(found, !other) << table.path() << ":" << row.line << " " << example;
      }
    }
  }
}

TEST(WordFormation, AnInflectedWordIsDerivedToo) {
  Packs packs(find_data_dirs());
  const KnownNames& names = packs.get("ru").names.known();
  const auto derived = [&](std::string_view word) {
    const std::vector<std::string> places = names.places(word);
    return std::find(places.begin(), places.end(), "руза") != places.end();
  };
  EXPECT_TRUE(derived("рузского"));
  EXPECT_TRUE(derived("рузской"));
  EXPECT_FALSE(derived("руза"));
  EXPECT_TRUE(names.places("").empty());
  EXPECT_TRUE(packs.get("en").names.known().places("ruzsky").empty());
}

TEST(WordFormation, ClippedCompoundsAreToldFromSurnames) {
  Packs packs(find_data_dirs());
  const auto is_compound = [&](const char* tag, std::string_view word) {
    return packs.get(tag).names.is_clipped(word);
  };
  for (const char* word :
       {"госжилнадзора", "замглавы", "оперштабом", "киберугроза", "минсельхоза", "облстат",
        "гортранс", "минкомсвязи", "минсельхозвода", "москомстройинвеста"})
    EXPECT_TRUE(is_compound("ru", word)) << word;
  for (const char* word : {"горбачев", "минаев", "замятин", "гордеева", "обломов", "главацкий",
                           "росляков", "медведев", "гос", "москва", ""})
    EXPECT_FALSE(is_compound("ru", word)) << word;
  for (const char* word : {"держатомнагляд", "нацполіція", "мін'юст", "кіберзагроза"})
    EXPECT_TRUE(is_compound("uk", word)) << word;
  for (const char* word : {"держипільський", "міненко", "облога", "київ"})
    EXPECT_FALSE(is_compound("uk", word)) << word;
  EXPECT_FALSE(is_compound("en", "superintendent"));
}

TEST(LookAlikes, ArePutRightInMixedWordsOnly) {
  const LookAlikes look_alikes;
  EXPECT_EQ(look_alikes.put_right("євроcоюзі"), "євросоюзі");  // Latin c
  EXPECT_EQ(look_alikes.put_right("bідмова"), "відмова");      // the capitals look alike
  EXPECT_EQ(look_alikes.put_right("украïна"), "україна");      // Latin i with two dots
  EXPECT_EQ(look_alikes.put_right("lоndоn"), "london");        // Cyrillic o
  EXPECT_EQ(look_alikes.put_right("it-компания"), "it-компания");
  EXPECT_EQ(look_alikes.put_right("covid"), "covid");
  EXPECT_EQ(look_alikes.put_right("союз"), "союз");
  EXPECT_EQ(look_alikes.put_right("wебсайт"), "wебсайт");  // no look-alike
  EXPECT_EQ(look_alikes.put_right(""), "");
}

TEST(LookAlikes, DoNotHideAKnownName) {
  Packs packs(find_data_dirs());
  EXPECT_FALSE(packs.get("uk").names.word("євроcоюзі").tokens.empty());  // Latin c
}

}  // namespace
}  // namespace concord
