// The letters that most words are made of, told by their bytes: a short cut before is_letter.
#pragma once

#include <cstddef>
#include <string_view>

namespace concord {

/// The bytes of an ASCII letter or digit or of a letter of U+0410 to U+044F at byte `at`, which
/// must be less than text.size(); 0 for any other character.
inline std::size_t common_letter(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if ((lead >= 'a' && lead <= 'z') || (lead >= 'A' && lead <= 'Z') || (lead >= '0' && lead <= '9'))
    return 1;
  if ((lead != 0xD0 && lead != 0xD1) || at + 1 >= text.size()) return 0;
  const auto trail = static_cast<unsigned char>(text[at + 1]);
  const bool common =
      lead == 0xD0 ? trail >= 0x90 && trail <= 0xBF : trail >= 0x80 && trail <= 0x8F;
  return common ? 2 : 0;
}

}  // namespace concord
