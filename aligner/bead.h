// Beads: which sentences of one version correspond to which of the other.
//
//   Bead merged{{3, 4}, {2}};   // two source sentences became one
//   Bead dropped{{5}, {}};      // a source sentence without counterpart
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/side.h"

namespace concord {

/// One bead (Gale and Church 1993). The indices are of Article::sentences, sorted; usually
/// neighbours, but a caption may stand between the two halves of a merged sentence. One side may be
/// empty: a gap. Beads of a pair hold every sentence of both sides exactly once and may cross.
struct Bead {
  std::vector<std::uint32_t> source;
  std::vector<std::uint32_t> target;
  double similarity = 0;  ///< in [0, 1]; 0 for gaps
  double confidence = 1;  ///< calibrated probability in [0, 1] that exactly this bead is right

  /// The sentences of one side.
  const std::vector<std::uint32_t>& of(Side side) const {
    return side == Side::kSource ? source : target;
  }
  std::vector<std::uint32_t>& of(Side side) { return side == Side::kSource ? source : target; }
  bool is_gap() const { return source.empty() || target.empty(); }
  friend bool operator==(const Bead& a, const Bead& b) {
    return a.source == b.source && a.target == b.target;
  }
};

/// The order in which beads are written: by first source sentence, with target-only beads where
/// they fall (before the bead that holds the next target sentence).
void sort_beads(std::vector<Bead>& beads);

/// Why `beads` is not a partition of `sources` and `targets` sentences, in words that name the
/// index; empty when it is one.
std::string partition_error(const std::vector<Bead>& beads, std::size_t sources,
                            std::size_t targets);

}  // namespace concord
