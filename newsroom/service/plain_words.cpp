// Takes a text apart into words.
#include "newsroom/service/plain_words.h"

#include "text/unicode.h"

namespace concord {

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words(1);
  const std::string folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    if (is_letter(c) || is_mark(c) || is_digit(c)) {
      words.back().append(folded, begin, at - begin);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace concord
