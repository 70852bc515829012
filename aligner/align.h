// The aligner: from sentence profiles to beads. It knows no language.
#pragma once

#include <vector>

#include "aligner/bead.h"
#include "aligner/profile.h"

namespace concord {

/// Settings of align(); the defaults are what the benchmarks are measured with.
struct AlignOptions {
  bool crossing = true;  ///< match what the monotone pass left over wherever it stands
};

/// Beads that partition both sides, in the order of sort_beads(). An empty side gives gaps only; two empty sides give none.
std::vector<Bead> align(const ProfiledPair& pair, const AlignOptions& options = {});

}  // namespace concord
