// Tells names that are written syllable by syllable from words that only look so.
#include "checks/names/name_syllables.h"

#include <algorithm>

#include "text/unicode.h"

namespace concord {

bool is_one_syllable(std::string_view word) {
  constexpr std::u32string_view kVowels = U"aeiouy";
  std::size_t runs = 0;
  bool before = false;
  for (std::size_t at = 0; at < word.size();) {
    const bool vowel =
        kVowels.find(base_letter(next_code_point(word, at))) != std::u32string_view::npos;
    runs += vowel && !before ? 1 : 0;
    before = vowel;
  }
  return runs == 1;
}

bool has_marked_letter(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](unsigned char c) { return c >= 0x80; });
}

bool may_be_syllables(const std::vector<std::string_view>& words) {
  return std::none_of(words.begin(), words.end(), has_marked_letter) ||
         std::all_of(words.begin(), words.end(), is_one_syllable);
}

}  // namespace concord
