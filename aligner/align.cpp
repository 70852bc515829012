// Aligns sentences.
#include "aligner/align.h"

#include <algorithm>

namespace concord {

std::vector<Bead> align(const ProfiledPair& pair, const AlignOptions& /*options*/) {
  std::vector<Bead> beads;
  const auto sources = static_cast<std::uint32_t>(pair.source.size());
  const auto targets = static_cast<std::uint32_t>(pair.target.size());
  for (std::uint32_t i = 0; i < std::max(sources, targets); ++i) {
    Bead bead;
    if (i < sources) bead.source.push_back(i);
    if (i < targets) bead.target.push_back(i);
    beads.push_back(bead);
  }
  return beads;
}

}  // namespace concord
