// The rules by which a number is accounted for that the other side says in another way.
//
//   settle_sums(whole.facts, parts.facts);   // "two men and three women", "five people"
#pragma once

#include <vector>

#include "checks/facts/number_fact.h"

namespace concord {

/// Settles a total of `wholes` and its two parts: "five people", "two men and three women".
void settle_sums(std::vector<NumberFact>& wholes, std::vector<NumberFact>& parts);

/// Settles a number of `side` that has the scale of the next one, and what it is in `other`: the
/// three of "three and five million", "three million and five million".
void settle_shared_scales(NumberSide& side, NumberSide& other);

/// Settles a share of `side` and the part and the whole that `other` counts: "two thirds", "two out
/// of three".
void settle_parts_of_whole(NumberSide& side, NumberSide& other);

/// Settles as much of a unit of time as makes one of a unit that `other` names: "in 24 hours", "in
/// a day".
void settle_units(NumberSide& side, const NumberSide& other);

/// Settles what `other` says once more, as a conversion, or as part of a date, a time or a name.
/// Returns the facts that are mere conversions, which are still to be compared.
std::vector<NumberFact*> settle_said(NumberSide& side, const NumberSide& other);

}  // namespace concord
