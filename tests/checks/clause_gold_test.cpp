// dropped-clause and added-clause against the evaluation harness: what is marked must be what was
// lost. The data are not part of this repository; they lie in eval/checks of the folder that
// CONCORD_SHARED names, or of ../shared.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "checks/core/bead_words.h"
#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "tests/packs.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// A pair of the harness with the clause that was taken out of, or put into, its English side.
struct GoldPair {
  std::string source;
  std::string good;  ///< the English side as it was
  std::string bad;
  std::string clause;
};

std::vector<GoldPair> read_gold(const fs::path& folder, const std::string& type) {
  std::vector<GoldPair> pairs;
  const fs::path file = folder / ("injected-" + type + ".tsv");
  if (!fs::exists(file)) return pairs;
  const Table bad(file, 3);
  const Table gold(folder / ("injected-" + type + ".gold.tsv"), 7);
  for (const TableRow& row : gold.rows()) {
    const auto at = std::find_if(bad.rows().begin(), bad.rows().end(),
                                 [&](const TableRow& b) { return b.cells[0] == row.cells[0]; });
    const std::size_t colon = row.cells[4].find(": ");
    if (at == bad.rows().end() || colon == std::string_view::npos) continue;
    pairs.push_back({std::string(row.cells[5]), std::string(row.cells[6]),
                     std::string(at->cells[2]), std::string(row.cells[4].substr(colon + 2))});
  }
  return pairs;
}

class ClauseGold : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const char* named = std::getenv("CONCORD_SHARED");
    folder_ = (named != nullptr ? fs::path(named) : fs::path(CONCORD_SOURCE_DIR) / "../shared") /
              "eval/checks/data" / (GetParam() + "-en-dev");
    if (!fs::exists(folder_)) GTEST_SKIP() << "no harness data in " << folder_;
  }

  /// The issues of one kind with a pair whose English side is `english`.
  std::vector<Issue> issues(const std::string& check, const GoldPair& pair,
                            const std::string& english) {
    const std::optional<Day> day;
    std::vector<Issue> found = checker_.check({"1", pair.source, english}, day, day).issues;
    std::erase_if(found, [&](const Issue& issue) { return issue.check != check; });
    return found;
  }

  Packs packs_{find_data_dirs()};
  PairResources resources_ = load_resources(packs_, GetParam(), "en");
  PairChecker checker_{resources_};
  fs::path folder_;
};

TEST_P(ClauseGold, MarksAddedClauses) {
  std::size_t found = 0;
  std::size_t overlapping = 0;
  for (const GoldPair& pair : read_gold(folder_, "clause-added")) {
    const std::size_t at = pair.bad.find(pair.clause);
    const std::vector<Issue> marked = issues("added-clause", pair, pair.bad);
    if (at == std::string::npos || marked.empty()) continue;
    const Span clause{static_cast<std::uint32_t>(at),
                      static_cast<std::uint32_t>(at + pair.clause.size())};
    ++found;
    overlapping += marked[0].target->span.overlaps(clause) ? 1 : 0;
  }
  ASSERT_GE(found, 50u);
  RecordProperty("found", static_cast<int>(found));
  RecordProperty("overlapping", static_cast<int>(overlapping));
  EXPECT_GE(static_cast<double>(overlapping), 0.95 * static_cast<double>(found))
      << overlapping << " of " << found;
}

// The harness says what the English side lost; in the source it is the words that the good English
// side renders there.
TEST_P(ClauseGold, MarksDroppedClauses) {
  Analyser source(*resources_.source, resources_.lexicon, Side::kSource);
  Analyser target(*resources_.target, resources_.lexicon, Side::kTarget);
  const auto analyse = [](Analyser& analyser, const std::string& text) {
    Article article;
    article.text = text;
    article.sentences.push_back({{0, static_cast<std::uint32_t>(text.size())}, 0});
    return analyser.analyse(std::move(article));
  };
  std::size_t found = 0;
  std::size_t overlapping = 0;
  for (const GoldPair& pair : read_gold(folder_, "clause-dropped")) {
    const std::vector<Issue> marked = issues("dropped-clause", pair, pair.bad);
    const std::size_t at = pair.good.find(pair.clause);
    if (at == std::string::npos || marked.empty()) continue;
    const AnalysedArticle here = analyse(source, pair.source);
    const AnalysedArticle there = analyse(target, pair.good);
    const std::vector<Bead> beads = {{{0}, {0}, 1, 1}};
    const SharedBeadWords words = match_bead({here, there, beads, resources_, true}, beads[0]);
    std::vector<Span> lost;
    for (const BeadWord& word : words->sides[0]) {
      if (word.partner < 0 || word.kind == WordKind::kFunction || word.match < MatchLevel::kKin)
        continue;
      const Span partner = words->sides[1][static_cast<std::size_t>(word.partner)].span;
      if (partner.begin >= at && partner.end <= at + pair.clause.size()) lost.push_back(word.span);
    }
    if (lost.empty()) continue;
    ++found;
    const auto inside = std::count_if(
        lost.begin(), lost.end(), [&](Span word) { return marked[0].source->span.overlaps(word); });
    // One word may have met another that means the same; half of them are the clause.
    overlapping += 2 * inside >= static_cast<std::ptrdiff_t>(lost.size()) ? 1 : 0;
  }
  ASSERT_GE(found, 50u);
  RecordProperty("found", static_cast<int>(found));
  RecordProperty("overlapping", static_cast<int>(overlapping));
  EXPECT_GE(static_cast<double>(overlapping), 0.95 * static_cast<double>(found))
      << overlapping << " of " << found;
}

INSTANTIATE_TEST_SUITE_P(Languages, ClauseGold,
                         testing::ValuesIn(test::clause_models_with_english()), test::TagName());

}  // namespace
}  // namespace concord
