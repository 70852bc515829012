// What holds for any report, tried on the English side of every sample: a report agrees with
// itself, one changed figure is one issue, and so is one more sentence.
#include <gtest/gtest.h>

#include <filesystem>

#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

class Reports : public testing::Test {
 protected:
  Reports()
      : packs_(find_data_dirs()),
        resources_(load_resources(packs_, "en", "en")),
        checker_(resources_) {
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "samples")) {
      const fs::path path = entry.path() / "target.en.txt";
      if (fs::exists(path)) texts_.push_back(read_file(path.string()));
    }
  }

  PairReport check(const std::string& source, const std::string& target) {
    ReadOptions options;
    options.lang = "en";
    return checker_.check(read_article("source", source, options, packs_),
                          read_article("target", target, options, packs_));
  }

  static std::string told(const PairReport& report, const Issue& issue) {
    const auto text = [](const std::optional<Passage>& passage, const AnalysedArticle& side) {
      return passage ? std::string(passage->span.of(side.article.text)) : std::string("-");
    };
    return issue.check + " " + issue.message.id + " " + text(issue.source, report.source) + " | " +
           text(issue.target, report.target);
  }

  /// The issues of a report against itself with one more paragraph: "check message severity, ".
  std::string told_of_one_more(const std::string& paragraph) {
    const std::string report =
        "Council agrees to build a new bridge\n\n"
        "LAKE TOWN - The council of Lake Town agreed on Monday to build a new bridge across the "
        "Still River.\n\n"
        "The bridge will cost 95 million crowns, Mayor Ivan Lugov said.\n\n"
        "Work on the bridge begins in March and will take three years.\n\n"
        "The old bridge across the river is to be closed to lorries.";
    std::string issues;
    const PairReport checked = check(report, report + "\n\n" + paragraph);
    for (const Issue& issue : checked.issues)
      issues += issue.check + " " + issue.message.id + " " +
                std::string(severity_name(issue.severity)) + ", ";
    return issues;
  }

  Packs packs_;
  PairResources resources_;
  PairChecker checker_;
  std::vector<std::string> texts_;
};

/// Issues that two copies of a report may have: slips of each version by itself.
bool is_of_one_version(const Issue& issue) {
  return issue.check.starts_with("inconsistent") || issue.check == "duplicate-word" ||
         issue.check == "mixed-script";
}

TEST_F(Reports, AgreeWithThemselves) {
  ASSERT_FALSE(texts_.empty());
  for (const std::string& text : texts_) {
    const PairReport report = check(text, text);
    for (const Bead& bead : report.beads) EXPECT_EQ(bead.source, bead.target);
    for (const Issue& issue : report.issues)
      EXPECT_TRUE(is_of_one_version(issue)) << told(report, issue);
  }
}

TEST_F(Reports, OneChangedFigureIsOneIssue) {
  int changed = 0;
  for (const std::string& text : texts_) {
    const PairReport clean = check(text, text);
    for (const AnalysedSentence& sentence : clean.source.sentences) {
      for (const Mention& mention : sentence.mentions) {
        const Quantity* quantity = mention.quantity();
        if (quantity == nullptr || quantity->low != quantity->high || mention.figure.empty())
          continue;
        const std::string figure(mention.figure.of(clean.source.article.text));
        if (figure.find_first_not_of("0123456789") != std::string::npos || figure.size() > 3)
          continue;
        // The first digit, so that no rounding explains the difference.
        std::string other = figure;
        other.front() =
            static_cast<char>(other.front() < '5' ? other.front() + 4 : other.front() - 4);
        const std::size_t at = text.find(sentence.span.of(clean.source.article.text));
        if (at == std::string::npos) continue;
        std::string copy = text;
        copy.replace(at + mention.figure.begin - sentence.span.begin, figure.size(), other);
        const PairReport report = check(text, copy);
        int issues = 0;
        for (const Issue& issue : report.issues) {
          if (is_of_one_version(issue)) continue;
          ++issues;
          EXPECT_EQ(issue.check, "number")
              << figure << " to " << other << ": " << told(report, issue);
        }
        EXPECT_EQ(issues, 1) << figure << " to " << other << " in "
                             << sentence.span.of(clean.source.article.text);
        ++changed;
      }
    }
  }
  EXPECT_GT(changed, 20);
}

TEST_F(Reports, AnEndThatNothingConnectsWithTheRestIsTold) {
  const std::string end =
      "Botanists found many kinds of moss on the roofs of an ancient monastery near Lhasa.";
  EXPECT_EQ(told_of_one_more(end), "added-sentence sentence.added-apart info, ");
  // Before what the page prints; by their words the versions change places when they are compared.
  EXPECT_EQ(told_of_one_more(end + "\n\nRead more"), "added-sentence sentence.added-apart info, ");
}

TEST_F(Reports, SentencesBehindASignOffAreTold) {
  const std::string end = "The council of the town will meet the builders of the bridge on Friday.";
  EXPECT_EQ(told_of_one_more("(END)\n\n" + end), "added-sentence sentence.added-apart info, ");
  // Other reports begin with a headline.
  EXPECT_EQ(told_of_one_more("(END)\n\nTown fair opens\n\n" + end), "");
}

TEST_F(Reports, HalfASentenceThatTheOtherVersionLacksIsTold) {
  EXPECT_EQ(
      told_of_one_more("Botanists who had found many kinds of moss on the roofs of an ancient "
                       "monastery near"),
      "added-sentence sentence.added info, ");
}

TEST_F(Reports, WhatMayBeOfThePageCountsInTwoReportsOnOneEvent) {
  checker_.set_kind(PairKind::kEvent);
  EXPECT_EQ(told_of_one_more(
                "Botanists found 61 kinds of moss on the roofs of the old monastery near Lhasa."),
            "added-sentence sentence.two-reports info, ");
}

}  // namespace
}  // namespace concord
