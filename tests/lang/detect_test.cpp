// Language detection: the table tests/lang/detect.tsv.
#include "lang/pack/detect.h"

#include <gtest/gtest.h>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "tests/packs.h"

namespace concord {
namespace {

TEST(LanguageDetector, NamesTheLanguageOfEveryRow) {
  const LanguageDetector detector = LanguageDetector::load(find_data_dirs());
  const Table table(std::string(CONCORD_SOURCE_DIR) + "/tests/lang/detect.tsv", 2, 2);
  for (const TableRow& row : table.rows()) {
    const std::string wanted(row.cells[0] == "-" ? "" : row.cells[0]);
    EXPECT_EQ(detector.detect(row.cells[1]), wanted) << row.cells[1];
  }
}

TEST(LanguageDetector, EmptyTextGivesNoLanguage) {
  EXPECT_EQ(LanguageDetector::load(find_data_dirs()).detect(""), "");
}

TEST(LanguageDetector, KnowsEveryPack) {
  const LanguageDetector detector = LanguageDetector::load(find_data_dirs());
  for (const std::string& tag : test::packs_with("function-words.tsv")) {
    EXPECT_NE(std::find(detector.languages().begin(), detector.languages().end(), tag),
              detector.languages().end())
        << tag;
  }
}

}  // namespace
}  // namespace concord
