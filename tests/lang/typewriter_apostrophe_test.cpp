// The examples of the tables of typewriter apostrophes.
#include <gtest/gtest.h>

#include <string>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/pack/packs.h"
#include "lang/pack/vocabulary.h"
#include "tests/packs.h"

namespace concord {
namespace {

TEST(TypewriterApostrophe, ExamplesOfThePacks) {
  const DataDirs dirs = find_data_dirs();
  Packs packs(dirs);
  int examples = 0;
  for (const std::string& lang : test::packs_with("typewriter-apostrophe.tsv")) {
    Vocabulary vocabulary(packs.get(lang));
    const Table table(dirs.packs + "/" + lang + "/typewriter-apostrophe.tsv", 2, 2);
    for (const TableRow& row : table.rows()) {
      if (row.cells[0] == "letters") continue;
      const std::string text(row.cells[1]);
      const auto tokens = tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary);
      EXPECT_EQ(tokens.size() == 1, row.cells[0] == "example") << table.path() << ":" << row.line;
      ++examples;
    }
  }
  EXPECT_GT(examples, 0);
}

TEST(TypewriterApostrophe, BelongsToTheLanguage) {
  Packs packs(find_data_dirs());
  Vocabulary vocabulary(packs.get("ru"));
  const std::string text = "театр\"ясень";
  EXPECT_EQ(tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary).size(), 3u);
}

}  // namespace
}  // namespace concord
