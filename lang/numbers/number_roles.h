// Roles of number words that the grammar and the check alone read; the others are in
// lang/words/number_word.h, whose bits they continue.
#pragma once

#include <cstdint>

namespace concord {

/// basis: basis points, hundredths of a percentage point.
inline constexpr std::uint64_t kBasisRole = 1ULL << 58;
/// ago: after a duration, tells when it was: "two weeks ago".
inline constexpr std::uint64_t kAgoRole = 1ULL << 59;
/// inverted: a scale that stands before its number where that is about so many: "tysyach sto".
inline constexpr std::uint64_t kInvertedRole = 1ULL << 60;
/// knockout: beside a fraction names a round of a tournament: 1/8 of the final is the last 16.
inline constexpr std::uint64_t kKnockoutRole = 1ULL << 61;
/// change-to: between two numbers, of which the second is what the first became: "menjadi".
inline constexpr std::uint64_t kChangeToRole = 1ULL << 62;

}  // namespace concord
