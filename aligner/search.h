// The monotone pass: the best sequence of beads by dynamic programming over a band.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "aligner/align.h"
#include "aligner/band.h"
#include "aligner/lattice.h"
#include "aligner/similarity.h"

namespace concord {

/// How many sentences a bead may have on each side.
struct BeadShape {
  std::uint32_t sources;
  std::uint32_t targets;
};

/// The kinds of beads (Gale and Church 1993, with more); the first two are gaps.
inline constexpr std::array<BeadShape, 12> kBeadShapes = {{{1, 0},
                                                           {0, 1},
                                                           {1, 1},
                                                           {2, 1},
                                                           {3, 1},
                                                           {4, 1},
                                                           {1, 2},
                                                           {1, 3},
                                                           {1, 4},
                                                           {2, 2},
                                                           {2, 3},
                                                           {3, 2}}};

/// The index of a step of two pairs whose sentences changed places.
inline constexpr std::size_t kSwapShape = kBeadShapes.size();

/// Adds the beads of a step that ends before source sentence i and target sentence j, the last
/// first, and sets i and j to where it begins.
void add_beads_before(std::size_t shape, std::uint32_t& i, std::uint32_t& j,
                      std::vector<Bead>& beads);

/// The best monotone sequence of beads of these kinds within the band. Beads partition both sides;
/// similarity is set, confidence is not. `lattice`, where given, takes the steps that come near to
/// the best.
std::vector<Bead> search_beads(const ProfiledPair& pair, const FeatureIndex& index,
                               const Similarity& similarity, const Band& band,
                               Lattice* lattice = nullptr);

/// The same for the first `sources` source sentences, at most all; the targets end where the best
/// path does.
std::vector<Bead> search_beginning(const ProfiledPair& pair, const FeatureIndex& index,
                                   const Similarity& similarity, const Band& band,
                                   std::uint32_t sources);

}  // namespace concord
