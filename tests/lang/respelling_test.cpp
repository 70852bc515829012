// Spellings of one name in Latin letters: the examples of the table, what is too short, what is a
// name of syllables.
#include "lang/names/respelling.h"

#include <gtest/gtest.h>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/names/name_match.h"
#include "text/unicode.h"

namespace concord {
namespace {

std::string table_path() { return find_data_dirs().packs + "/transcription/latin/respelling.tsv"; }

/// Whether the two spellings of a cell, "One ~ Two", are respelled alike.
bool alike(const Respelling& letters, std::string_view cell) {
  const std::size_t sign = cell.find(" ~ ");
  if (sign == std::string_view::npos) return false;
  const std::string one = letters.respelled(fold(cell.substr(0, sign)));
  return !one.empty() && one == letters.respelled(fold(cell.substr(sign + 3)));
}

TEST(Respelling, ExamplesOfTheTable) {
  const Respelling letters = Respelling::load(table_path());
  const Table table(table_path(), 4, 4);
  for (const TableRow& row : table.rows()) {
    EXPECT_TRUE(alike(letters, row.cells[2])) << row.line << " " << row.cells[2];
    EXPECT_FALSE(alike(letters, row.cells[3])) << row.line << " " << row.cells[3];
  }
}

TEST(Respelling, ShortWordsAreNotRespelled) {
  const Respelling letters = Respelling::load(table_path());
  EXPECT_EQ(letters.respelled("cora"), "");
  EXPECT_EQ(letters.respelled(""), "");
}

TEST(Respelling, NamesMatchByIt) {
  const NameMatcher names = NameMatcher::load(find_data_dirs());
  EXPECT_TRUE(names.compare({"id", "Nikolas"}, {"en", "Nicolas"}).same);
  EXPECT_TRUE(names.compare({"id", "Mesoamerika"}, {"en", "Mesoamerica"}).same);
  EXPECT_TRUE(names.compare({"id", "Sinofobia"}, {"en", "Sinophobia"}).same);
  EXPECT_FALSE(names.compare({"id", "Nikolas"}, {"en", "Michael"}).same);
}

TEST(Respelling, VietnameseSyllablesAreNot) {
  const NameMatcher names = NameMatcher::load(find_data_dirs());
  EXPECT_LT(names.compare_words({"vi", "Thuong"}, {"en", "Tuong"}, NameMatcher::kFaint), 0.97);
}

}  // namespace
}  // namespace concord
