// Orders beads and checks that they partition both sides.
#include "aligner/bead.h"

#include <algorithm>

namespace concord {
namespace {

std::string side_error(const std::vector<Bead>& beads, std::size_t count,
                       std::vector<std::uint32_t> Bead::*side, const std::string& name) {
  std::vector<bool> seen(count);
  for (const Bead& bead : beads) {
    for (const std::uint32_t index : bead.*side) {
      if (index >= count)
        return name + " sentence " + std::to_string(index) + " does not exist: there are " +
               std::to_string(count);
      if (seen[index]) return name + " sentence " + std::to_string(index) + " is in two beads";
      seen[index] = true;
    }
  }
  const auto missing = std::find(seen.begin(), seen.end(), false);
  if (missing != seen.end())
    return name + " sentence " + std::to_string(missing - seen.begin()) + " is not in any bead";
  return {};
}

}  // namespace

void sort_beads(std::vector<Bead>& beads) {
  std::vector<Bead> with_source;
  std::vector<Bead> target_only;
  for (Bead& bead : beads)
    (bead.source.empty() ? target_only : with_source).push_back(std::move(bead));
  std::sort(with_source.begin(), with_source.end(),
            [](const Bead& a, const Bead& b) { return a.source.front() < b.source.front(); });
  std::sort(target_only.begin(), target_only.end(),
            [](const Bead& a, const Bead& b) { return a.target.front() < b.target.front(); });
  beads.clear();
  auto next = target_only.begin();
  std::uint32_t written = 0;  // target sentences up to here have been passed
  for (Bead& bead : with_source) {
    if (!bead.target.empty() && bead.target.front() >= written) {
      while (next != target_only.end() && next->target.front() < bead.target.front())
        beads.push_back(std::move(*next++));
      written = bead.target.back() + 1;
    }
    beads.push_back(std::move(bead));
  }
  while (next != target_only.end()) beads.push_back(std::move(*next++));
}

std::string partition_error(const std::vector<Bead>& beads, std::size_t sources,
                            std::size_t targets) {
  std::string error = side_error(beads, sources, &Bead::source, "source");
  return error.empty() ? side_error(beads, targets, &Bead::target, "target") : error;
}

}  // namespace concord
