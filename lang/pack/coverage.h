// How much of a text a lexicon explains: the share of its words that have a rendering in the
// aligned line.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "lang/lexicon/lexicon.h"
#include "lang/pack/analyse.h"

namespace concord {

/// Whether a token is a content word for coverage: it has a letter and no digit, is not a function
/// word, and is not capitalised inside a sentence (`at_start` says that it is the first word),
/// since names have tables of their own.
bool is_content_word(const Token& token, bool at_start);

/// Which tokens of `tokens` have a rendering among the entries of the other side: 1 when they do,
/// by token. A multi-word unit covers all its tokens.
std::vector<std::uint8_t> translated_tokens(const Lexicon& lexicon, Side side,
                                            const AnalysedSentence& sentence,
                                            const AnalysedSentence& counterpart);

/// Counts over content words of one side.
struct Coverage {
  std::uint64_t words = 0;
  std::uint64_t in_lexicon = 0;  ///< have an entry with renderings, alone or in a unit
  std::uint64_t translated = 0;  ///< have a rendering in the aligned line
  std::uint64_t by_chance = 0;   ///< have one in an unrelated line
};

/// Adds one aligned line to the counts of both sides (source first); `unrelated` is a line of
/// another place for each side.
void count_coverage(const Lexicon& lexicon, const std::array<const AnalysedSentence*, 2>& line,
                    const std::array<const AnalysedSentence*, 2>& unrelated,
                    std::array<Coverage, 2>& coverage);

}  // namespace concord
