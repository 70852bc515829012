// Sentence splitting: a table of texts for each language, in tests/lang/segment/<tag>.txt.
#include "lang/segment/segmenter.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "lang/base/data_dirs.h"
#include "tests/packs.h"
#include "text/input_error.h"

namespace concord {
namespace {

/// The sentences of a row, and the text that they are when joined.
struct Case {
  std::vector<std::string> sentences;
  std::string text;
};

Case read_case(const std::string& line) {
  Case test;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t bar = std::min(line.find('|', begin), line.size());
    const bool spaced = bar > begin && bar < line.size() && line[bar - 1] == ' ';
    test.sentences.push_back(line.substr(begin, bar - begin - (spaced ? 1 : 0)));
    test.text += test.sentences.back() + (spaced ? " " : "");
    begin = bar + (spaced ? 2 : 1);
  }
  return test;
}

class SegmenterTable : public testing::TestWithParam<std::string> {};

TEST_P(SegmenterTable, SplitsEveryRow) {
  const Segmenter segmenter = Segmenter::load(find_data_dirs().packs, GetParam());
  const std::string path =
      std::string(CONCORD_SOURCE_DIR) + "/tests/lang/segment/" + GetParam() + ".txt";
  std::ifstream in(path);
  ASSERT_TRUE(in) << path;
  std::string line;
  int rows = 0;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.starts_with("#")) continue;
    ++rows;
    const Case test = read_case(line);
    std::vector<std::string> got;
    for (const Span s :
         segmenter.split(test.text, {0, static_cast<std::uint32_t>(test.text.size())})) {
      got.emplace_back(s.of(test.text));
    }
    EXPECT_EQ(got, test.sentences) << path << ":" << number;
  }
  EXPECT_GE(rows, 40);
}

INSTANTIATE_TEST_SUITE_P(Language, SegmenterTable,
                         testing::ValuesIn(test::packs_with("segment.srx")), test::TagName());

TEST(Segmenter, WithoutPackSplitsByUnicodeRules) {
  const Segmenter segmenter = Segmenter::load(find_data_dirs().packs, "fr");
  const std::string text = "Il est venu. Elle est partie.";
  EXPECT_EQ(segmenter.split(text, {0, static_cast<std::uint32_t>(text.size())}).size(), 2u);
}

TEST(Segmenter, SpansLieInTheBlockAndCoverAllButWhiteSpace) {
  const Segmenter segmenter = Segmenter::load(find_data_dirs().packs, "en");
  const std::string text = "Before. \tOne came.  Two left. \n After.";
  const std::vector<Span> sentences = segmenter.split(text, {7, 31});
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_EQ(sentences[0].of(text), "One came.");
  EXPECT_EQ(sentences[1].of(text), "Two left.");
  EXPECT_TRUE(segmenter.split(text, {7, 9}).empty());
  EXPECT_TRUE(segmenter.split("", {0, 0}).empty());
}

TEST(Segmenter, ATextThatRepeatsItselfIsSplitAsOneThatDoesNot) {
  const Segmenter segmenter = Segmenter::load(find_data_dirs().packs, "en");
  // Both are longer than what the rules see at a time. The period of 32 bytes lets the windows of
  // the first show the same text; numbers tell those of the second apart.
  std::string same;
  std::string different;
  constexpr std::size_t kTimes = 4000;
  for (std::size_t i = 0; i < kTimes; ++i) {
    same += "Dr. Ada met Mr. Hill in 123456. ";
    different += "Dr. Ada met Mr. Hill in " + std::to_string(100000 + i) + ". ";
  }
  same += "They left early.";
  different += "They left early.";
  const auto split = [&](const std::string& text) {
    return segmenter.split(text, {0, static_cast<std::uint32_t>(text.size())});
  };
  const std::vector<Span> sentences = split(same);
  EXPECT_EQ(sentences.size(), kTimes + 1);
  EXPECT_EQ(sentences, split(different));
  EXPECT_EQ(sentences.back().of(same), "They left early.");
}

TEST(Segmenter, RefusesWhatIsNotSrx) {
  struct Row {
    const char* what;
    const char* file;
  };
  const Row rows[] = {
      {"no XML", "rules"},
      {"another version", "<srx version=\"1.0\"/>"},
      {"no rules for the language",
       "<srx version=\"2.0\"><header "
       "cascade=\"no\"/><body><languagerules/><maprules/></body></srx>"},
      {"a map to nothing",
       "<srx version=\"2.0\"><header cascade=\"no\"/><body><languagerules/><maprules>"
       "<languagemap languagepattern=\".*\" languagerulename=\"x\"/></maprules></body></srx>"},
      {"a broken pattern",
       "<srx version=\"2.0\"><header cascade=\"no\"/><body><languagerules><languagerule "
       "languagerulename=\"x\"><rule>"
       "<beforebreak>(</beforebreak></rule></languagerule></languagerules><maprules>"
       "<languagemap languagepattern=\".*\" languagerulename=\"x\"/></maprules></body></srx>"},
  };
  const std::filesystem::path dir =
      std::filesystem::path(testing::TempDir()) / "concord-srx" / "xx";
  std::filesystem::create_directories(dir);
  for (const Row& row : rows) {
    std::ofstream(dir / "segment.srx") << row.file;
    EXPECT_THROW(Segmenter::load(dir.parent_path().string(), "xx"), InputError) << row.what;
  }
  std::filesystem::remove_all(dir.parent_path());
}

}  // namespace
}  // namespace concord
