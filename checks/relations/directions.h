// Opposites of closed classes: before and after, all and some, last week and next week.
#pragma once

#include <vector>

#include "checks/core/check.h"

namespace concord {

/// Adds an issue of the check antonym where one side has an end of an axis of directions.tsv and
/// the other side its other end, neither has what would answer the other, and no issue of the check
/// marks either word already.
void find_turned_directions(const CheckInput& input, std::vector<Issue>& issues);

}  // namespace concord
