// Marks names that one side of a bead writes out and the other shortens: they are not lost clauses.
//
//   mark_spelled_out(input, words);   // the words of a name that was written out: kElsewhere
#pragma once

#include "checks/core/bead_words.h"
#include "checks/core/check.h"

namespace concord {

/// Gives the level kElsewhere to the words without a counterpart of every run of capitalised words,
/// function words between them included, that stands for a short form:
/// - for an acronym without a counterpart on the other side, or for several that follow each other,
///   when the run has as many capitalised words as they have letters, one less or one more; or four
///   and more content words of which only the first has a capital;
/// - for an acronym beside the run itself, as in a gloss in brackets, by the same measure;
/// - for a clipped compound with a capital and without a counterpart on the other side
///   (clipped-words.tsv), which does not tell how many words it stands for: two of them at least.
/// Sides without words are left as they are.
void mark_spelled_out(const CheckInput& input, BeadWords& words);

}  // namespace concord
