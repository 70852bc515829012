// Finds for every name of a bead its counterpart on the other side.
#pragma once

#include "checks/names/bead_names.h"

namespace concord {

/// Sets matched, reused and heard of the items: the same known name first, then the same sound,
/// then what is not a name on the other side: a translation, a plain word, words joined or split, a
/// short form.
void find_counterparts(BeadNames& bead);

}  // namespace concord
