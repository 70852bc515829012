// Learns which words of a long text go together from a first alignment of it.
#pragma once

#include <vector>

#include "aligner/bead.h"
#include "aligner/profile.h"
#include "aligner/similarity.h"

namespace concord {

/// Pairs of features that translate each other, with strengths: IBM Model 1 in both directions
/// (Brown et al. 1993) over the beads with both sides, the geometric mean of both probabilities
/// (symmetrisation by agreement, Liang, Taskar and Klein 2006). Sorted by source feature.
/// The first few thousand beads teach; `jobs`: threads, on which the result does not depend.
std::vector<FeatureIndex::LearnedMatch> learn_matches(const ProfiledPair& pair,
                                                      const std::vector<Bead>& beads,
                                                      unsigned jobs = 1);

}  // namespace concord
