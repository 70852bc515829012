// The first real pair, a Russian and an English version of one report as the outlets printed them:
// what must work before anything else. The reports are not part of this repository; they lie in
// seeds/ of the folder that CONCORD_SHARED names, or of ../shared.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

class Seeds : public testing::Test {
 protected:
  void SetUp() override {
    const char* named = std::getenv("CONCORD_SHARED");
    const fs::path folder =
        (named != nullptr ? fs::path(named) : fs::path(CONCORD_SOURCE_DIR) / "../shared") / "seeds";
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
      const std::string name = entry.path().filename();
      if (name.starts_with("000_")) russian_ = read_file(entry.path());
      if (name.starts_with("002_")) english_ = read_file(entry.path());
    }
    if (russian_.empty() || english_.empty()) GTEST_SKIP() << "no seeds in " << folder;
  }

  PairReport check(const std::string& russian, const std::string& english) {
    Article source = read_article("ru.txt", russian, {}, packs_);
    Article target = read_article("en.txt", english, {}, packs_);
    EXPECT_EQ(source.lang, "ru");
    EXPECT_EQ(target.lang, "en");
    return checker_.check(std::move(source), std::move(target));
  }

  /// The text with the first `from` after `after` replaced; fails when it is not there.
  static std::string changed(std::string text, const std::string& after, const std::string& from,
                             const std::string& to) {
    const std::size_t start = text.find(after);
    const std::size_t at = text.find(from, start == std::string::npos ? text.size() : start);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return text;
  }

  std::string russian_;
  std::string english_;
  Packs packs_{find_data_dirs()};
  PairResources resources_ = load_resources(packs_, "ru", "en");
  PairChecker checker_{resources_};
};

std::multiset<std::string> shown(const PairReport& report) {
  std::multiset<std::string> issues;
  for (const Issue& issue : report.issues) {
    if (issue.severity != Severity::kInfo)
      issues.insert(std::string(severity_name(issue.severity)) + " " + issue.check);
  }
  return issues;
}

TEST_F(Seeds, TwelveBeadsAndTwoRightWarnings) {
  const PairReport report = check(russian_, english_);
  ASSERT_EQ(report.beads.size(), 12u);
  for (std::uint32_t i = 0; i < 12; ++i) EXPECT_EQ(report.beads[i], (Bead{{i}, {i}})) << i;
  EXPECT_EQ(shown(report),
            (std::multiset<std::string>{"warning duplicate-word", "warning mixed-script"}));
}

/// One fact changed on the English side: the check that must say so, and the bead.
struct Change {
  const char* after;
  const char* from;
  const char* to;
  const char* check;
  std::uint32_t bead;
};

TEST_F(Seeds, EachChangedFactIsFoundInItsBead) {
  const PairReport clean = check(russian_, english_);
  const std::multiset<std::string> before = shown(clean);
  for (const Change& change : {
           Change{"LIMA", "on Saturday morning", "on November 15", "date", 0},
           Change{"LIMA", "Saturday", "Wednesday", "date", 0},
           Change{"He called on", "2030", "2035", "number", 6},
           Change{"LIMA", "Ishiba Shigeru", "Kishida Fumio", "name", 0},
           Change{"He called on", "called on Japan", "called on China", "name", 6},
           Change{"Discussing", "Cường", "Chiến", "name", 4},
       }) {
    const PairReport report =
        check(russian_, changed(english_, change.after, change.from, change.to));
    std::multiset<std::string> fresh = shown(report);
    for (const std::string& old : before) {
      if (const auto found = fresh.find(old); found != fresh.end()) fresh.erase(found);
    }
    bool in_bead = false;
    for (const Issue& issue : report.issues) {
      const bool same_class = issue.check == change.check ||
                              (change.check == std::string("number") && issue.check == "date");
      in_bead =
          in_bead || (same_class && issue.severity != Severity::kInfo && issue.bead == change.bead);
    }
    EXPECT_TRUE(in_bead) << change.from << " -> " << change.to;
    EXPECT_EQ(fresh.size(), 1u) << change.from << " -> " << change.to << ": "
                                << testing::PrintToString(fresh);
  }
}

TEST_F(Seeds, ASentenceRemovedFromEitherSideIsFound) {
  const auto without = [](const std::string& text, const std::string& first,
                          const std::string& last) {
    const std::size_t begin = text.find(first);
    const std::size_t end = text.find(last, begin);
    EXPECT_NE(end, std::string::npos);
    return text.substr(0, begin) + text.substr(end + last.size());
  };
  const auto has = [](const PairReport& report, const std::string& check) {
    for (const Issue& issue : report.issues) {
      if (issue.check == check && issue.severity != Severity::kInfo) return true;
    }
    return false;
  };
  EXPECT_TRUE(
      has(check(russian_, without(english_, "He called on Japan", "2030.")), "dropped-sentence"));
  EXPECT_TRUE(
      has(check(without(russian_, "Он призвал", "2030 году."), english_), "added-sentence"));
}

}  // namespace
}  // namespace concord
