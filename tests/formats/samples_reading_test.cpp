// The two versions of every sample, read together, have as many body sentences as their gold beads
// hold, and each is in the language of its file name.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "tests/sample_folders.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// The distinct sentence numbers on each side of a ladder.
struct Counts {
  std::set<int> source;
  std::set<int> target;
};

Counts counts_of(const std::string& ladder) {
  Counts counts;
  std::set<int>* side = &counts.source;
  for (std::size_t i = 0; i < ladder.size(); ++i) {
    if (ladder[i] == ':') side = &counts.target;
    if (ladder[i] == '\n') side = &counts.source;
    if (ladder[i] < '0' || ladder[i] > '9') continue;
    std::size_t used = 0;
    side->insert(std::stoi(ladder.substr(i), &used));
    i += used - 1;
  }
  return counts;
}

class SamplesReading : public testing::TestWithParam<std::string> {};

void expect_sound(const AnalysedArticle& side, std::size_t sentences, const std::string& path) {
  const Article& article = side.article;
  const std::string file = fs::path(path).filename().string();
  EXPECT_EQ(article.lang, file.substr(7, file.size() - 11)) << path;
  EXPECT_EQ(article.sentences.size(), sentences) << path;
  for (const Sentence& sentence : article.sentences) {
    const Block& block = article.blocks[sentence.block];
    EXPECT_EQ(block.role, BlockRole::kBody) << path;
    EXPECT_TRUE(block.span.contains(sentence.span)) << path;
  }
  for (std::size_t i = 1; i < article.blocks.size(); ++i)
    EXPECT_LE(article.blocks[i - 1].span.end, article.blocks[i].span.begin)
        << "blocks overlap in " << path;
}

TEST_P(SamplesReading, HasTheSentencesOfTheGoldBeads) {
  Packs packs(find_data_dirs());
  const Counts counts = counts_of(read_file(GetParam() + "/beads.ladder"));
  const std::string source = test::file_that_starts(GetParam(), "source.");
  const std::string target = test::file_that_starts(GetParam(), "target.");
  Article from = read_article(source, read_file(source), {}, packs);
  Article to = read_article(target, read_file(target), {}, packs);
  const PairResources resources = load_resources(packs, from.lang, to.lang);
  PairChecker checker(resources);
  const PairReport report = checker.align(std::move(from), std::move(to));
  expect_sound(report.source, counts.source.size(), source);
  expect_sound(report.target, counts.target.size(), target);
}

INSTANTIATE_TEST_SUITE_P(Folder, SamplesReading,
                         testing::ValuesIn(test::samples_with("beads.ladder")),
                         [](const auto& folder) {
                           std::string name = fs::path(folder.param).filename().string();
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace concord
