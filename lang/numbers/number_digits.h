// Digits with their separators, by the conventions of the language: "1,250.5", "1.250,5", "1
// 250,5".
//
//   digits = group {separator group}      (separators: comma, full stop, space)
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "lang/numbers/number_grammar.h"

namespace concord {

/// The number whose digits begin at atom `i`, a run of digits; `end` is set after them. No value
/// for versions, telephone numbers and other identifiers.
std::optional<Number> read_digits(const NumberTables& tables, std::string_view text,
                                  const NumberAtoms& atoms, std::size_t i, std::size_t& end);

/// Ten to the power of `exponent`, which is below 19.
std::int64_t power_of_ten(std::size_t exponent);

/// The value of fewer than 19 ASCII digits.
std::int64_t to_integer(std::string_view digits);

}  // namespace concord
