// Two pages of one report, each with something that only the other version settles: every folder of
// tests/samples/pages, whose expected.tsv holds all issues at warning or above and the notes that
// matter. The newsroom's own cases, which are not ours to keep here, are read from
// ../shared/eval/newsroom or $CONCORD_SHARED/eval/newsroom where they are.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "tests/sample_folders.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// An issue in words: check, severity, what it marks on both sides.
struct Told {
  std::string check;
  std::string severity;
  std::string source;
  std::string target;
};

std::vector<std::string> folders() {
  std::vector<std::string> list;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "tests/samples/pages"))
    list.push_back(entry.path().string());
  std::sort(list.begin(), list.end());
  return list;
}

/// Checks the pair of a folder, told neither language nor date, and hands the report to `judge`.
template <class Judge>
void check_folder(const std::string& folder, const Judge& judge) {
  Packs packs(find_data_dirs());
  const auto read = [&](const std::string& prefix) {
    const std::string path = test::file_that_starts(folder, prefix);
    Article article = read_article(path, read_file(path), {}, packs);
    const std::string name = fs::path(path).filename().string();
    EXPECT_EQ(article.lang, name.substr(name.find('.') + 1, 2)) << "language of " << path;
    return article;
  };
  Article source = read("source.");
  Article target = read("target.");
  const PairResources resources = load_resources(packs, source.lang, target.lang);
  PairChecker checker(resources);
  const PairReport report = checker.check(std::move(source), std::move(target));
  EXPECT_EQ(
      partition_error(report.beads, report.source.sentences.size(), report.target.sentences.size()),
      "");
  judge(report);
}

Told told(const Issue& issue, const PairReport& report) {
  const auto words = [](const std::optional<Passage>& passage, const AnalysedArticle& side) {
    return passage ? std::string(passage->span.of(side.article.text)) : std::string("-");
  };
  return {issue.check, std::string(severity_name(issue.severity)),
          words(issue.source, report.source), words(issue.target, report.target)};
}

std::string line_of(const Told& issue) {
  return issue.check + "\t" + issue.severity + "\t" + issue.source + "\t" + issue.target;
}

class PairedPages : public testing::TestWithParam<std::string> {};

TEST_P(PairedPages, GiveTheExpectedIssuesAndNoOther) {
  std::vector<std::string> expected;
  const Table table(GetParam() + "/expected.tsv", 4, 4);
  for (const TableRow& row : table.rows()) {
    expected.push_back(line_of({std::string(row.cells[0]), std::string(row.cells[1]),
                                std::string(row.cells[2]), std::string(row.cells[3])}));
  }
  check_folder(GetParam(), [&](const PairReport& report) {
    for (const Issue& issue : report.issues) {
      const std::string line = line_of(told(issue, report));
      if (std::erase(expected, line) == 0 && issue.severity != Severity::kInfo)
        ADD_FAILURE() << "unexpected: " << line;
    }
  });
  for (const std::string& line : expected) ADD_FAILURE() << "not reported: " << line;
}

INSTANTIATE_TEST_SUITE_P(Folder, PairedPages, testing::ValuesIn(folders()), [](const auto& folder) {
  std::string name = fs::path(folder.param).filename().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

fs::path newsroom() {
  const char* shared = std::getenv("CONCORD_SHARED");
  return (shared != nullptr ? fs::path(shared)
                            : fs::path(CONCORD_SOURCE_DIR).parent_path() / "shared") /
         "eval/newsroom";
}

/// What a newsroom case must give: its issues at warning or above as "check severity", and the
/// notes that matter.
struct Case {
  const char* folder;
  std::vector<std::string> issues;
  std::vector<std::string> notes = {};
};

class Newsroom : public testing::TestWithParam<Case> {};

TEST_P(Newsroom, IsReadTogether) {
  if (!fs::is_directory(newsroom())) GTEST_SKIP() << newsroom() << " is absent";
  std::vector<std::string> found;
  std::vector<std::string> notes;
  check_folder((newsroom() / GetParam().folder).string(), [&](const PairReport& report) {
    for (const Issue& issue : report.issues) {
      (issue.severity == Severity::kInfo ? notes : found)
          .push_back(issue.check + " " + std::string(severity_name(issue.severity)));
    }
  });
  std::vector<std::string> expected = GetParam().issues;
  std::sort(found.begin(), found.end());
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(found, expected);
  for (const std::string& note : GetParam().notes)
    EXPECT_NE(std::find(notes.begin(), notes.end(), note), notes.end()) << note;
}

INSTANTIATE_TEST_SUITE_P(
    Case, Newsroom,
    testing::Values(
        Case{"a-cut-inside-list", {"added-sentence warning"}},
        Case{"a-cut-tail-stretched", {"added-sentence warning"}}, Case{"a-heading-full-stop", {}},
        Case{"a-lead-as-caption", {}}, Case{"a-lead-as-summary", {}},
        Case{"a-no-space-full-stop", {}}, Case{"a-tail-of-one", {"added-sentence warning"}},
        Case{"a-unrelated-lead-lost-tail-cut",
             {"added-sentence warning", "dropped-sentence warning"}},
        Case{"b-added-sentence-swallowed", {"added-sentence warning"}},
        Case{"b-cut-last-line", {"name error"}},
        Case{"b-lost-sentence-far-jump", {"added-sentence warning"}, {"dropped-sentence info"}},
        Case{"b-nav-word-as-headline", {}}, Case{"b-photo-credit-and-alt", {}},
        Case{"c-menu", {"added-sentence warning"}}, Case{"c-standfirst", {}},
        Case{"c-tail-cut", {"added-sentence warning"}},
        Case{"c-two-partial-versions", {"dropped-sentence warning"}}),
    [](const auto& row) {
      std::string name = row.param.folder;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

}  // namespace
}  // namespace concord
