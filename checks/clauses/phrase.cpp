// Finds a phrase of a preposition that leaves no trace on the other side of a bead.
#include "checks/clauses/phrase.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace concord {
namespace {

// Evidence that a phrase needs, as a share of the score at which a stretch is told: so that it
// follows how well the lexicon of the pair covers its language.
constexpr double kEvidence = 0.85;
// Words of the other side between the counterparts of the words around a phrase, at most, and for
// one of a single content word.
constexpr std::int32_t kBetween = 3;
constexpr std::int32_t kBetweenSingle = 1;
constexpr std::int32_t kMostWords = 12;  // of a phrase
// Words without counterpart that this side has more than the other, at least.
constexpr double kSurplus = 2;
// Share of the words of its sentence outside a phrase that are matched, at least.
constexpr double kOutside = 0.7;
// Letters of the longest acronym that stands for a word each.
constexpr std::uint32_t kLongestAcronym = 5;
constexpr auto kNone = static_cast<std::size_t>(MatchLevel::kNone);
// Tokens around a function word in which a match must bear its own out.
constexpr std::int64_t kAround = 3;

bool is_informative(const BeadWord& word) {
  return word.is_word && word.kind != WordKind::kFunction;
}

/// A word whose counterpart shows where its neighbours' counterparts would stand.
bool is_landmark(const BeadWord& word) {
  return is_informative(word) && word.partner >= 0 && word.match >= MatchLevel::kLikely;
}

/// Whether a function word has a counterpart beside that of a content word near it: others meet a
/// preposition by chance.
bool is_borne_out(const std::vector<BeadWord>& words, std::uint32_t at) {
  if (words[at].match != MatchLevel::kLikely) return false;
  const std::int64_t last = std::min<std::int64_t>(std::ssize(words) - 1, at + kAround);
  for (std::int64_t i = std::max<std::int64_t>(0, at - kAround); i <= last; ++i) {
    const BeadWord& near = words[static_cast<std::size_t>(i)];
    if (is_informative(near) && near.partner >= 0 &&
        std::abs(std::int64_t{near.partner} - words[at].partner) <= kAround + 1)
      return true;
  }
  return false;
}

/// What counts of the words [first, last) of a side for a lost phrase.
struct Phrase {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::int32_t words = 0;
  std::int32_t informative = 0;
  bool anchored = false;  ///< a figure or a name
  double evidence = 0;    ///< nats that its words were lost
};

/// The phrases of a side none of whose words has a counterpart.
std::vector<Phrase> unmatched_phrases(const std::vector<BeadWord>& words,
                                      const ClauseWeights& weights) {
  std::vector<Phrase> found;
  const auto size = static_cast<std::uint32_t>(words.size());
  for (std::uint32_t first = 1; first < size; ++first) {
    const BeadWord& head = words[first];
    if (!head.is_word || head.word->opens_clause != 1 || head.sentence_start ||
        !words[first - 1].is_word)
      continue;
    Phrase phrase{first};
    for (std::uint32_t i = first; i < size && words[i].is_word && phrase.words < kMostWords; ++i) {
      const BeadWord& word = words[i];
      const bool light = word.kind == WordKind::kFunction;
      if (light ? is_borne_out(words, i) : word.match != MatchLevel::kNone) break;
      ++phrase.words;
      phrase.informative += light ? 0 : 1;
      phrase.anchored =
          phrase.anchored || word.kind == WordKind::kFigure || word.kind == WordKind::kName;
      phrase.evidence +=
          static_cast<double>(weights.evidence[static_cast<std::size_t>(word.kind)][kNone]);
      phrase.last = i + 1;
      const bool border = phrase.last == size || !words[phrase.last].is_word ||
                          words[phrase.last].word->opens_clause != 0 ||
                          words[phrase.last].sentence_start;
      if (border && phrase.informative > 0 && phrase.words > 1) found.push_back(phrase);
    }
  }
  return found;
}

/// How many words of this side a word without counterpart may stand for: an acronym for one a
/// letter.
double spare_words(const BeadWord& word) {
  if (!is_informative(word) || word.match != MatchLevel::kNone) return 0;
  const std::uint32_t letters = word.word->length;
  return word.word->all_caps && letters > 1 && letters <= kLongestAcronym ? letters : 1;
}

/// Measures whether a phrase may be rendered on the other side after all.
class Room {
 public:
  Room(const std::vector<BeadWord>& here, const std::vector<BeadWord>& there)
      : here_(here), there_(there) {
    for (const BeadWord& word : here) {
      if (!is_informative(word)) continue;
      ++informative_;
      matched_ += word.match != MatchLevel::kNone ? 1 : 0;
    }
    for (const BeadWord& word : there) spare_ += spare_words(word);
  }

  bool lacks(const Phrase& phrase) const {
    const double surplus = informative_ - matched_ - spare_;
    if (surplus < std::max<double>(kSurplus, phrase.informative) || outside(phrase) < kOutside)
      return false;
    const auto size = static_cast<std::int32_t>(there_.size());
    const std::int32_t from = left(phrase.first) + 1;
    const std::int32_t to = right(phrase.last, size);
    if (from > to) return false;  // in another order
    std::int32_t between = 0;
    for (std::int32_t i = from; i < to; ++i) {
      const BeadWord& word = there_[static_cast<std::size_t>(i)];
      if (spare_words(word) > 0) return false;
      between += word.is_word ? 1 : 0;
    }
    if (phrase.informative > 1 || phrase.anchored)
      return between <= kBetween && between < phrase.words;
    // Of one content word, at the end of its clause.
    const bool ends = phrase.last == here_.size() || !here_[phrase.last].is_word ||
                      here_[phrase.last].word->opens_clause == 2;
    return ends && between <= kBetweenSingle;
  }

 private:
  /// The share of the words of its sentence outside of a phrase that are matched.
  double outside(const Phrase& phrase) const {
    std::size_t first = phrase.first;
    while (first > 0 && !here_[first].sentence_start) --first;
    double informative = 0;
    double matched = 0;
    for (std::size_t i = first; i < here_.size() && (i == first || !here_[i].sentence_start); ++i) {
      if (!is_informative(here_[i]) || (i >= phrase.first && i < phrase.last)) continue;
      ++informative;
      matched += here_[i].match != MatchLevel::kNone ? 1 : 0;
    }
    return (matched + 1) / (informative + 2);
  }
  /// The counterpart of the nearest landmark before a word; -1 without one.
  std::int32_t left(std::uint32_t at) const {
    while (at > 0 && !is_landmark(here_[at - 1])) --at;
    return at > 0 ? here_[at - 1].partner : -1;
  }
  std::int32_t right(std::uint32_t at, std::int32_t end) const {
    while (at < here_.size() && !is_landmark(here_[at])) ++at;
    return at < here_.size() ? here_[at].partner : end;
  }

  const std::vector<BeadWord>& here_;
  const std::vector<BeadWord>& there_;
  double informative_ = 0;
  double matched_ = 0;
  double spare_ = 0;
};

double least_evidence(const ClauseWeights& weights) { return kEvidence * weights.thresholds[0]; }

}  // namespace

std::optional<ClauseSpan> lost_phrase(const BeadWords& bead, Side side,
                                      const ClauseWeights& weights) {
  const std::vector<BeadWord>& here = bead.of(side);
  if (bead.of(other(side)).empty()) return std::nullopt;
  const Phrase* worst = nullptr;
  std::optional<Room> room;
  const std::vector<Phrase> phrases = unmatched_phrases(here, weights);
  for (const Phrase& phrase : phrases) {
    const double wanted = worst != nullptr ? worst->evidence : least_evidence(weights);
    if (phrase.evidence < wanted) continue;
    if (!room) room.emplace(here, bead.of(other(side)));
    if (room->lacks(phrase)) worst = &phrase;
  }
  if (worst == nullptr) return std::nullopt;
  return ClauseSpan{worst->first, worst->last,
                    measure_span(bead, side, weights, worst->first, worst->last),
                    weights.thresholds[0]};
}

bool may_lack_phrase(const BeadWords& first_look, Side side, const ClauseWeights& weights) {
  std::vector<BeadWord> free = first_look.of(side);
  for (BeadWord& word : free) {
    // What is lone may become something else, but never without counterpart.
    if (word.kind == WordKind::kFunction) word.match = MatchLevel::kNone;
  }
  const std::vector<Phrase> phrases = unmatched_phrases(free, weights);
  return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
    return phrase.evidence >= least_evidence(weights);
  });
}

}  // namespace concord
