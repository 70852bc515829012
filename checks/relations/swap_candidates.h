// Which facts of a bead may have changed places.
//
//   for (const SwapCandidate& pair : swap_candidates(input, bead, facts, true)) ...
#pragma once

#include <utility>
#include <vector>

#include "checks/relations/fact_pairs.h"
#include "checks/relations/swap_model.h"

namespace concord {

/// Two facts of which one might stand where the other does: of one kind, and no members of a list.
struct SwapCandidate {
  const PairedFact* a = nullptr;  ///< points into the facts given
  const PairedFact* b = nullptr;
  int doers = 0;  ///< see FactRuns
};

/// PairedFact::name of both, the lower one first.
std::pair<std::size_t, std::size_t> names_of(const PairedFact& a, const PairedFact& b);

/// The pairs of exchangeable facts of a bead; `suspect`: only those whose order differs between the
/// sides, or the doer of a verb or the whole of which the other is a part does; none of two names
/// of which some mentions keep their order.
std::vector<SwapCandidate> swap_candidates(const CheckInput& input, const Bead& bead,
                                           const std::vector<PairedFact>& facts, bool suspect);

/// Where both facts stand in the alignment of their bead.
FactRuns runs_of(const WordAlignment& bead, const SwapCandidate& candidate);

}  // namespace concord
