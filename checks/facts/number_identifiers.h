// Words with digits that are not quantities: "F-16", the 5 of "Channel 5", telephone numbers.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "checks/facts/number_fact.h"

namespace concord {

/// A run of digits of a word.
struct DigitRun {
  std::string_view text;
  Rational value;
  std::optional<Rational> year;  ///< of two digits: "SS19" is the season of 2019
};

/// The runs of at most 15 digits of a word.
std::vector<DigitRun> digit_runs(std::string_view surface);

/// The identifiers of `side` none of whose digits stand anywhere in the sentences of `other`.
std::vector<Span> unknown_identifiers(const NumberSide& side, const NumberSide& other);

/// Telephone numbers, cards and accounts of `side` that `other` has not.
std::vector<Span> unknown_long_identifiers(const NumberSide& side, const NumberSide& other);

}  // namespace concord
