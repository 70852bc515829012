// Finds places whose point of the compass was exchanged: South Tapanuli for North Tapanuli.
#pragma once

#include <vector>

#include "checks/names/bead_names.h"

namespace concord {

/// A place with a direction on either side of a bead: the same place by its sound, another
/// direction. Spans of the direction with the word beside it.
struct CompassSwap {
  Span source;
  Span target;
};

/// Where the sides of a bead give one place two directions. A direction that stands on both sides
/// of the bead at all gives none: it may have been moved.
std::vector<CompassSwap> compass_swaps(const BeadNames& bead);

}  // namespace concord
