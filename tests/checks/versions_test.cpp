// Three versions at once: one issue for each difference, with the version that stands alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "checks/core/pair_checker.h"
#include "checks/versions/compare_versions.h"
#include "lang/base/data_dirs.h"

namespace concord {
namespace {

Article article_of(const std::string& name, const std::vector<std::string>& sentences) {
  Article article;
  article.name = name;
  article.lang = "en";
  for (const std::string& sentence : sentences) {
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += sentence;
    const Span span{begin, static_cast<std::uint32_t>(article.text.size())};
    article.blocks.push_back({span, BlockRole::kBody, {}});
    article.sentences.push_back({span, static_cast<std::uint32_t>(article.blocks.size() - 1)});
    article.text += "\n\n";
  }
  return article;
}

const std::vector<std::string> kText = {
    "The new bridge over the Lam river was opened to traffic on May 5.",
    "It is 860 metres long and was built by 320 workers in three years.",
    "Another 45 engineers from Da Nang joined the project in March 2023.",
    "A second bridge will be built near the port of Cua Lo by 2031.",
};

class ThreeVersions : public testing::Test {
 protected:
  ThreeVersions() : packs_(find_data_dirs()), resources_(load_resources(packs_, "en", "en")) {}

  /// Compares three versions; "check stand odd" of every warning and error.
  std::vector<std::string> compare(const std::vector<std::vector<std::string>>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t j = i + 1; j < texts.size(); ++j) {
        PairChecker& checker = checkers_.emplace_back(resources_);
        reports_.push_back(checker.check(article_of(std::string(1, 'a' + char(i)), texts[i]),
                                         article_of(std::string(1, 'a' + char(j)), texts[j])));
        pairs_.push_back({i, j, &reports_.back()});
      }
    }
    report_ = compare_versions(pairs_, texts.size(), resources_.names);
    std::vector<std::string> issues;
    for (const VersionIssue& issue : report_.issues) {
      if (issue.severity == Severity::kInfo) continue;
      issues.push_back(issue.check + " " + std::to_string(static_cast<int>(issue.stand)) + " " +
                       (issue.odd ? report_.label(*issue.odd) : "-"));
    }
    return issues;
  }

  static std::vector<std::string> with(std::size_t sentence, const std::string& text) {
    std::vector<std::string> changed = kText;
    changed[sentence] = text;
    return changed;
  }

  Packs packs_;
  PairResources resources_;
  std::deque<PairChecker> checkers_;
  std::deque<PairReport> reports_;
  std::vector<ComparedPair> pairs_;
  VersionReport report_;
};

TEST_F(ThreeVersions, EqualOnesHaveRowsAndNoIssue) {
  EXPECT_THAT(compare({kText, kText, kText}), testing::IsEmpty());
  EXPECT_EQ(report_.rows.size(), kText.size());
}

TEST_F(ThreeVersions, TheReferenceMayStandAlone) {
  const auto wrong = with(1, "It is 680 metres long and was built by 320 workers in three years.");
  EXPECT_THAT(compare({wrong, kText, kText}), testing::ElementsAre("number 0 a"));
  EXPECT_THAT(report_.issues[0].others, testing::ElementsAre(1, 2));
  EXPECT_EQ(report_.issues[0].reasons.size(), 2U);
}

TEST_F(ThreeVersions, AThirdVersionDecidesWhoDiffers) {
  const auto wrong = with(0, "The new bridge over the Lam river was opened to traffic on May 8.");
  EXPECT_THAT(compare({kText, wrong, kText}), testing::ElementsAre("date 0 b"));
}

TEST_F(ThreeVersions, AllMayDiffer) {
  const auto b = with(1, "It is 680 metres long and was built by 320 workers in three years.");
  const auto c = with(1, "It is 806 metres long and was built by 320 workers in three years.");
  EXPECT_THAT(compare({kText, b, c}), testing::ElementsAre("number 3 -"));
}

TEST_F(ThreeVersions, ASentenceIsLackingOrOnlyThere) {
  std::vector<std::string> shorter = kText;
  shorter.erase(shorter.begin() + 2);
  EXPECT_THAT(compare({kText, shorter, kText}), testing::ElementsAre("dropped-sentence 1 b"));
  EXPECT_TRUE(report_.rows[2].sentences[1].empty());
}

TEST_F(ThreeVersions, OnlyTheReferenceHasASentence) {
  std::vector<std::string> shorter = kText;
  shorter.erase(shorter.begin() + 2);
  EXPECT_THAT(compare({kText, shorter, shorter}), testing::ElementsAre("dropped-sentence 2 a"));
}

}  // namespace
}  // namespace concord
