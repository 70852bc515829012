// The quantities of one side of a bead, as the check "number" sees them.
//
//   NumberSide side = number_side(input.side(Side::kSource), bead.source);
//   for (const NumberFact& fact : side.facts) if (is_open(fact) && !is_weak(fact)) ...
#pragma once

#include <cstdint>
#include <vector>

#include "checks/core/quantity_agreement.h"
#include "checks/facts/fact_matcher.h"

namespace concord {

/// A quantity of one side of a bead.
struct NumberFact : QuantityFact, FactState {
  bool ago = false;   ///< a duration that tells when: "two weeks ago"
  bool told = false;  ///< settled by an issue
};

/// One side of a bead. The article and the bead must outlive it.
struct NumberSide {
  PairSide version;
  const std::vector<std::uint32_t>& sentences;
  std::vector<NumberFact> facts;
};

/// The dimension of durations in lang/data/units.tsv.
inline constexpr std::string_view kTimeDimension = "time";

NumberSide number_side(const PairSide& version, const std::vector<std::uint32_t>& sentences);

/// Whether a quantity has two ends: "5-7".
bool is_range(const NumberFact& fact);

/// Numbers that come and go in translation without anybody's mistake: one, first, both, half,
/// doubled, decade, dozens.
bool is_weak(const NumberFact& fact);

/// "Doubled", "tripled".
bool is_multiple(const NumberFact& fact);
/// "Dozens", without a unit.
bool is_vague(const NumberFact& fact);
/// "Half", "a third".
bool is_share(const NumberFact& fact);

double to_double(const Rational& value);

/// Whether a side has an open figure in the unit of `fact`, for it to be compared with.
bool has_like(const NumberSide& side, const NumberFact& fact);

/// Whether a side has an open figure that says the same number of another unit of its dimension:
/// two weeks for two months. No other 2 of the sentence then accounts for it.
bool has_other_unit(const NumberSide& side, const NumberFact& fact);

/// Whether something before a figure and its hedge negates: "not to be taken for more than two
/// years" is no more than two. "Not more than" is a hedge of its own: another word has to stand
/// between.
bool is_negated_before(const NumberSide& side, const NumberFact& fact);

/// The one open fact of a side for which `wanted` holds; null when there is none or more than one.
template <class Wanted>
NumberFact* only(NumberSide& side, const Wanted& wanted) {
  NumberFact* found = nullptr;
  for (NumberFact& fact : side.facts) {
    if (!is_open(fact) || !wanted(fact)) continue;
    if (found != nullptr) return nullptr;
    found = &fact;
  }
  return found;
}

}  // namespace concord
