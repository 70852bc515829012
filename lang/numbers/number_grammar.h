// Numbers without what they count: digits in every convention, and words that add up.
//
//   number = digits {scale [digits]} | group {scale group} | fraction | vague
//   group  = what adds up to less than a thousand: "two hundred and five", "hai muoi lam", "dua
//   puluh lima"
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "lang/base/quantity.h"
#include "lang/numbers/number_atoms.h"

namespace concord {

/// A number without what is counted.
struct Number {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< after the last atom
  Rational value;
  std::int64_t scale = 1;
  std::uint8_t decimals = 0;
  bool digits = false;
  bool ordinal = false;
  bool vague = false;
  bool fraction = false;
  bool collective = false;  ///< see Quantity::collective
};

/// The number of digits or words that begins at atom `i` of a sentence `text`, scale words
/// included, if any. Where the digits are a version or another identifier there is none, and `skip`
/// is set after it. `hedged` says that a hedge stands before it: "bolee tysyachi" is exactly 1000,
/// "tysyachi" alone is vague.
std::optional<Number> read_number(const NumberTables& tables, std::string_view text,
                                  const NumberAtoms& atoms, std::size_t i, bool hedged,
                                  std::size_t& skip);

}  // namespace concord
