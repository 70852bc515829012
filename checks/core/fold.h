// One mistake is one issue: what a lost clause took with it, and what differs since two facts
// changed places, is not reported again.
#pragma once

#include <vector>

#include "checks/core/issue.h"

namespace concord {

/// Removes the issues that say of a figure, date or name inside a dropped or added clause that it
/// has no counterpart: the clause, which is at least as severe, says it for all its words. A
/// negation that is lost changes the meaning of what stays, and what differs between the sides is
/// not a loss: both stay. Issues of one report, in any order; the order of those that stay is kept.
void fold_into_clauses(std::vector<Issue>& issues);

/// Removes the issues that say of a figure or date that changed places what the other side has
/// where it stood: "swapped" says it of both, and gets the highest severity of them.
void fold_into_swaps(std::vector<Issue>& issues);

}  // namespace concord
