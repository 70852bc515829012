// IBM Model 1 over the features of aligned beads.
#include "aligner/learn.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <numeric>

namespace concord {
namespace {

constexpr std::size_t kMaxBeads = 4000;
constexpr int kIterations = 5;
// A feature must occur in this many beads to teach anything, and in at most this share of them:
// what stands everywhere goes with everything.
constexpr std::uint32_t kMinCount = 2;
constexpr double kMaxShare = 0.3;
// Pairs below this agreement are chance.
constexpr double kMinAgreement = 0.1;
// Pairs of features in all lessons together: a sentence of 20 words teaches 400. Lessons beyond are
// not taken, as sentences without end would have millions each.
constexpr std::size_t kMostPairs = 16'000'000;
// Bodies of beads larger than this many sentences on a side are too vague to learn from.
constexpr std::size_t kMaxSide = 2;

using Pair = std::uint64_t;  // source feature in the high half, target feature in the low one

Pair pair_of(std::uint32_t source, std::uint32_t target) {
  return (static_cast<Pair>(source) << 32) | target;
}

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
    lessons.push_back(
        {features_of(pair.source, bead.source), features_of(pair.target, bead.target)});
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
  std::size_t pairs = 0;
  const auto beyond = std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& lesson) {
    pairs += lesson.source.size() * lesson.target.size();
    return pairs > kMostPairs;
  });
  lessons.erase(beyond, lessons.end());
  return lessons;
}

/// The distinct pairs of features that stand in one lesson, and for every lesson its pairs, target
/// feature by target feature.
struct PairTable {
  std::vector<Pair> pairs;                          // sorted
  std::vector<std::vector<std::uint32_t>> lessons;  // indices of pairs: [target * sources + source]

  static constexpr std::size_t kRoom = 200'000;  // pairs collected before repeated ones are dropped

  void keep_distinct() {
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  }

  /// `features`: more than any index in the lessons.
  PairTable(const std::vector<Lesson>& all, std::size_t features) {
    std::size_t room = kRoom;
    for (const Lesson& lesson : all) {
      for (const std::uint32_t b : lesson.target) {
        for (const std::uint32_t a : lesson.source) pairs.push_back(pair_of(a, b));
      }
      if (pairs.size() < room) continue;
      keep_distinct();
      room = 2 * pairs.size() + kRoom;
    }
    keep_distinct();
    std::vector<std::size_t> starts(features + 1);  // where the pairs of a source feature begin
    for (const Pair pair : pairs) ++starts[(pair >> 32) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    for (const Lesson& lesson : all) {
      std::vector<std::uint32_t>& of_lesson = lessons.emplace_back();
      of_lesson.reserve(lesson.source.size() * lesson.target.size());
      for (const std::uint32_t b : lesson.target) {
        for (const std::uint32_t a : lesson.source) {
          const auto begin = pairs.begin() + static_cast<std::ptrdiff_t>(starts[a]);
          const auto end = pairs.begin() + static_cast<std::ptrdiff_t>(starts[a + 1]);
          const auto found = std::lower_bound(begin, end, pair_of(a, b));
          of_lesson.push_back(static_cast<std::uint32_t>(found - pairs.begin()));
        }
      }
    }
  }
};

/// t(to | from) of every pair by expectation maximisation; a NULL word takes what nothing explains.
/// 0 for a pair that never got a share worth counting.
std::vector<double> model_one(const PairTable& table, const std::vector<Lesson>& lessons,
                              std::size_t features, bool source_to_target) {
  std::vector<double> t(table.pairs.size(), 1.0);
  std::vector<double> null(features, 1.0);
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    std::vector<double> counts(table.pairs.size(), 0.0);
    std::vector<double> totals(features, 0.0);
    std::vector<double> null_counts(features, 0.0);
    double null_total = 0;
    for (std::size_t l = 0; l < lessons.size(); ++l) {
      const auto& from = source_to_target ? lessons[l].source : lessons[l].target;
      const auto& to = source_to_target ? lessons[l].target : lessons[l].source;
      for (std::size_t j = 0; j < to.size(); ++j) {
        const auto pair = [&](std::size_t i) {
          return table.lessons[l][source_to_target ? j * from.size() + i : i * to.size() + j];
        };
        const double null_part = null[to[j]];
        double sum = null_part;
        for (std::size_t i = 0; i < from.size(); ++i) sum += t[pair(i)];
        if (sum <= 0) continue;
        for (std::size_t i = 0; i < from.size(); ++i) {
          const double share = t[pair(i)] / sum;
          if (share < 1e-4) continue;
          counts[pair(i)] += share;
          totals[from[i]] += share;
        }
        null_counts[to[j]] += null_part / sum;
        null_total += null_part / sum;
      }
    }
    for (std::size_t p = 0; p < counts.size(); ++p) {
      const Pair pair = table.pairs[p];
      if (counts[p] > 0)
        counts[p] /= totals[static_cast<std::uint32_t>(source_to_target ? pair >> 32 : pair)];
    }
    for (double& count : null_counts) count /= null_total;
    t = std::move(counts);
    null = std::move(null_counts);
  }
  return t;
}

}  // namespace

std::vector<FeatureIndex::LearnedMatch> learn_matches(const ProfiledPair& pair,
                                                      const std::vector<Bead>& beads,
                                                      unsigned jobs) {
  const std::size_t features = pair.features.size();
  const std::vector<Lesson> lessons = lessons_of(pair, beads);
  const PairTable table(lessons, features);
  const auto policy = jobs > 1 ? std::launch::async : std::launch::deferred;
  auto back = std::async(policy, [&] { return model_one(table, lessons, features, false); });
  const std::vector<double> forward = model_one(table, lessons, features, true);
  const std::vector<double> backward = back.get();
  std::vector<FeatureIndex::LearnedMatch> learned;
  for (std::size_t p = 0; p < table.pairs.size(); ++p) {
    const double agreement = std::sqrt(forward[p] * backward[p]);
    if (agreement < kMinAgreement) continue;
    const Pair key = table.pairs[p];
    learned.push_back(
        {static_cast<std::uint32_t>(key >> 32),
         {static_cast<std::uint32_t>(key), static_cast<float>(agreement), EvidenceKind::kLearned}});
  }
  return learned;
}

}  // namespace concord
