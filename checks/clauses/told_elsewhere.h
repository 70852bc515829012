// Whether a sentence without counterpart is told in another place.
//
//   if (is_told_elsewhere(input, version, sentence)) ...;   // a standfirst, a caption, a pull quote
#pragma once

#include <cstdint>

#include "checks/core/check.h"

namespace concord {

/// Whether most content words of a sentence have a rendering in one sentence of the other version
/// or in two neighbouring ones, headline and captions included.
bool is_told_elsewhere(const CheckInput& input, const PairSide& version,
                       const AnalysedSentence& sentence);

/// Whether the version itself says most content words of a sentence again in one sentence or in
/// two neighbouring ones.
bool is_told_twice(const PairSide& version, const AnalysedSentence& sentence);

/// Whether the length of a bead beside a gap says that the sentence is told there: the other side
/// of the bead is longer than its own side accounts for by most of what the sentence would take.
bool is_held_beside(const CheckInput& input, const PairSide& version, std::uint32_t sentence);

}  // namespace concord
