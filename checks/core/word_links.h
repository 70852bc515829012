// Every possible match of words across a bead, by facts, lexicon, spelling and sound.
//
//   std::vector<Link> links = find_links(source, target, lexicon);   // choose among them yourself
#pragma once

#include <cstdint>
#include <vector>

#include "checks/core/bead_side.h"

namespace concord {

/// A possible match of a run of words on each side.
struct Link {
  std::uint32_t source_first = 0;
  std::uint32_t source_count = 1;
  std::uint32_t target_first = 0;
  std::uint32_t target_count = 1;
  MatchLevel level = MatchLevel::kLikely;
  double strength = 0;
};

/// The links between two sides, in the order in which they are found; a word may have several.
std::vector<Link> find_links(const SideWords& source, const SideWords& target,
                             const Lexicon& lexicon);

}  // namespace concord
