// Finds double names of which the other side has one half only: Petrova for Petrova-Sidorova.
#pragma once

#include <cstddef>
#include <vector>

#include "checks/names/bead_names.h"

namespace concord {

/// A double name, and the name of the other side that has one of its halves: indices of items.
struct HalfLost {
  Side side{};            ///< of the double name
  std::size_t whole = 0;  ///< item of that side
  std::size_t half = 0;   ///< item of the other side
  double likely = 0;      ///< how likely it is an error, see severity_of
};

/// The double names of two long parts, joined by a hyphen and both with a capital, of which the
/// other side has one part, and nothing that sounds like the other. None where the other version
/// says the other part anywhere: then the name is only shortened here.
std::vector<HalfLost> lost_halves(const BeadNames& bead);

}  // namespace concord
