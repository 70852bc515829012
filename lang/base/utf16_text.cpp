// Converts UTF-8 to UTF-16 and remembers where each unit came from.
#include "lang/base/utf16_text.h"

#include "text/unicode.h"

namespace concord {

Utf16Text::Utf16Text(std::string_view text, Span span) {
  const std::string_view part = span.of(text);
  bytes_.reserve(part.size() + 1);
  char16_t* units = units_.getBuffer(static_cast<std::int32_t>(part.size()));
  std::int32_t count = 0;
  for (std::size_t at = 0; at < part.size();) {
    const auto byte = static_cast<std::uint32_t>(span.begin + at);
    const char32_t c = next_code_point(part, at);
    bytes_.push_back(byte);
    if (c < 0x10000) {
      units[count++] = static_cast<char16_t>(c);
    } else {
      bytes_.push_back(byte);
      units[count++] = static_cast<char16_t>(0xD7C0 + (c >> 10));
      units[count++] = static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    }
  }
  units_.releaseBuffer(count);
  bytes_.push_back(span.end);
}

}  // namespace concord
