// Puts letters of another script that look alike right.
#include "lang/names/look_alikes.h"

#include <algorithm>
#include <iterator>

#include "text/unicode.h"

namespace concord {
namespace {

/// Folded letters whose small or capital forms look alike.
struct LookAlike {
  char32_t latin;
  char32_t cyrillic;
};

constexpr LookAlike kLookAlikes[] = {{'a', 0x430}, {'b', 0x432}, {'c', 0x441}, {'e', 0x435},
                                     {'h', 0x43D}, {'i', 0x456}, {'k', 0x43A}, {'m', 0x43C},
                                     {'o', 0x43E}, {'p', 0x440}, {'t', 0x442}, {'x', 0x445},
                                     {'y', 0x443}, {0xEF, 0x457}};

bool is_latin(char32_t c) { return is_letter(c) && c < 0x250; }
bool is_cyrillic(char32_t c) { return c >= 0x400 && c < 0x530; }

/// The look-alike of a letter in the other script; 0 for none.
char32_t partner_of(char32_t letter, bool latin) {
  const auto* found = std::find_if(
      std::begin(kLookAlikes), std::end(kLookAlikes),
      [&](const LookAlike& pair) { return (latin ? pair.latin : pair.cyrillic) == letter; });
  if (found == std::end(kLookAlikes)) return 0;
  return latin ? found->cyrillic : found->latin;
}

/// Appends a part that has letters only.
void append_part(std::string& text, std::string_view part) {
  std::size_t latin = 0;
  std::size_t cyrillic = 0;
  for (std::size_t at = 0; at < part.size();) {
    const char32_t c = next_code_point(part, at);
    latin += is_latin(c);
    cyrillic += is_cyrillic(c);
  }
  const bool to_latin = latin > cyrillic;
  std::string put_right;
  for (std::size_t at = 0; at < part.size() && latin > 0 && cyrillic > 0;) {
    char32_t c = next_code_point(part, at);
    if (to_latin ? is_cyrillic(c) : is_latin(c)) c = partner_of(c, !to_latin);
    if (c == 0) {
      put_right.clear();
      break;
    }
    append_utf8(put_right, c);
  }
  text += put_right.empty() ? part : std::string_view(put_right);
}

}  // namespace

std::string without_look_alikes(std::string_view folded) {
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
