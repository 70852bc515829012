// The part of the search space that is looked at: for every source sentence, a range of target
// sentences.
#pragma once

#include <cstdint>
#include <vector>

#include "aligner/align.h"
#include "aligner/similarity.h"

namespace concord {

/// For each count i of source sentences passed, the half-open range of counts of target sentences
/// that the search visits. Ranges overlap from row to row and grow monotonically; the first holds
/// 0, the last holds the number of target sentences.
struct Band {
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  std::vector<Range> rows;  ///< number of source sentences + 1

  std::uint64_t nodes() const;
};

/// Every node.
Band full_band(std::uint32_t sources, std::uint32_t targets);

/// A band of `margin` sentences around the best monotone chain of sentence pairs that share rare
/// features, straight between them.
Band anchored_band(const ProfiledPair& pair, const FeatureIndex& index, std::uint32_t margin);

/// Nodes of the band of the longest text: 40 a sentence, some more than a real text of 300,000
/// sentences has. Only where nothing says where the path runs is the band wider.
inline constexpr std::uint64_t kMostNodes = 12'000'000;

/// The same with a smaller margin, but not below 4, where it would have more than `most` nodes.
Band bounded_band(const ProfiledPair& pair, const FeatureIndex& index, std::uint32_t margin,
                  std::uint64_t most = kMostNodes);

/// The part of a band within `margin` target sentences of a monotone path through it.
Band band_around(const std::vector<Bead>& path, const Band& band, std::uint32_t margin);

/// Whether a monotone path comes within `margin` target sentences of a place where `part` leaves
/// out some of `whole`: then the best path of the whole may be another.
bool is_near_edge(const std::vector<Bead>& path, const Band& part, const Band& whole,
                  std::uint32_t margin);

}  // namespace concord
