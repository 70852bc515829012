// The check duplicate-word: the examples of its page and of the packs, headlines, captions and line
// breaks.
#include <gtest/gtest.h>

#include "lang/base/table.h"
#include "tests/checks/docs_examples.h"
#include "tests/packs.h"

namespace concord {
namespace {

TEST(DuplicateWord, ExamplesOfItsPage) {
  test::run_docs_examples("duplicate-word.md", {"duplicate-word"});
}

/// The doubled passages that the check finds in one text, with no counterpart.
std::vector<std::string> doubled(const std::string& lang, Article article) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, lang, lang == "en" ? "ru" : "en");
  PairChecker checker(resources);
  checker.select({find_check("duplicate-word")});
  Article other;
  const PairReport report = checker.check(std::move(article), std::move(other));
  std::vector<std::string> found;
  for (const Issue& issue : report.issues)
    found.emplace_back(issue.source->span.of(report.source.article.text));
  return found;
}

/// An article of the lines of `text`: `roles` gives each line a block of its own and its role.
Article article_of(const std::string& text, const std::vector<BlockRole>& roles) {
  Article article;
  article.text = text;
  std::uint32_t begin = 0;
  for (const BlockRole role : roles) {
    const std::uint32_t end =
        static_cast<std::uint32_t>(std::min(text.find('\n', begin), text.size()));
    const auto block = static_cast<std::uint32_t>(article.blocks.size());
    article.blocks.push_back({{begin, end}, role, {}});
    (role == BlockRole::kBody ? article.sentences : article.other_sentences)
        .push_back({{begin, end}, block});
    begin = end + 1;
  }
  return article;
}

TEST(DuplicateWord, ExamplesOfThePacks) {
  for (const std::string& lang : test::packs_with("doubled-words.tsv")) {
    const Table table(find_data_dirs().packs + "/" + lang + "/doubled-words.tsv", 2, 2);
    for (const TableRow& row : table.rows()) {
      if (row.cells[0] != "example" && row.cells[0] != "counterexample") continue;
      const auto found = doubled(lang, article_of(std::string(row.cells[1]), {BlockRole::kBody}));
      EXPECT_EQ(found.size(), row.cells[0] == "example" ? 1u : 0u)
          << table.path() << ":" << row.line << ::testing::PrintToString(found);
    }
  }
}

TEST(DuplicateWord, ReadsHeadlinesAndEachCaptionOnce) {
  const std::string text =
      "President met met the premier\nPhoto of of Lima\nPhoto of of Lima\nAll is well.";
  const auto found = doubled("en", article_of(text, {BlockRole::kHeadline, BlockRole::kCaption,
                                                     BlockRole::kCaption, BlockRole::kBody}));
  EXPECT_EQ(found, (std::vector<std::string>{"met met", "of of"}));
}

TEST(DuplicateWord, CountsAcrossALineBreak) {
  EXPECT_EQ(doubled("en", article_of("He met with the\nthe president.", {})).size(), 0u)
      << "no sentences";
  Article one_sentence = article_of("He met with the the president.", {BlockRole::kBody});
  one_sentence.text[15] = '\n';
  EXPECT_EQ(doubled("en", std::move(one_sentence)).size(), 1u);
  Article two_lines =
      article_of("He met with the\nthe president.", {BlockRole::kBody, BlockRole::kBody});
  EXPECT_EQ(doubled("en", two_lines).size(), 0u) << "two paragraphs";
  two_lines.sentences[1].block = 0;
  EXPECT_EQ(doubled("en", two_lines), std::vector<std::string>{"the\nthe"});
}

}  // namespace
}  // namespace concord
