// Whether the words around two facts of a bead are each other's counterparts.
#include "checks/core/local_evidence.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace concord {
namespace {

// Content words looked at on each side of a passage, within its sentence.
constexpr std::size_t kReach = 4;
// A counterpart is near up to so many words from the other passage; up to twice as many it counts
// half.
constexpr std::int64_t kNear = 7;
// The evidence of a passage with no words around it, and the weight of that prior in words.
constexpr double kPrior = 0.5;
constexpr double kPriorWords = 1;

/// The words [first, last] that a passage covers; first > last for none.
struct Range {
  std::int64_t first = 0;
  std::int64_t last = -1;
};

Range range_of(const std::vector<BeadWord>& side, Span passage) {
  Range range{static_cast<std::int64_t>(side.size()), -1};
  for (std::size_t i = 0; i < side.size(); ++i) {
    if (!side[i].span.overlaps(passage)) continue;
    range.first = std::min(range.first, static_cast<std::int64_t>(i));
    range.last = static_cast<std::int64_t>(i);
  }
  return range;
}

/// A content word beside a passage; near ones weigh more.
struct Neighbour {
  const BeadWord* word = nullptr;
  double weight = 0;
};

std::vector<Neighbour> around(const std::vector<BeadWord>& side, Range range) {
  std::vector<Neighbour> found;
  const auto count = static_cast<std::int64_t>(side.size());
  for (const std::int64_t step : {-1, 1}) {
    std::size_t taken = 0;
    std::int64_t i = step < 0 ? range.first - 1 : range.last + 1;
    for (; i >= 0 && i < count && taken < kReach; i += step) {
      const BeadWord& word = side[static_cast<std::size_t>(i)];
      if (step > 0 && word.sentence_start) break;
      if (word.is_word && word.kind != WordKind::kFunction) {
        found.push_back({&word, 1 / (1 + static_cast<double>(taken) / 2)});
        ++taken;
      }
      if (step < 0 && word.sentence_start) break;
    }
  }
  return found;
}

bool is_matched(const BeadWord& word) {
  return word.partner >= 0 && word.match != MatchLevel::kNone &&
         word.match != MatchLevel::kElsewhere && word.match != MatchLevel::kLone;
}

/// How near a word is to a range: 1, one half or 0.
double nearness(std::int64_t word, Range range) {
  const std::int64_t away = std::max({range.first - word, word - range.last, std::int64_t{0}});
  return away <= kNear ? 1 : away <= 2 * kNear ? 0.5 : 0;
}

struct Share {
  double found = kPrior * kPriorWords;
  double all = kPriorWords;
};

void add_matched(const std::vector<Neighbour>& neighbours, Range there, Share& share) {
  for (const auto& [word, weight] : neighbours) {
    share.all += weight;
    if (is_matched(*word)) share.found += weight * nearness(word->partner, there);
  }
}

}  // namespace

double local_evidence(const BeadWords& words, Span source, Span target) {
  const Range here = range_of(words.sides[0], source);
  const Range there = range_of(words.sides[1], target);
  if (here.last < 0 || there.last < 0) return 0;
  Share share;
  add_matched(around(words.sides[0], here), there, share);
  add_matched(around(words.sides[1], there), here, share);
  return share.found / share.all;
}

double neighbourhood(const BeadWords& words, Side side, Span passage) {
  const std::vector<BeadWord>& own = words.sides[static_cast<std::size_t>(side)];
  const Range range = range_of(own, passage);
  if (range.last < 0) return 0;
  const std::vector<Neighbour> neighbours = around(own, range);
  std::vector<std::int64_t> partners;
  for (const Neighbour& neighbour : neighbours) {
    if (is_matched(*neighbour.word)) partners.push_back(neighbour.word->partner);
  }
  if (partners.empty()) return 0;
  std::nth_element(partners.begin(),
                   partners.begin() + static_cast<std::ptrdiff_t>(partners.size() / 2),
                   partners.end());
  const std::int64_t middle = partners[partners.size() / 2];
  Share share;
  add_matched(neighbours, {middle, middle}, share);
  return share.found / share.all;
}

}  // namespace concord
