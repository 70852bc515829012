// The publication date moves what is said of dates and nothing else; lines that are given as lines
// all stay.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "lang/base/said_keys.h"
#include "tests/packs.h"
#include "text/day.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// The issues of a pair that say nothing of dates, one a line, and its beads.
std::string told(const PairReport& report) {
  std::vector<std::string> lines;
  for (const Issue& issue : report.issues) {
    if (issue.check == "date" || issue.check == "inconsistent-fact") continue;
    std::string line =
        issue.check + " " + std::string(severity_name(issue.severity)) + " " + issue.message.id;
    for (const Side side : kSides) {
      if (issue.at(side))
        line += " [" + std::string(issue.at(side)->span.of(report.of(side).article.text)) + "]";
    }
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const Bead& bead : report.beads) {
    for (const Side side : kSides) {
      for (const std::uint32_t i : bead.of(side)) out += std::to_string(i) + " ";
      out += "| ";
    }
  }
  for (const std::string& line : lines) out += "\n" + line;
  return out;
}

TEST(Published, MovesNothingButDates) {
  std::size_t compared = 0;
  for (const std::string& lang : test::sample_languages()) {
    Packs packs(find_data_dirs());
    const PairResources resources = load_resources(packs, lang, "en");
    PairChecker checker(resources);
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "samples")) {
      const fs::path source = entry.path() / ("source." + lang + ".txt");
      const fs::path target = entry.path() / "target.en.txt";
      if (!fs::exists(source) || !fs::exists(target)) continue;
      const auto check = [&](const char* day) {
        const auto read = [&](const fs::path& path, const std::string& tag) {
          return read_article(path.string(), read_file(path), {"auto", tag, parse_iso_day(day)},
                              packs);
        };
        return told(checker.check(read(source, lang), read(target, "en")));
      };
      EXPECT_EQ(check("2024-11-17"), check("2019-03-02")) << source;
      ++compared;
    }
  }
  EXPECT_GT(compared, 10U);
}

TEST(Published, LeavesTheKeysOfADayAlone) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, "ru", "en");
  PairChecker checker(resources);
  const auto keys = [&](const char* day) {
    const auto read = [&](const std::string& text, const char* lang) {
      return read_article("-", text, {"text", lang, parse_iso_day(day)}, packs);
    };
    const PairReport report =
        checker.check(read("Мост открыли 16 ноября, а в пятницу закрыли.\n", "ru"),
                      read("The bridge was opened on Nov. 16 and closed on Friday.\n", "en"));
    std::vector<std::string> all;
    for (const Side side : kSides) {
      for (const AnalysedSentence& sentence : report.of(side).sentences) {
        for (const Mention& mention : sentence.mentions) {
          for (std::string& key : said_keys(mention)) all.push_back(std::move(key));
        }
      }
    }
    return all;
  };
  EXPECT_EQ(keys("2024-11-17"), keys("2019-03-02"));
  EXPECT_EQ(keys("2024-11-17"),
            (std::vector<std::string>{"--11-16", "weekday 5", "--11-16", "weekday 5"}));
}

TEST(Lines, AllStay) {
  // A line in the other language, a button, a headline, an empty line and a repetition.
  const std::string source =
      "Новый мост открыли в среду.\nThe bridge is open to all of the people of the town.\n"
      "Поделиться\n\nМост\nНовый мост открыли в среду.\n";
  const std::string target = "The new bridge was opened on Wednesday.\nShare\n";
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, "ru", "en");
  PairChecker checker(resources);
  const PairReport report = checker.check(read_article("a", source, {"lines", "ru", {}}, packs),
                                          read_article("b", target, {"lines", "en", {}}, packs));
  EXPECT_EQ(report.source.sentences.size(), 6U);
  EXPECT_EQ(report.target.sentences.size(), 2U);
  EXPECT_EQ(partition_error(report.beads, 6, 2), "");
}

}  // namespace
}  // namespace concord
