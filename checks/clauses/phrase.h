// Finds a phrase of a preposition that leaves no trace on the other side of a bead: too short for
// the score of a stretch (clause_span.h), but nothing there could stand for it.
//
//   auto phrase = lost_phrase(words, Side::kSource, model.side(Side::kSource));
#pragma once

#include <optional>

#include "checks/clauses/clause_span.h"
#include "checks/core/bead_words.h"
#include "checks/core/clause_model.h"

namespace concord {

/// The phrase of a side with the most evidence against a counterpart, its score that of a note at
/// least; none when every phrase may have one, or the model has no weights. A phrase begins at a
/// preposition inside a sentence and ends before the next border. None of its words has a
/// counterpart; the words left and right of it are matched, and between their counterparts stand
/// fewer words than it has and none that is free; the other side has fewer words without
/// counterpart than this one, by those of the phrase; and the rest of the sentence is rendered
/// closely.
std::optional<ClauseSpan> lost_phrase(const BeadWords& bead, Side side,
                                      const ClauseWeights& weights);

/// Whether lost_phrase may find one once the words without counterpart have been looked at again,
/// for words as a FirstLook has them.
bool may_lack_phrase(const BeadWords& first_look, Side side, const ClauseWeights& weights);

}  // namespace concord
