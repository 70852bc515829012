// The checks negation and antonym: the examples of their pages, and those of the packs' tables.
#include <gtest/gtest.h>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/pack/vocabulary.h"
#include "tests/checks/docs_examples.h"
#include "tests/packs.h"

namespace concord {
namespace {

TEST(Negation, ExamplesOfItsPage) { test::run_docs_examples("negation.md", {"negation"}); }

TEST(Antonym, ExamplesOfItsPage) { test::run_docs_examples("antonym.md", {"antonym"}); }

TEST(Antonym, ExamplesOfTheTable) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, "ru", "en");
  const auto leanings = [&](std::string_view word) {
    return resources.opposites.of(
        Side::kTarget,
        resources.lexicon.find(Side::kTarget, resources.target->stemmer.stem(std::string(word))));
  };
  const Table table(find_data_dirs().packs + "/en/opposites.tsv", 2, 3);
  int examples = 0;
  for (const TableRow& row : table.rows()) {
    if (row.cells[0] != "example") continue;
    ++examples;
    bool opposite = false;
    for (const Leaning& a : leanings(row.cells[1])) {
      for (const Leaning& b : leanings(row.cells[2])) {
        opposite = opposite || (a.axis == b.axis && a.end != b.end && a.proves && b.proves);
      }
    }
    EXPECT_TRUE(opposite) << table.path() << ":" << row.line;
  }
  EXPECT_GE(examples, 4);
  EXPECT_TRUE(leanings("table").empty());
  EXPECT_TRUE(resources.opposites.of(Side::kSource, 0).empty());
  EXPECT_TRUE(load_resources(packs, "xx", "en").opposites.empty());
}

TEST(Negation, ExamplesOfThePacks) {
  Packs packs(find_data_dirs());
  for (const std::string& lang : test::packs_with("negation.tsv")) {
    Vocabulary vocabulary(packs.get(lang));
    const Table table(find_data_dirs().packs + "/" + lang + "/negation.tsv", 2, 3);
    int examples = 0;
    for (const TableRow& row : table.rows()) {
      if (row.cells[0] != "example") continue;
      ++examples;
      ASSERT_EQ(row.cells.size(), 3u) << table.path() << ":" << row.line;
      const std::string text(row.cells[1]);
      std::size_t negations = 0;
      for (const NegationCue& cue : packs.get(lang).negation.find(
               tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary))) {
        negations += cue.kind == NegationKind::kNegation ? 1 : 0;
      }
      EXPECT_EQ(std::to_string(negations), row.cells[2])
          << table.path() << ":" << row.line << ": " << text;
    }
    EXPECT_GE(examples, 5) << lang;
  }
}

TEST(Negation, KnowsWordsPhrasesAndAffixes) {
  Packs packs(find_data_dirs());
  const NegationRules& en = packs.get("en").negation;
  EXPECT_EQ(en.polarity("not").kind, NegationKind::kNegation);
  EXPECT_EQ(en.polarity("don't").kind, NegationKind::kNegation);
  EXPECT_EQ(en.polarity("refusal").kind, NegationKind::kLicence);
  EXPECT_EQ(en.polarity("impossible").kind, NegationKind::kLicence);
  EXPECT_EQ(en.polarity("table").kind, NegationKind::kPlain);
  EXPECT_EQ(en.without_prefix("unfit"), "fit");
  EXPECT_EQ(en.without_prefix("un"), "");
  EXPECT_TRUE(en.carries("or"));
  EXPECT_FALSE(en.carries("and"));
  EXPECT_TRUE(packs.get("xx").negation.empty());
}

}  // namespace
}  // namespace concord
