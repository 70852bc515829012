// The segments of samples/segments.*.tsv: none of the right ones raises an issue, each of the wrong
// ones the expected one.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "tests/packs.h"

namespace concord {
namespace {

class Segments : public testing::TestWithParam<std::string> {};

TEST_P(Segments, RaiseWhatIsExpected) {
  const std::string folder = std::string(CONCORD_SOURCE_DIR) + "/samples/";
  const Table table(folder + "segments." + GetParam() + "-en.tsv", 3, 3);
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, GetParam(), "en");
  PairChecker checker(resources);
  for (const TableRow& row : table.rows()) {
    const PairReport report = checker.check(
        {"1", std::string(row.cells[1]), std::string(row.cells[2])}, std::nullopt, std::nullopt);
    std::string expected(row.cells[0]);
    const bool gap = expected.starts_with("gap:");
    if (gap) expected.erase(0, 4);
    std::string found;
    bool raised = false;
    for (const Issue& issue : report.issues) {
      found += " " + std::string(severity_name(issue.severity)) + " " + issue.check;
      raised |= issue.check == expected && issue.severity >= Severity::kWarning;
    }
    if (expected == "none")
      EXPECT_EQ(found, "") << row.cells[1] << " | " << row.cells[2];
    else
      EXPECT_EQ(raised, !gap) << row.cells[0] << ": " << row.cells[1] << " | " << row.cells[2]
                              << "\n"
                              << found;
  }
}

/// The languages that have a file of segments.
std::vector<std::string> languages() {
  std::vector<std::string> tags = test::packs_with("lexicon");
  std::erase_if(tags, [](const std::string& tag) {
    return !std::filesystem::exists(std::filesystem::path(CONCORD_SOURCE_DIR) / "samples" /
                                    ("segments." + tag + "-en.tsv"));
  });
  return tags;
}

INSTANTIATE_TEST_SUITE_P(Language, Segments, testing::ValuesIn(languages()), test::TagName());

}  // namespace
}  // namespace concord
