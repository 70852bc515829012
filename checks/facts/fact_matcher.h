// Pairs the facts of the two sides of a bead: the steps that the checks of numbers and dates share.
//
//   pair_up(source.facts, target.facts, agreement_and_distance, match);   // surest pairs first
//   pair_up(source.facts, target.facts, mismatch_cost, report);           // what contradicts
//   one_sided(source.facts, severity_of, report);                         // what is left
//
// A fact is open at first. A step matches it where the other side says it, or settles it where it
// is accounted for or reported. The check supplies what a fact is, how two of them compare, and how
// severe a difference is.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "checks/core/check.h"

namespace concord {

/// What is known of any fact; the facts of a check derive from it.
struct FactState {
  double place = 0;      ///< where it stands in its side of the bead, from 0 to 1
  bool matched = false;  ///< the other side says it
  bool settled = false;  ///< unmatched, but accounted for
};

inline bool is_open(const FactState& fact) { return !fact.matched && !fact.settled; }

/// How far apart two facts stand, each in its side: from 0 to 1.
inline double distance(const FactState& a, const FactState& b) {
  return std::abs(a.place - b.place);
}

inline void match(FactState& a, FactState& b) { a.matched = b.matched = true; }
inline void settle(FactState& a, FactState& b) { a.settled = b.settled = true; }

/// The facts of some sentences, in their order. `make(sentence, mention)` gives the fact of a
/// mention, or nothing; its place is filled in.
template <class Fact, class Make>
std::vector<Fact> facts_of(const AnalysedArticle& article,
                           const std::vector<std::uint32_t>& sentences, const Make& make) {
  double length = 0;
  for (const std::uint32_t index : sentences) length += article.sentences[index].span.size();
  std::vector<Fact> facts;
  double before = 0;
  for (const std::uint32_t index : sentences) {
    const AnalysedSentence& sentence = article.sentences[index];
    for (const Mention& mention : sentence.mentions) {
      std::optional<Fact> fact = make(sentence, mention);
      if (!fact) continue;
      fact->place = (before + mention.span.begin - sentence.span.begin) / std::max(length, 1.0);
      facts.push_back(std::move(*fact));
    }
    before += sentence.span.size();
  }
  return facts;
}

/// Whether two facts agree at most as loosely as `limit`, by the agreement() of their kind, which
/// gives a cost or nothing.
template <class Fact, class Cost>
bool agree(const Fact& a, const Fact& b, Cost limit) {
  const auto cost = agreement(a, b);
  return cost && *cost <= limit;
}

/// Hands pairs of open facts to `use(source, target, rank)`, the least rank first, equal ones in
/// the order of the texts. `rank(source, target)` gives an optional value that has <, nothing for
/// facts that are not a pair. A fact that `use` leaves open may come again.
template <class Fact, class Rank, class Use>
void pair_up(std::vector<Fact>& source, std::vector<Fact>& target, const Rank& rank,
             const Use& use) {
  using Value = typename std::invoke_result_t<Rank, const Fact&, const Fact&>::value_type;
  struct Candidate {
    Value rank;
    Fact* source;
    Fact* target;
  };
  std::vector<Candidate> candidates;
  for (Fact& s : source) {
    if (!is_open(s)) continue;
    for (Fact& t : target) {
      if (!is_open(t)) continue;
      if (std::optional<Value> value = rank(s, t))
        candidates.push_back({std::move(*value), &s, &t});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  for (const Candidate& candidate : candidates) {
    if (is_open(*candidate.source) && is_open(*candidate.target))
      use(*candidate.source, *candidate.target, candidate.rank);
  }
}

/// Matches an open range of one side with its two ends on the other. `ends(range)` gives the two,
/// null where the other side has not that end or the fact is not a range.
template <class Fact, class Ends>
void match_ranges(std::vector<Fact>& ranges, const Ends& ends) {
  for (Fact& range : ranges) {
    if (!is_open(range)) continue;
    const std::pair<Fact*, Fact*> found = ends(range);
    if (found.first != nullptr && found.second != nullptr)
      range.matched = found.first->matched = found.second->matched = true;
  }
}

/// Hands what is open in the end to `report(severity, fact)`. `judge(fact)` gives the severity;
/// nothing for what is not worth an issue.
template <class Fact, class Judge, class Report>
void one_sided(std::vector<Fact>& facts, const Judge& judge, const Report& report) {
  for (Fact& fact : facts) {
    if (!is_open(fact)) continue;
    if (const std::optional<Severity> severity = judge(fact)) report(*severity, fact);
  }
}

}  // namespace concord
