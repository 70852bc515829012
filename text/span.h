// Half-open ranges of UTF-8 bytes.
//
//   Span lima{0, 4};                       // "LIMA" of "LIMA - State President"
//   lima.of("LIMA - State President");     // "LIMA"
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace concord {

/// A half-open range [begin, end) of UTF-8 bytes in a text that the reader knows from context. Both
/// ends fall on code point boundaries. Inputs are limited to 4 GiB, see read_file.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  /// Whether every byte of `other` lies in this span.
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  /// Whether the two share at least one byte.
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  /// The bytes of `text` that the span covers.
  constexpr std::string_view of(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
  /// The same range `offset` bytes later.
  constexpr Span shifted(std::uint32_t offset) const { return {begin + offset, end + offset}; }

  friend constexpr auto operator<=>(Span, Span) = default;
};

}  // namespace concord
