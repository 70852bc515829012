// Dynamic programming over prefixes of both sides; rows of cells are computed as the search reaches
// them.
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

/// The covered weight of one sentence by several: an item covered twice counts once, with its
/// better cover.
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

/// Added to a bound before it is compared, so that rounding cannot make it smaller than what it
/// bounds.
constexpr double kRounding = 1e-6;

class Search {
 public:
  Search(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity,
         const Band& band)
      : pair_(pair), filler_(index), similarity_(similarity), band_(band) {}

  std::vector<Bead> run() {
    const auto sources = static_cast<std::uint32_t>(pair_.source.size());
    back_.resize(sources + 1);
    for (std::uint32_t i = 0; i <= sources; ++i) {
      const Band::Range range = band_.rows[i];
      if (i > 0)
        filler_.fill(rows_[i % kMaxSide], i - 1,
                     range.first > kMaxSide ? range.first - kMaxSide : 0, range.last);
      values_[i % (kMaxSide + 1)].assign(range.last - range.first, kUnreached);
      back_[i].assign(range.last - range.first, 0);
      for (std::uint32_t j = range.first; j < range.last; ++j) visit(i, j);
    }
    return trace();
  }

 private:
  double& value(std::uint32_t i, std::uint32_t j) {
    return values_[i % (kMaxSide + 1)][j - band_.rows[i].first];
  }

  double value_or_unreached(std::uint32_t i, std::uint32_t j) {
    const Band::Range range = band_.rows[i];
    return j >= range.first && j < range.last ? value(i, j) : kUnreached;
  }

  const CellRow& row(std::uint32_t source) const { return rows_[(source + 1) % kMaxSide]; }

  /// The best bead that ends before source sentence i and target sentence j; of equally good ones
  /// the first of kShapes.
  void visit(std::uint32_t i, std::uint32_t j) {
    double best = i == 0 && j == 0 ? 0 : kUnreached;
    std::uint8_t best_shape = 0;
    const auto offer = [&](std::size_t shape, double before, double worth) {
      if (before + worth <= best) return;
      best = before + worth;
      best_shape = static_cast<std::uint8_t>(shape);
    };
    const double gap = -similarity_.costs().gap_cost;
    const auto factor = [](const GapFactors& factors, std::uint32_t sentence, bool tail) {
      return factors.of(sentence) * (tail ? factors.tail : 1);
    };
    if (i > 0) {
      offer(0, value_or_unreached(i - 1, j),
            gap * factor(similarity_.source_gaps(), i - 1, j == pair_.target.size()));
    }
    if (j > 0) {
      offer(1, value_or_unreached(i, j - 1),
            gap * factor(similarity_.target_gaps(), j - 1, i == pair_.source.size()));
    }
    if (i > 0 && j > 0) {
      several_sources(i, j, best, offer);
      several_targets(i, j, best, offer);
      if (i >= 2 && j >= 2) two_by_two(i, j, best, offer);
    }
    value(i, j) = best;
    back_[i][j - band_.rows[i].first] = best_shape;
  }

  /// One to four source sentences against one of the target. What the joint cover of a sentence by
  /// several others can be at most is known at once, and decides whether it is worth while to
  /// compute it.
  template <class Offer>
  void several_sources(std::uint32_t i, std::uint32_t j, const double& best, const Offer& offer) {
    BeadMass mass;
    mass.target.add(pair_.target[j - 1], 0);
    double at_most = 0;
    const std::uint32_t most = std::min(i, kMaxSide);
    std::array<const Cell*, kMaxSide> cells{};
    union_.clear();
    std::uint32_t added = 0;  // sentences in the union
    for (std::uint32_t x = 1; x <= most; ++x) {
      const Cell* cell = cells[x - 1] = row(i - x).find(j - 1);
      mass.source.add(pair_.source[i - x], cell == nullptr ? 0 : cell->source_mass);
      if (cell != nullptr) at_most += cell->target_mass;
      const double before = value_or_unreached(i - x, j - 1);
      mass.target.covered[0] = static_cast<float>(at_most);
      if (before + similarity_.worth(mass) + kRounding <= best) continue;
      for (; added < x; ++added) {
        if (cells[added] != nullptr) union_.add(row(i - added - 1).target_of(*cells[added]));
      }
      mass.target.covered[0] = static_cast<float>(union_.mass());
      offer(1 + x, before, similarity_.worth(mass));
    }
  }

  /// One source sentence against two to four of the target.
  template <class Offer>
  void several_targets(std::uint32_t i, std::uint32_t j, const double& best, const Offer& offer) {
    BeadMass mass;
    mass.source.add(pair_.source[i - 1], 0);
    const CellRow& here = row(i - 1);
    double at_most = 0;
    const std::uint32_t most = std::min(j, kMaxSide);
    std::array<const Cell*, kMaxSide> cells{};
    union_.clear();
    std::uint32_t added = 0;
    for (std::uint32_t y = 1; y <= most; ++y) {
      const Cell* cell = cells[y - 1] = here.find(j - y);
      mass.target.add(pair_.target[j - y], cell == nullptr ? 0 : cell->target_mass);
      if (cell != nullptr) at_most += cell->source_mass;
      if (y == 1) continue;
      const double before = value_or_unreached(i - 1, j - y);
      mass.source.covered[0] = static_cast<float>(at_most);
      if (before + similarity_.worth(mass) + kRounding <= best) continue;
      for (; added < y; ++added) {
        if (cells[added] != nullptr) union_.add(here.source_of(*cells[added]));
      }
      mass.source.covered[0] = static_cast<float>(union_.mass());
      offer(4 + y, before, similarity_.worth(mass));
    }
  }

  template <class Offer>
  void two_by_two(std::uint32_t i, std::uint32_t j, const double& best, const Offer& offer) {
    std::array<std::array<const Cell*, 2>, 2> cells;  // by source, then target sentence
    for (std::uint32_t s = 0; s < 2; ++s) {
      for (std::uint32_t t = 0; t < 2; ++t) cells[s][t] = row(i - 2 + s).find(j - 2 + t);
    }
    const auto add_at_most = [&](SideMass& side, const SentenceProfile& sentence,
                                 float Cell::*covered, const Cell* a, const Cell* b) {
      side.add(sentence, (a == nullptr ? 0 : a->*covered) + (b == nullptr ? 0 : b->*covered));
    };
    BeadMass mass;
    for (std::uint32_t k = 0; k < 2; ++k) {
      add_at_most(mass.source, pair_.source[i - 2 + k], &Cell::source_mass, cells[k][0],
                  cells[k][1]);
      add_at_most(mass.target, pair_.target[j - 2 + k], &Cell::target_mass, cells[0][k],
                  cells[1][k]);
    }
    const double before = value_or_unreached(i - 2, j - 2);
    if (before + similarity_.worth(mass) + kRounding <= best) return;
    for (std::uint32_t k = 0; k < 2; ++k) {
      union_.clear();
      for (std::uint32_t t = 0; t < 2; ++t) {
        if (cells[k][t] != nullptr) union_.add(row(i - 2 + k).source_of(*cells[k][t]));
      }
      mass.source.covered[k] = static_cast<float>(union_.mass());
      union_.clear();
      for (std::uint32_t s = 0; s < 2; ++s) {
        if (cells[s][k] != nullptr) union_.add(row(i - 2 + s).target_of(*cells[s][k]));
      }
      mass.target.covered[k] = static_cast<float>(union_.mass());
    }
    offer(9, before, similarity_.worth(mass));
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
  RowFiller filler_;
  const Similarity& similarity_;
  const Band& band_;
  std::array<CellRow, kMaxSide> rows_;                    // of the last source sentences
  std::array<std::vector<double>, kMaxSide + 1> values_;  // of the last prefixes
  std::vector<std::vector<std::uint8_t>> back_;           // best shape of every node
  Union union_;
};

}  // namespace

std::vector<Bead> search_beads(const ProfiledPair& pair, const FeatureIndex& index,
                               const Similarity& similarity, const Band& band) {
  return Search(pair, index, similarity, band).run();
}

}  // namespace concord
