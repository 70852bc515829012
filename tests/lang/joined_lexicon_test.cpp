// Lexicons of two languages neither of which is English: joined over it, and kindred words.
#include <gtest/gtest.h>

#include <algorithm>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/build/kindred.h"
#include "lang/build/pivot.h"
#include "lang/pack/packs.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// A lexicon to English of a few pairs, all of one source.
Lexicon lexicon_of(Packs& packs, const char* tag, const std::vector<TermPair>& pairs,
                   const char* origin) {
  LexiconBuilder builder(packs.get(tag), packs.get("en"));
  for (const TermPair& pair : pairs) builder.add(pair, 1, origin);
  return Lexicon::of_bytes(builder.bytes(), tag);
}

std::vector<std::string> renderings_of(const Lexicon& lexicon, std::string_view stem) {
  std::vector<std::pair<float, std::string>> found;
  for (const Rendering& r : lexicon.renderings(Side::kSource, lexicon.find(Side::kSource, stem)))
    found.emplace_back(-r.weight, lexicon.text(Side::kTarget, r.id));
  std::sort(found.begin(), found.end());
  std::vector<std::string> texts;
  for (const auto& [weight, text] : found) texts.push_back(text);
  return texts;
}

TEST(JoinedLexicon, JoinsWordsThatShareAnEnglishRendering) {
  Packs packs(find_data_dirs());
  const std::vector<TermPair> russian = {
      {"тайфун", "typhoon"}, {"банк", "bank"}, {"берег", "bank"}};
  const std::vector<TermPair> indonesian = {
      {"topan", "typhoon"}, {"bank", "bank"}, {"tepi", "bank"}};
  const Lexicon ru = lexicon_of(packs, "ru", russian, "pack");
  const Lexicon id = lexicon_of(packs, "id", indonesian, "pack");
  LexiconBuilder ru_themes(packs.get("ru"), packs.get("en"));
  ru_themes.add({"банк", "bank"}, 1, "economy");
  ru_themes.add({"берег", "bank"}, 1, "environment");
  LexiconBuilder id_themes(packs.get("id"), packs.get("en"));
  id_themes.add({"bank", "bank"}, 1, "more-economy");
  id_themes.add({"tepi", "bank"}, 1, "environment");
  const Lexicon themes_ru = Lexicon::of_bytes(ru_themes.bytes(), "ru");
  const Lexicon themes_id = Lexicon::of_bytes(id_themes.bytes(), "id");
  LexiconBuilder builder(packs.get("ru"), packs.get("id"));
  EXPECT_EQ(add_by_english(builder, {ru, themes_ru}, {id, themes_id}), 5u);
  const Lexicon joined = Lexicon::of_bytes(builder.bytes(), "joined");
  EXPECT_TRUE(joined.is_joined());
  EXPECT_FALSE(ru.is_joined());
  EXPECT_FALSE(Lexicon().is_joined());
  EXPECT_EQ(renderings_of(joined, "тайфун"), std::vector<std::string>{"topan"});
  EXPECT_EQ(renderings_of(joined, "банк"), (std::vector<std::string>{"bank", "tepi"}))
      << "the theme distinguishes the senses";
  EXPECT_EQ(renderings_of(joined, "берег"), (std::vector<std::string>{"tepi", "bank"}));
}

TEST(JoinedLexicon, AnEmptyLegJoinsNothing) {
  Packs packs(find_data_dirs());
  const Lexicon ru = lexicon_of(packs, "ru", {{"тайфун", "typhoon"}}, "pack");
  const Lexicon none;
  LexiconBuilder builder(packs.get("ru"), packs.get("id"));
  EXPECT_EQ(add_by_english(builder, {ru, ru}, {none, none}), 0u);
}

TEST(Kindred, ExamplesOfTheTable) {
  const std::string data = find_data_dirs().packs;
  const KindredRules rules = KindredRules::load(data, "uk", "ru");
  ASSERT_FALSE(rules.empty());
  const Table table(data + "/uk/kindred.tsv", 4, 4);
  int examples = 0;
  for (const TableRow& row : table.rows()) {
    const bool same = row.cells[0] == "example";
    if (!same && row.cells[0] != "apart" && row.cells[0] != "stranger") continue;
    ++examples;
    EXPECT_EQ(rules.akin(fold(row.cells[2]), fold(row.cells[3])), same)
        << table.path() << ":" << row.line;
  }
  EXPECT_GT(examples, 20);
}

TEST(Kindred, FindsWordsOfAList) {
  const KindredRules rules = KindredRules::load(find_data_dirs().packs, "uk", "ru");
  const std::vector<std::string> words = {"волк", "волки", "полк", "развитие"};
  EXPECT_EQ(rules.akin_to("вовк", words), std::vector<std::string_view>{"волк"});
  EXPECT_TRUE(rules.akin_to("", words).empty());
  EXPECT_TRUE(rules.akin_to("вовк", {}).empty());
  EXPECT_TRUE(KindredRules::load(find_data_dirs().packs, "id", "ru").empty());
}

}  // namespace
}  // namespace concord
