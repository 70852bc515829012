// The schema of the language packs: every table has a header, UTF-8 in NFC, sorted rows and no
// duplicates.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "text/unicode.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

TEST(PackSchema, EveryTableIsWellFormed) {
  int tables = 0;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "lang/data")) {
    if (entry.path().extension() != ".tsv") continue;
    ++tables;
    std::ifstream in(entry.path());
    std::string line;
    std::set<std::string> rows;
    bool header = false;
    bool source = false;
    for (int number = 1; std::getline(in, line); ++number) {
      const auto at = [&] { return entry.path().string() + ":" + std::to_string(number); };
      ASSERT_EQ(first_invalid_utf8(line), std::nullopt) << at();
      EXPECT_EQ(to_nfc(line), line) << at() << " is not in NFC";
      EXPECT_FALSE(!line.empty() && (line.back() == ' ' || line.back() == '\r'))
          << at() << " ends in white space";
      if (line.starts_with("#")) {
        header = header || number == 1;
        source = source || line.find("ource") != std::string::npos;
        continue;
      }
      if (line.empty()) continue;
      EXPECT_TRUE(rows.insert(line).second) << at() << " is there twice";
    }
    EXPECT_TRUE(header) << entry.path() << " has no header";
    EXPECT_TRUE(source) << entry.path() << " does not name its source";
    EXPECT_FALSE(rows.empty()) << entry.path() << " is empty";
  }
  EXPECT_GT(tables, 20);
}

TEST(PackSchema, LexiconsAndEntitiesAreSortedByTheFirstColumns) {
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "lang/data")) {
    const bool lexicon = entry.path().parent_path().filename() == "lexicon";
    const bool entities = entry.path().filename() == "entities.tsv";
    if (!lexicon && !entities) continue;
    std::ifstream in(entry.path());
    std::string line;
    std::string previous;
    for (int number = 1; std::getline(in, line); ++number) {
      if (line.empty() || line.starts_with("#")) continue;
      std::size_t end = line.find('\t');
      if (entities && end != std::string::npos) end = line.find('\t', end + 1);
      ASSERT_NE(end, std::string::npos) << entry.path() << ":" << number << " has too few columns";
      const std::string key = line.substr(0, end);
      EXPECT_LT(previous, key) << entry.path() << ":" << number;
      previous = key;
    }
  }
}

}  // namespace
}  // namespace concord
