// Letters, digits and white space of ASCII, for formats and protocols; text of languages goes
// through text/unicode.h.
//
//   ascii_lower("Content-Type") == "content-type";
//   split("a,,b", ',') == {"a", "", "b"};
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace concord {

constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_letter(char c) { return is_ascii_lower(c) || is_ascii_upper(c); }

/// The small letter of an ASCII capital; every other byte as it is.
constexpr char ascii_lower(char c) {
  return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
/// The text with small letters for ASCII capitals.
std::string ascii_lower(std::string_view text);

/// The text without spaces, tabs and line ends at both ends.
std::string_view ascii_trimmed(std::string_view text);

/// The parts between separators, empty ones too; one part where there is none.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace concord
