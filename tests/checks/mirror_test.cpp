// The sides of a pair change places: the same is found, with the sides exchanged.
#include "checks/core/mirror.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "checks/core/check.h"
#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "tests/sample_folders.h"
#include "text/read_file.h"

namespace concord {
namespace {

TEST(Mirror, ExchangesNames) {
  for (const auto& [a, b] :
       std::vector<std::pair<const char*, const char*>>{{"dropped-sentence", "added-sentence"},
                                                        {"dropped-clause", "added-clause"},
                                                        {"number", "number"}}) {
    EXPECT_EQ(mirrored_check(a), b);
    EXPECT_EQ(mirrored_check(b), a);
  }
  for (const Check& check : all_checks())
    EXPECT_NE(find_check(mirrored_check(check.name)), nullptr) << check.name;
}

// A new reason that speaks of one side needs one that speaks of the other.
TEST(Mirror, EveryReasonOfOneSideHasOneOfTheOther) {
  const Table catalogue(std::string(CONCORD_SOURCE_DIR) + "/lang/messages/en.tsv", 2, 2);
  std::vector<std::string> ids;
  for (const TableRow& row : catalogue.rows()) ids.emplace_back(row.cells[0]);
  const auto is_known = [&](std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  for (const std::string& id : ids) {
    EXPECT_TRUE(is_known(mirrored_message(id))) << id;
    EXPECT_EQ(mirrored_message(mirrored_message(id)), id);
    const std::size_t dot = id.find('.') + 1;
    const std::string area = id.substr(0, dot);
    const bool of_issue =
        is_known("check." + area.substr(0, dot - 1)) || area == "sentence." || area == "clause.";
    const bool of_side =
        id.find("lost", dot) != std::string::npos || id.find("added", dot) != std::string::npos ||
        id.find("dropped", dot) != std::string::npos || id.find("source-", dot) == dot ||
        id.find("target-", dot) == dot || (id.find("missing", dot) == dot && area != "term.");
    if (of_issue && of_side) {
      EXPECT_NE(mirrored_message(id), id);
    }
  }
}

class Mirrored : public testing::TestWithParam<std::string> {
 protected:
  Mirrored() : packs_(find_data_dirs()) {}

  Article read(const std::string& prefix) {
    const std::string path = test::file_that_starts(GetParam(), prefix);
    return read_article(path, read_file(path), {}, packs_);
  }

  static std::string told(const Issue& issue) {
    std::string text = issue.check + " " + std::string(severity_name(issue.severity)) + " " +
                       issue.message.id + " " + issue.id;
    for (const auto& [name, value] : issue.message.arguments) text += " " + name + "=" + value;
    for (const Side side : kSides) {
      if (!issue.at(side)) continue;
      text += " " + std::to_string(issue.at(side)->span.begin) + "-" +
              std::to_string(issue.at(side)->span.end);
    }
    return text;
  }

  static std::vector<std::string> told(PairReport report, bool mirrored) {
    if (mirrored) mirror(report);
    std::vector<std::string> all;
    for (Issue& issue : report.issues) {
      issue.id.clear();  // a hash of both sides in their order
      std::sort(issue.message.arguments.begin(), issue.message.arguments.end());
      all.push_back(told(issue));
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  Packs packs_;
};

TEST_P(Mirrored, GivesTheSameWithTheSidesExchanged) {
  const Article source = read("source.");
  const Article target = read("target.");
  const PairResources there = load_resources(packs_, source.lang, target.lang);
  const PairResources back = load_resources(packs_, target.lang, source.lang);
  PairChecker checker(there);
  PairChecker mirrored(back);
  const PairReport report = checker.check(source, target);
  PairReport turned = mirrored.check(target, source);
  EXPECT_EQ(report.source.article.text, turned.target.article.text);
  EXPECT_EQ(told(report, false), told(turned, true));
  mirror(turned);
  EXPECT_EQ(report.beads, turned.beads);
}

INSTANTIATE_TEST_SUITE_P(Samples, Mirrored, testing::ValuesIn(test::samples_with("beads.ladder")));

}  // namespace
}  // namespace concord
