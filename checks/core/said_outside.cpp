// Compares the words of a passage with those of the sentences around it.
#include "checks/core/said_outside.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace concord {

double said_outside(const PairSide& version, const std::vector<std::uint32_t>& sentences,
                    Span passage) {
  std::set<std::string_view> outside;
  std::vector<std::string_view> within;
  for (const std::uint32_t i : sentences) {
    for (const Token& token : version.article.sentences[i].tokens) {
      if (!token.word->has_letter || token.word->function) continue;
      if (passage.overlaps(token.span))
        within.push_back(token.word->stem);
      else
        outside.insert(token.word->stem);
    }
  }
  const auto again = std::count_if(within.begin(), within.end(),
                                   [&](std::string_view stem) { return outside.contains(stem); });
  return within.empty() ? 0 : static_cast<double>(again) / static_cast<double>(within.size());
}

}  // namespace concord
