// Counterparts of Chinese names that one language reads in its own way: "Chiet Giang", Zhejiang.
#pragma once

#include "checks/names/bead_names.h"

namespace concord {

/// Sets matched of the names on both sides that are one Chinese name by the readings of the
/// language of `own`; nothing where that has none. A name of one syllable must be a family name.
void match_readings(NameSide& own, BeadNames& bead);

}  // namespace concord
