// Dynamic programming over prefixes of both sides; rows of cells are computed as the search reaches them.
#include "aligner/search.h"

#include <algorithm>
#include <array>
#include <limits>

namespace concord {
namespace {

struct Shape {
  std::uint32_t sources;
  std::uint32_t targets;
};

constexpr std::array<Shape, 10> kShapes = {
    {{1, 0}, {0, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {1, 2}, {1, 3}, {1, 4}, {2, 2}}};
constexpr std::uint32_t kMaxSide = 4;
constexpr double kUnreached = -std::numeric_limits<double>::infinity();

/// The covered weight of one sentence by several: an item covered twice counts once, with its better cover.
class Union {
 public:
  void clear() {
    for (const std::uint32_t item : touched_) best_[item] = 0;
    touched_.clear();
    mass_ = 0;
  }
  void add(std::span<const Cover> covers) {
    for (const Cover& cover : covers) {
      if (cover.item >= best_.size()) best_.resize(cover.item + 1);
      float& best = best_[cover.item];
      if (cover.mass <= best) continue;
      if (best == 0) touched_.push_back(cover.item);
      mass_ += cover.mass - best;
      best = cover.mass;
    }
  }
  double mass() const { return mass_; }

 private:
  std::vector<float> best_;
  std::vector<std::uint32_t> touched_;
  double mass_ = 0;
};

class Search {
 public:
  Search(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity, const Band& band)
      : pair_(pair), index_(index), similarity_(similarity), band_(band) {}

  std::vector<Bead> run() {
    const auto sources = static_cast<std::uint32_t>(pair_.source.size());
    back_.resize(sources + 1);
    for (std::uint32_t i = 0; i <= sources; ++i) {
      const Band::Range range = band_.rows[i];
      if (i > 0) {
        rows_[i % kMaxSide] = index_.row(i - 1, range.first > kMaxSide ? range.first - kMaxSide : 0, range.last);
      }
      values_[i % (kMaxSide + 1)].assign(range.last - range.first, kUnreached);
      back_[i].assign(range.last - range.first, 0);
      for (std::uint32_t j = range.first; j < range.last; ++j) visit(i, j);
    }
    return trace();
  }

 private:
  double& value(std::uint32_t i, std::uint32_t j) { return values_[i % (kMaxSide + 1)][j - band_.rows[i].first]; }

  double value_or_unreached(std::uint32_t i, std::uint32_t j) {
    const Band::Range range = band_.rows[i];
    return j >= range.first && j < range.last ? value(i, j) : kUnreached;
  }

  const CellRow& row(std::uint32_t source) const { return rows_[(source + 1) % kMaxSide]; }

  void visit(std::uint32_t i, std::uint32_t j) {
    if (i == 0 && j == 0) value(0, 0) = 0;
    const std::array<double, kShapes.size()> values = bead_values(i, j);
    for (std::uint8_t shape = 0; shape < kShapes.size(); ++shape) {
      const auto [x, y] = kShapes[shape];
      if (x > i || y > j) continue;
      const double before = value_or_unreached(i - x, j - y);
      if (before + values[shape] > value(i, j)) {
        value(i, j) = before + values[shape];
        back_[i][j - band_.rows[i].first] = shape;
      }
    }
  }

  /// What each shape of bead is worth that ends before source sentence i and target sentence j.
  std::array<double, kShapes.size()> bead_values(std::uint32_t i, std::uint32_t j) {
    std::array<double, kShapes.size()> values;
    values.fill(kUnreached);
    values[0] = values[1] = -similarity_.costs().gap_cost;
    if (i == 0 || j == 0) return values;
    // Several source sentences against one of the target.
    BeadMass mass;
    union_.clear();
    for (std::uint32_t x = 1; x <= std::min(i, kMaxSide); ++x) {
      const Cell* cell = row(i - x).find(j - 1);
      mass.source.add(pair_.source[i - x], cell == nullptr ? 0 : cell->source_mass);
      if (cell != nullptr) union_.add(row(i - x).target_of(*cell));
      mass.target = {};
      mass.target.add(pair_.target[j - 1], union_.mass());
      values[1 + x] = similarity_.worth(mass);
    }
    // One source sentence against several of the target.
    mass = {};
    union_.clear();
    for (std::uint32_t y = 1; y <= std::min(j, kMaxSide); ++y) {
      const Cell* cell = row(i - 1).find(j - y);
      mass.target.add(pair_.target[j - y], cell == nullptr ? 0 : cell->target_mass);
      if (cell != nullptr) union_.add(row(i - 1).source_of(*cell));
      mass.source = {};
      mass.source.add(pair_.source[i - 1], union_.mass());
      if (y > 1) values[4 + y] = similarity_.worth(mass);
    }
    if (i >= 2 && j >= 2) values[9] = similarity_.worth(mass_of({{i - 2, i - 1}, {j - 2, j - 1}, 0, 0}));
    return values;
  }

  BeadMass mass_of(const Bead& bead) {
    BeadMass mass;
    for (const std::uint32_t s : bead.source) {
      union_.clear();
      for (const std::uint32_t t : bead.target) {
        if (const Cell* cell = row(s).find(t)) union_.add(row(s).source_of(*cell));
      }
      mass.source.add(pair_.source[s], union_.mass());
    }
    for (const std::uint32_t t : bead.target) {
      union_.clear();
      for (const std::uint32_t s : bead.source) {
        if (const Cell* cell = row(s).find(t)) union_.add(row(s).target_of(*cell));
      }
      mass.target.add(pair_.target[t], union_.mass());
    }
    return mass;
  }

  std::vector<Bead> trace() {
    std::vector<Bead> beads;
    auto i = static_cast<std::uint32_t>(pair_.source.size());
    auto j = static_cast<std::uint32_t>(pair_.target.size());
    while (i > 0 || j > 0) {
      const auto [x, y] = kShapes[back_[i][j - band_.rows[i].first]];
      Bead bead;
      for (std::uint32_t s = i - x; s < i; ++s) bead.source.push_back(s);
      for (std::uint32_t t = j - y; t < j; ++t) bead.target.push_back(t);
      beads.push_back(std::move(bead));
      i -= x;
      j -= y;
    }
    std::reverse(beads.begin(), beads.end());
    return beads;
  }

  const ProfiledPair& pair_;
  const FeatureIndex& index_;
  const Similarity& similarity_;
  const Band& band_;
  std::array<CellRow, kMaxSide> rows_;                    // of the last source sentences
  std::array<std::vector<double>, kMaxSide + 1> values_;  // of the last prefixes
  std::vector<std::vector<std::uint8_t>> back_;           // best shape of every node
  Union union_;
};

}  // namespace

std::vector<Bead> search_beads(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity,
                               const Band& band) {
  return Search(pair, index, similarity, band).run();
}

}  // namespace concord
