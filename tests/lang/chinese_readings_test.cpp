// Chinese names as Vietnamese reads their characters: the examples of the table, case and tones,
// what is no syllable.
#include "lang/names/chinese_readings.h"

#include <gtest/gtest.h>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/names/name_match.h"

namespace concord {
namespace {

std::string table_path() { return find_data_dirs().packs + "/vi/chinese-readings.tsv"; }

bool same(const ChineseReadings& readings, std::string_view vietnamese, std::string_view pinyin) {
  return readings.same(split_list(vietnamese, ' '), split_list(pinyin, ' '));
}

TEST(ChineseReadings, ExamplesOfTheTable) {
  const ChineseReadings readings = ChineseReadings::load(table_path());
  const Table table(table_path(), 3, 3);
  std::size_t examples = 0;
  for (const TableRow& row : table.rows()) {
    if (row.cells[0] != "example" && row.cells[0] != "other") continue;
    ++examples;
    EXPECT_EQ(same(readings, row.cells[1], row.cells[2]), row.cells[0] == "example")
        << row.line << " " << row.cells[1];
  }
  EXPECT_GT(examples, 20U);
}

TEST(ChineseReadings, CaseTonesAndSpacesDoNotCount) {
  const ChineseReadings readings = ChineseReadings::load(table_path());
  EXPECT_TRUE(same(readings, "Hứa Chương Nhuận", "XU ZHANG RUN"));
  EXPECT_TRUE(same(readings, "Lữ", "Lü"));
  EXPECT_TRUE(same(readings, "chiêt giang", "Zhèjiāng"));
}

TEST(ChineseReadings, EverySyllableCounts) {
  const ChineseReadings readings = ChineseReadings::load(table_path());
  EXPECT_FALSE(same(readings, "Hứa Chương", "Xu Zhangrun"));
  EXPECT_FALSE(same(readings, "Hứa Chương Nhuận", "Xu Zhang"));
  EXPECT_FALSE(same(readings, "Hứa Washington", "Xu Zhang"));
  EXPECT_FALSE(readings.same({}, {}));
}

TEST(ChineseReadings, OnlyWhereALanguageHasThem) {
  const NameMatcher names = NameMatcher::load(find_data_dirs());
  EXPECT_NE(names.chinese_readings("vi"), nullptr);
  EXPECT_EQ(names.chinese_readings("en"), nullptr);
}

}  // namespace
}  // namespace concord
