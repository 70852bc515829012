// Counts sentences from a place, passing over those that one version has alone.
#pragma once

#include <cstdint>

namespace concord {

/// How many sentences stand near a place, one after another, if `reach` of them count: one that is
/// alone is passed over, for up to `reach` of them, so that what was put in does not move the
/// others away. `all`: how many there are in that direction, at most which are returned.
/// `is_alone(step)`: whether the sentence has no counterpart, counted from 0 at the place.
template <class IsAlone>
std::uint32_t steps_past(std::uint32_t all, std::uint32_t reach, const IsAlone& is_alone) {
  std::uint32_t counted = 0;
  std::uint32_t passed = 0;
  std::uint32_t step = 0;
  for (; step < all && counted < reach; ++step) {
    if (passed < reach && is_alone(step))
      ++passed;
    else
      ++counted;
  }
  return step;
}

}  // namespace concord
