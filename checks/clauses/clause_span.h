// Finds the stretch of a side of a bead that most likely has no counterpart.
//
//   auto span = worst_span(match_bead(input, bead), Side::kSource, model.side(Side::kSource), 0);
#pragma once

#include <cstdint>
#include <optional>

#include "checks/core/bead_words.h"
#include "checks/core/clause_model.h"

namespace concord {

/// Words [first, last) of a side with what was measured of them.
struct ClauseSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  ClauseFeatures features{};
  double score = 0;  ///< log odds that the other side lacks it
};

/// The features of one stretch of at least one word.
ClauseFeatures measure_span(const BeadWords& bead, Side side, const ClauseWeights& weights,
                            std::uint32_t first, std::uint32_t last);

/// Whether worst_span may find a stretch with a score of at least `least` once the words without
/// counterpart have been looked at again, for words as a FirstLook has them. Costs far less than
/// match_bead and worst_span; false for a side of less than three words.
bool may_reach(const BeadWords& first_look, Side side, const ClauseWeights& weights, double least);

/// The stretch of at least three words with the highest score; none when no stretch reaches
/// `least`, or when the other side is empty.
std::optional<ClauseSpan> worst_span(const BeadWords& bead, Side side, const ClauseWeights& weights,
                                     double least);

}  // namespace concord
