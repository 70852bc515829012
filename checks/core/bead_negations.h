// The negations of a bead, which several checks ask for.
//
//   const SharedNegations negations = negations_of(input, bead);
//   for (const NegationCue& cue : negations->of(Side::kSource)[0]) ...   // of its first sentence
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "checks/core/check.h"
#include "lang/words/negation.h"

namespace concord {

/// The cues of every sentence of a bead, by side and in the order of the bead.
struct BeadNegations {
  using Cues = std::vector<std::vector<NegationCue>>;
  std::array<Cues, 2> sides;

  const Cues& of(Side side) const { return sides[index_of(side)]; }
};
using SharedNegations = std::shared_ptr<const BeadNegations>;

/// NegationRules::find of the sentences of one of the input's beads, found once where the input has
/// a memo. A side without sentences has none. Never null.
SharedNegations negations_of(const CheckInput& input, const Bead& bead);

}  // namespace concord
