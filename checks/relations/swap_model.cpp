// Measures two facts of a bead and scores how likely they changed places.
#include "checks/relations/swap_model.h"

#include <algorithm>
#include <cmath>

namespace concord {
namespace {

// Tokens that a border of a clause counts for.
constexpr double kClauseBorder = 3;
// Tokens over which closeness to a fact falls to 1/e.
constexpr double kReach = 4;
// Tokens before a fact in which its preposition is looked for.
constexpr std::uint32_t kPreposition = 4;

constexpr std::array<std::string_view, kSwapFeatures> kNames = {
    "order",  "doer",   "between", "monotone", "genitive", "around",
    "agreed", "clause", "part",    "from-to",  "bond"};

// Fitted by bench/fit_swapped.cpp, in the order of SwapFeature; the second of figures, for a whole
// or units that changed, is chosen: clean lines have hardly any.
constexpr SwapFeatures kFigureWeights = {0.04, 4,    1.13, 1.44, 0,   0.44,
                                         3.90, 0.61, 0.72, 3.38, 0.99};
constexpr SwapFeatures kNameWeights = {0.31, 0.78, 0.71, 0.64, -0.77, 0.48,
                                       4.14, 0.65, 0.60, 1.61, 0.14};

int sign(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

std::uint32_t distance(std::uint32_t token, TokenRun run) {
  if (token < run.first) return run.first - token;
  return token >= run.end ? token - run.end + 1 : 0;
}

/// Measures one pair of facts.
class Measure {
 public:
  Measure(const WordAlignment& bead, const CheckInput& input, const FactRuns& facts)
      : bead_(bead), input_(input), facts_(facts) {
    for (const WordLink& link : bead.links) {
      if (!in_facts(Side::kSource, link.source) && !in_facts(Side::kTarget, link.target))
        links_.push_back(link);
    }
  }

  SwapFeatures run() {
    set_order();
    set_words();
    set_parts();
    at(SwapFeature::kBond) = bond(Side::kSource, true) + bond(Side::kSource, false);
    return features_;
  }

 private:
  double& at(SwapFeature feature) { return features_[static_cast<std::size_t>(feature)]; }
  TokenRun a(Side side) const { return facts_.a[index_of(side)]; }
  TokenRun b(Side side) const { return facts_.b[index_of(side)]; }
  bool in_facts(Side side, std::uint32_t token) const {
    return a(side).contains(token) || b(side).contains(token);
  }

  double closeness(Side side, std::uint32_t token, TokenRun run) const {
    const std::uint32_t edge = token >= run.end ? run.end - 1 : run.first;
    return std::exp(
        -(distance(token, run) + kClauseBorder * bead_.clauses_between(side, token, edge)) /
        kReach);
  }
  /// How much closer a token is to a than to b.
  double lean(Side side, std::uint32_t token) const {
    return closeness(side, token, a(side)) - closeness(side, token, b(side));
  }
  int clause_lean(Side side, std::uint32_t token) const {
    const std::vector<std::uint32_t>& numbers = bead_.clauses_of(side);
    return (numbers[token] == numbers[a(side).first] ? 1 : 0) -
           (numbers[token] == numbers[b(side).first] ? 1 : 0);
  }
  bool between(Side side, std::uint32_t token) const {
    const std::uint32_t end = std::min(a(side).end, b(side).end);
    const std::uint32_t first = std::max(a(side).first, b(side).first);
    return token >= end && token < first;
  }

  /// How far the links between the facts keep their order, in [-1, 1].
  static double monotony(const std::vector<WordLink>& links) {
    int same = 0;
    int pairs = 0;
    for (std::size_t i = 0; i < links.size(); ++i) {
      for (std::size_t j = i + 1; j < links.size(); ++j) {
        const double source = double{1} * links[i].source - links[j].source;
        const double target = double{1} * links[i].target - links[j].target;
        same += sign(source) * sign(target);
        ++pairs;
      }
    }
    return same / (1.0 + pairs);
  }

  bool possessive_first() const {
    const TokenRun first =
        a(Side::kTarget).first < b(Side::kTarget).first ? a(Side::kTarget) : b(Side::kTarget);
    const std::string& text = bead_.side(Side::kTarget)[first.end - 1].word->surface;
    return text.ends_with("'s") || text.ends_with("\xE2\x80\x99s") || text.ends_with("s'");
  }

  void set_order() {
    const auto before = [&](Side side) { return a(side).first < b(side).first; };
    const bool straight = before(Side::kSource) == before(Side::kTarget);
    const double order = straight ? 1 : -1;
    std::vector<WordLink> inner;
    double weight = 0;
    for (const WordLink& link : links_) {
      if (!between(Side::kSource, link.source) || !between(Side::kTarget, link.target)) continue;
      inner.push_back(link);
      weight += link.weight;
    }
    at(SwapFeature::kDoer) = facts_.doers;
    // What both sides say of the doer overrules the order.
    if (facts_.doers == 0) at(SwapFeature::kOrder) = order;
    if (facts_.doers == 0 || facts_.doers == order) {
      at(SwapFeature::kBetween) = order * std::log1p(weight);
      at(SwapFeature::kMonotone) = order * monotony(inner);
    }
    constexpr std::uint32_t kOnePhrase = 8;  // tokens between
    const std::uint32_t end = std::min(a(Side::kTarget).end, b(Side::kTarget).end);
    const std::uint32_t first = std::max(a(Side::kTarget).first, b(Side::kTarget).first);
    if (first < end + kOnePhrase && possessive_first()) at(SwapFeature::kGenitive) = order;
  }

  void set_words() {
    constexpr double kFewLinks = 0.3;  // keeps the ratio of few faint links near 0
    constexpr double kMostClauses = 2;
    double sum = 0;
    double total = 0;
    double clauses = 0;
    for (const WordLink& link : links_) {
      const double term =
          link.weight * lean(Side::kSource, link.source) * lean(Side::kTarget, link.target);
      sum += term;
      total += std::abs(term);
      clauses += link.weight * clause_lean(Side::kSource, link.source) *
                 clause_lean(Side::kTarget, link.target);
    }
    at(SwapFeature::kAround) = sum;
    at(SwapFeature::kAgreed) = sum / (kFewLinks + total);
    at(SwapFeature::kClause) = std::clamp(clauses, -kMostClauses, kMostClauses);
  }

  /// The parts that the preposition before a fact gives it.
  std::uint32_t part(Side side, TokenRun run) const {
    const PartRules& rules = input_.side(side).pack.parts;
    const std::vector<BeadWord>& words = bead_.side(side);
    for (std::uint32_t n = 1; n <= kPreposition && n <= run.first; ++n) {
      const BeadWord& word = words[run.first - n];
      if (bead_.clauses_between(side, run.first - n, run.first) != 0) return 0;
      const std::uint32_t roles = rules.roles(word.word->folded) & ~std::uint32_t{kAnd | kPassive};
      if (roles != 0) {
        const bool compares = run.first > n && (rules.roles(words[run.first - n - 1].word->folded) &
                                                std::uint32_t{kThan}) != 0;
        return compares ? std::uint32_t{kThan} : roles;  // "compared to" says no direction
      }
      if (word.word->function && word.word->opens_clause != 0) return 0;
    }
    return 0;
  }

  /// 1 when the nearest linked word of a fact stands right beside it on both sides, -1 when it
  /// stands right beside the other fact on the other side.
  int bond(Side side, bool of_a) const {
    constexpr std::uint32_t kRightBeside = 3;  // tokens
    const TokenRun here = of_a ? a(side) : b(side);
    const TokenRun else_here = of_a ? b(side) : a(side);
    const TokenRun there = of_a ? a(other(side)) : b(other(side));
    const TokenRun else_there = of_a ? b(other(side)) : a(other(side));
    std::uint32_t least = kRightBeside + 1;
    int found = 0;
    for (const WordLink& link : links_) {
      const std::uint32_t token = side == Side::kSource ? link.source : link.target;
      const std::uint32_t across = side == Side::kSource ? link.target : link.source;
      const std::uint32_t far = reach(side, token, here);
      if (far >= least || reach(side, token, else_here) <= far) continue;
      const std::uint32_t own = reach(other(side), across, there);
      const std::uint32_t its = reach(other(side), across, else_there);
      if (std::min(own, its) > kRightBeside || own == its) continue;
      least = far;
      found = own < its ? 1 : -1;
    }
    return found;
  }
  /// The distance of a token from a fact, with the borders of clauses between.
  std::uint32_t reach(Side side, std::uint32_t token, TokenRun run) const {
    const std::uint32_t edge = token >= run.end ? run.end - 1 : run.first;
    return distance(token, run) + 2 * bead_.clauses_between(side, token, edge);
  }

  void set_parts() {
    const auto fit = [](std::uint32_t x, std::uint32_t y) {
      return x == 0 || y == 0 ? 0 : (x & y) != 0 ? 1 : -1;
    };
    constexpr std::uint32_t kWay = kFrom | kTo;
    const std::uint32_t a_source = part(Side::kSource, a(Side::kSource));
    const std::uint32_t b_source = part(Side::kSource, b(Side::kSource));
    const std::uint32_t a_target = part(Side::kTarget, a(Side::kTarget));
    const std::uint32_t b_target = part(Side::kTarget, b(Side::kTarget));
    at(SwapFeature::kPart) = fit(a_source, a_target) + fit(b_source, b_target) -
                             fit(a_source, b_target) - fit(b_source, a_target);
    const auto way = [&](std::uint32_t x) {
      return (x & kWay) == kFrom ? 1 : (x & kWay) == kTo ? -1 : 0;
    };
    const int source = way(a_source) - way(b_source);
    const int target = way(a_target) - way(b_target);
    if (source != 0 && target != 0) at(SwapFeature::kFromTo) = sign(source) * sign(target);
  }

  const WordAlignment& bead_;
  const CheckInput& input_;
  const FactRuns& facts_;
  std::vector<WordLink> links_;  // but for the words of the facts
  SwapFeatures features_{};
};

}  // namespace

SwapFeatures swap_features(const WordAlignment& bead, const CheckInput& input,
                           const FactRuns& facts) {
  return Measure(bead, input, facts).run();
}

double swap_score(const SwapFeatures& features, bool name) {
  const SwapFeatures& weights = name ? kNameWeights : kFigureWeights;
  double score = 0;
  for (std::size_t i = 0; i < kSwapFeatures; ++i) score -= weights[i] * features[i];
  return score;
}

std::string_view swap_feature_name(SwapFeature feature) {
  return kNames[static_cast<std::size_t>(feature)];
}

}  // namespace concord
