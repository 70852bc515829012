// Whether the words of a bead show the gap that a lost name leaves.
#include "checks/names/name_gap.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace concord {
namespace {

bool is_content(const BeadWord& word) { return word.is_word && word.kind != WordKind::kFunction; }

bool is_matched(const BeadWord& word) {
  return word.partner >= 0 && word.match != MatchLevel::kNone &&
         word.match != MatchLevel::kElsewhere && word.match != MatchLevel::kLone;
}

/// The counterpart of the content word beside a place; none where that word has none.
std::optional<std::size_t> partner_beside(const std::vector<BeadWord>& words, std::size_t at,
                                          bool before) {
  while (before ? at > 0 : at + 1 < words.size()) {
    at = before ? at - 1 : at + 1;
    if (!is_content(words[at])) continue;
    return is_matched(words[at]) ? std::optional(static_cast<std::size_t>(words[at].partner))
                                 : std::nullopt;
  }
  return std::nullopt;
}

/// Whether a content word in [first, end) has no counterpart.
bool has_spare(const std::vector<BeadWord>& words, std::size_t first, std::size_t end) {
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(first),
                     words.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const BeadWord& word) { return is_content(word) && !is_matched(word); });
}

}  // namespace

NameGap gap_of(const BeadWords& words, Side side, Span name) {
  const std::vector<BeadWord>& here = words.of(side);
  const std::vector<BeadWord>& there = words.of(other(side));
  std::optional<std::size_t> first;
  std::size_t last = 0;
  for (std::size_t i = 0; i < here.size(); ++i) {
    if (!here[i].span.overlaps(name)) continue;
    if (here[i].partner >= 0) return NameGap::kFilled;
    if (!first) first = i;
    last = i;
  }
  if (!first || std::none_of(there.begin(), there.end(), is_content)) return NameGap::kOpen;
  if (!has_spare(there, 0, there.size())) return NameGap::kShown;
  const auto left = partner_beside(here, *first, true);
  const auto right = partner_beside(here, last, false);
  if (!left || !right || has_spare(there, std::min(*left, *right), std::max(*left, *right)))
    return NameGap::kOpen;
  return NameGap::kShown;
}

}  // namespace concord
