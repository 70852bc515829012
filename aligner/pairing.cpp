// Pairs documents that are in memory: candidates of every source, then the matching.
#include "aligner/pairing.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <unordered_map>
#include <utility>

#include "aligner/candidate_search.h"
#include "aligner/feature_counts.h"
#include "aligner/matching.h"
#include "aligner/target_index.h"

namespace concord {
namespace {

// Identities that are counted at a time: 4 MB.
constexpr std::size_t kCountedAtOnce = std::size_t{1} << 20;

FeatureTable count_features(std::span<const DocumentProfile> documents) {
  FeatureCounter counter(kCountedAtOnce);
  for (const DocumentProfile& document : documents) counter.add(document);
  return counter.finish();
}

/// The targets by position, in one segment.
struct TargetsInMemory {
  std::vector<std::uint32_t> numbers;  // by position
  std::vector<std::uint32_t> positions;
  std::vector<std::int32_t> days;
  std::vector<double> weights;
  std::vector<std::vector<TargetKey>> keys;
  std::string segment;
  TargetIndex index;

  TargetsInMemory(std::span<const DocumentProfile> targets, const FeatureCounts& counts)
      : numbers(targets.size()), positions(targets.size()) {
    for (std::uint32_t t = 0; t < targets.size(); ++t) numbers[t] = t;
    std::stable_sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
      return day_number(targets[a].day) < day_number(targets[b].day);
    });
    std::vector<Posting> postings;
    for (std::uint32_t position = 0; position < numbers.size(); ++position) {
      const DocumentProfile& target = targets[numbers[position]];
      positions[numbers[position]] = position;
      days.push_back(day_number(target.day));
      weights.push_back(counts.weight(target));
      keys.push_back(target_keys(target));
      for (const TargetKey& key : keys.back()) postings.push_back({key.key, position});
    }
    segment = build_postings(std::move(postings));
    index.days = days;
    index.numbers = numbers;
    index.weights = weights;
    index.segments.emplace_back(segment, "the index in memory");
    index.read = [this, targets](std::uint32_t position, TargetPlace&) {
      return TargetDocument{&targets[numbers[position]], keys[position]};
    };
  }
  TargetsInMemory(const TargetsInMemory&) = delete;
  TargetsInMemory& operator=(const TargetsInMemory&) = delete;
};

/// The candidates of every source, as edges.
std::vector<MatchEdge> find_edges(std::span<const DocumentProfile> sources,
                                  const TargetsInMemory& targets,
                                  const std::function<CandidateSearch()>& make_search,
                                  unsigned jobs) {
  std::vector<std::vector<Candidate>> found(sources.size());
  std::atomic<std::uint32_t> next = 0;
  const auto work = [&] {
    CandidateSearch search = make_search();
    for (std::uint32_t s = next++; s < sources.size(); s = next++)
      found[s] = search.candidates(sources[s]);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  std::vector<MatchEdge> edges;
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    for (const Candidate& candidate : found[s])
      edges.push_back({s, targets.numbers[candidate.position], candidate.log_odds});
  }
  return edges;
}

std::uint64_t ends_of(std::uint32_t source, std::uint32_t target) {
  return static_cast<std::uint64_t>(source) << 32 | target;
}

}  // namespace

std::vector<DocumentPair> pair_documents(std::span<const DocumentProfile> sources,
                                         std::span<const DocumentProfile> targets,
                                         std::span<const DocumentLink> links,
                                         const PairingOptions& options) {
  const FeatureTable source_table = count_features(sources);
  const FeatureTable target_table = count_features(targets);
  const FeatureCounts source_counts(source_table.identities, source_table.counts, sources.size());
  const FeatureCounts target_counts(target_table.identities, target_table.counts, targets.size());
  const TargetsInMemory in_memory(targets, target_counts);
  const auto make_search = [&] {
    return CandidateSearch(in_memory.index, source_counts, target_counts, options);
  };
  std::vector<MatchEdge> edges = find_edges(sources, in_memory, make_search, options.jobs);
  const std::vector<std::optional<std::uint32_t>> partner_of_source =
      match_documents(edges, links, {sources.size(), targets.size()}, options.least_score);
  std::vector<bool> target_taken(targets.size());
  for (const auto& target : partner_of_source) {
    if (target) target_taken[*target] = true;
  }

  std::unordered_map<std::uint64_t, bool> linked;
  for (const DocumentLink& link : links) linked[ends_of(link.source, link.target)] = true;
  std::vector<double> score_of_source(sources.size());
  // The first edge of a document is its best.
  std::vector<const MatchEdge*> best_of_source(sources.size());
  std::vector<const MatchEdge*> best_of_target(targets.size());
  for (const MatchEdge& edge : edges) {
    if (partner_of_source[edge.source] == edge.target)
      score_of_source[edge.source] = probability_of(edge.log_odds);
    if (best_of_source[edge.source] == nullptr) best_of_source[edge.source] = &edge;
    if (best_of_target[edge.target] == nullptr) best_of_target[edge.target] = &edge;
  }

  CandidateSearch search = make_search();
  std::vector<DocumentPair> pairs;
  const auto add_unpaired = [&](const MatchEdge* best, bool source_side, std::uint32_t document) {
    DocumentPair& pair = pairs.emplace_back();
    (source_side ? pair.source : pair.target) = document;
    if (best == nullptr) return;
    pair.best = source_side ? best->target : best->source;
    pair.best_score = probability_of(best->log_odds);
    pair.because = search.reasons(sources[best->source], in_memory.positions[best->target]);
  };
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    const auto target = partner_of_source[s];
    if (!target) continue;
    DocumentPair& pair = pairs.emplace_back();
    pair.source = s;
    pair.target = target;
    pair.because = search.reasons(sources[s], in_memory.positions[*target]);
    pair.linked = linked.contains(ends_of(s, *target));
    pair.score = pair.linked ? 1 : score_of_source[s];
  }
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    if (!partner_of_source[s]) add_unpaired(best_of_source[s], true, s);
  }
  for (std::uint32_t t = 0; t < targets.size(); ++t) {
    if (!target_taken[t]) add_unpaired(best_of_target[t], false, t);
  }
  return pairs;
}

}  // namespace concord
