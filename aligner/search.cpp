// Dynamic programming over prefixes of both sides; rows of cells are computed as the search reaches
// them.
#include "aligner/search.h"

#include <algorithm>
#include <array>
#include <limits>

#include "aligner/context.h"

namespace concord {
namespace {

constexpr std::size_t kPairShape = 2;  // the shapes before it are gaps
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

/// So many beads of several sentences are judged in a pass, evenly over the rows of the band: 26 a
/// row in the longest text. Real texts have 10 to 70 a row, and long ones at most 20; where all
/// sentences are alike there are hundreds.
constexpr std::uint64_t kMostJudged = 8'000'000;

/// A step to a node: the value of the node that it comes from, and what it is worth.
struct Offer {
  std::size_t shape;
  double before;
  double worth;
};

class Search {
 public:
  Search(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity,
         const Band& band, Lattice* lattice = nullptr)
      : pair_(pair), filler_(index), similarity_(similarity), band_(band), lattice_(lattice) {
    for (const Side side : kSides) {
      const auto count = (side == Side::kSource ? pair.source : pair.target).size();
      for (std::uint32_t i = 0; i < count; ++i)
        gaps_[index_of(side)].push_back(similarity.gap_worth(side, i, false));
    }
  }

  std::vector<Bead> run(std::uint32_t sources) {
    back_.resize(sources + 1);
    const std::uint64_t judged_a_row = kMostJudged / (sources + 1);
    for (std::uint32_t i = 0; i <= sources; ++i) {
      const Band::Range range = band_.rows[i];
      may_judge_ = judged_ <= judged_a_row * (i + 1);
      if (i > 0)
        rows_[i % kMaxSide] =
            &filler_.row(room_[i % kMaxSide], i - 1,
                         range.first > kMaxSide ? range.first - kMaxSide : 0, range.last);
      if (i > 0) pairs_[(i - 1) % 2].assign(row(i - 1).cells.size(), kUnreached);
      values_[i % (kMaxSide + 1)].assign(range.last - range.first, kUnreached);
      back_[i].assign(range.last - range.first, 0);
      for (std::uint32_t j = range.first; j < range.last; ++j) visit(i, j);
    }
    if (sources == pair_.source.size())
      return trace(sources, static_cast<std::uint32_t>(pair_.target.size()));
    const std::vector<double>& last = values_[sources % (kMaxSide + 1)];
    const auto best = std::max_element(last.begin(), last.end()) - last.begin();
    return trace(sources, band_.rows[sources].first + static_cast<std::uint32_t>(best));
  }

 private:
  double& value(std::uint32_t i, std::uint32_t j) {
    return values_[i % (kMaxSide + 1)][j - band_.rows[i].first];
  }

  double value_or_unreached(std::uint32_t i, std::uint32_t j) {
    const Band::Range range = band_.rows[i];
    return j >= range.first && j < range.last ? value(i, j) : kUnreached;
  }

  double gap_worth(Side side, std::uint32_t sentence, bool tail) const {
    return tail ? similarity_.gap_worth(side, sentence, true) : gaps_[index_of(side)][sentence];
  }

  const CellRow& row(std::uint32_t source) const { return *rows_[(source + 1) % kMaxSide]; }

  /// The best bead that ends before source sentence i and target sentence j; of equally good ones
  /// the first of kBeadShapes.
  void visit(std::uint32_t i, std::uint32_t j) {
    double best = i == 0 && j == 0 ? 0 : kUnreached;
    std::uint8_t best_shape = 0;
    const auto offer = [&](std::size_t shape, double before, double worth) {
      if (lattice_ != nullptr) offered_.push_back({shape, before, worth});
      if (before + worth <= best) return;
      best = before + worth;
      best_shape = static_cast<std::uint8_t>(shape);
    };
    if (i > 0) {
      offer(0, value_or_unreached(i - 1, j),
            gap_worth(Side::kSource, i - 1, j == pair_.target.size()));
    }
    if (j > 0) {
      offer(1, value_or_unreached(i, j - 1),
            gap_worth(Side::kTarget, j - 1, i == pair_.source.size()));
    }
    look(i, j);
    if (i > 0 && j > 0) {
      if (const double before = value_or_unreached(i - 1, j - 1); before != kUnreached)
        offer(kPairShape, before, worth_of_pair(i, j, 0, 0));
    }
    for (std::size_t shape = kPairShape + 1; may_judge_ && shape < kBeadShapes.size(); ++shape)
      try_several(i, j, shape, best, offer);
    if (similarity_.may_cross()) try_swap(i, j, offer);
    value(i, j) = best;
    back_[i][j - band_.rows[i].first] = best_shape;
    if (lattice_ != nullptr) record(i, j, best);
  }

  /// Adds what was offered for a node to the lattice, if it comes near to the best.
  void record(std::uint32_t i, std::uint32_t j, double best) {
    lattice_->begin_node();
    for (const auto& [shape, before, worth] : offered_) {
      if (before == kUnreached || before + worth < best - slack()) continue;
      const auto [x, y] = shape == kSwapShape ? BeadShape{2, 2} : kBeadShapes[shape];
      lattice_->add(shape, i - x, j - y, worth);
    }
    offered_.clear();
  }

  /// By how much less than the best a step may be worth and still count.
  double slack() const { return lattice_ == nullptr ? 0 : Lattice::kSlack; }

  /// Looks up the cells of the last sentences before i and j, which beads of every shape have.
  void look(std::uint32_t i, std::uint32_t j) {
    for (std::uint32_t a = 0; a < kMaxSide; ++a) {
      for (std::uint32_t b = 0; b < kMaxSide; ++b)
        near_[a][b] = a < i && b < j ? row(i - 1 - a).find(j - 1 - b) : nullptr;
    }
  }

  /// The cells of a bead of x by y sentences that ends before i and j, where look() was last.
  BeadCells cells_of(std::uint32_t i, std::uint32_t j, BeadShape shape) const {
    const auto [x, y] = shape;
    BeadCells cells;
    for (std::uint32_t a = 0; a < x; ++a) cells.source.add(i - x + a);
    for (std::uint32_t b = 0; b < y; ++b) cells.target.add(j - y + b);
    for (std::uint32_t a = 0; a < x; ++a) {
      for (std::uint32_t b = 0; b < y; ++b) cells.cells[a][b] = near_[x - 1 - a][y - 1 - b];
    }
    return cells;
  }

  /// What such a bead covers, as the sum over its cells: at least what they cover together.
  BeadMass mass_near(std::uint32_t i, std::uint32_t j, BeadShape shape) const {
    const auto [x, y] = shape;
    BeadMass mass;
    for (std::uint32_t a = x; a-- > 0;) {
      float covered = 0;
      for (std::uint32_t b = y; b-- > 0;)
        covered += near_[a][b] == nullptr ? 0 : near_[a][b]->source_mass;
      mass.source.add(pair_.source[i - 1 - a], covered);
    }
    for (std::uint32_t b = y; b-- > 0;) {
      float covered = 0;
      for (std::uint32_t a = x; a-- > 0;)
        covered += near_[a][b] == nullptr ? 0 : near_[a][b]->target_mass;
      mass.target.add(pair_.target[j - 1 - b], covered);
    }
    return mass;
  }

  /// Offers a bead of several sentences. What it can be worth at most is known before its context
  /// and the joint cover of a sentence by several others are, and decides whether it is worth while
  /// to compute these.
  template <class Use>
  void try_several(std::uint32_t i, std::uint32_t j, std::size_t shape, const double& best,
                   const Use& offer) {
    const auto [x, y] = kBeadShapes[shape];
    if (i < x || j < y) return;
    const double before = value_or_unreached(i - x, j - y);
    if (before == kUnreached) return;
    if (similarity_.telling() > 0 && !each_shares(x, y)) return;
    BeadMass mass = mass_near(i, j, {x, y});
    const double least = best - slack();
    if (before + similarity_.most_worth(mass) + kRounding <= least) return;
    ++judged_;
    const BeadCells cells = cells_of(i, j, {x, y});
    add_context(pair_, similarity_, cells, mass);
    if (before + similarity_.worth(mass) + kRounding <= least) return;
    join_covers(cells, i - x, mass);
    offer(shape, before, similarity_.worth(mass));
  }

  /// What a pair of the last sentences before i and j is worth, `a` and `b` sentences back.
  double worth_of_pair(std::uint32_t i, std::uint32_t j, std::uint32_t a, std::uint32_t b) {
    const std::uint32_t s = i - 1 - a;
    const std::uint32_t t = j - 1 - b;
    const Cell* cell = near_[a][b];
    double* known = cell == nullptr ? nullptr : &pairs_[s % 2][row(s).index_of(*cell)];
    if (known != nullptr && *known != kUnreached) return *known;
    BeadCells cells;
    cells.source.add(s);
    cells.target.add(t);
    cells.cells[0][0] = cell;
    BeadMass mass;
    mass.source.add(pair_.source[s], cell == nullptr ? 0 : cell->source_mass);
    mass.target.add(pair_.target[t], cell == nullptr ? 0 : cell->target_mass);
    add_context(pair_, similarity_, cells, mass);
    const double worth = similarity_.worth(mass);
    if (known != nullptr) *known = worth;
    return worth;
  }

  /// Offers two pairs whose sentences changed places.
  template <class Use>
  void try_swap(std::uint32_t i, std::uint32_t j, const Use& offer) {
    if (i < 2 || j < 2 || near_[1][0] == nullptr || near_[0][1] == nullptr) return;
    const double before = value_or_unreached(i - 2, j - 2);
    if (before == kUnreached) return;
    offer(kSwapShape, before,
          worth_of_pair(i, j, 1, 0) + worth_of_pair(i, j, 0, 1) - similarity_.crossing_cost());
  }

  /// Whether every one of the last x by y sentences shares something with the other side.
  bool each_shares(std::uint32_t x, std::uint32_t y) const {
    std::uint32_t shared = 0;  // a bit for each target sentence
    for (std::uint32_t a = 0; a < x; ++a) {
      std::uint32_t here = 0;
      for (std::uint32_t b = 0; b < y; ++b) here |= near_[a][b] == nullptr ? 0U : 1U << b;
      if (here == 0) return false;
      shared |= here;
    }
    return shared == (1U << y) - 1;
  }

  /// Sets the covered weight of sentences that face several to what those cover together.
  void join_covers(const BeadCells& cells, std::uint32_t first_source, BeadMass& mass) {
    const auto sources = static_cast<std::uint32_t>(cells.source.count);
    const std::size_t targets = cells.target.count;
    for (std::uint32_t a = 0; targets > 1 && a < sources; ++a) {
      union_.clear();
      for (std::size_t b = 0; b < targets; ++b) {
        const Cell* cell = cells.cells[a][b];
        if (cell != nullptr) union_.add(row(first_source + a).source_of(*cell));
      }
      mass.source.covered[a] = static_cast<float>(union_.mass());
    }
    for (std::size_t b = 0; sources > 1 && b < targets; ++b) {
      union_.clear();
      for (std::uint32_t a = 0; a < sources; ++a) {
        const Cell* cell = cells.cells[a][b];
        if (cell != nullptr) union_.add(row(first_source + a).target_of(*cell));
      }
      mass.target.covered[b] = static_cast<float>(union_.mass());
    }
  }

  /// The beads of the best path to a node.
  std::vector<Bead> trace(std::uint32_t i, std::uint32_t j) {
    std::vector<Bead> beads;
    while (i > 0 || j > 0) add_beads_before(back_[i][j - band_.rows[i].first], i, j, beads);
    std::reverse(beads.begin(), beads.end());
    return beads;
  }

  const ProfiledPair& pair_;
  RowFiller filler_;
  const Similarity& similarity_;
  const Band& band_;
  Lattice* lattice_;
  std::vector<Offer> offered_;  // of the node that is visited, for the lattice
  std::array<CellRow, kMaxSide> room_;
  std::array<const CellRow*, kMaxSide> rows_{};           // of the last source sentences
  std::array<std::vector<double>, kMaxSide + 1> values_;  // of the last prefixes
  std::vector<std::vector<std::uint8_t>> back_;           // best shape of every node
  std::array<std::vector<double>, 2> pairs_;  // worth of the cells of the last rows, once known
  /// The cells of the sentences before the node that is visited, from the last one back.
  std::array<std::array<const Cell*, kMaxSide>, kMaxSide> near_{};
  Union union_;
  std::array<std::vector<double>, 2> gaps_;  // worth of each gap of a side that is no tail
  std::uint64_t judged_ = 0;                 // beads of several sentences
  bool may_judge_ = true;                    // more of them in this row
};

}  // namespace

void add_beads_before(std::size_t shape, std::uint32_t& i, std::uint32_t& j,
                      std::vector<Bead>& beads) {
  if (shape == kSwapShape) {
    beads.push_back({{i - 1}, {j - 2}});
    beads.push_back({{i - 2}, {j - 1}});
    i -= 2;
    j -= 2;
    return;
  }
  const auto [x, y] = kBeadShapes[shape];
  Bead bead;
  for (std::uint32_t s = i - x; s < i; ++s) bead.source.push_back(s);
  for (std::uint32_t t = j - y; t < j; ++t) bead.target.push_back(t);
  beads.push_back(std::move(bead));
  i -= x;
  j -= y;
}

std::vector<Bead> search_beads(const ProfiledPair& pair, const FeatureIndex& index,
                               const Similarity& similarity, const Band& band, Lattice* lattice) {
  return Search(pair, index, similarity, band, lattice)
      .run(static_cast<std::uint32_t>(pair.source.size()));
}

std::vector<Bead> search_beginning(const ProfiledPair& pair, const FeatureIndex& index,
                                   const Similarity& similarity, const Band& band,
                                   std::uint32_t sources) {
  return Search(pair, index, similarity, band).run(sources);
}

}  // namespace concord
