// Counterparts of names that are not names of the other side: translations, plain words, words
// joined or split, short forms.
#pragma once

#include "checks/names/bead_names.h"

namespace concord {

/// Sets matched of the items of one side that have no counterpart among the names of the other
/// side, but another one.
void find_fallbacks(const BeadNames& bead, NameSide& own);

}  // namespace concord
