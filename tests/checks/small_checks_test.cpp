// The checks untranslated, mixed-script and quote: the examples of their pages, and what needs a
// whole document.
#include <gtest/gtest.h>

#include "tests/checks/docs_examples.h"
#include "text/confusable.h"

namespace concord {
namespace {

TEST(Untranslated, ExamplesOfItsPage) {
  test::run_docs_examples("untranslated.md", {"untranslated"});
}
TEST(MixedScript, ExamplesOfItsPage) {
  test::run_docs_examples("mixed-script.md", {"mixed-script"});
}
TEST(Quote, ExamplesOfItsPage) { test::run_docs_examples("quote.md", {"quote"}); }

/// An article of one body sentence a line; an empty line begins a new paragraph; lines that begin
/// with "# " are headlines.
Article article_of(const std::string& lang, const std::vector<std::string>& lines) {
  Article article;
  article.lang = lang;
  std::uint32_t block = 0;
  for (const std::string& line : lines) {
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    if (line.empty()) ++block;
    if (line.empty()) continue;
    article.text += line + "\n";
    const Span span{begin, begin + static_cast<std::uint32_t>(line.size())};
    (line.starts_with("# ") ? article.other_sentences : article.sentences).push_back({span, block});
  }
  article.blocks.resize(block + 1);
  return article;
}

/// Message ids and marked texts that a check has for a pair of articles.
std::vector<std::string> found(const std::string& check, const std::vector<std::string>& source,
                               const std::vector<std::string>& target) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, "ru", "en");
  PairChecker checker(resources);
  checker.select({find_check(check)});
  const PairReport report = checker.check(article_of("ru", source), article_of("en", target));
  std::vector<std::string> issues;
  for (const Issue& issue : report.issues) {
    const AnalysedArticle& side = issue.source ? report.source : report.target;
    issues.push_back(
        issue.message.id + " " +
        std::string((issue.source ? issue.source : issue.target)->span.of(side.article.text)));
  }
  return issues;
}

using Strings = std::vector<std::string>;

TEST(MixedScript, ReportsAWordOfTwoCaptionsOnce) {
  // A Latin A ends the acronym.
  const std::string caption = "# Визит в СШA";  // the last letter of the acronym is Latin
  const std::string body = "Визит.";
  EXPECT_EQ(found("mixed-script", {caption, caption, body}, {"The visit."}),
            Strings{"mixed-script.look-alike СШA"});
}

TEST(Quote, FollowsAQuotationOverParagraphs) {
  const Strings source = {"«Мы подписали соглашение.", "", "Мы поедем домой»."};
  EXPECT_EQ(found("quote", source, {"\"We signed the agreement.", "", "\"We will go home.\""}),
            Strings{})
      << "repeated mark";
  EXPECT_EQ(found("quote", source, {"\"We signed the agreement.", "", "We will go home.\""}),
            Strings{})
      << "no repeated mark";
  EXPECT_EQ(found("quote", source, {"\"We signed the agreement.", "", "We will go home."}),
            Strings{"quote.unclosed \""});
}

TEST(Quote, FollowsAQuotationWhoseSentencesRepeatTheMark) {
  const Strings source = {"«Страна похожа на другие.", "Она стала примером.", "Мы ждём перемен»."};
  EXPECT_EQ(found("quote", source,
                  {"\"The country is like others.", "\"It has become a model.",
                   "\"We wait for changes.\""}),
            Strings{});
  EXPECT_EQ(found("quote", {"«Она стала примером.", "Мы ждём перемен»."},
                  {"\"It has become a model.", "\"We wait for changes.\""}),
            Strings{"quote.unclosed \""})
      << "of two marks the first has lost its end";
}

TEST(Confusables, KnowsLookAlikesOfBothScripts) {
  const Confusables look_alikes;
  EXPECT_EQ(look_alikes.cyrillic(U'a'), 0x430u);
  EXPECT_EQ(look_alikes.cyrillic(U'A'), 0x410u);
  EXPECT_EQ(look_alikes.cyrillic(U'c'), 0x441u);
  EXPECT_EQ(look_alikes.latin(0x441), U'c');
  EXPECT_EQ(look_alikes.latin(0x420), U'P');
  EXPECT_EQ(look_alikes.cyrillic(U'z'), 0u);
  EXPECT_EQ(look_alikes.latin(0x44F), 0u) << "ya";
  EXPECT_EQ(look_alikes.cyrillic(0xEF), 0x457u) << "yi";
  EXPECT_EQ(look_alikes.cyrillic(U'w'), 0u) << "omega is a letter of old books";
  EXPECT_EQ(look_alikes.cyrillic(U'b'), 0u);
  EXPECT_EQ(look_alikes.folded_cyrillic(U'b'), 0x432u);
  EXPECT_EQ(look_alikes.folded_latin(0x43D), U'h');
}

}  // namespace
}  // namespace concord
