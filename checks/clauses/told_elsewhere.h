// Whether a sentence without counterpart is told in another place.
//
//   if (told_elsewhere(input, version, sentence) > 0.65) ...;   // a standfirst, a caption
#pragma once

#include <cstdint>

#include "checks/core/check.h"

namespace concord {

/// The share of the content words of a sentence that have a rendering in one sentence of the other
/// version, headline and captions included, or in two neighbouring ones: the greatest.
double told_elsewhere(const CheckInput& input, const PairSide& version,
                      const AnalysedSentence& sentence);

/// The share of them that the version itself says again in one sentence or in two neighbouring
/// ones.
double told_twice(const PairSide& version, const AnalysedSentence& sentence);

/// Whether the length of a bead beside a gap says that the sentence is told there: the other side
/// of the bead is longer than its own side accounts for by most of what the sentence would take.
bool is_held_beside(const CheckInput& input, const PairSide& version, std::uint32_t sentence);

}  // namespace concord
