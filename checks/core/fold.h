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
/// meaning of what stays, and what differs between the sides is not a loss: both stay. Issues of
/// one report, in any order; the order of those that stay is kept.
void fold_into_clauses(std::vector<Issue>& issues, Graver graver = Graver::kStays);

/// Removes the issues that say of a figure or date that changed places what the other side has
/// where it stood: "swapped" says it of both, and gets the highest severity of them.
void fold_into_swaps(std::vector<Issue>& issues);

/// Removes what one version says against itself where the other version tells the same words apart:
/// "Tuesday, 9 February", where the other has the 4th, is a wrong date first of all. What says it
/// gets the highest severity of them.
void fold_into_facts(std::vector<Issue>& issues);

/// Removes clauses of a few words that hold an attribution which is reported by itself: who says so
/// is all that is lost or added with them.
void fold_into_attributions(std::vector<Issue>& issues);

/// Removes opposites that mark a word by which "gender" says that a person is a man in one version
/// and a woman in the other. What says it gets the highest severity of them.
void fold_into_genders(std::vector<Issue>& issues);

}  // namespace concord
