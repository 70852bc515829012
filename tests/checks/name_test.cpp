// The checks name and inconsistent-name: the examples of their page, and what a document explains.
#include <gtest/gtest.h>

#include "tests/checks/article_of_lines.h"
#include "tests/checks/docs_examples.h"

namespace concord {
namespace {

TEST(NameCheck, ExamplesOfItsPage) { test::run_docs_examples("name.md", {"name"}); }

/// The issues of two articles whose sentences correspond one to one, as "check severity", with what
/// they mark in backticks when `marked`.
std::vector<std::string> issues_of(const std::string& source, const std::string& target,
                                   const std::vector<std::string>& checks,
                                   const std::string& lang = "id", bool marked = false) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, lang, "en");
  const Lexicon& lexicon = resources.lexicon;
  Analyser source_analyser(*resources.source, lexicon, Side::kSource);
  Analyser target_analyser(*resources.target, lexicon, Side::kTarget);
  const AnalysedArticle a = source_analyser.analyse(test::article_of_lines(lang, source));
  const AnalysedArticle b = target_analyser.analyse(test::article_of_lines("en", target));
  std::vector<Bead> beads;
  for (std::uint32_t i = 0; i < a.sentences.size(); ++i) beads.push_back({{i}, {i}, 1, 1});
  const CheckInput input{a, b, beads, resources};
  std::vector<Issue> issues;
  for (const std::string& name : checks) find_check(name)->run(input, issues);
  std::vector<std::string> found;
  for (const Issue& issue : issues) {
    found.push_back(issue.check + " " + std::string(severity_name(issue.severity)));
    if (marked)
      found.back() += test::docs_marked(issue.source, a) + test::docs_marked(issue.target, b);
  }
  return found;
}

TEST(NameCheck, ADocumentExplainsAMissingName) {
  const std::vector<std::string> none;
  EXPECT_EQ(
      issues_of("Menurut Hartati Wulandari, harga naik.\nKemarin Wulandari membantah.",
                "According to Hartati Wulandari, prices rose.\nThe claim was denied yesterday.",
                {"name"}),
      none);
}

TEST(NameCheck, OnePersonIsCalledByEitherName) {
  const std::vector<std::string> none;
  EXPECT_EQ(
      issues_of("Menurut Hartati Wulandari, harga naik.\nKemarin Hartati membantah kabar itu.",
                "According to Hartati Wulandari, prices rose.\n"
                "Yesterday Wulandari denied the news.",
                {"name"}),
      none);
  EXPECT_EQ(
      issues_of("Menurut Hartati Wulandari, harga naik.\nKemarin Hartati membantah kabar itu.",
                "According to Hartati Wulandari, prices rose.\n"
                "Yesterday Setiawan denied the news.",
                {"name"}),
      std::vector<std::string>{"name error"});
}

TEST(NameCheck, ToldElsewhereExcusesNoOtherNameInItsPlace) {
  const std::vector<std::string> none;
  const std::vector<std::string> one = {"name error"};
  const std::string source =
      "Menteri Luar Negeri Jepang tiba di Jakarta pada hari Senin.\nJepang adalah mitra penting.";
  EXPECT_EQ(issues_of(source,
                      "The Foreign Minister of Jordan arrived in Jakarta on Monday.\n"
                      "Japan is an important partner.",
                      {"name"}),
            one);
  EXPECT_EQ(issues_of(source,
                      "The Foreign Minister of Japan arrived in Jakarta on Monday.\n"
                      "Japan is an important partner.",
                      {"name"}),
            none);
  EXPECT_EQ(issues_of(source,
                      "The Foreign Minister arrived in Jakarta on Monday.\n"
                      "Japan is an important partner.",
                      {"name"}),
            none);
}

TEST(NameConsistency, OneNameSpelledInTwoWays) {
  const std::vector<std::string> one = {"inconsistent-name warning"};
  const std::vector<std::string> none;
  EXPECT_EQ(
      issues_of("Menurut Hartati Wulandari, harga naik.\nKemarin Wulandari membantah.",
                "According to Hartati Wulandari, prices rose.\nIn Jakarta Wulandary denied it.",
                {"inconsistent-name"}),
      one);
  EXPECT_EQ(
      issues_of(
          "Menurut Hartati Wulandari, harga naik.\nKemarin Wulandari membantah.",
          "According to Hartati Wulandari, prices rose.\nIn Jakarta Wulandari's aide denied it.",
          {"inconsistent-name"}),
      none);
}

/// Its examples are documents: one segment has no second mention to speak of.
TEST(NameConsistency, ExamplesOfItsPage) {
  for (const test::DocsExample& example :
       test::read_docs_examples("inconsistent-name.md", "inconsistent-name")) {
    EXPECT_EQ(
        issues_of(example.source, example.target, {"inconsistent-name"}, example.source_lang, true),
        example.expected)
        << "inconsistent-name.md:" << example.line;
  }
}

TEST(NameCheck, NoSentencesNoIssues) {
  EXPECT_TRUE(issues_of("", "", {"name", "inconsistent-name"}).empty());
}

}  // namespace
}  // namespace concord
