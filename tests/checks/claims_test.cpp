// The checks attribution, certainty and gender: the examples of their pages, and what an article
// around them changes.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/checks/docs_examples.h"

namespace concord {
namespace {

TEST(Attribution, ExamplesOfItsPage) { test::run_docs_examples("attribution.md", {"attribution"}); }

TEST(Certainty, ExamplesOfItsPage) { test::run_docs_examples("certainty.md", {"certainty"}); }

TEST(Gender, ExamplesOfItsPage) { test::run_docs_examples("gender.md", {"gender"}); }

Article article_of(const std::string& lang, const std::vector<std::string>& sentences) {
  Article article;
  article.lang = lang;
  for (const std::string& sentence : sentences) {
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += sentence;
    article.sentences.push_back({{begin, static_cast<std::uint32_t>(article.text.size())}, 0});
    article.text += ' ';
  }
  article.blocks.push_back(
      {{0, static_cast<std::uint32_t>(article.text.size())}, BlockRole::kBody, {}});
  return article;
}

/// What a check marks in a pair of Russian and English articles.
std::vector<std::string> found(const std::string& check, const std::vector<std::string>& source,
                               const std::vector<std::string>& target) {
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, "ru", "en");
  PairChecker checker(resources);
  checker.select({find_check(check)});
  const PairReport report = checker.check(article_of("ru", source), article_of("en", target));
  std::vector<std::string> marked;
  for (const Issue& issue : report.issues)
    marked.push_back((issue.source ? issue.source : issue.target)->value);
  return marked;
}

TEST(Attribution, ASourceThatMovedToTheNextSentenceIsNotLost) {
  const std::vector<std::string> source = {"Пожар на складе в Самаре потушили в субботу.",
                                           "По данным полиции, кассир украл три миллиона рублей.",
                                           "Кассира искали два месяца и нашли в Казани."};
  EXPECT_EQ(found("attribution", source,
                  {"The fire at the warehouse in Samara was put out on Saturday.",
                   "The cashier stole three million roubles.",
                   "Police said the cashier was found in Kazan after a search of two months."}),
            std::vector<std::string>());
  EXPECT_EQ(found("attribution", source,
                  {"The fire at the warehouse in Samara was put out on Saturday.",
                   "The cashier stole three million roubles.",
                   "The cashier was found in Kazan after a search of two months."}),
            std::vector<std::string>{"По данным"});
}

TEST(Gender, OnePersonIsToldOnce) {
  EXPECT_EQ(found("gender",
                  {"Министр Ольга Мельник приехала в Самару в субботу.",
                   "Она открыла больницу на 200 мест.", "Ее встретил мэр города.",
                   "Она останется в Самаре до понедельника."},
                  {"Minister Olga Melnik came to Samara on Saturday.",
                   "He opened a hospital with 200 beds.", "The mayor of the city met him.",
                   "He will stay in Samara until Monday."}),
            std::vector<std::string>{"Она"});
}

}  // namespace
}  // namespace concord
