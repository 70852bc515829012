// Finds persons whose initials were exchanged: I. P. Ivanov for I. I. Ivanov.
#pragma once

#include <vector>

#include "checks/names/bead_names.h"

namespace concord {

/// A family name that both sides of a bead have, with what stands before it on either side.
struct InitialSwap {
  Span source;
  Span target;
};

/// Where an initial before a family name cannot be that of the other side, nor of a given name or
/// patronymic there. One that the other side leaves out gives none, and neither does a family name
/// of which a side has two persons.
std::vector<InitialSwap> initial_swaps(const BeadNames& bead);

}  // namespace concord
