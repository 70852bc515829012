// Every folder of samples/ through the whole chain: its beads are the gold beads, its issues the
// expected ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "aligner/bead.h"
#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "tests/sample_folders.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// One planted error: what must be marked on each side, empty where that side has nothing to show.
struct ExpectedIssue {
  std::string check;
  std::string severity;
  std::string source;
  std::string target;

  friend bool operator==(const ExpectedIssue&, const ExpectedIssue&) = default;
};

std::string ladder(std::vector<Bead> beads) {
  sort_beads(beads);
  std::ostringstream out;
  const auto list = [&](const std::vector<std::uint32_t>& indices) {
    out << "[";
    for (std::size_t i = 0; i < indices.size(); ++i) out << (i ? ", " : "") << indices[i];
    out << "]";
  };
  for (const Bead& bead : beads) {
    list(bead.source);
    out << ":";
    list(bead.target);
    out << "\n";
  }
  return out.str();
}

/// The rows of expected.tsv or gaps.tsv; none when there is no such file.
std::vector<ExpectedIssue> read_issues(const std::string& path) {
  std::vector<ExpectedIssue> issues;
  if (!fs::exists(path)) return issues;
  const Table table(path, 4, 4);
  for (const TableRow& row : table.rows()) {
    const auto text = [&](std::size_t i) {
      return row.cells[i] == "-" ? std::string() : std::string(row.cells[i]);
    };
    issues.push_back({text(0), text(1), text(2), text(3)});
  }
  return issues;
}

bool marks(const std::optional<Passage>& passage, const AnalysedArticle& side,
           const std::string& words) {
  if (words.empty()) return true;
  if (!passage) return false;
  const std::string_view marked = passage->span.of(side.article.text);
  return marked.find(words) != std::string_view::npos ||
         std::string_view(words).find(marked) != std::string_view::npos;
}

std::string describe(const Issue& issue, const PairReport& report) {
  const auto text = [](const std::optional<Passage>& passage, const AnalysedArticle& side) {
    return passage ? std::string(passage->span.of(side.article.text)) : std::string("-");
  };
  return issue.check + "\t" + std::string(severity_name(issue.severity)) + "\t" +
         text(issue.source, report.source) + "\t" + text(issue.target, report.target);
}

class Samples : public testing::TestWithParam<std::string> {
 protected:
  /// Both articles of the folder, with its publication date and the languages of the file names.
  Article read(const std::string& prefix, Packs& packs) {
    const std::string path = test::file_that_starts(GetParam(), prefix);
    std::ifstream about(GetParam() + "/about.txt");
    std::string what;
    std::string date;
    std::getline(about, what);
    std::getline(about, date);
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    EXPECT_EQ(std::sscanf(date.c_str(), "%d-%u-%u", &year, &month, &day), 3)
        << "line 2 of about.txt is no date";
    ReadOptions options;
    options.published = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
    Article article = read_article(path, read_file(path), options, packs);
    EXPECT_EQ(article.lang, path.substr(path.size() - 6, 2)) << "language detection";
    return article;
  }
};

TEST_P(Samples, AlignsAndReportsWhatIsExpected) {
  Packs packs(find_data_dirs());
  Article source = read("source.", packs);
  Article target = read("target.", packs);
  const PairResources resources = load_resources(packs, source.lang, target.lang);
  PairChecker checker(resources);
  const PairReport report = checker.check(std::move(source), std::move(target));

  std::string gold = read_file(GetParam() + "/beads.ladder");
  ASSERT_EQ(
      partition_error(report.beads, report.source.sentences.size(), report.target.sentences.size()),
      "");
  const auto split = [](const std::string& lines) {
    std::vector<std::string> list;
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) list.push_back(line);
    std::sort(list.begin(), list.end());
    return list;
  };
  std::vector<std::string> gold_beads = split(gold);
  std::vector<ExpectedIssue> gaps = read_issues(GetParam() + "/gaps.tsv");
  // A row "beads" names a gold bead that is not found; what stands in its place is then not judged.
  std::vector<std::string> found = split(ladder(report.beads));
  const bool gap_in_beads =
      std::erase_if(gaps, [&](const ExpectedIssue& gap) {
        return gap.check == "beads" &&
               std::find(found.begin(), found.end(), gap.source) == found.end() &&
               std::erase(gold_beads, gap.source) == 1;
      }) > 0;
  if (gap_in_beads) {
    EXPECT_TRUE(std::includes(found.begin(), found.end(), gold_beads.begin(), gold_beads.end()))
        << testing::PrintToString(found);
  } else {
    EXPECT_EQ(found, gold_beads);
  }

  std::vector<ExpectedIssue> missing = read_issues(GetParam() + "/expected.tsv");
  const auto take = [&](std::vector<ExpectedIssue>& list, const Issue& issue) {
    const auto match = std::find_if(list.begin(), list.end(), [&](const ExpectedIssue& expected) {
      return expected.check == issue.check && expected.severity == severity_name(issue.severity) &&
             marks(issue.source, report.source, expected.source) &&
             marks(issue.target, report.target, expected.target);
    });
    if (match == list.end()) return false;
    list.erase(match);
    return true;
  };
  for (const Issue& issue : report.issues) {
    if (issue.severity == Severity::kInfo || take(missing, issue)) continue;
    EXPECT_TRUE(take(gaps, issue)) << "unexpected: " << describe(issue, report);
  }
  for (const ExpectedIssue& issue : missing) {
    const auto gap = std::find(gaps.begin(), gaps.end(), issue);
    EXPECT_NE(gap, gaps.end()) << "not reported: " << issue.check << " " << issue.severity << " "
                               << issue.source << " | " << issue.target;
    if (gap != gaps.end()) gaps.erase(gap);
  }
  for (const ExpectedIssue& gap : gaps)
    ADD_FAILURE() << "closed, remove it from gaps.tsv: " << gap.check << " " << gap.source << " | "
                  << gap.target;
}

INSTANTIATE_TEST_SUITE_P(Folder, Samples, testing::ValuesIn(test::samples_with("beads.ladder")),
                         [](const auto& folder) {
                           std::string name = fs::path(folder.param).filename().string();
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace concord
