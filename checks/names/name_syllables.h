// Tells names that are written syllable by syllable from words that only look so.
#pragma once

#include <string_view>
#include <vector>

namespace concord {

/// Whether a word in Latin letters is one syllable, as every word of a Vietnamese name is: it has
/// one run of vowels. False for an empty word.
bool is_one_syllable(std::string_view word);

/// Whether a word has a letter that English has not: one with a mark, or of another script.
bool has_marked_letter(std::string_view word);

/// Whether the words of a name, in Latin letters, can all be syllables. The marks of Vietnamese
/// tell: where a word has them, each word must be one syllable, as in "Ho Duc Phoc" but not in "Ho
/// Onega" (Lake Onega). True for words without marks, and for none.
bool may_be_syllables(const std::vector<std::string_view>& words);

}  // namespace concord
