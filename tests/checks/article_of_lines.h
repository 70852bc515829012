// Articles for tests whose lines are one sentence each.
//
//   const Article source = test::article_of_lines("ru", "Built 640.\nSold 460.");
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "text/article.h"

namespace concord::test {

/// An article in language `lang`: each line of `text` is a block and a sentence of the body, the
/// first a headline when `headline`. Empty text gives an article without blocks.
inline Article article_of_lines(const std::string& lang, const std::string& text,
                                bool headline = false) {
  Article article;
  article.lang = lang;
  article.text = text;
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

}  // namespace concord::test
