// The checks date and inconsistent-fact: the examples of their pages, and what needs a document.
#include <gtest/gtest.h>

#include "checks/pair_checker.h"
#include "lang/data_dir.h"
#include "tests/checks/docs_examples.h"

namespace concord {
namespace {

TEST(DateCheck, ExamplesOfItsPage) { test::run_docs_examples("date.md", {"date"}); }
TEST(FactConsistency, ExamplesOfItsPage) { test::run_docs_examples("inconsistent-fact.md", {"inconsistent-fact"}); }

/// An article of one sentence a line; the first line is a headline when `headline` is set.
Article article_of(const std::string& lang, const std::string& text, bool headline) {
  Article article;
  article.lang = lang;
  article.text = text;
  article.published = test::docs_day("2024-11-20");
  for (std::uint32_t begin = 0; begin < text.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', begin), text.size()));
    const auto block = static_cast<std::uint32_t>(article.blocks.size());
    const bool head = headline && begin == 0;
    article.blocks.push_back({{begin, end}, head ? BlockRole::kHeadline : BlockRole::kBody, {}});
    (head ? article.other_sentences : article.sentences).push_back({{begin, end}, block});
    begin = end + 1;
  }
  return article;
}

/// "SEVERITY message text" of what one check says about two documents.
std::vector<std::string> said(const std::string& check, const std::string& source, const std::string& target,
                              bool headline) {
  Packs packs(find_data_dir());
  const PairResources resources = load_resources(packs, "ru", "en");
  PairChecker checker(resources);
  checker.select({find_check(check)});
  const PairReport report = checker.check(article_of("ru", source, headline), article_of("en", target, headline));
  std::vector<std::string> found;
  for (const Issue& issue : report.issues) {
    const bool in_target = issue.target.has_value();
    const Passage& passage = in_target ? *issue.target : *issue.source;
    const AnalysedArticle& side = in_target ? report.target : report.source;
    found.push_back(std::string(severity_name(issue.severity)) + " " + issue.message.id + " " +
                    std::string(passage.span.of(side.article.text)));
  }
  return found;
}

using Said = std::vector<std::string>;

TEST(FactConsistency, HeadlineAgainstTheBody) {
  EXPECT_EQ(said("inconsistent-fact", "",
                 "Storm kills 46 people\nThe storm killed 6 people in the north.\nThe wind was strong.", true),
            Said{"warning inconsistent-fact.headline 46"});
  EXPECT_EQ(said("inconsistent-fact", "", "Storm kills 46 people\nThe storm killed 46 people in the north.", true),
            Said{});
  EXPECT_EQ(said("inconsistent-fact", "", "Storm kills 6\nThe storm hit 46 houses.", true), Said{});
  EXPECT_EQ(said("inconsistent-fact", "",
                 "Storm kills 46 people\nThe storm was strong.\nOf 46 people nothing is known.", true),
            Said{});
}

TEST(FactConsistency, VisitAgainstItsDays) {
  EXPECT_EQ(said("inconsistent-fact", "",
                 "He is on a visit to Peru from November 12 to 16.\nHe ended the visit on November 19.", false),
            Said{"warning inconsistent-fact.visit November 19"});
  EXPECT_EQ(said("inconsistent-fact", "",
                 "He is on a visit to Peru from November 12 to 16.\nHe ended the visit on November 16.", false),
            Said{});
}

}  // namespace
}  // namespace concord
