// Finds the negations of a bead once for all checks that ask for them.
#include "checks/core/bead_negations.h"

namespace concord {

SharedNegations negations_of(const CheckInput& input, const Bead& bead) {
  KnownBead* known = input.memo != nullptr ? input.memo->of(input.beads, bead) : nullptr;
  if (known != nullptr && known->negations != nullptr) return known->negations;
  const auto found = std::make_shared<BeadNegations>();
  for (const Side side : kSides) {
    const PairSide version = input.side(side);
    for (const std::uint32_t s : bead.of(side)) {
      found->sides[index_of(side)].push_back(
          version.pack.negation.find(version.article.sentences[s].tokens));
    }
  }
  if (known != nullptr) known->negations = found;
  return found;
}

}  // namespace concord
