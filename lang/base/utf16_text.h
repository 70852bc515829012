// A stretch of UTF-8 as UTF-16 for ICU's regular expressions, with the way back to bytes.
//
//   Utf16Text piece(text, block);
//   matcher.reset(piece.units()); ... piece.byte(matcher.start(status));
#pragma once

#include <unicode/unistr.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace concord {

/// Holds its own copy; `text` must be valid UTF-8 and is not kept.
class Utf16Text {
 public:
  Utf16Text(std::string_view text, Span span);

  const icu::UnicodeString& units() const { return units_; }
  /// The byte of the original text at which code unit `unit` in [0, units().length()] starts.
  std::uint32_t byte(std::int32_t unit) const { return bytes_[static_cast<std::size_t>(unit)]; }
  /// The bytes of the code units [begin, end).
  Span span(std::int32_t begin, std::int32_t end) const { return {byte(begin), byte(end)}; }

 private:
  icu::UnicodeString units_;
  std::vector<std::uint32_t> bytes_;
};

}  // namespace concord
