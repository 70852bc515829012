// IBM Model 1 over the features of aligned beads.
#include "aligner/learn.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace concord {
namespace {

constexpr std::size_t kMaxBeads = 4000;
constexpr int kIterations = 5;
// A feature must occur in this many beads to teach anything, and in at most this share of them: what stands everywhere
// goes with everything.
constexpr std::uint32_t kMinCount = 2;
constexpr double kMaxShare = 0.3;
// Pairs below this agreement are chance.
constexpr double kMinAgreement = 0.1;
// Bodies of beads larger than this many sentences on a side are too vague to learn from.
constexpr std::size_t kMaxSide = 2;

using Pair = std::uint64_t;  // source feature in the high half, target feature in the low one

Pair pair_of(std::uint32_t source, std::uint32_t target) { return (static_cast<Pair>(source) << 32) | target; }

struct Lesson {
  std::vector<std::uint32_t> source;  // distinct features
  std::vector<std::uint32_t> target;
};

std::vector<std::uint32_t> features_of(const std::vector<SentenceProfile>& side,
                                       const std::vector<std::uint32_t>& sentences) {
  std::vector<std::uint32_t> features;
  for (const std::uint32_t s : sentences) {
    for (const ProfileItem& item : side[s].items) features.push_back(item.feature);
  }
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

std::vector<Lesson> lessons_of(const ProfiledPair& pair, const std::vector<Bead>& beads) {
  std::vector<Lesson> lessons;
  for (const Bead& bead : beads) {
    if (bead.is_gap() || bead.source.size() > kMaxSide || bead.target.size() > kMaxSide) continue;
    lessons.push_back({features_of(pair.source, bead.source), features_of(pair.target, bead.target)});
    if (lessons.size() == kMaxBeads) break;
  }
  std::vector<std::uint32_t> counts(pair.features.size());
  for (const Lesson& lesson : lessons) {
    for (const std::uint32_t f : lesson.source) ++counts[f];
    for (const std::uint32_t f : lesson.target) ++counts[f];
  }
  const double most = kMaxShare * static_cast<double>(lessons.size());
  const auto useless = [&](std::uint32_t f) { return counts[f] < kMinCount || counts[f] > most; };
  for (Lesson& lesson : lessons) {
    std::erase_if(lesson.source, useless);
    std::erase_if(lesson.target, useless);
  }
  return lessons;
}

/// t(to | from) by expectation maximisation, keyed by (source, target); a NULL word takes what nothing explains.
std::unordered_map<Pair, double> model_one(const std::vector<Lesson>& lessons, bool source_to_target) {
  std::unordered_map<Pair, double> t;
  std::unordered_map<std::uint32_t, double> null;
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    std::unordered_map<Pair, double> counts;
    std::unordered_map<std::uint32_t, double> totals;
    std::unordered_map<std::uint32_t, double> null_counts;
    double null_total = 0;
    for (const Lesson& lesson : lessons) {
      const auto& from = source_to_target ? lesson.source : lesson.target;
      const auto& to = source_to_target ? lesson.target : lesson.source;
      for (const std::uint32_t b : to) {
        const auto probability = [&](std::uint32_t a) {
          if (iteration == 0) return 1.0;
          const auto known = t.find(source_to_target ? pair_of(a, b) : pair_of(b, a));
          return known == t.end() ? 0.0 : known->second;
        };
        double sum = iteration == 0 ? 1.0 : null[b];
        const double null_part = sum;
        for (const std::uint32_t a : from) sum += probability(a);
        if (sum <= 0) continue;
        for (const std::uint32_t a : from) {
          const double share = probability(a) / sum;
          if (share < 1e-4) continue;
          counts[source_to_target ? pair_of(a, b) : pair_of(b, a)] += share;
          totals[a] += share;
        }
        null_counts[b] += null_part / sum;
        null_total += null_part / sum;
      }
    }
    for (auto& [key, count] : counts) count /= totals[static_cast<std::uint32_t>(source_to_target ? key >> 32 : key)];
    for (auto& [b, count] : null_counts) count /= null_total;
    t = std::move(counts);
    null = std::move(null_counts);
  }
  return t;
}

}  // namespace

std::vector<FeatureIndex::LearnedMatch> learn_matches(const ProfiledPair& pair, const std::vector<Bead>& beads) {
  const std::vector<Lesson> lessons = lessons_of(pair, beads);
  const std::unordered_map<Pair, double> forward = model_one(lessons, true);
  const std::unordered_map<Pair, double> backward = model_one(lessons, false);
  std::vector<FeatureIndex::LearnedMatch> learned;
  for (const auto& [key, probability] : forward) {
    const auto back = backward.find(key);
    if (back == backward.end()) continue;
    const double agreement = std::sqrt(probability * back->second);
    if (agreement < kMinAgreement) continue;
    learned.push_back({static_cast<std::uint32_t>(key >> 32),
                       {static_cast<std::uint32_t>(key), static_cast<float>(agreement), EvidenceKind::kLearned}});
  }
  std::sort(learned.begin(), learned.end(), [](const auto& a, const auto& b) {
    return a.source_feature != b.source_feature ? a.source_feature < b.source_feature
                                                : a.match.feature < b.match.feature;
  });
  return learned;
}

}  // namespace concord
