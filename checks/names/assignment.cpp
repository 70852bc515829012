// The best partners for two groups of things, all at once.
#include "checks/names/assignment.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace concord {

namespace {

// Things of one group up to which the best of all assignments is looked for, whose time grows with
// the cube. More names in one bead are a list, or hostile: then the heaviest pair comes first.
constexpr std::size_t kMostExact = 120;

/// Whether any two can be partners: in most beads no name is left over.
bool any_weight(const std::vector<std::vector<double>>& weights) {
  return std::any_of(weights.begin(), weights.end(), [](const std::vector<double>& row) {
    return std::any_of(row.begin(), row.end(), [](double weight) { return weight > 0; });
  });
}

std::vector<std::size_t> heaviest_first(const std::vector<std::vector<double>>& weights) {
  struct Pair {
    double weight;
    std::size_t row;
    std::size_t column;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t j = 0; j < weights[i].size(); ++j) {
      if (weights[i][j] > 0) pairs.push_back({weights[i][j], i, j});
    }
  }
  // Of equal ones those whose places are nearest, so that a repeated name meets its own copy.
  const auto apart = [](const Pair& p) {
    return p.row > p.column ? p.row - p.column : p.column - p.row;
  };
  std::sort(pairs.begin(), pairs.end(), [&](const Pair& a, const Pair& b) {
    return std::tuple(-a.weight, apart(a), a.row) < std::tuple(-b.weight, apart(b), b.row);
  });
  std::vector<std::size_t> column_of(weights.size(), kUnassigned);
  std::vector<bool> taken(weights.front().size());
  for (const Pair& pair : pairs) {
    if (column_of[pair.row] != kUnassigned || taken[pair.column]) continue;
    column_of[pair.row] = pair.column;
    taken[pair.column] = true;
  }
  return column_of;
}

}  // namespace

// Shortest augmenting paths with potentials (Jonker and Volgenant 1987), on the costs 0 - weight,
// with a dummy column of cost 0 for every row.
std::vector<std::size_t> assign(const std::vector<std::vector<double>>& weights) {
  const std::size_t rows = weights.size();
  if (rows == 0) return {};
  if (!any_weight(weights)) return std::vector<std::size_t>(rows, kUnassigned);
  const std::size_t real = weights.front().size();
  if (std::max(rows, real) > kMostExact) return heaviest_first(weights);
  const std::size_t columns = real + rows;
  const auto cost = [&](std::size_t row, std::size_t column) {
    return column < real ? -weights[row][column] : 0;
  };
  std::vector<double> row_potential(rows + 1);
  std::vector<double> column_potential(columns + 1);
  std::vector<std::size_t> row_of(columns + 1);  // from 1; 0 for none
  std::vector<double> least;
  std::vector<std::size_t> before(columns + 1);
  std::vector<bool> used;
  for (std::size_t row = 1; row <= rows; ++row) {
    row_of[0] = row;
    std::size_t at = 0;
    least.assign(columns + 1, std::numeric_limits<double>::infinity());
    used.assign(columns + 1, false);
    while (row_of[at] != 0) {
      used[at] = true;
      double delta = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= columns; ++j) {
        if (used[j]) continue;
        const double reduced =
            cost(row_of[at] - 1, j - 1) - row_potential[row_of[at]] - column_potential[j];
        if (reduced < least[j]) least[j] = reduced, before[j] = at;
        if (least[j] < delta) delta = least[j], next = j;
      }
      for (std::size_t j = 0; j <= columns; ++j) {
        if (used[j]) {
          row_potential[row_of[j]] += delta;
          column_potential[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      at = next;
    }
    for (; at != 0; at = before[at]) row_of[at] = row_of[before[at]];
  }
  std::vector<std::size_t> column_of(rows, kUnassigned);
  for (std::size_t j = 1; j <= real; ++j) {
    if (row_of[j] != 0 && weights[row_of[j] - 1][j - 1] > 0) column_of[row_of[j] - 1] = j - 1;
  }
  return column_of;
}

}  // namespace concord
