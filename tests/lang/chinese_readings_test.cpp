// Chinese names as Vietnamese reads their characters: the examples of the table, case and tones,
// what is no syllable.
#include "lang/names/chinese_readings.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/names/name_match.h"

namespace concord {
namespace {

std::string table_path() { return find_data_dirs().packs + "/vi/chinese-readings.tsv"; }

ChineseReadings load() {
  return ChineseReadings::load(table_path(),
                               find_data_dirs().packs + "/transcription/cyrillic/chinese.tsv");
}

bool same(const ChineseReadings& readings, std::string_view vietnamese, std::string_view words) {
  const ChineseReadings::Reading reading = readings.read(split_list(vietnamese, ' '));
  const std::vector<std::string> pinyin = readings.pinyin_of(split_list(words, ' '));
  return std::any_of(pinyin.begin(), pinyin.end(), [&](const std::string& spelled) {
    return ChineseReadings::same(reading, spelled);
  });
}

TEST(ChineseReadings, ExamplesOfTheTable) {
  const ChineseReadings readings = load();
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
  const ChineseReadings readings = load();
  EXPECT_TRUE(same(readings, "Hứa Chương Nhuận", "XU ZHANG RUN"));
  EXPECT_TRUE(same(readings, "Lữ", "Lü"));
  EXPECT_TRUE(same(readings, "chiêt giang", "Zhèjiāng"));
}

TEST(ChineseReadings, EverySyllableCounts) {
  const ChineseReadings readings = load();
  EXPECT_FALSE(same(readings, "Hứa Chương", "Xu Zhangrun"));
  EXPECT_FALSE(same(readings, "Hứa Chương Nhuận", "Xu Zhang"));
  EXPECT_FALSE(same(readings, "Hứa Washington", "Xu Zhang"));
  EXPECT_FALSE(ChineseReadings::same({}, {}));
  EXPECT_TRUE(readings.read({}).empty());
  EXPECT_TRUE(readings.pinyin_of({}).empty());
}

TEST(ChineseReadings, CyrillicWordsRenderPinyin) {
  const ChineseReadings readings = load();
  EXPECT_TRUE(same(readings, "Hứa Chương Nhuận", "Сюй Чжанжунь"));
  EXPECT_TRUE(same(readings, "Chiết Giang", "Чжэцзян"));
  EXPECT_TRUE(same(readings, "Chiết Giang", "Чжецзян"));
  EXPECT_TRUE(same(readings, "Tây An", "Сиань"));
  EXPECT_TRUE(same(readings, "Thôi Thiên Khải", "Цуй Тянькай"));
  EXPECT_FALSE(same(readings, "Chiết Giang", "Цзянси"));
  EXPECT_FALSE(same(readings, "Chiết Giang", "Москва"));
  EXPECT_TRUE(readings.pinyin_of(std::vector<std::string_view>{"Москва"}).empty());
}

TEST(ChineseReadings, OnlyWhereALanguageHasThem) {
  const NameMatcher names = NameMatcher::load(find_data_dirs());
  EXPECT_NE(names.chinese_readings("vi"), nullptr);
  EXPECT_EQ(names.chinese_readings("en"), nullptr);
}

}  // namespace
}  // namespace concord
