// Finds sure anchors in long texts and lays the band of the search around them.
#include "aligner/band.h"

#include <algorithm>

namespace concord {
namespace {

// A feature is rare when it and its counterparts stand in at most this many sentences of a side.
constexpr std::size_t kRare = 4;
// A feature that is not rare may still distinguish neighbours: this many postings next to the
// diagonal are looked at.
constexpr std::size_t kNear = 64;
// How far from the diagonal, as a share of the text, a counterpart of a common feature is looked
// for.
constexpr double kDiagonalShare = 0.02;
// Sum of weights, in nats, from which two sentences that share rare features can be an anchor.
constexpr float kAnchorWeight = 12;
// An anchor that disagrees with the chain's neighbours by more than this many sentences needs
// company to be believed.
constexpr std::uint32_t kJump = 48;
// Target sentences for each source sentence between two anchors from which a path that rises
// evenly is not to be expected.
constexpr double kSteep = 4;
// The least margin of a band that may not have more nodes.
constexpr std::uint32_t kLeastMargin = 4;

struct Anchor {
  std::uint32_t source;
  std::uint32_t target;
  float weight;
};

std::vector<Anchor> candidates(const ProfiledPair& pair, const FeatureIndex& index) {
  std::vector<Anchor> anchors;
  std::vector<float> votes(pair.target.size(), 0);
  std::vector<std::uint32_t> voted;  // target sentences with votes
  const double slope =
      static_cast<double>(pair.target.size()) / static_cast<double>(pair.source.size());
  const double reach =
      std::max<double>(kNear, kDiagonalShare * static_cast<double>(pair.target.size()));
  for (std::uint32_t s = 0; s < pair.source.size(); ++s) {
    for (const std::uint32_t t : voted) votes[t] = 0;
    voted.clear();
    const auto add_vote = [&](std::uint32_t t, float vote) {
      if (votes[t] == 0) voted.push_back(t);
      votes[t] += vote;
    };
    const double centre = s * slope;
    for (const ProfileItem& item : pair.source[s].items) {
      const float weight = pair.features[item.feature].weight;
      for (const FeatureIndex::Match& match : index.matches(item.feature)) {
        const auto where = index.postings(match.feature);
        const float vote = match.strength * std::min(weight, pair.features[match.feature].weight);
        if (where.size() <= kRare) {
          for (const auto& posting : where) add_vote(posting.sentence, vote);
        } else {
          const auto from = static_cast<std::uint32_t>(std::max(0.0, centre - reach));
          auto posting =
              std::lower_bound(where.begin(), where.end(), from,
                               [](const auto& a, std::uint32_t b) { return a.sentence < b; });
          for (std::size_t n = 0;
               n < kNear && posting != where.end() && posting->sentence <= centre + reach;
               ++n, ++posting) {
            add_vote(posting->sentence, vote);
          }
        }
      }
    }
    float best = 0;
    float second = 0;
    std::uint32_t best_target = 0;
    for (const std::uint32_t t : voted) {
      const float here = votes[t];
      if (here > best || (here == best && t < best_target)) {
        second = best;
        best = here;
        best_target = t;
      } else {
        second = std::max(second, here);
      }
    }
    if (best >= kAnchorWeight && best > 1.5F * second)
      anchors.push_back({s, best_target, best - second});
  }
  return anchors;
}

/// The heaviest chain that grows on both sides (weighted longest increasing subsequence with a
/// Fenwick tree of prefix maxima).
std::vector<Anchor> heaviest_chain(const std::vector<Anchor>& anchors, std::size_t targets) {
  struct Best {
    float weight = 0;
    std::int64_t anchor = -1;
  };
  std::vector<Best> tree(targets + 1);
  std::vector<std::int64_t> before(anchors.size(), -1);
  Best top;
  for (std::size_t a = 0; a < anchors.size(); ++a) {  // sorted by source, one for each
    Best best;
    for (std::size_t i = anchors[a].target; i > 0; i -= i & (~i + 1)) {
      if (tree[i].weight > best.weight) best = tree[i];
    }
    before[a] = best.anchor;
    const Best here{best.weight + anchors[a].weight, static_cast<std::int64_t>(a)};
    if (here.weight > top.weight) top = here;
    for (std::size_t i = anchors[a].target + 1; i <= targets; i += i & (~i + 1)) {
      if (here.weight > tree[i].weight) tree[i] = here;
    }
  }
  std::vector<Anchor> chain;
  for (std::int64_t a = top.anchor; a >= 0; a = before[static_cast<std::size_t>(a)])
    chain.push_back(anchors[static_cast<std::size_t>(a)]);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// Leaves out anchors that jump away from both neighbours and back.
std::vector<Anchor> without_jumps(const std::vector<Anchor>& chain) {
  std::vector<Anchor> kept;
  const auto far = [](const Anchor& a, const Anchor& b) {
    const std::int64_t drift = (static_cast<std::int64_t>(b.target) - a.target) -
                               (static_cast<std::int64_t>(b.source) - a.source);
    return drift > kJump || drift < -static_cast<std::int64_t>(kJump);
  };
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const bool lone = (i == 0 || far(chain[i - 1], chain[i])) &&
                      (i + 1 == chain.size() || far(chain[i], chain[i + 1]));
    if (!lone) kept.push_back(chain[i]);
  }
  return kept;
}

}  // namespace

std::uint64_t Band::nodes() const {
  std::uint64_t sum = 0;
  for (const Range& range : rows) sum += range.last - range.first;
  return sum;
}

Band full_band(std::uint32_t sources, std::uint32_t targets) {
  return {std::vector<Band::Range>(sources + 1, Band::Range{0, targets + 1})};
}

Band band_around(const std::vector<Bead>& path, const Band& band, std::uint32_t margin) {
  Band part = band;
  std::uint32_t i = 0;
  std::uint32_t j = 0;
  const auto narrow = [&](std::uint32_t row, std::uint32_t low, std::uint32_t high) {
    Band::Range& range = part.rows[row];
    range.first = std::max(range.first, low > margin ? low - margin : 0);
    range.last = std::min(range.last, high + margin + 1);
  };
  std::uint32_t row_begin = 0;  // where the path enters row i
  for (const Bead& bead : path) {
    const auto sources = static_cast<std::uint32_t>(bead.source.size());
    const auto targets = static_cast<std::uint32_t>(bead.target.size());
    if (sources > 0) {
      narrow(i, row_begin, j);
      for (std::uint32_t row = i + 1; row < i + sources; ++row) narrow(row, j, j + targets);
      i += sources;
      row_begin = j + targets;
    }
    j += targets;
  }
  narrow(i, row_begin, j);
  return part;
}

bool is_near_edge(const std::vector<Bead>& path, const Band& part, const Band& whole,
                  std::uint32_t margin) {
  std::uint32_t i = 0;
  std::uint32_t j = 0;
  for (const Bead& bead : path) {
    i += static_cast<std::uint32_t>(bead.source.size());
    j += static_cast<std::uint32_t>(bead.target.size());
    const Band::Range& here = part.rows[i];
    if ((here.first > whole.rows[i].first && j < here.first + margin) ||
        (here.last < whole.rows[i].last && j + margin >= here.last))
      return true;
  }
  return false;
}

Band anchored_band(const ProfiledPair& pair, const FeatureIndex& index, std::uint32_t margin) {
  const auto sources = static_cast<std::uint32_t>(pair.source.size());
  const auto targets = static_cast<std::uint32_t>(pair.target.size());
  std::vector<Anchor> chain = without_jumps(heaviest_chain(candidates(pair, index), targets));
  chain.push_back({sources, targets, 0});
  Band band;
  band.rows.reserve(sources + 1);
  Anchor previous{0, 0, 0};
  std::size_t next = 0;
  for (std::uint32_t i = 0; i <= sources; ++i) {
    while (next + 1 < chain.size() && chain[next].source < i) previous = chain[next++];
    const Anchor& end = chain[next];
    const double run = std::max<double>(1, end.source - previous.source);
    const double rise = static_cast<double>(end.target) - previous.target;
    const double centre = previous.target + rise * (i - previous.source) / run;
    // Between far anchors nothing says where the path runs: the band opens with the rectangle it
    // has to cross.
    // A few sentences against very many may stand anywhere among them, together.
    const bool steep = rise > kSteep * run && run <= 2.0 * margin;
    const double slack =
        steep ? margin + rise
              : margin + std::min({run, rise, 4.0 * margin}) / 2 + std::max(0.0, rise / run) * 2;
    Band::Range range;
    range.first = static_cast<std::uint32_t>(std::max(0.0, centre - slack));
    range.last = static_cast<std::uint32_t>(std::min<double>(targets, centre + slack)) + 1;
    if (!band.rows.empty()) {
      // Monotone and overlapping, so that a path exists.
      range.first = std::max(range.first, band.rows.back().first);
      range.last = std::max(range.last, band.rows.back().last);
      range.first = std::min(range.first, band.rows.back().last - 1);
    } else {
      range.first = 0;
    }
    band.rows.push_back(range);
  }
  band.rows.back().last = targets + 1;
  return band;
}

Band bounded_band(const ProfiledPair& pair, const FeatureIndex& index, std::uint32_t margin,
                  std::uint64_t most) {
  Band band = anchored_band(pair, index, margin);
  const std::uint64_t nodes = band.nodes();
  if (nodes <= most || margin <= kLeastMargin) return band;
  const auto narrower = static_cast<std::uint32_t>(margin * most / nodes);
  return anchored_band(pair, index, std::max(kLeastMargin, narrower));
}

}  // namespace concord
