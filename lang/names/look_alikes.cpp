// Puts letters of another script that look alike right.
#include "lang/names/look_alikes.h"

#include "text/ascii.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// Whether a word may have letters of both scripts, by its bytes: hardly any has. The two-byte
/// characters from 0xD0 to 0xD3 are U+0400 to U+04FF, all Cyrillic; none below is.
bool may_mix(std::string_view word) {
  constexpr unsigned char kCyrillic = 0xD0;
  constexpr unsigned char kBehindCyrillic = 0xD4;
  constexpr unsigned char kFirstLead = 0xC2;
  bool latin = false;
  bool cyrillic = false;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    cyrillic = cyrillic || byte >= kCyrillic;
    latin = latin || is_ascii_letter(c) || (byte >= kFirstLead && byte < kCyrillic) ||
            byte >= kBehindCyrillic;
  }
  return latin && cyrillic;
}

}  // namespace

void LookAlikes::append_part(std::string& text, std::string_view part) const {
  std::size_t latin = 0;
  std::size_t cyrillic = 0;
  for (std::size_t at = 0; at < part.size();) {
    const char32_t c = next_code_point(part, at);
    latin += is_latin(c) ? 1 : 0;
    cyrillic += is_cyrillic(c) ? 1 : 0;
  }
  if (latin == 0 || cyrillic == 0) {
    text += part;
    return;
  }
  const bool to_latin = latin > cyrillic;
  std::string right;
  for (std::size_t at = 0; at < part.size();) {
    char32_t c = next_code_point(part, at);
    if (to_latin ? is_cyrillic(c) : is_latin(c))
      c = to_latin ? letters_->folded_latin(c) : letters_->folded_cyrillic(c);
    if (c == 0) {  // no look-alike: the word is meant so
      text += part;
      return;
    }
    append_utf8(right, c);
  }
  text += right;
}

std::string LookAlikes::put_right(std::string_view folded) const {
  if (!may_mix(folded)) return std::string(folded);
  std::string text;
  std::size_t part = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(folded, at);
    if (is_letter(c) || is_mark(c)) continue;
    append_part(text, folded.substr(part, here - part));
    text += folded.substr(here, at - here);
    part = at;
  }
  append_part(text, folded.substr(part));
  return text;
}

}  // namespace concord
