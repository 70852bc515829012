// Fingerprints of issues: the same finding has the same id in every run.
#pragma once

#include "checks/core/report.h"

namespace concord {

/// Sets Issue::id of every issue: 16 hexadecimal digits of a hash of the check, both marked
/// passages and the sentences they stand in, and a count for repeats of the same. Positions do not
/// go in, so edits elsewhere leave it as it is.
void set_fingerprints(PairReport& report);

}  // namespace concord
