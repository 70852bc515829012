// Whether one member of a list of names was left out: "the UN, APEC, ASEAN and the SCO" without
// ASEAN.
#pragma once

#include "checks/names/bead_names.h"

namespace concord {

/// Whether an item without a counterpart stands in a list, two neighbours of which have theirs on
/// the other side, while that side has no name that could stand for it.
bool left_out_of_list(const BeadNames& bead, const NameSide& own, const NameItem& item);

}  // namespace concord
