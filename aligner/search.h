// The monotone pass: the best sequence of beads by dynamic programming over a band.
#pragma once

#include <vector>

#include "aligner/align.h"
#include "aligner/band.h"
#include "aligner/similarity.h"

namespace concord {

/// The best monotone sequence of beads 1-0, 0-1, 1-1, 1-2, 2-1, 2-2, 1-3, 3-1, 1-4, 4-1 (Gale and
/// Church 1993, with more kinds) within the band. Beads partition both sides; similarity is set,
/// confidence is not.
std::vector<Bead> search_beads(const ProfiledPair& pair, const FeatureIndex& index,
                               const Similarity& similarity, const Band& band);

}  // namespace concord
