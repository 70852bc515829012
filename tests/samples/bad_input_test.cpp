// Inputs that break aligners and checkers, in small: the large ones are in bench/bad_input.py.
#include <gtest/gtest.h>

#include <chrono>

#include "aligner/bead.h"
#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/input_error.h"

namespace concord {
namespace {

class BadInput : public testing::Test {
 protected:
  BadInput()
      : packs_(find_data_dirs()),
        resources_(load_resources(packs_, "ru", "en")),
        checker_(resources_) {}

  Article lines(const std::string& text, const std::string& lang) {
    ReadOptions options;
    options.lang = lang;
    options.format = "lines";
    return read_article("test", text, options, packs_);
  }

  static std::string line(std::size_t number) {
    static constexpr const char* kWords[] = {"minister", "market", "harbour", "bridge",
                                             "winter",   "ferry",  "school"};
    return "The " + std::string(kWords[number % 7]) + " of the " + kWords[number / 7 % 7] +
           " said " + std::to_string(1000 + number) + " would come.";
  }
  static std::string text(std::size_t first, std::size_t count) {
    std::string all;
    for (std::size_t i = first; i < first + count; ++i) all += line(i) + "\n";
    return all;
  }

  /// The beads, having tested that they partition both sides.
  std::vector<Bead> align(const std::string& source, const std::string& target) {
    const PairReport report = checker_.align(lines(source, "ru"), lines(target, "en"));
    EXPECT_EQ(partition_error(report.beads, report.source.sentences.size(),
                              report.target.sentences.size()),
              "");
    return report.beads;
  }

  Packs packs_;
  PairResources resources_;
  PairChecker checker_;
};

TEST_F(BadInput, TenLinesAgainstThousandsFindTheirPlace) {
  for (const Bead& bead : align(text(1200, 10), text(0, 3000))) {
    if (!bead.source.empty()) {
      EXPECT_EQ(bead.target, std::vector<std::uint32_t>{1200 + bead.source[0]});
    }
  }
  for (const Bead& bead : align(text(0, 3000), text(1200, 10))) {
    if (!bead.target.empty()) {
      EXPECT_EQ(bead.source, std::vector<std::uint32_t>{1200 + bead.target[0]});
    }
  }
}

TEST_F(BadInput, AnEmptySideIsRefusedWhenReadAndGivesGapsWhenAligned) {
  EXPECT_THROW(lines("", "ru"), InputError);
  Article none;
  none.lang = "ru";
  const PairReport report = checker_.align(none, lines(text(0, 5), "en"));
  EXPECT_EQ(report.beads.size(), 5u);
  EXPECT_TRUE(checker_.align(none, none).beads.empty());
}

TEST_F(BadInput, IdenticalAndEqualLinesAreOneToOne) {
  std::string equal;
  for (int i = 0; i < 900; ++i) equal += line(5) + "\n";
  for (const std::string& both : {text(0, 900), equal}) {
    for (const Bead& bead : align(both, both)) {
      EXPECT_EQ(bead.source, bead.target);
      EXPECT_EQ(bead.source.size(), 1u);
    }
  }
}

TEST_F(BadInput, AMegabyteInOneLineIsCheckedInBoundedTime) {
  std::string mega;
  for (std::size_t i = 0; mega.size() < 1'000'000; ++i) mega += line(i) + " ";
  const std::string three = mega + "\n" + line(3) + "\n" + mega + "\n";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(align(three, three).size(), 3u);
  checker_.check(lines(three, "ru"), lines(three, "en"));
  checker_.check(SegmentPair{"1", mega, mega}, std::nullopt, std::nullopt);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(1));
  // One word, one figure, one run of marks.
  for (const char* piece : {"а", "7", "!", "7 ", "a-", "“"}) {
    std::string text;
    while (text.size() < 300'000) text += piece;
    checker_.check(lines(text, "ru"), lines(text, "en"));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(2));
}

TEST_F(BadInput, ARepeatedSegmentIsAnsweredAlike) {
  const SegmentPair segment{"1", "В 2030 году построят 12 мостов.",
                            "In 2035, 14 bridges will be built."};
  const PairReport first = checker_.check(segment, std::nullopt, std::nullopt);
  SegmentPair again = segment;
  again.id = "2";
  const PairReport second = checker_.check(again, std::nullopt, std::nullopt);
  ASSERT_FALSE(first.issues.empty());
  ASSERT_EQ(first.issues.size(), second.issues.size());
  for (std::size_t i = 0; i < first.issues.size(); ++i) {
    EXPECT_EQ(first.issues[i].id, second.issues[i].id);
    EXPECT_EQ(first.issues[i].check, second.issues[i].check);
  }
  EXPECT_EQ(second.id, "2");
  EXPECT_EQ(second.source.article.text, first.source.article.text);
}

}  // namespace
}  // namespace concord
