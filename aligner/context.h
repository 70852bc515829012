// What the cells of a bead tell beyond its coverage: whether its matches stand in order, and
// whether its sentences would not rather be elsewhere.
#pragma once

#include <array>
#include <cstdint>

#include "aligner/similarity.h"

namespace concord {

/// A sentence leads by no more than this share of the level, and lags by no more.
inline constexpr double kMostLead = 0.5;

/// Some sentences of one side.
struct FewSentences {
  std::array<std::uint32_t, SideMass::kMost> index{};
  std::size_t count = 0;

  void add(std::uint32_t sentence) { index[count++] = sentence; }
  std::uint32_t first() const { return index[0]; }
  std::uint32_t last() const { return index[count - 1] + 1; }  ///< half-open
};

/// The cells of a bead with both sides, by source and target sentence; null where two sentences
/// share nothing.
struct BeadCells {
  FewSentences source;
  FewSentences target;
  std::array<std::array<const Cell*, SideMass::kMost>, SideMass::kMost> cells{};
};

/// Sets lead, misplaced and placed of `mass`, whose sides hold the sentences of `cells`.
void add_context(const ProfiledPair& pair, const Similarity& similarity, const BeadCells& cells,
                 BeadMass& mass);

}  // namespace concord
