// The words of both sides of a bead and which of them are each other's rendering.
//
//   SharedBeadWords bead = match_bead(input, input.beads[3]);
//   for (const BeadWord& word : bead->of(Side::kSource)) if (word.match == MatchLevel::kNone) ...
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "checks/core/check.h"
#include "checks/core/word_match.h"

namespace concord {

/// One token of a bead's side.
struct BeadWord {
  Span span;  ///< in the article's text
  const Word* word = nullptr;
  bool is_word = false;  ///< false for punctuation
  bool sentence_start = false;
  WordKind kind = WordKind::kUnknown;
  MatchLevel match = MatchLevel::kNone;
  std::int32_t partner = -1;  ///< index of the (first) word of the other side it is matched with
};

/// Both sides of a bead, tokens in order, source first.
struct BeadWords {
  std::array<std::vector<BeadWord>, 2> sides;

  const std::vector<BeadWord>& of(Side side) const { return sides[index_of(side)]; }
};

/// The words of a bead, which all checks that ask for it share.
using SharedBeadWords = std::shared_ptr<const BeadWords>;

/// Matches the words of a bead one to one, surest pairs first. Words without a counterpart are
/// looked for in up to two sentences before and after the bead on the other side. A gap bead gives
/// one empty side and no matches. Never null; matched once for all that ask with one
/// CheckInput::memo.
SharedBeadWords match_bead(const CheckInput& input, const Bead& bead);

/// Says of a bead whether its matching is worth finishing. So far the words are matched by facts,
/// lexicon and sound; those that nothing around them supports are kLone. Words without counterpart,
/// or with a lone one, may still get another level of match; the others will not change.
using FirstLook = std::function<bool(const BeadWords&)>;
/// The same as match_bead, but null where `first_look` says no, which it may say only where it
/// would say no of the finished words, too. It is not asked about words that are finished already.
SharedBeadWords match_bead(const CheckInput& input, const Bead& bead, const FirstLook& first_look);

}  // namespace concord
