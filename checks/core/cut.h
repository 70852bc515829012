// What a version that breaks off cannot be blamed for.
//
//   drop_beyond_cuts(report);   // the half sentence is compared only as far as it goes
#pragma once

#include "checks/core/report.h"

namespace concord {

/// Removes issues that only say that a version which breaks off (Article::open_end, or the other
/// version runs on behind its last sentence) does not have what would follow: in the bead of its
/// unfinished sentence everything that one side alone shows, the quotation that is still open at
/// its end, and what its last word says, which may be half a number or half a name. Other facts
/// that differ stay.
void drop_beyond_cuts(PairReport& report);

}  // namespace concord
