// Real reports, which are not ours to keep here: read from ../shared/seeds or $CONCORD_SHARED/seeds
// where they are.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

fs::path seeds() {
  const char* shared = std::getenv("CONCORD_SHARED");
  return (shared != nullptr ? fs::path(shared)
                            : fs::path(CONCORD_SOURCE_DIR).parent_path() / "shared") /
         "seeds";
}

/// What a seed must give.
struct Seed {
  const char* prefix;  ///< of its file name
  const char* lang;
  std::size_t sentences;
  std::size_t captions;
  const char* place;      ///< of the dateline, "" without
  const char* published;  ///< "" when the report does not say
  const char* rules;      ///< of its boilerplate, in order
};

class Seeds : public testing::TestWithParam<Seed> {};

TEST_P(Seeds, AreReadWithoutAWrongBreakAndWithoutBoilerplate) {
  if (!fs::is_directory(seeds())) GTEST_SKIP() << seeds() << " is absent";
  const Seed& seed = GetParam();
  for (const fs::directory_entry& entry : fs::directory_iterator(seeds())) {
    if (!entry.path().filename().string().starts_with(seed.prefix)) continue;
    Packs packs(find_data_dirs());
    const Article article =
        read_article(entry.path().string(), read_file(entry.path().string()), {}, packs);
    EXPECT_EQ(article.lang, seed.lang);
    EXPECT_EQ(article.sentences.size(), seed.sentences);
    EXPECT_EQ(article.dateline ? article.dateline->place : "", seed.place);
    std::string published;
    if (article.published) {
      const std::chrono::year_month_day day(*article.published);
      published = std::to_string(static_cast<int>(day.year())) + "-" +
                  std::to_string(static_cast<unsigned>(day.month())) + "-" +
                  std::to_string(static_cast<unsigned>(day.day()));
    }
    EXPECT_EQ(published, seed.published);
    std::string rules;
    std::size_t captions = 0;
    for (const Block& block : article.blocks) {
      captions += block.role == BlockRole::kCaption && block.rule != "credit";
      if (block.role == BlockRole::kBoilerplate) rules += block.rule + " ";
    }
    EXPECT_EQ(captions, seed.captions);
    EXPECT_EQ(rules, seed.rules);
    return;
  }
  FAIL() << "no seed " << seed.prefix;
}

INSTANTIATE_TEST_SUITE_P(
    Report, Seeds,
    testing::Values(
        Seed{"000", "ru", 12, 1, "", "",
             "repeated-caption repeated-caption vnanet/sign-off sign-off share junk more "},
        Seed{"001", "ru", 7, 1, "", "", ""},
        Seed{"002", "en", 12, 0, "LIMA", "2024-11-17", "crawler/published dateline vns/sign-off "},
        Seed{"003", "id", 7, 1, "", "", "dateline vov/alternative-text vov/comments vov/more "},
        Seed{"004", "uk", 14, 0, "", "", "source-link comments "}),
    [](const auto& seed) { return std::string("seed_") + seed.param.prefix; });

}  // namespace
}  // namespace concord
