// The checks date and inconsistent-fact: the examples of their pages, and what needs a document.
#include <gtest/gtest.h>

#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "tests/checks/article_of_lines.h"
#include "tests/checks/docs_examples.h"

namespace concord {
namespace {

TEST(DateCheck, ExamplesOfItsPage) { test::run_docs_examples("date.md", {"date"}); }
TEST(FactConsistency, ExamplesOfItsPage) {
  test::run_docs_examples("inconsistent-fact.md", {"inconsistent-fact"});
}

/// "SEVERITY message text" of what the check says of a document, one row a finding; "none" for
/// nothing.
std::string said(const std::string& lang, const std::string& text, bool headline) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, lang, "en");
  PairChecker checker(resources);
  checker.select({find_check("inconsistent-fact")});
  Article source = test::article_of_lines(lang, text, headline);
  Article target = test::article_of_lines("en", "");
  for (Article* article : {&source, &target}) article->published = test::docs_day("2024-11-20");
  const PairReport report = checker.check(std::move(source), std::move(target));
  std::string found;
  for (const Issue& issue : report.issues) {
    found += (found.empty() ? "" : "; ") + std::string(severity_name(issue.severity)) + " " +
             issue.message.id + " " +
             std::string(issue.source->span.of(report.source.article.text));
  }
  return found.empty() ? "none" : found;
}

TEST(FactConsistency, DocumentsOfItsTable) {
  const Table table(std::string(CONCORD_SOURCE_DIR) + "/tests/checks/inconsistent-facts.tsv", 4, 4);
  for (const TableRow& row : table.rows()) {
    std::string text(row.cells[2]);
    for (std::size_t at = 0; (at = text.find(" / ", at)) != std::string::npos;)
      text.replace(at, 3, "\n");
    EXPECT_EQ(said(std::string(row.cells[0]), text, row.cells[1] == "headline"), row.cells[3])
        << text;
  }
}

}  // namespace
}  // namespace concord
