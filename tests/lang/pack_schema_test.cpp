// The schema of the language packs: every table is one of docs/ADDING.md with the number of columns
// given there, has a header, UTF-8 in NFC, sorted rows and no duplicates.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
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

/// How many columns a row of a table has, from the table of tables in docs/ADDING.md.
struct Columns {
  std::size_t least = 0;
  std::size_t most = 0;
};

/// By the name in docs/ADDING.md: "units.tsv", "TAG/units.tsv", "TAG/lexicon/*.tsv".
std::map<std::string, Columns> documented_tables() {
  std::map<std::string, Columns> tables;
  std::ifstream in(fs::path(CONCORD_SOURCE_DIR) / "docs/ADDING.md");
  const std::regex row("^\\| `([^`]+\\.tsv)` \\| ([0-9]+)(-([0-9]+))? \\|.*");
  std::string line;
  for (std::smatch match; std::getline(in, line);) {
    if (!std::regex_match(line, match, row)) continue;
    const std::size_t least = std::stoul(match[2]);
    tables[match[1]] = {least, match[4].matched ? std::stoul(match[4]) : least};
  }
  return tables;
}

/// The name under which docs/ADDING.md lists a table of lang/data.
std::string documented_name(const fs::path& table) {
  const fs::path data = fs::path(CONCORD_SOURCE_DIR) / "lang/data";
  const fs::path within = fs::relative(table, data);
  if (!within.has_parent_path() || *within.begin() == "transcription") return within;
  for (const char* folder : {"lexicon", "clause-models"}) {
    if (within.parent_path().filename() == folder) return "TAG/" + std::string(folder) + "/*.tsv";
  }
  return "TAG" / fs::relative(within, *within.begin());
}

TEST(PackSchema, EveryTableIsDocumentedAndHasItsColumns) {
  const std::map<std::string, Columns> documented = documented_tables();
  std::set<std::string> used;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "lang/data")) {
    if (entry.path().extension() != ".tsv") continue;
    const std::string name = documented_name(entry.path());
    used.insert(name);
    const auto columns = documented.find(name);
    ASSERT_NE(columns, documented.end()) << name << " is not in docs/ADDING.md";
    std::ifstream in(entry.path());
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (line.empty() || line.starts_with("#")) continue;
      const auto cells = static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1;
      EXPECT_TRUE(cells >= columns->second.least && cells <= columns->second.most)
          << entry.path() << ":" << number << " has " << cells << " columns";
    }
  }
  for (const auto& [name, columns] : documented)
    EXPECT_TRUE(used.contains(name)) << "no pack has " << name << " of docs/ADDING.md";
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
