// Reads alignments that somebody else made, or that a user fixed by hand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "aligner/bead.h"

namespace concord {

/// How many body sentences each side has.
struct SentenceCounts {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
};

/// Reads vecalign's ladder ("[0, 1]:[0]:COST", the cost may be missing) or hunalign's ("0 TAB 0 TAB
/// QUALITY"), distinguished by the first line. Throws InputError naming the line for what is
/// neither, and naming the index where the beads do not hold every sentence of both sides exactly
/// once. Beads without cost get similarity 1, gaps 0. The order is that of sort_beads().
std::vector<Bead> read_beads(const std::string& name, std::string_view bytes,
                             SentenceCounts counts);

}  // namespace concord
