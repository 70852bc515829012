// Tokens that are kept are those that the tokeniser makes.
#include "lang/pack/text_tokens.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/pack/packs.h"

namespace concord {
namespace {

using Place = std::tuple<std::uint32_t, std::uint32_t, std::string>;

template <class Tokens>
std::vector<Place> places(const Tokens& tokens) {
  std::vector<Place> all;
  for (const Token& token : tokens)
    all.emplace_back(token.span.begin, token.span.end, token.word->surface);
  return all;
}

TEST(TextTokens, GivesForEverySpanWhatTokenizeGives) {
  Packs packs(find_data_dirs());
  // Words that a hyphen or an apostrophe joins are others where they are cut.
  const std::string text =
      "The U.S.-led force left at 17:30.\nIt\u2019s the well-known port (3,500 men).\nMore";
  Vocabulary vocabulary(packs.get("en"));
  TextTokens kept;
  kept.start(text, vocabulary);
  const auto first = static_cast<std::uint32_t>(text.find('\n'));
  const auto second = static_cast<std::uint32_t>(text.rfind('\n'));
  EXPECT_EQ(places(kept.add({0, first})), places(tokenize(text, {0, first}, vocabulary)));
  EXPECT_EQ(places(kept.add({first + 1, second})),
            places(tokenize(text, {first + 1, second}, vocabulary)));
  for (std::uint32_t begin = 0; begin <= text.size(); ++begin) {
    for (auto end = begin; end <= text.size(); ++end) {
      const auto within = [&](std::uint32_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
      };
      if (within(begin) || within(end)) continue;
      EXPECT_EQ(places(kept.of({begin, end})), places(tokenize(text, {begin, end}, vocabulary)))
          << text.substr(begin, end - begin);
    }
  }
}

TEST(TextTokens, AreOfOneTextByOneVocabulary) {
  Packs packs(find_data_dirs());
  Vocabulary vocabulary(packs.get("en"));
  Vocabulary other(packs.get("en"));
  TextTokens kept;
  EXPECT_FALSE(kept.are_of("", vocabulary));
  kept.start("The port", vocabulary);
  EXPECT_TRUE(kept.are_of("The port", vocabulary));
  EXPECT_FALSE(kept.are_of("The port", other));
  EXPECT_FALSE(kept.are_of("The sort", vocabulary));
  kept.add({0, 8});
  kept.start("A port", vocabulary);
  EXPECT_EQ(places(kept.of({2, 6})), places(tokenize("A port", {2, 6}, vocabulary)));
}

}  // namespace
}  // namespace concord
