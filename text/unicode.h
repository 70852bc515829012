// UTF-8 and Unicode properties, over ICU: the only header through which the rest of concord sees
// code points.
//
//   std::size_t at = 0;
//   char32_t c = next_code_point("\u00e9t\u00e9", at);   // U+00E9, at == 2
//   fold("\u0401\u041b\u041a\u0410");                    // lower case, NFC
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace concord {

/// The offset of the first byte that is not valid UTF-8 (Unicode 15, table 3-7), or none.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// What the functions of the same names below do for the rare code points: those that are neither
/// ASCII nor Cyrillic letters, which they answer themselves.
namespace rare {
char32_t next_code_point(std::string_view text, std::size_t& at);
bool is_letter(char32_t c);
bool is_mark(char32_t c);
bool is_space(char32_t c);
}  // namespace rare

/// The letters U+0400..U+0481 and U+048A..U+04FF.
constexpr bool is_cyrillic_letter(char32_t c) {
  return c >= 0x400 && c <= 0x4FF && (c <= 0x481 || c >= 0x48A);
}

/// The code point that starts at byte `at` of valid UTF-8; moves `at` after it. `at` must be less
/// than text.size().
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  // A sequence of two bytes, the first of which is not another form of ASCII.
  if (lead >= 0xC2 && lead < 0xE0 && at + 1 < text.size()) {
    const auto trail = static_cast<unsigned char>(text[at + 1]);
    if ((trail & 0xC0) == 0x80) {
      at += 2;
      return static_cast<char32_t>((lead & 0x1F) << 6 | (trail & 0x3F));
    }
  }
  return rare::next_code_point(text, at);
}

/// The code point that ends before byte `at`; moves `at` to its first byte. `at` must be greater
/// than 0.
char32_t previous_code_point(std::string_view text, std::size_t& at);

/// Appends one code point as UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// The number of code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Canonical composition (NFC, UAX #15).
std::string to_nfc(std::string_view text);

/// Lower case without a locale, then NFC: the form in which words are compared. Apostrophe variants
/// (U+2019, U+02BC, U+2018, U+0060) become U+0027, hyphen variants (U+2010, U+2011) become U+002D;
/// a typewriter quotation mark between two letters that are not ASCII becomes U+0027, too: many
/// Ukrainian pages print it for the apostrophe. Soft hyphens and zero-width characters go.
std::string fold(std::string_view text);

inline bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_cyrillic_letter(c) || rare::is_letter(c);
}
inline bool is_mark(char32_t c) { return c >= 0x300 && !is_cyrillic_letter(c) && rare::is_mark(c); }
/// ASCII digits only: outlets of our languages print no others.
constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
/// White_Space, U+00A0 and U+202F included.
inline bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return !is_cyrillic_letter(c) && rare::is_space(c);
}
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_cyrillic(char32_t c);
bool is_latin(char32_t c);

/// The lower-case letter without its marks (U+1EC7 gives e, U+0111 gives d); 0 for what is not a
/// letter.
char32_t base_letter(char32_t c);

/// A letter without the tone mark of a Vietnamese vowel, its other marks kept (U+1EC7 gives
/// U+00EA); 0 for what is not a letter.
char32_t without_tone(char32_t c);

/// Leading and trailing white space cut off; `span` is within `text`.
Span trimmed(std::string_view text, Span span);

/// Turns byte offsets of one text into code point offsets; the one place where positions are
/// converted.
class CodePointIndex {
 public:
  /// Builds in one pass; `text` must be valid UTF-8 and is not kept.
  explicit CodePointIndex(std::string_view text);

  /// The number of code points before byte `byte`, which must be a code point boundary of `text`
  /// (its size included).
  std::uint32_t at(std::uint32_t byte) const;

 private:
  std::vector<std::uint32_t> code_points_before_block_;  // one entry for every 64 bytes
  std::vector<std::uint64_t> starts_;  // bit i of word b: byte 64 b + i starts a code point
};

}  // namespace concord
