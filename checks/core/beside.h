// Which sentences of one version stand beside a place.
//
//   const SentenceRange near = beside(input, bead, Side::kTarget, 2);
#pragma once

#include <cstdint>

#include "checks/core/check.h"

namespace concord {

/// Sentences of a side, half-open.
struct SentenceRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool contains(std::uint32_t sentence) const { return begin <= sentence && sentence < end; }
};

/// The sentences of a bead on a side with those up to `reach` before and behind them. One that has
/// no counterpart is passed over, and not counted, for up to `reach` on either side: what was put
/// in does not move the others away. Empty where the bead has none on this side. Of a bead that is
/// not one of the input's all sentences count.
SentenceRange beside(const CheckInput& input, const Bead& bead, Side side, std::uint32_t reach);

/// The same around a place between two sentences: before sentence `place`, where a sentence of the
/// gap `bead` would stand.
SentenceRange beside_place(const CheckInput& input, const Bead& bead, Side side,
                           std::uint32_t place, std::uint32_t reach);

}  // namespace concord
