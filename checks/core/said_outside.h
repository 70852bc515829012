// Whether the sentences around a passage say it as well.
//
//   if (said_outside(version, bead.of(side), passage) > 0.75) ...;   // printed twice
#pragma once

#include <cstdint>
#include <vector>

#include "checks/core/check.h"

namespace concord {

/// The share of the content words of a passage that `sentences`, one side of its bead, say outside
/// of it as well: near 1 for one of two copies of a sentence. 0 for a passage without content
/// words.
double said_outside(const PairSide& version, const std::vector<std::uint32_t>& sentences,
                    Span passage);

}  // namespace concord
