// What stands after a number and says what it counts: "%", "percentage points", "dollars", "km",
// "-letniy".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "lang/numbers/number_atoms.h"
#include "lang/numbers/number_grammar.h"

namespace concord {

/// The kind a number takes from the words after it.
struct NumberTail {
  enum class Kind : std::uint8_t {
    kNone,
    kPercent,
    kPoints,
    kBasisPoints,
    kMoney,
    kUnit,
    kOrdinal,
    kNumber
  } kind = Kind::kNone;
  std::string unit;             ///< as Quantity::unit
  std::int64_t multiplier = 1;  ///< UnitName::multiplier
  std::int64_t scale = 1;       ///< of a compound ("25-tysyachnyy")
  std::size_t end = 0;          ///< after its last atom; that of the number where there is no tail
  std::int64_t unit_as_scale = 1;  ///< as in Quantity
  bool currency_guessed = false;   ///< as in Quantity
};

/// The tail of `number`, which has a currency sign before it where `money` is set: then only
/// percents are looked for.
NumberTail number_tail(const NumberTables& tables, std::string_view text, const NumberAtoms& atoms,
                       const Number& number, bool money);

/// Takes a scale sign of one letter into `number`: "125m" after a currency sign (`money`), "5m
/// people".
void read_short_scale(const NumberTables& tables, const NumberAtoms& atoms, Number& number,
                      bool money);

}  // namespace concord
