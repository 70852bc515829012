// Sentences that are like nothing on the other side are set apart before the search, so that the
// others are aligned as if these were not there. A free version is aligned as a whole.
//
//   const SetApart apart = unlike_sentences(pair, similarity);
//   const ProfiledPair rest = rest_of(pair, apart);
//   put_back(apart, beads_of_rest);
#pragma once

#include <array>
#include <vector>

#include "aligner/align.h"
#include "aligner/bead.h"
#include "aligner/profile.h"
#include "aligner/similarity.h"

namespace concord {

/// Which sentences of each side are set apart.
struct SetApart {
  std::array<std::vector<bool>, 2> sentences;  ///< by Side; as many as the side has

  /// Whether some are and both sides keep others, which alone makes a difference.
  bool parts() const;
};

/// The sentences of enough words to tell that are hardly like any of the other side; none where
/// `similarity` did not look at every row. `similarity` was measured on `pair`.
SetApart unlike_sentences(const ProfiledPair& pair, const Similarity& similarity);

/// The pair without what is set apart. Features keep their weights.
ProfiledPair rest_of(const ProfiledPair& pair, const SetApart& apart);

/// The options for the rest: what they say of single sentences goes with these.
AlignOptions rest_of(const AlignOptions& options, const SetApart& apart);

/// Turns beads of the rest into beads of the pair, in the order of sort_beads(): what is set apart
/// becomes gaps.
void put_back(const SetApart& apart, std::vector<Bead>& beads);

}  // namespace concord
