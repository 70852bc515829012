// One mistake is one issue: what a lost clause took with it, and what differs since two facts
// changed places, is not reported again.
#pragma once

#include <cstdint>
#include <vector>

#include "checks/core/issue.h"

namespace concord {

/// What becomes of a fact that is graver than the clause it is lost with: it stays, or the clause
/// becomes as grave and tells it.
enum class Graver : std::uint8_t { kStays, kRaisesTheClause };

/// Removes the issues that say of a figure, date or name inside a dropped or added clause that it
/// has no counterpart: the clause says it for all its words. A negation that is lost changes the
/// meaning of what stays, and what differs between the sides is no loss: both stay. Issues of one
/// report, in any order; the order of those that stay is kept.
void fold_into_clauses(std::vector<Issue>& issues, Graver graver = Graver::kStays);

/// Removes the issues that say of a figure or date that changed places what the other side has
/// where it stood: "swapped" says it of both, and gets the highest severity of them.
void fold_into_swaps(std::vector<Issue>& issues);

/// Removes the issues that say of a figure or date that changed places what the other side has
/// where it stood: "swapped" says it of both, and gets the highest severity of them.
void fold_into_swaps(std::vector<Issue>& issues);

}  // namespace concord
