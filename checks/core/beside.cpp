// Finds the sentences beside a place, passing over those that one version has alone.
#include "checks/core/beside.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "aligner/steps_past.h"

namespace concord {
namespace {

// Beads before and behind one among which what stands beside it without counterpart is looked for.
// They are in the order of the source; one that crosses many others has its neighbours in the
// target far away.
constexpr std::ptrdiff_t kBeads = 200;

/// The sentences of a side, in order, that are without counterpart in the beads around one.
std::vector<std::uint32_t> alone_near(const std::vector<Bead>& beads, const Bead& bead, Side side) {
  std::vector<std::uint32_t> alone;
  const Bead* const begin = beads.data();
  const Bead* const end = begin + beads.size();
  if (std::less<>()(&bead, begin) || std::less_equal<>()(end, &bead)) return alone;
  const Bead* const last = end - &bead > kBeads ? &bead + kBeads + 1 : end;
  for (const Bead* near = &bead - begin > kBeads ? &bead - kBeads : begin; near != last; ++near) {
    if (!near->is_gap()) continue;
    alone.insert(alone.end(), near->of(side).begin(), near->of(side).end());
  }
  std::sort(alone.begin(), alone.end());
  return alone;
}

SentenceRange around(const CheckInput& input, const Bead& bead, Side side, SentenceRange place,
                     std::uint32_t reach) {
  const auto size = static_cast<std::uint32_t>(input.side(side).article.sentences.size());
  const std::vector<std::uint32_t> alone = alone_near(input.beads, bead, side);
  const auto is_alone = [&](std::uint32_t sentence) {
    return std::binary_search(alone.begin(), alone.end(), sentence);
  };
  const std::uint32_t before = steps_past(
      place.begin, reach, [&](std::uint32_t step) { return is_alone(place.begin - 1 - step); });
  const std::uint32_t behind = steps_past(
      size - place.end, reach, [&](std::uint32_t step) { return is_alone(place.end + step); });
  return {place.begin - before, place.end + behind};
}

}  // namespace

SentenceRange beside(const CheckInput& input, const Bead& bead, Side side, std::uint32_t reach) {
  const std::vector<std::uint32_t>& own = bead.of(side);
  if (own.empty()) return {};
  return around(input, bead, side, {own.front(), own.back() + 1}, reach);
}

SentenceRange beside_place(const CheckInput& input, const Bead& bead, Side side,
                           std::uint32_t place, std::uint32_t reach) {
  return around(input, bead, side, {place, place}, reach);
}

}  // namespace concord
