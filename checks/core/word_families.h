// Matches what the lexicon does not pair itself: words that begin like a rendering, and words that
// have a rendering in common with one.
#pragma once

#include "checks/core/bead_side.h"

namespace concord {

/// Gives content words that have no counterpart one of their family, or else a synonym, where the
/// other side has one left. Nearest pairs first.
void match_families(SideWords& source, SideWords& target, const Lexicon& lexicon);

}  // namespace concord
