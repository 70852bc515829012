// Who is paired with whom, once it is known how likely every candidate pair is.
//
//   const std::vector<std::optional<std::uint32_t>> partners =
//       match_documents(edges, links, {.sources = 3, .targets = 4}, 0.5);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "aligner/pairing.h"

namespace concord {

/// Two documents that were compared in full.
struct MatchEdge {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  double log_odds = 0;
};

/// Better first; ties by the documents, so that the result does not depend on the order.
bool better_edge(const MatchEdge& a, const MatchEdge& b);

/// The probability that two documents are versions of one report.
double probability_of(double log_odds);

/// Whether an edge may become a pair.
bool may_pair(double log_odds, double least_score);

/// How many documents there are on each side.
struct SideSizes {
  std::size_t sources = 0;
  std::size_t targets = 0;
};

/// The partner of each source: by the links first, then by the edges from the likeliest one on as
/// long as may_pair(); at last the partners of two pairs are exchanged where they fit better in sum
/// so. Edges that may not pair change nothing. The edges come out in order of better_edge().
std::vector<std::optional<std::uint32_t>> match_documents(std::vector<MatchEdge>& edges,
                                                          std::span<const DocumentLink> links,
                                                          SideSizes sizes, double least_score);

}  // namespace concord
