// Which of the two versions of a report.
//
//   for (const Side side : kSides) compare(input.side(side), input.side(other(side)));
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace concord {

/// Which of the two versions.
enum class Side : std::uint8_t { kSource, kTarget };

/// Both versions, source first.
inline constexpr std::array kSides = {Side::kSource, Side::kTarget};

/// The opposite version.
constexpr Side other(Side side) { return side == Side::kSource ? Side::kTarget : Side::kSource; }

/// Its place in an array of both, source first.
constexpr std::size_t index_of(Side side) { return static_cast<std::size_t>(side); }

}  // namespace concord
