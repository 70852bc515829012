// Rows are the connected parts of the graph whose nodes are sentences and whose edges are beads.
#include "checks/versions/version_rows.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace concord {
namespace {

// A bead of two versions without the reference is believed from this confidence on.
constexpr double kSureBead = 0.5;

/// A sentence: its version and where it begins. Pairs may settle the structure of one version
/// differently, so that indices do not identify it.
using SentenceKey = std::pair<std::size_t, std::uint32_t>;

class Graph {
 public:
  std::size_t node(std::size_t version, Span sentence) {
    const auto [at, added] = nodes_.try_emplace({version, sentence.begin}, parents_.size());
    if (added) {
      parents_.push_back(parents_.size());
      spans_.emplace_back(version, sentence);
    }
    return at->second;
  }
  std::size_t root(std::size_t node) {
    while (parents_[node] != node) node = parents_[node] = parents_[parents_[node]];
    return node;
  }
  void join(std::size_t a, std::size_t b) { parents_[root(b)] = root(a); }
  const std::vector<std::pair<std::size_t, Span>>& spans() const { return spans_; }

 private:
  std::map<SentenceKey, std::size_t> nodes_;
  std::vector<std::size_t> parents_;
  std::vector<std::pair<std::size_t, Span>> spans_;
};

/// The nodes of both sides of a bead.
std::vector<std::size_t> nodes_of(Graph& graph, const ComparedPair& pair, const Bead& bead) {
  std::vector<std::size_t> nodes;
  for (const Side side : kSides) {
    const AnalysedArticle& article = pair.report->of(side);
    for (const std::uint32_t i : bead.of(side))
      nodes.push_back(
          graph.node(side == Side::kSource ? pair.source : pair.target, article.sentences[i].span));
  }
  return nodes;
}

void join_all(Graph& graph, const std::vector<std::size_t>& nodes) {
  for (const std::size_t node : nodes) graph.join(nodes.front(), node);
}

/// Joins what corresponds. Returns the graph with a node for every sentence.
Graph joined(const std::vector<ComparedPair>& pairs) {
  Graph graph;
  std::set<std::size_t> alone;  // sentences that the reference does not have
  for (const ComparedPair& pair : pairs) {
    if (pair.source != 0) continue;
    for (const Bead& bead : pair.report->beads) {
      const std::vector<std::size_t> nodes = nodes_of(graph, pair, bead);
      if (bead.source.empty()) alone.insert(nodes.begin(), nodes.end());
      join_all(graph, nodes);
    }
  }
  for (const ComparedPair& pair : pairs) {
    if (pair.source == 0) continue;
    for (const Bead& bead : pair.report->beads) {
      const std::vector<std::size_t> nodes = nodes_of(graph, pair, bead);
      if (bead.is_gap() || bead.confidence < kSureBead) continue;
      const std::size_t count = bead.source.size();
      const auto all_alone = [&](std::size_t first, std::size_t last) {
        return std::all_of(nodes.begin() + first, nodes.begin() + last,
                           [&](std::size_t node) { return alone.contains(node); });
      };
      if (all_alone(0, count) || all_alone(count, nodes.size())) join_all(graph, nodes);
    }
  }
  return graph;
}

/// The order of rows on the page: see VersionReport::rows.
std::vector<std::size_t> order_of(const std::vector<VersionRow>& rows, std::size_t versions) {
  std::vector<std::size_t> order;
  std::vector<bool> placed(rows.size());
  for (std::size_t version = 0; version < versions; ++version) {
    std::vector<std::pair<std::uint32_t, std::size_t>> here;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (!rows[row].sentences[version].empty())
        here.emplace_back(rows[row].sentences[version].front().begin, row);
    }
    std::sort(here.begin(), here.end());
    auto at = order.begin();
    for (const auto& [begin, row] : here) {
      if (placed[row]) {
        at = std::find(order.begin(), order.end(), row) + 1;
      } else {
        at = order.insert(at, row) + 1;
        placed[row] = true;
      }
    }
  }
  return order;
}

}  // namespace

std::vector<VersionRow> version_rows(const std::vector<ComparedPair>& pairs, std::size_t versions) {
  Graph graph = joined(pairs);
  std::map<std::size_t, std::size_t> row_of;  // by root
  std::vector<VersionRow> rows;
  for (std::size_t node = 0; node < graph.spans().size(); ++node) {
    const auto [at, added] = row_of.try_emplace(graph.root(node), rows.size());
    if (added) rows.push_back({std::vector<std::vector<Span>>(versions)});
    const auto& [version, span] = graph.spans()[node];
    rows[at->second].sentences[version].push_back(span);
  }
  for (VersionRow& row : rows) {
    for (std::vector<Span>& spans : row.sentences) {
      std::sort(spans.begin(), spans.end(),
                [](const Span& a, const Span& b) { return a.begin < b.begin; });
    }
  }
  std::vector<VersionRow> ordered;
  for (const std::size_t row : order_of(rows, versions)) ordered.push_back(std::move(rows[row]));
  return ordered;
}

}  // namespace concord
