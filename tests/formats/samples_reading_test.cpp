// Every sample is read into as many body sentences as its gold beads hold, in the language of its
// file name.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
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

std::vector<std::string> folders() {
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "samples")) {
    if (entry.is_directory()) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

class SamplesReading : public testing::TestWithParam<std::string> {};

TEST_P(SamplesReading, HasTheSentencesOfTheGoldBeads) {
  Packs packs(find_data_dirs());
  const Counts counts = counts_of(read_file(GetParam() + "/beads.ladder"));
  for (const fs::directory_entry& entry : fs::directory_iterator(GetParam())) {
    const std::string file = entry.path().filename().string();
    const bool source = file.starts_with("source.");
    if (!source && !file.starts_with("target.")) continue;
    const Article article =
        read_article(entry.path().string(), read_file(entry.path().string()), {}, packs);
    EXPECT_EQ(article.sentences.size(), (source ? counts.source : counts.target).size())
        << entry.path();
    EXPECT_EQ(article.lang, file.substr(7, file.size() - 11)) << entry.path();
    for (std::size_t i = 0; i < article.sentences.size(); ++i) {
      const Block& block = article.blocks[article.sentences[i].block];
      EXPECT_EQ(block.role, BlockRole::kBody);
      EXPECT_TRUE(block.span.contains(article.sentences[i].span));
    }
    for (std::size_t i = 1; i < article.blocks.size(); ++i) {
      EXPECT_LE(article.blocks[i - 1].span.end, article.blocks[i].span.begin)
          << "blocks overlap in " << entry.path();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Folder, SamplesReading, testing::ValuesIn(folders()),
                         [](const auto& folder) {
                           std::string name = fs::path(folder.param).filename().string();
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace concord
