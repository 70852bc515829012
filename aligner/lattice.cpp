// Sums over all paths through a lattice, forwards and backwards, and the path that these favour.
#include "aligner/lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "aligner/search.h"

namespace concord {
namespace {

// What a bead must be more probable than to gain: half of the F1 to be expected, which the sum then
// makes greatest (0.9 on documents of newsrooms and of books).
constexpr double kLeastProbable = 0.45;
// The weights were fitted with shrinkage, which makes the odds of whole paths too even: they are
// raised to this power.
constexpr double kSharpness = 2.5;
constexpr double kNever = -std::numeric_limits<double>::infinity();

/// ln(exp(a) + exp(b)).
double log_sum(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == kNever ? a : a + std::log1p(std::exp(b - a));
}

}  // namespace

Lattice::Lattice(const Band& band) : band_(&band) {
  std::uint32_t nodes = 0;
  for (const Band::Range& range : band.rows) {
    row_.push_back(nodes);
    nodes += range.last - range.first;
  }
  first_.reserve(nodes);
}

std::vector<float> Lattice::probabilities() const {
  const std::size_t nodes = first_.size();
  std::vector<double> before(nodes, kNever);
  std::vector<double> after(nodes, kNever);
  before.front() = 0;
  for (std::size_t to = 1; to < nodes; ++to) {
    for (std::uint32_t s = first_[to]; s < steps_end(to); ++s)
      before[to] = log_sum(before[to], before[steps_[s].from] + kSharpness * steps_[s].worth);
  }
  after.back() = 0;
  std::vector<float> probable(steps_.size());
  for (std::size_t to = nodes; to-- > 0;) {
    for (std::uint32_t s = first_[to]; after[to] != kNever && s < steps_end(to); ++s) {
      const Step& step = steps_[s];
      after[step.from] = log_sum(after[step.from], after[to] + kSharpness * step.worth);
      probable[s] = static_cast<float>(
          std::exp(before[step.from] + kSharpness * step.worth + after[to] - before.back()));
    }
  }
  return probable;
}

std::vector<Bead> Lattice::most_expected() const {
  const std::vector<float> probable = probabilities();
  std::vector<double> best(first_.size(), kNever);
  std::vector<std::uint32_t> by(first_.size());
  best.front() = 0;
  for (std::size_t to = 1; to < first_.size(); ++to) {
    for (std::uint32_t s = first_[to]; s < steps_end(to); ++s) {
      const double beads = steps_[s].shape == kSwapShape ? 2 : 1;
      const double sum = best[steps_[s].from] + beads * (probable[s] - kLeastProbable);
      if (sum <= best[to]) continue;
      best[to] = sum;
      by[to] = s;
    }
  }
  std::vector<Bead> beads;
  if (best.back() == kNever) return beads;
  auto i = static_cast<std::uint32_t>(band_->rows.size() - 1);
  std::uint32_t j = band_->rows.back().last - 1;
  while (i > 0 || j > 0) add_beads_before(steps_[by[node(i, j)]].shape, i, j, beads);
  std::reverse(beads.begin(), beads.end());
  return beads;
}

}  // namespace concord
