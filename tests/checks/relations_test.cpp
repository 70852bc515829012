// The checks of relations between facts: the word alignment and the examples of their pages.
#include <gtest/gtest.h>

#include <algorithm>

#include "checks/relations/word_alignment.h"
#include "tests/checks/docs_examples.h"

namespace concord::test {
namespace {

TEST(SwappedCheck, ExamplesOfItsPage) { run_docs_examples("swapped.md", {"swapped"}); }

/// The alignment of one segment pair.
class Aligned {
 public:
  Aligned(const std::string& tag, const std::string& source, const std::string& target)
      : packs_(find_data_dirs()),
        resources_(load_resources(packs_, tag, "en")),
        checker_(resources_),
        report_((checker_.select({}), checker_.check(SegmentPair{"1", source, target}, {}, {}))),
        bead_(align_words({report_.source, report_.target, report_.beads, resources_, true},
                          report_.beads[0])) {}

  /// "source=target" of every link.
  std::vector<std::string> links() const {
    std::vector<std::string> all;
    for (const WordLink& link : bead_.links) {
      all.push_back(text(Side::kSource, link.source) + "=" + text(Side::kTarget, link.target));
    }
    return all;
  }
  const WordAlignment& bead() const { return bead_; }

 private:
  std::string text(Side side, std::uint32_t token) const {
    const AnalysedArticle& article = side == Side::kSource ? report_.source : report_.target;
    return std::string(bead_.side(side)[token].span.of(article.article.text));
  }

  Packs packs_;
  PairResources resources_;
  PairChecker checker_;
  PairReport report_;
  WordAlignment bead_;
};

TEST(WordAlignment, LinksContentWordsAcrossAnotherOrder) {
  const Aligned pair("ru", "Импорт вырос, а экспорт упал.", "Exports fell and imports rose.");
  const std::vector<std::string> links = pair.links();
  EXPECT_NE(std::find(links.begin(), links.end(), "Импорт=imports"), links.end());
  EXPECT_NE(std::find(links.begin(), links.end(), "экспорт=Exports"), links.end());
}

TEST(WordAlignment, NumbersClausesByTheirMarks) {
  const Aligned pair("ru", "Импорт вырос, а экспорт упал.", "Imports rose (a bit); exports fell.");
  const WordAlignment& bead = pair.bead();
  const std::uint32_t last = static_cast<std::uint32_t>(bead.side(Side::kSource).size()) - 1;
  EXPECT_EQ(bead.clauses_between(Side::kSource, 0, last), 1U);
  EXPECT_EQ(bead.clauses_between(Side::kTarget, 0, 1), 0U);
  EXPECT_EQ(bead.clauses_of(Side::kTarget).back(), 2U);
}

TEST(WordAlignment, FindsTheTokensOfASpan) {
  const Aligned pair("ru", "Импорт вырос на 8%.", "Imports rose by 8%.");
  const TokenRun run = pair.bead().run_of(Side::kTarget, {16, 18});
  EXPECT_EQ(run.first, 3U);
  EXPECT_EQ(run.end, 5U);
  EXPECT_TRUE(pair.bead().run_of(Side::kTarget, {90, 95}).empty());
}

}  // namespace
}  // namespace concord::test
