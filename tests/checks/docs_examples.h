// Runs the example tables of a page of docs/checks as tests, so that the documentation cannot say
// what is not so.
//
//   TEST(NumberCheck, ExamplesOfItsPage) { run_docs_examples("number.md", {"number"}); }
//
// An example table is any Markdown table of the page whose header has two language tags and the
// word "expected":
//
//   | ru           | en                    | expected         |
//   |--------------|-----------------------|------------------|
//   | В 2030 году. | In 2035.              | error `2035`     |
//   | В 2030 году. | By 2030.              | none             |
//
// - The two language columns are one segment pair, checked as `check --aligned` does, source first.
// `<br>` is a line break
//   and `\|` a bar; any other backslash stands for itself.
// - `expected` is `none` or a list separated by "; ". Each item is `[CHECK] SEVERITY [`text`]`:
// CHECK may be left out where the
//   page is about one check; `text` (in backticks) must be what the issue marks, on either side.
//   Order does not matter.
// - Only issues of the checks named in the call count; all others are ignored. Only those checks
// run.
// - A column `published` (YYYY-MM-DD) is the publication date of both; other columns ("why") are
// for the reader.
// - A page without any example, an unknown severity and a row of the wrong width fail the test.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"
#include "lang/pack/packs.h"
#include "text/read_file.h"

namespace concord::test {

/// One row of an example table.
struct DocsExample {
  std::size_t line = 0;  ///< in the page, from 1
  std::string source_lang;
  std::string target_lang;
  std::string source;
  std::string target;
  std::string published;              ///< empty when the table has no such column
  std::vector<std::string> expected;  ///< "CHECK SEVERITY" or "CHECK SEVERITY `text`", sorted
};

/// The cells of a table line "| a | b |", trimmed, `<br>` and `\|` resolved; none for a line that
/// is not a table row.
inline std::vector<std::string> docs_cells(std::string_view line) {
  std::vector<std::string> cells;
  if (!line.starts_with('|')) return cells;
  std::string cell;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line.substr(at).starts_with("\\|")) {
      cell += line[++at];
    } else if (line.substr(at).starts_with("<br>")) {
      cell += '\n';
      at += 3;
    } else if (line[at] == '|') {
      const std::size_t first = cell.find_first_not_of(' ');
      const std::size_t last = cell.find_last_not_of(' ');
      cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
      cell.clear();
    } else {
      cell += line[at];
    }
  }
  return cells;
}

/// The day of a `published` cell; none for an empty cell and, with a failed test, for what is not a
/// date.
inline std::optional<Day> docs_day(const std::string& text) {
  if (text.empty()) return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  EXPECT_EQ(std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day), 3)
      << text << " is not YYYY-MM-DD";
  return Day(std::chrono::year_month_day{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)});
}

/// What an issue marks on one side, in backticks; empty where it marks nothing.
inline std::string docs_marked(const std::optional<Passage>& passage, const AnalysedArticle& side) {
  return passage ? " `" + std::string(passage->span.of(side.article.text)) + "`" : "";
}

/// All examples of docs/checks/<page>; `check` is the name put before an expectation that names
/// none.
inline std::vector<DocsExample> read_docs_examples(const std::string& page,
                                                   const std::string& check) {
  std::vector<DocsExample> examples;
  std::istringstream in(read_file(std::string(CONCORD_SOURCE_DIR) + "/docs/checks/" + page));
  std::vector<std::string> header;  // of the table that we are in; empty outside of example tables
  bool in_table = false;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    const std::vector<std::string> cells = docs_cells(line);
    if (cells.empty()) {
      in_table = false;
      continue;
    }
    if (!in_table) {
      in_table = true;
      header = cells;
      if (std::find(cells.begin(), cells.end(), "expected") == cells.end()) header.clear();
      continue;
    }
    if (header.empty() || cells.front().find_first_not_of("-: ") == std::string::npos) continue;
    if (cells.size() != header.size()) {
      ADD_FAILURE() << page << ":" << number << " has " << cells.size() << " cells, its header "
                    << header.size();
      continue;
    }
    DocsExample example{number, {}, {}, {}, {}, {}, {}};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (header[i] == "published") {
        example.published = cells[i];
      } else if (header[i] == "expected") {
        std::string rest = cells[i] == "none" ? "" : cells[i];
        while (!rest.empty()) {
          const std::size_t end = rest.find("; ");
          std::string item = rest.substr(0, end);
          rest = end == std::string::npos ? "" : rest.substr(end + 2);
          if (severity_of(item.substr(0, item.find(' ')))) item.insert(0, check + " ");
          const std::size_t severity = item.find(' ') + 1;
          EXPECT_TRUE(severity_of(item.substr(severity, item.find(' ', severity) - severity)))
              << page << ":" << number << ": " << item;
          example.expected.push_back(item);
        }
      } else if (header[i].size() == 2 && example.source_lang.empty()) {
        example.source_lang = header[i];
        example.source = cells[i];
      } else if (header[i].size() == 2) {
        example.target_lang = header[i];
        example.target = cells[i];
      }
    }
    std::sort(example.expected.begin(), example.expected.end());
    examples.push_back(std::move(example));
  }
  EXPECT_FALSE(examples.empty()) << page << " has no example";
  return examples;
}

/// Checks every example of docs/checks/<page> and compares what the named checks say (all names
/// that one function reports under must be named). The first check is the one that expectations
/// without a name mean. `prepare` may change the resources of each language pair before they are
/// used.
inline void run_docs_examples(const std::string& page, const std::vector<std::string>& checks,
                              const std::function<void(PairResources&)>& prepare = {}) {
  Packs packs(find_data_dirs());
  std::map<std::string, PairResources> resources;  // by "ru-en"
  std::vector<const Check*> selected;
  for (const std::string& name : checks) {
    ASSERT_NE(find_check(name), nullptr) << name;
    selected.push_back(find_check(name));
  }
  for (const DocsExample& example : read_docs_examples(page, checks.front())) {
    const std::string pair = example.source_lang + "-" + example.target_lang;
    auto known = resources.find(pair);
    if (known == resources.end()) {
      known =
          resources.emplace(pair, load_resources(packs, example.source_lang, example.target_lang))
              .first;
      if (prepare) prepare(known->second);
    }
    PairChecker checker(known->second);
    checker.select(selected);
    const std::optional<Day> day = docs_day(example.published);
    const PairReport report =
        checker.check(SegmentPair{"1", example.source, example.target}, day, day);
    std::vector<std::string> found;
    std::vector<std::string> unmatched = example.expected;
    for (const Issue& issue : report.issues) {
      if (std::find(checks.begin(), checks.end(), issue.check) == checks.end()) continue;
      const std::string said = issue.check + " " + std::string(severity_name(issue.severity));
      const std::string source = docs_marked(issue.source, report.source);
      const std::string target = docs_marked(issue.target, report.target);
      found.push_back(said + source + target + " " + issue.message.id);
      auto meant = unmatched.end();
      for (const std::string& text : {target, source, std::string()}) {
        if (meant == unmatched.end())
          meant = std::find(unmatched.begin(), unmatched.end(), said + text);
      }
      if (meant == unmatched.end()) {
        ADD_FAILURE() << page << ":" << example.line << " does not expect " << found.back();
      } else {
        unmatched.erase(meant);
      }
    }
    EXPECT_TRUE(unmatched.empty())
        << page << ":" << example.line << " expects " << ::testing::PrintToString(unmatched)
        << "\n  but found " << ::testing::PrintToString(found);
  }
}

}  // namespace concord::test
