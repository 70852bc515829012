// Every sample of three and more versions through the whole chain: its rows are the gold rows, its
// issues the expected ones, each with the version that stands alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <string>

#include "checks/core/checkers.h"
#include "checks/versions/compare_versions.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "tests/sample_folders.h"
#include "text/day.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// The versions of a folder, "1.vi.txt" and so on, checked two by two.
class Versions {
 public:
  explicit Versions(const std::string& folder) : packs_(find_data_dirs()), shared_(packs_) {
    std::vector<std::string> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename();
      if (name[0] >= '1' && name[0] <= '9') files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::ifstream about(folder + "/about.txt");
    std::string line;
    std::getline(about, line);
    std::getline(about, line);
    ReadOptions options;
    options.published = parse_iso_day(line);
    for (const std::string& file : files)
      articles_.push_back(read_article(file, read_file(file), options, packs_));
    for (std::size_t i = 0; i < articles_.size(); ++i) {
      for (std::size_t j = i + 1; j < articles_.size(); ++j) {
        PairChecker& checker =
            checkers_.emplace_back(shared_.get(articles_[i].lang, articles_[j].lang));
        reports_.push_back(checker.check(articles_[i], articles_[j]));
        pairs_.push_back({i, j, &reports_.back()});
      }
    }
    report = compare_versions(pairs_, articles_.size(),
                              shared_.get(articles_[0].lang, articles_[1].lang).names);
  }

  /// The rows as rows.tsv has them: the numbers of the body sentences of each version.
  std::vector<std::string> rows() const {
    std::vector<std::string> lines;
    for (const VersionRow& row : report.rows) {
      std::string line;
      for (std::size_t version = 0; version < report.versions.size(); ++version) {
        const auto& sentences = report.versions[version]->sentences;
        std::string cell;
        for (const Span span : row.sentences[version]) {
          const auto at = std::find_if(sentences.begin(), sentences.end(),
                                       [&](const auto& s) { return s.span == span; });
          cell += (cell.empty() ? "" : ",") + std::to_string(at - sentences.begin());
        }
        line += (version == 0 ? "" : "\t") + (cell.empty() ? "-" : cell);
      }
      lines.push_back(line);
    }
    return lines;
  }

  VersionReport report;

 private:
  Packs packs_;
  SharedResources shared_;
  std::vector<Article> articles_;
  std::deque<PairChecker> checkers_;
  std::deque<PairReport> reports_;
  std::vector<ComparedPair> pairs_;
};

class SeveralVersions : public testing::TestWithParam<std::string> {};

TEST_P(SeveralVersions, GiveTheExpectedRowsAndIssues) {
  const Versions versions(GetParam());
  const VersionReport& report = versions.report;
  std::vector<std::string> gold;
  std::ifstream in(GetParam() + "/rows.tsv");
  for (std::string line; std::getline(in, line);) gold.push_back(line);
  EXPECT_EQ(versions.rows(), gold);

  std::vector<std::vector<std::string>> expected;
  const Table table(GetParam() + "/expected.tsv", 4, 4);
  for (const TableRow& row : table.rows()) {
    expected.emplace_back();
    for (const std::string_view cell : row.cells) expected.back().emplace_back(cell);
  }
  for (const VersionIssue& issue : report.issues) {
    if (issue.severity == Severity::kInfo) continue;
    const std::string odd = issue.odd ? report.label(*issue.odd) : "-";
    const std::string words =
        issue.odd && issue.passages[*issue.odd]
            ? std::string(issue.passages[*issue.odd]->span.of(report.text(*issue.odd)))
            : "-";
    const auto found = std::find_if(expected.begin(), expected.end(), [&](const auto& row) {
      return row[0] == issue.check && row[1] == severity_name(issue.severity) && row[2] == odd &&
             words.find(row[3]) != std::string::npos;
    });
    if (found == expected.end()) {
      ADD_FAILURE() << "unexpected: " << issue.check << " " << severity_name(issue.severity) << " "
                    << odd << " " << words;
    } else {
      expected.erase(found);
    }
  }
  for (const auto& row : expected) ADD_FAILURE() << "not reported: " << testing::PrintToString(row);
}

INSTANTIATE_TEST_SUITE_P(Folder, SeveralVersions, testing::ValuesIn(test::samples_with("rows.tsv")),
                         [](const auto& folder) {
                           std::string name = fs::path(folder.param).filename().string();
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace concord
