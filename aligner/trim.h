// Takes sentences out of beads that gain nothing by them.
#pragma once

#include <cstdint>
#include <vector>

#include "aligner/align.h"
#include "aligner/similarity.h"

namespace concord {

/// The sentence of a bead that it needs least.
struct LeastNeeded {
  std::uint32_t sentence = 0;
  bool of_source = false;
  double gain = 0;  ///< by how much it raises the coverage of the bead
};

/// The least needed sentence of the sides with several; a bead of one sentence a side needs both,
/// and gains its whole coverage by either.
LeastNeeded least_needed(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                         const Bead& bead);

/// Makes gaps of the sentences that raise the coverage of their bead by less than `least_gain`, a
/// share of the level of the pair.
void trim_beads(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity,
                double least_gain, std::vector<Bead>& beads);

}  // namespace concord
