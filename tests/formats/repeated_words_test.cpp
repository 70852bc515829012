// Which paragraph holds the words of another one.
#include "formats/repeated_words.h"

#include <gtest/gtest.h>

#include <string>

namespace concord {
namespace {

std::vector<std::size_t> holders(const std::vector<std::string>& texts) {
  ReportWords words;
  std::vector<WordNumbers> lists;
  for (const std::string& text : texts)
    lists.push_back(words.of(text, {0, static_cast<std::uint32_t>(text.size())}));
  std::vector<const WordNumbers*> paragraphs;
  for (const auto& list : lists) paragraphs.push_back(&list);
  return holders_of(paragraphs, 2);
}

TEST(RepeatedWords, FindsTheFirstHolder) {
  using Holders = std::vector<std::size_t>;
  EXPECT_EQ(holders({}), Holders());
  EXPECT_EQ(holders({"a b c"}), Holders({1}));
  EXPECT_EQ(holders({"a b", "x a b c", "a b y"}), Holders({1, 3, 3}));
  EXPECT_EQ(holders({"x a b c", "a b", "b a"}), Holders({3, 0, 3}));
  EXPECT_EQ(holders({"a b", "a b", "a b"}), Holders({3, 0, 0})) << "the first holds the others";
  EXPECT_EQ(holders({"z a b", "a b", "a b"}), Holders({3, 0, 0}));
  EXPECT_EQ(holders({"a", "a b", "a b c"}), Holders({3, 2, 3})) << "one word is not looked for";
}

TEST(RepeatedWords, LooksForNoLongerStretchThanAQuotation) {
  std::string words;
  for (int i = 0; i < 300; ++i) words += "w" + std::to_string(i) + " ";
  EXPECT_EQ(holders({words, words + "more"}), std::vector<std::size_t>({2, 2}));
  EXPECT_EQ(holders({words, words}), std::vector<std::size_t>({2, 0}));
}

}  // namespace
}  // namespace concord
