// The check "unrelated": every Russian sample against the English side of every other one.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

TEST(Unrelated, ReportsThatAreNoVersionsOfEachOther) {
  Packs packs(find_data_dirs());
  std::map<std::string, std::pair<Article, Article>> samples;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "samples")) {
    const std::string source = entry.path().string() + "/source.ru.txt";
    const std::string target = entry.path().string() + "/target.en.txt";
    if (!fs::exists(source)) continue;
    samples[entry.path().filename().string()] = {
        read_article(source, read_file(source), {}, packs),
        read_article(target, read_file(target), {}, packs)};
  }
  ASSERT_GE(samples.size(), 3U);
  const PairResources resources = load_resources(packs, "ru", "en");
  PairChecker checker(resources);
  double pairs = 0;
  double found = 0;
  for (const auto& [name, sample] : samples) {
    for (const auto& [other_name, other] : samples) {
      const PairReport report = checker.check(sample.first, other.second);
      const bool unrelated =
          std::any_of(report.issues.begin(), report.issues.end(),
                      [](const Issue& issue) { return issue.check == "unrelated"; });
      EXPECT_FALSE(unrelated && name == other_name) << name;
      pairs += name != other_name ? 1 : 0;
      found += unrelated ? 1 : 0;
      if (!unrelated) continue;
      for (const Bead& bead : report.beads) EXPECT_TRUE(bead.is_gap());
      for (const Issue& issue : report.issues) {
        const bool alone = issue.check.starts_with("inconsistent-") ||
                           issue.check == "duplicate-word" || issue.check == "mixed-script" ||
                           issue.check == "unrelated";
        EXPECT_TRUE(alone) << issue.check;
      }
    }
  }
  // Of pairs of reports on different events some three in a hundred have enough in common to be
  // reports on one (aligner/pairing_score.cpp).
  EXPECT_GE(found, 0.9 * pairs) << found << " of " << pairs;
}

}  // namespace
}  // namespace concord
