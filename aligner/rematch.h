// The crossing pass: what the monotone pass left over, matched wherever it stands.
#pragma once

#include <vector>

#include "aligner/align.h"
#include "aligner/similarity.h"

namespace concord {

/// Joins gaps of both sides into 1-1 beads that may cross the others, best pairs first, and lets a
/// left-over sentence join a bead that it completes, also when another sentence stands between (a
/// caption in the middle of a merged sentence).
void rematch(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity,
             std::vector<Bead>& beads);

/// What a bead is made of, for any set of sentences; without what add_context() adds.
BeadMass mass_of(const ProfiledPair& pair, RowFiller& filler, const Bead& bead);

/// The same with what tells the bead from those beside it.
BeadMass mass_in_context(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                         const Bead& bead);

}  // namespace concord
