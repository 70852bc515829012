// Which two numbers that disagree are compared, and what the difference is worth.
#pragma once

#include <optional>
#include <string_view>

#include "checks/facts/number_fact.h"

namespace concord {

/// How unlikely it is that two facts stand for each other, lower is likelier; nothing for facts of
/// kinds that are not compared.
std::optional<double> mismatch_cost(const NumberFact& source, const NumberFact& target);

/// What an issue says of two numbers that disagree.
struct NumberMismatch {
  Severity severity{};
  const char* message = nullptr;
};

/// `sole`: whether nothing else is left over on either side, so that the two belong together.
NumberMismatch mismatch_of(const NumberFact& source, const NumberFact& target, bool sole);

/// Whether two open figures next to each other are the ends of a range, of which one changed:
/// "from 11 to 18 years", "of 41 to 18-year-olds". `text` is that of the two.
bool are_changed_ends(const NumberFact& range, const NumberFact& first, const NumberFact& second,
                      std::string_view text);

}  // namespace concord
