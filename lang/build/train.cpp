// IBM Model 1 in both directions and their intersection.
#include "lang/build/train.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "lang/pack/vocabulary.h"
#include "text/input_error.h"

namespace concord {
namespace {

constexpr int kIterations = 5;
constexpr std::size_t kLongestSegment = 100;  // content words
constexpr std::size_t kFewestLinks = 2;       // of a pair: one is as often chance as not
constexpr double kLeastProbability = 0.1;

using WordId = std::uint32_t;

/// The content words of one side by stem, 0 being the empty word.
struct SideWords {
  explicit SideWords(const LanguagePack& pack) : vocabulary(pack) {}
  Vocabulary vocabulary;
  std::unordered_map<std::string, WordId> ids;
  std::vector<std::map<std::string, std::size_t>> surfaces{1};

  std::vector<WordId> read(const std::string& text) {
    std::vector<WordId> words;
    for (const Token& token :
         tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary)) {
      if (!token.word->has_letter || token.word->has_digit || token.word->function) continue;
      const auto [entry, is_new] =
          ids.try_emplace(token.word->stem, static_cast<WordId>(surfaces.size()));
      if (is_new) surfaces.emplace_back();
      ++surfaces[entry->second][token.word->folded];
      words.push_back(entry->second);
    }
    return words;
  }

  const std::string& commonest(WordId id) const {
    return std::max_element(surfaces[id].begin(), surfaces[id].end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }
};

struct Segment {
  std::vector<WordId> source;
  std::vector<WordId> target;
};

std::uint64_t key(WordId from, WordId to) { return std::uint64_t{from} << 32 | to; }

/// P(to | from) after some rounds of expectation and maximisation.
class Model {
 public:
  Model(const std::vector<Segment>& segments, std::vector<WordId> Segment::*from,
        std::vector<WordId> Segment::*to)
      : from_(from), to_(to) {
    for (int round = 0; round < kIterations; ++round) step(segments);
  }

  /// For each word of the `to` side the index of the likeliest word of the `from` side, or -1 for
  /// the empty word.
  std::vector<int> links(const Segment& segment) const {
    std::vector<int> links;
    for (const WordId to : segment.*to_) {
      double best = probability(0, to);
      int link = -1;
      for (std::size_t i = 0; i < (segment.*from_).size(); ++i) {
        if (const double p = probability((segment.*from_)[i], to); p > best) {
          best = p;
          link = static_cast<int>(i);
        }
      }
      links.push_back(link);
    }
    return links;
  }

 private:
  double probability(WordId from, WordId to) const {
    if (table_.empty()) return 1;  // before the first round all are as likely
    const auto found = table_.find(key(from, to));
    return found == table_.end() ? 0 : found->second;
  }

  void step(const std::vector<Segment>& segments) {
    std::unordered_map<std::uint64_t, double> counts;
    std::unordered_map<WordId, double> totals;
    for (const Segment& segment : segments) {
      for (const WordId to : segment.*to_) {
        double sum = probability(0, to);
        for (const WordId from : segment.*from_) sum += probability(from, to);
        if (sum <= 0) continue;
        const auto add = [&](WordId from) {
          const double share = probability(from, to) / sum;
          counts[key(from, to)] += share;
          totals[from] += share;
        };
        add(0);
        for (const WordId from : segment.*from_) add(from);
      }
    }
    for (auto& [pair, count] : counts) count /= totals[static_cast<WordId>(pair >> 32)];
    table_ = std::move(counts);
  }

  std::vector<WordId> Segment::*from_;
  std::vector<WordId> Segment::*to_;
  std::unordered_map<std::uint64_t, double> table_;
};

}  // namespace

std::vector<LearntPair> train(const std::vector<TextPair>& segments, const LanguagePack& source,
                              const LanguagePack& target) {
  if (segments.size() < kFewestSegments) {
    throw InputError(
        "", 0,
        "there are only " + std::to_string(segments.size()) + " translated segments to learn from",
        "give at least " + std::to_string(kFewestSegments));
  }
  SideWords source_words(source);
  SideWords target_words(target);
  std::vector<Segment> read;
  for (const TextPair& pair : segments) {
    Segment segment{source_words.read(pair.source), target_words.read(pair.target)};
    if (segment.source.size() <= kLongestSegment && segment.target.size() <= kLongestSegment)
      read.push_back(std::move(segment));
  }
  const Model forward(read, &Segment::source, &Segment::target);
  const Model backward(read, &Segment::target, &Segment::source);
  std::map<std::pair<WordId, WordId>, std::size_t> linked;
  std::unordered_map<WordId, std::size_t> occurrences;
  for (const Segment& segment : read) {
    const std::vector<int> of_target = forward.links(segment);
    const std::vector<int> of_source = backward.links(segment);
    for (const WordId word : segment.source) ++occurrences[word];
    for (std::size_t t = 0; t < of_target.size(); ++t) {
      const int s = of_target[t];
      if (s >= 0 && of_source[static_cast<std::size_t>(s)] == static_cast<int>(t)) {
        ++linked[{segment.source[static_cast<std::size_t>(s)], segment.target[t]}];
      }
    }
  }
  std::vector<LearntPair> pairs;
  for (const auto& [words, count] : linked) {
    const double probability =
        static_cast<double>(count) / static_cast<double>(occurrences[words.first]);
    if (count < kFewestLinks || probability < kLeastProbability) continue;
    pairs.push_back({source_words.commonest(words.first), target_words.commonest(words.second),
                     probability, count});
  }
  std::sort(pairs.begin(), pairs.end(), [](const LearntPair& a, const LearntPair& b) {
    return a.source != b.source ? a.source < b.source : a.probability > b.probability;
  });
  return pairs;
}

}  // namespace concord
