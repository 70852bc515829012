// The ways to align two texts that come near to the best one, and which of them has the most right
// beads to be expected.
//
//   Lattice lattice(band);
//   search_beads(pair, index, similarity, band, &lattice);
//   std::vector<Bead> beads = lattice.most_expected();
#pragma once

#include <cstdint>
#include <vector>

#include "aligner/band.h"
#include "aligner/bead.h"

namespace concord {

/// The nodes of a band (counts of sentences passed on both sides) with the steps that lead to each.
/// What a step is worth is the log odds of a conditional random field, so that sums over all paths
/// give how probable every step is (Lafferty, McCallum and Pereira 2001); the path whose steps are
/// most probable together has the most right beads to be expected (minimum Bayes risk decoding:
/// Goel and Byrne 2000).
class Lattice {
 public:
  /// Steps by which the best way to their node is worse than the best of all by more than this, in
  /// nats, are not worth adding.
  static constexpr double kSlack = 6;

  /// `band` must live as long as the lattice.
  explicit Lattice(const Band& band);

  /// Begins the next node, in the order of source and then of target sentences.
  void begin_node() { first_.push_back(static_cast<std::uint32_t>(steps_.size())); }
  /// Adds a step that leads to the node that was begun last, from the one at `i` and `j` sentences.
  /// `shape` is an index of kBeadShapes or kSwapShape.
  void add(std::size_t shape, std::uint32_t i, std::uint32_t j, double worth) {
    steps_.push_back({node(i, j), static_cast<float>(worth), static_cast<std::uint8_t>(shape)});
  }

  /// The path with the greatest sum, over its beads, of how much more probable the bead is than
  /// what it must be to be worth having. No beads where no path leads to the last node.
  std::vector<Bead> most_expected() const;

 private:
  struct Step {
    std::uint32_t from;
    float worth;
    std::uint8_t shape;
  };

  std::uint32_t node(std::uint32_t i, std::uint32_t j) const {
    return row_[i] + (j - band_->rows[i].first);
  }
  std::uint32_t steps_end(std::size_t node) const {
    return static_cast<std::uint32_t>(node + 1 < first_.size() ? first_[node + 1] : steps_.size());
  }
  /// How probable each step is.
  std::vector<float> probabilities() const;

  const Band* band_;
  std::vector<std::uint32_t> row_;    // the first node of each row of the band
  std::vector<std::uint32_t> first_;  // the first step of each node
  std::vector<Step> steps_;
};

}  // namespace concord
