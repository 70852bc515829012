// The best partners for two groups of things, all at once.
//
//   assign({{0.9, 0.8}, {0.7, 0}});   // {1, 0}: 0.8 + 0.7 is more than 0.9
#pragma once

#include <cstddef>
#include <vector>

namespace concord {

/// No partner.
constexpr std::size_t kUnassigned = ~std::size_t{0};

/// For every row the column it is given, each column at most once, so that the sum of the weights
/// is largest (Kuhn 1955); kUnassigned where that is better left alone. Rows have one length;
/// weights are not negative, and 0 means that the two cannot be partners.
std::vector<std::size_t> assign(const std::vector<std::vector<double>>& weights);

}  // namespace concord
