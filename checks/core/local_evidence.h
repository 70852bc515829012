// Whether the words around two facts of a bead are each other's counterparts.
//
//   local_evidence(match_bead(input, bead), source_span, target_span);   // near 1: in one place
#pragma once

#include "checks/core/bead_words.h"
#include "text/span.h"

namespace concord {

/// How far two passages of a bead stand in one place of their sentences: the share of the content
/// words around either that are matched with words around the other, near ones counting more. In
/// [0, 1]; one half where there are no words around.
double local_evidence(const BeadWords& words, Span source, Span target);

/// The same for a passage of one side only: the share of the content words around it whose
/// counterparts stand together, so that its own would be seen if there were one.
double neighbourhood(const BeadWords& words, Side side, Span passage);

}  // namespace concord
