// What more than one check asks of a bead, kept while the checks of one pair run.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "aligner/bead.h"

namespace concord {

struct BeadWords;      // checks/core/bead_words.h
struct LinkedWords;    // checks/core/bead_words.cpp
struct ClaimRows;      // checks/relations/claims.h
struct BeadNegations;  // checks/core/bead_negations.h

/// What is known of one bead; null what nobody has asked for.
struct KnownBead {
  std::shared_ptr<LinkedWords> linked;      ///< words matched by first_look(), not yet finished
  std::shared_ptr<const BeadWords> words;   ///< match_bead()
  std::shared_ptr<const ClaimRows> claims;  ///< claims_of()
  std::shared_ptr<const BeadNegations> negations;  ///< negations_of()
};

/// Keeps it for the beads of one CheckInput. One object serves one thread.
class BeadMemo {
 public:
  /// What is known of one of `beads`. Null for another bead, and for one more than are kept.
  KnownBead* of(const std::vector<Bead>& beads, const Bead& bead) {
    const std::less<const Bead*> before;
    if (before(&bead, beads.data()) || !before(&bead, beads.data() + beads.size())) return nullptr;
    const auto known = known_.find(&bead);
    if (known != known_.end()) return &known->second;
    return known_.size() < kMost ? &known_[&bead] : nullptr;
  }

 private:
  // Some 5 KB each. The checks go through a text one after another, so that of a book only the
  // beginning would be found again whatever is kept.
  static constexpr std::size_t kMost = 2000;
  std::unordered_map<const Bead*, KnownBead> known_;
};

}  // namespace concord
