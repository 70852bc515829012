// Measures and sums of money that stand in brackets as what another one comes to: "40C (104F)".
#pragma once

#include "checks/facts/number_fact.h"

namespace concord {

/// Whether a fact is only what another measure or sum of its sentence comes to, in brackets, and
/// `other` has no open figure in its unit to compare it with.
bool is_mere_conversion(const NumberSide& side, const NumberFact& fact, const NumberSide& other);

/// The figure of `other` that contradicts what a measure comes to: the same unit, matched with
/// what is converted, but another amount: "45 miles (77 km)" against "72 km". Null for none.
NumberFact* other_conversion(const NumberSide& side, const NumberFact& fact, NumberSide& other);

}  // namespace concord
