// Finds versions of one report among many documents: an inverted index proposes, the probability by
// both profiles decides.
#include "aligner/pairing.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <thread>
#include <unordered_map>
#include <utility>

#include "aligner/pairing_score.h"

namespace concord {
namespace {

// Documents imagined beside the collection, so that in a small one a word is not taken for common
// because it occurs twice, nor a word of the lexicon for rare because it occurs once; and how many
// of them have an ordinary word, or any other feature.
constexpr double kImaginedDocuments = 50;
constexpr double kImaginedOrdinary = 8;
constexpr double kImaginedOther = 1;
// Added to the weight of each side, in squared nats: one more rare word that the other does not
// cover (it occurs in one of fifty documents), so that documents of a few words do not look alike
// by chance.
constexpr double kSmoothing = 15;
// Features that a pair shows as its reasons.
constexpr std::size_t kMaxReasons = 8;

/// Weight of every feature of every document of one side, and the sum for each document.
struct SideWeights {
  std::vector<std::vector<float>> features;
  std::vector<double> documents;
};

/// idf^2 with idf = ln(1 + documents / documents with the feature), imagined ones included:
/// squared, because rare words distinguish reports.
SideWeights weigh(std::span<const DocumentProfile> documents) {
  std::unordered_map<std::uint32_t, std::uint32_t> documents_with;
  for (const DocumentProfile& document : documents) {
    for (const DocumentFeature& feature : document.features) ++documents_with[feature.identity];
  }
  SideWeights weights;
  const double total = static_cast<double>(documents.size()) + kImaginedDocuments;
  for (const DocumentProfile& document : documents) {
    std::vector<float>& of_document = weights.features.emplace_back();
    double sum = 0;
    for (const DocumentFeature& feature : document.features) {
      const double imagined = feature.ordinary ? kImaginedOrdinary : kImaginedOther;
      const double idf = std::log(1 + total / (documents_with[feature.identity] + imagined));
      of_document.push_back(static_cast<float>(idf * idf));
      sum += of_document.back();
    }
    weights.documents.push_back(sum);
  }
  return weights;
}

/// A key of a target document.
struct TargetKey {
  std::uint32_t key = 0;
  std::uint32_t feature = 0;
  float strength = 1;
};

/// The targets by key. Positions count documents in order of day, undated ones last, so that a date
/// window is a range.
class TargetIndex {
 public:
  explicit TargetIndex(std::span<const DocumentProfile> targets) {
    for (std::uint32_t t = 0; t < targets.size(); ++t) by_position_.push_back(t);
    const auto day_of = [&](std::uint32_t t) { return targets[t].day.value_or(Day::max()); };
    std::stable_sort(by_position_.begin(), by_position_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return day_of(a) < day_of(b); });
    for (std::uint32_t position = 0; position < by_position_.size(); ++position) {
      const DocumentProfile& target = targets[by_position_[position]];
      days_.push_back(day_of(by_position_[position]));
      std::vector<TargetKey>& keys = keys_.emplace_back();
      for (std::uint32_t f = 0; f < target.features.size(); ++f) {
        const DocumentFeature& feature = target.features[f];
        for (std::uint32_t k = feature.first_key; k < feature.first_key + feature.key_count; ++k) {
          keys.push_back({target.keys[k].key, f, target.keys[k].strength});
        }
      }
      std::stable_sort(keys.begin(), keys.end(),
                       [](const TargetKey& a, const TargetKey& b) { return a.key < b.key; });
      // One key may come from two features ("2030" as a year and as a number): the first is kept.
      keys.erase(std::unique(keys.begin(), keys.end(),
                             [](const TargetKey& a, const TargetKey& b) { return a.key == b.key; }),
                 keys.end());
      for (const TargetKey& key : keys) ++posting_count_[key.key];
    }
    std::uint32_t begin = 0;
    for (auto& [key, count] : posting_count_) {
      first_posting_[key] = {begin, begin};
      begin += count;
    }
    postings_.resize(begin);
    for (std::uint32_t position = 0; position < keys_.size(); ++position) {
      for (const TargetKey& key : keys_[position])
        postings_[first_posting_[key.key].second++] = position;
    }
    posting_count_.clear();
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(by_position_.size()); }
  std::uint32_t document(std::uint32_t position) const { return by_position_[position]; }
  /// The keys of the document at a position, sorted.
  const std::vector<TargetKey>& keys(std::uint32_t position) const { return keys_[position]; }

  /// Positions of the documents within the window around a day, and of all undated ones; everything
  /// without a day.
  struct Window {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t undated = 0;
  };
  Window window(std::optional<Day> day, int days) const {
    const auto undated = static_cast<std::uint32_t>(
        std::lower_bound(days_.begin(), days_.end(), Day::max()) - days_.begin());
    if (!day) return {0, undated, undated};
    const std::chrono::days width(days);
    const auto begin =
        std::lower_bound(days_.begin(), days_.begin() + undated, *day - width) - days_.begin();
    const auto end =
        std::upper_bound(days_.begin(), days_.begin() + undated, *day + width) - days_.begin();
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), undated};
  }

  /// The positions under a key that lie in a window: two sorted stretches.
  std::pair<std::span<const std::uint32_t>, std::span<const std::uint32_t>> postings(
      std::uint32_t key, const Window& window) const {
    const auto found = first_posting_.find(key);
    if (found == first_posting_.end()) return {};
    const auto begin = postings_.begin() + found->second.first;
    const auto end = postings_.begin() + found->second.second;
    const auto low = std::lower_bound(begin, end, window.begin);
    const auto high = std::lower_bound(low, end, window.end);
    return {{low, high}, {std::lower_bound(high, end, window.undated), end}};
  }

 private:
  std::vector<std::uint32_t> by_position_;
  std::vector<Day> days_;
  std::vector<std::vector<TargetKey>> keys_;
  std::unordered_map<std::uint32_t, std::uint32_t> posting_count_;
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> first_posting_;
  std::vector<std::uint32_t> postings_;
};

/// Two documents that were compared in full.
struct Edge {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  double coverage = 0;  ///< by the weights of the collection; see Comparer::compare
  double log_odds = 0;  ///< by the pair alone; see pairing_score.h
};

double probability(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

/// Better first; ties by index, so that the result does not depend on threads.
bool better(const Edge& a, const Edge& b) {
  if (a.log_odds != b.log_odds) return a.log_odds > b.log_odds;
  return std::pair(a.source, a.target) < std::pair(b.source, b.target);
}

/// Compares the documents of one thread.
class Comparer {
 public:
  Comparer(std::span<const DocumentProfile> sources, std::span<const DocumentProfile> targets,
           const SideWeights& source_weights, const SideWeights& target_weights,
           const TargetIndex& index, const PairingOptions& options)
      : sources_(sources),
        targets_(targets),
        source_weights_(source_weights),
        target_weights_(target_weights),
        index_(index),
        options_(options),
        gains_(index.size()),
        feature_gain_(index.size()),
        last_feature_(index.size(), kNoFeature) {}

  /// The best candidates of a source document.
  std::vector<Edge> candidates(std::uint32_t source) {
    collect(source);
    const auto promise = [&](std::uint32_t position) {
      return static_cast<double>(gains_[position]) /
             std::sqrt(target_weights_.documents[index_.document(position)] + kSmoothing);
    };
    const std::size_t count = std::min(touched_.size(), options_.candidates);
    std::partial_sort(touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(count),
                      touched_.end(), [&](std::uint32_t a, std::uint32_t b) {
                        const double x = promise(a);
                        const double y = promise(b);
                        return x != y ? x > y : index_.document(a) < index_.document(b);
                      });
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < count; ++i) {
      edges.push_back(compare(source, touched_[i], nullptr));
    }
    for (const std::uint32_t position : touched_) {
      gains_[position] = 0;
      last_feature_[position] = kNoFeature;
    }
    touched_.clear();
    return edges;
  }

  /// Compares two documents in full: the geometric mean of how much of each the other one covers,
  /// in [0, 1], and the log odds.
  Edge compare(std::uint32_t source, std::uint32_t position, std::vector<SharedFeature>* reasons) {
    const DocumentProfile& from = sources_[source];
    const std::uint32_t target = index_.document(position);
    const DocumentProfile& to = targets_[target];
    const std::vector<TargetKey>& keys = index_.keys(position);
    std::vector<float>& covered = cover_.target;
    covered.assign(to.features.size(), 0);
    cover_.source.assign(from.features.size(), 0);
    double source_covered = 0;
    for (std::uint32_t f = 0; f < from.features.size(); ++f) {
      const DocumentFeature& feature = from.features[f];
      float best = 0;
      std::uint32_t partner = 0;
      EvidenceKind kind = feature.kind;
      for (std::uint32_t k = feature.first_key; k < feature.first_key + feature.key_count; ++k) {
        const auto found = std::lower_bound(
            keys.begin(), keys.end(), from.keys[k].key,
            [](const TargetKey& key, std::uint32_t value) { return key.key < value; });
        if (found == keys.end() || found->key != from.keys[k].key) continue;
        const float strength = from.keys[k].strength * found->strength;
        covered[found->feature] = std::max(covered[found->feature], strength);
        if (strength <= best) continue;
        best = strength;
        partner = found->feature;
        kind = from.keys[k].kind;
      }
      cover_.source[f] = best;
      const float weight = source_weights_.features[source][f];
      source_covered += static_cast<double>(best * weight);
      if (reasons != nullptr && best > 0) {
        reasons->push_back(
            {kind, std::string(from.label(feature)), std::string(to.label(to.features[partner])),
             static_cast<double>(best *
                                 std::min(weight, target_weights_.features[target][partner]))});
      }
    }
    double target_covered = 0;
    for (std::size_t f = 0; f < covered.size(); ++f)
      target_covered += static_cast<double>(covered[f] * target_weights_.features[target][f]);
    const double coverage =
        std::sqrt(source_covered / (source_weights_.documents[source] + kSmoothing) *
                  target_covered / (target_weights_.documents[target] + kSmoothing));
    return {source, target, coverage, pair_log_odds(pair_features(from, to, cover_))};
  }

 private:
  static constexpr std::uint32_t kNoFeature = std::numeric_limits<std::uint32_t>::max();

  /// Sums what each target shares with a source, rarest keys first, within the budget of postings.
  void collect(std::uint32_t source) {
    struct Lookup {
      std::uint32_t feature = 0;
      float gain = 0;
      std::span<const std::uint32_t> dated;
      std::span<const std::uint32_t> undated;
      std::size_t size() const { return dated.size() + undated.size(); }
    };
    const DocumentProfile& document = sources_[source];
    const TargetIndex::Window window = index_.window(document.day, options_.date_window_days);
    std::vector<Lookup> lookups;
    for (std::uint32_t f = 0; f < document.features.size(); ++f) {
      const DocumentFeature& feature = document.features[f];
      for (std::uint32_t k = feature.first_key; k < feature.first_key + feature.key_count; ++k) {
        const auto [dated, undated] = index_.postings(document.keys[k].key, window);
        const Lookup lookup{f, document.keys[k].strength * source_weights_.features[source][f],
                            dated, undated};
        if (lookup.size() > 0) lookups.push_back(lookup);
      }
    }
    // Keys of one feature need not come together: a target then gains from two renderings of one
    // word, which is rare and harmless.
    std::stable_sort(lookups.begin(), lookups.end(),
                     [](const Lookup& a, const Lookup& b) { return a.size() < b.size(); });
    std::size_t spent = 0;
    for (const Lookup& lookup : lookups) {
      spent += lookup.size();
      if (spent > options_.postings_per_document && !touched_.empty()) break;
      for (const auto& stretch : {lookup.dated, lookup.undated}) {
        for (const std::uint32_t position : stretch) gain(position, lookup.feature, lookup.gain);
      }
    }
  }

  void gain(std::uint32_t position, std::uint32_t feature, float amount) {
    if (last_feature_[position] == feature) {
      if (amount > feature_gain_[position]) {
        gains_[position] += amount - feature_gain_[position];
        feature_gain_[position] = amount;
      }
      return;
    }
    if (last_feature_[position] == kNoFeature) touched_.push_back(position);
    last_feature_[position] = feature;
    feature_gain_[position] = amount;
    gains_[position] += amount;
  }

  std::span<const DocumentProfile> sources_;
  std::span<const DocumentProfile> targets_;
  const SideWeights& source_weights_;
  const SideWeights& target_weights_;
  const TargetIndex& index_;
  const PairingOptions& options_;
  std::vector<float> gains_;         // by position
  std::vector<float> feature_gain_;  // what the last feature gave
  std::vector<std::uint32_t> last_feature_;
  std::vector<std::uint32_t> touched_;
  PairCover cover_;
};

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
void exchange_partners(const std::vector<Edge>& edges, double least_log_odds,
                       const std::vector<std::optional<std::uint32_t>>& fixed, Matching& matching) {
  std::unordered_map<std::uint64_t, double> log_odds;
  const auto key = [](std::uint32_t source, std::uint32_t target) {
    return static_cast<std::uint64_t>(source) << 32 | target;
  };
  for (const Edge& edge : edges) {
    if (edge.log_odds >= least_log_odds) log_odds[key(edge.source, edge.target)] = edge.log_odds;
  }
  const auto find = [&](std::uint32_t source, std::uint32_t target) {
    const auto found = log_odds.find(key(source, target));
    return found == log_odds.end() ? std::nullopt : std::optional(found->second);
  };
  for (const Edge& edge : edges) {
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

/// Takes pairs, best first, as long as they are likely enough. Edges come out in order.
void settle(std::vector<Edge>& edges, double least_score, Matching& matching) {
  std::sort(edges.begin(), edges.end(), better);
  const std::vector<std::optional<std::uint32_t>> linked = matching.partner_of_source();
  for (const Edge& edge : edges) {
    if (probability(edge.log_odds) < least_score) break;
    matching.take(edge.source, edge.target);
  }
  const double least = std::clamp(least_score, 1e-9, 1 - 1e-9);
  exchange_partners(edges, std::log(least / (1 - least)), linked, matching);
}

}  // namespace

std::vector<DocumentPair> pair_documents(std::span<const DocumentProfile> sources,
                                         std::span<const DocumentProfile> targets,
                                         std::span<const DocumentLink> links,
                                         const PairingOptions& options) {
  const SideWeights source_weights = weigh(sources);
  const SideWeights target_weights = weigh(targets);
  const TargetIndex index(targets);
  std::vector<std::uint32_t> position_of(targets.size());
  for (std::uint32_t position = 0; position < index.size(); ++position)
    position_of[index.document(position)] = position;

  std::vector<std::vector<Edge>> edges_of(sources.size());
  std::atomic<std::uint32_t> next = 0;
  const auto work = [&] {
    Comparer comparer(sources, targets, source_weights, target_weights, index, options);
    for (std::uint32_t s = next++; s < sources.size(); s = next++)
      edges_of[s] = comparer.candidates(s);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < options.jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();

  std::vector<Edge> edges;
  for (const auto& of_source : edges_of)
    edges.insert(edges.end(), of_source.begin(), of_source.end());
  Matching matching(sources.size(), targets.size());
  std::unordered_map<std::uint64_t, bool> linked;
  for (const DocumentLink& link : links) {
    matching.take(link.source, link.target);
    linked[static_cast<std::uint64_t>(link.source) << 32 | link.target] = true;
  }
  settle(edges, options.least_score, matching);
  std::unordered_map<std::uint64_t, double> score_of_pair;
  for (const Edge& edge : edges) {
    if (matching.partner_of_source()[edge.source] == edge.target)
      score_of_pair[static_cast<std::uint64_t>(edge.source) << 32 | edge.target] =
          probability(edge.log_odds);
  }
  // The first edge of a document is its best.
  std::vector<const Edge*> best_of_source(sources.size());
  std::vector<const Edge*> best_of_target(targets.size());
  for (const Edge& edge : edges) {
    if (best_of_source[edge.source] == nullptr) best_of_source[edge.source] = &edge;
    if (best_of_target[edge.target] == nullptr) best_of_target[edge.target] = &edge;
  }

  Comparer comparer(sources, targets, source_weights, target_weights, index, options);
  const auto reasons = [&](std::uint32_t source, std::uint32_t target) {
    std::vector<SharedFeature> shared;
    comparer.compare(source, position_of[target], &shared);
    std::stable_sort(
        shared.begin(), shared.end(),
        [](const SharedFeature& a, const SharedFeature& b) { return a.weight > b.weight; });
    if (shared.size() > kMaxReasons) shared.resize(kMaxReasons);
    return shared;
  };
  std::vector<DocumentPair> pairs;
  const auto add_unpaired = [&](const Edge* best, bool source_side, std::uint32_t document) {
    DocumentPair& pair = pairs.emplace_back();
    (source_side ? pair.source : pair.target) = document;
    if (best == nullptr) return;
    pair.best = source_side ? best->target : best->source;
    pair.best_score = probability(best->log_odds);
    pair.because = reasons(best->source, best->target);
  };
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    const auto target = matching.partner_of_source()[s];
    if (!target) continue;
    DocumentPair& pair = pairs.emplace_back();
    pair.source = s;
    pair.target = target;
    pair.because = reasons(s, *target);
    const std::uint64_t ends = static_cast<std::uint64_t>(s) << 32 | *target;
    pair.linked = linked.contains(ends);
    pair.score = pair.linked ? 1 : score_of_pair[ends];
  }
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    if (!matching.partner_of_source()[s]) add_unpaired(best_of_source[s], true, s);
  }
  for (std::uint32_t t = 0; t < targets.size(); ++t) {
    if (!matching.partner_of_target()[t]) add_unpaired(best_of_target[t], false, t);
  }
  return pairs;
}

}  // namespace concord
