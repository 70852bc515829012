// Whether the words of a bead show the gap that a lost name leaves.
#pragma once

#include <cstdint>

#include "checks/core/bead_words.h"
#include "text/span.h"

namespace concord {

/// What the matched words of a bead say of a name that has no counterpart.
enum class NameGap : std::uint8_t {
  kOpen,   ///< something may stand for it: words around it have no counterpart, nor have some there
  kShown,  ///< nothing does: the content words on both sides of it have their counterparts, with
           ///< no word between those that has none; or the other side has no word to spare
  kFilled,  ///< a word of the name is matched with a word of the other side after all
};

/// The gap of a passage of one side. A side without content words gives kOpen.
NameGap gap_of(const BeadWords& words, Side side, Span name);

}  // namespace concord
