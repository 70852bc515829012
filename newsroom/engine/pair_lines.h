// The JSON lines of concord pair.
//
//   pair_line({.source = 3, .target = 7, .score = 0.97}, reasons_json(shared), index);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aligner/pairing.h"
#include "formats/read_feed.h"
#include "newsroom/engine/pairing_index.h"

namespace concord {

/// A pair of items or an item without partner, by number in an index.
struct NumberedPair {
  std::optional<std::uint32_t> source = {};
  std::optional<std::uint32_t> target = {};
  double score = 0;
  bool linked = false;
  std::optional<std::uint32_t> best = {};  ///< of an item without partner
  double best_score = 0;
};

/// What two reports share, as the elements of a JSON array without its brackets.
std::string reasons_json(const std::vector<SharedFeature>& reasons);

/// The line of a pair with its line end.
std::string pair_line(const NumberedPair& pair, std::string_view reasons,
                      const PairingIndex& index);

/// The line of what could not be read.
std::string problem_line(const FeedProblem& problem);

}  // namespace concord
