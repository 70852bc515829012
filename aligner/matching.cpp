// Takes the likeliest pairs and exchanges partners where two pairs fit better so.
#include "aligner/matching.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace concord {
namespace {

/// The log odds of a probability, which is kept from 0 and 1.
double log_odds_of(double probability) {
  const double within = std::clamp(probability, 1e-9, 1 - 1e-9);
  return std::log(within / (1 - within));
}

/// Chooses pairs: links, then edges from best to worst while both ends are free.
class Matching {
 public:
  Matching(std::size_t sources, std::size_t targets)
      : partner_of_source_(sources), partner_of_target_(targets) {}

  void take(std::uint32_t source, std::uint32_t target) {
    if (partner_of_source_[source] || partner_of_target_[target]) return;
    partner_of_source_[source] = target;
    partner_of_target_[target] = source;
  }
  void release(std::uint32_t source) {
    partner_of_target_[*partner_of_source_[source]].reset();
    partner_of_source_[source].reset();
  }
  const std::vector<std::optional<std::uint32_t>>& partner_of_source() const {
    return partner_of_source_;
  }
  const std::vector<std::optional<std::uint32_t>>& partner_of_target() const {
    return partner_of_target_;
  }

 private:
  std::vector<std::optional<std::uint32_t>> partner_of_source_;
  std::vector<std::optional<std::uint32_t>> partner_of_target_;
};

/// Exchanges the partners of two pairs where both documents of one candidate pair then fit better
/// in sum: of several reports on one event the likeliest pair may leave two bad ones.
/// Sources in `fixed` keep theirs.
void exchange_partners(std::span<const MatchEdge> edges, double least_log_odds,
                       const std::vector<std::optional<std::uint32_t>>& fixed, Matching& matching) {
  std::unordered_map<std::uint64_t, double> log_odds;
  const auto key = [](std::uint32_t source, std::uint32_t target) {
    return static_cast<std::uint64_t>(source) << 32 | target;
  };
  for (const MatchEdge& edge : edges) {
    if (edge.log_odds >= least_log_odds) log_odds[key(edge.source, edge.target)] = edge.log_odds;
  }
  const auto find = [&](std::uint32_t source, std::uint32_t target) {
    const auto found = log_odds.find(key(source, target));
    return found == log_odds.end() ? std::nullopt : std::optional(found->second);
  };
  for (const MatchEdge& edge : edges) {
    if (edge.log_odds < least_log_odds) break;
    const auto other_target = matching.partner_of_source()[edge.source];
    const auto other_source = matching.partner_of_target()[edge.target];
    if (!other_target || !other_source || *other_source == edge.source) continue;
    if (fixed[edge.source] || fixed[*other_source]) continue;
    const auto left = find(edge.source, *other_target);
    const auto right = find(*other_source, edge.target);
    const auto crossed = find(*other_source, *other_target);
    if (!left || !right || !crossed || edge.log_odds + *crossed <= *left + *right) continue;
    matching.release(edge.source);
    matching.release(*other_source);
    matching.take(edge.source, edge.target);
    matching.take(*other_source, *other_target);
  }
}

}  // namespace

bool better_edge(const MatchEdge& a, const MatchEdge& b) {
  if (a.log_odds != b.log_odds) return a.log_odds > b.log_odds;
  return std::pair(a.source, a.target) < std::pair(b.source, b.target);
}

double probability_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

bool may_pair(double log_odds, double least_score) {
  return probability_of(log_odds) >= least_score || log_odds >= log_odds_of(least_score);
}

std::vector<std::optional<std::uint32_t>> match_documents(std::vector<MatchEdge>& edges,
                                                          std::span<const DocumentLink> links,
                                                          SideSizes sizes, double least_score) {
  Matching matching(sizes.sources, sizes.targets);
  for (const DocumentLink& link : links) matching.take(link.source, link.target);
  std::sort(edges.begin(), edges.end(), better_edge);
  const std::vector<std::optional<std::uint32_t>> linked = matching.partner_of_source();
  for (const MatchEdge& edge : edges) {
    if (probability_of(edge.log_odds) < least_score) break;
    matching.take(edge.source, edge.target);
  }
  exchange_partners(edges, log_odds_of(least_score), linked, matching);
  return matching.partner_of_source();
}

}  // namespace concord
