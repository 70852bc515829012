// Tests of word lists and of the spelling dictionaries they are compiled from.
#include "lang/words/word_list.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "lang/build/affix_dictionary.h"
#include "text/input_error.h"
#include "text/output_file.h"

namespace concord {
namespace {

constexpr WordStatus kUnknown{false, false};
constexpr WordStatus kOrdinary{true, false};
constexpr WordStatus kProper{false, true};
constexpr WordStatus kBoth{true, true};

TEST(WordList, FindsWhatWasCompiled) {
  std::vector<ListedWord> words{
      {"may", kOrdinary}, {"may", kProper}, {"town", kOrdinary}, {"пётр", kProper}};
  for (int i = 0; i < 1000; ++i) words.push_back({"word" + std::to_string(i), kOrdinary});
  const WordList list = WordList::of_bytes(WordList::compile(words), "test");
  EXPECT_FALSE(list.empty());
  EXPECT_EQ(list.find("may"), kBoth);
  EXPECT_EQ(list.find("town"), kOrdinary);
  EXPECT_EQ(list.find("пётр"), kProper);
  EXPECT_EQ(list.find("петр"), kProper) << "yo is printed as ye";
  EXPECT_EQ(list.find("word999"), kOrdinary);
  EXPECT_EQ(list.find(""), kUnknown);
  int wrong = 0;
  for (int i = 0; i < 10000; ++i) wrong += list.find("other" + std::to_string(i)) != kUnknown;
  EXPECT_LE(wrong, 30) << "of 10,000 words that are not in the list";
}

TEST(WordList, EmptyAndMissingListsKnowNothing) {
  EXPECT_EQ(WordList().find("town"), kUnknown);
  EXPECT_EQ(WordList::of_bytes(WordList::compile({}), "test").find("town"), kUnknown);
  EXPECT_TRUE(WordList::open("/nonexistent/ru.words").empty());
}

TEST(WordList, RefusesDamagedBytes) {
  const std::string good = WordList::compile({{"town", kOrdinary}, {"may", kBoth}});
  EXPECT_THROW(WordList::of_bytes("", "test"), InputError);
  EXPECT_THROW(WordList::of_bytes(good.substr(0, good.size() - 1), "test"), InputError);
  EXPECT_THROW(WordList::of_bytes("x" + good.substr(1), "test"), InputError);
  for (std::size_t at = 0; at < good.size();
       ++at) {  // any byte wrong: an error or a wrong answer, never a crash
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x55);
    try {
      WordList::of_bytes(bad, "test").find("town");
    } catch (const InputError&) {
    }
  }
}

TEST(AffixDictionary, SpellsOutEveryForm) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / "concord-affixes";
  std::filesystem::create_directories(folder);
  write_file(folder / "xx.aff",
             "SET UTF-8\n"
             "PFX U Y 1\nPFX U 0 un .\n"
             "SFX S Y 3\nSFX S y ies [^aeiou]y\nSFX S 0 s [aeiou]y\nSFX S 0 s/P [^y]\n"
             "SFX P Y 1\nSFX P 0 ' .\n");
  write_file(folder / "xx.dic", "4\ncity/S\nplay/US\tnote\nRome/S\nplain\n");
  std::map<std::string, WordStatus> found;
  for (const ListedWord& word : read_affix_dictionary(folder / "xx")) {
    WordStatus& status = found[word.folded];
    status.ordinary = status.ordinary || word.status.ordinary;
    status.proper = status.proper || word.status.proper;
  }
  const std::map<std::string, WordStatus> expected{
      {"city", kOrdinary},   {"cities", kOrdinary},  {"play", kOrdinary}, {"plays", kOrdinary},
      {"unplay", kOrdinary}, {"unplays", kOrdinary}, {"rome", kProper},   {"romes", kProper},
      {"romes'", kProper},   {"plain", kOrdinary}};
  EXPECT_EQ(found.size(), expected.size());
  for (const auto& [form, status] : expected) EXPECT_EQ(found[form], status) << form;
  EXPECT_THROW(read_affix_dictionary(folder / "none"), InputError);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace concord
