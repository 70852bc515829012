// Looks for a sentence in every sentence of both versions, and in the lengths beside its gap, by
// way of what stands where.
#include "checks/clauses/told_elsewhere.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

namespace concord {
namespace {

constexpr std::size_t kMostSentences = 400;  // of a version that is searched
// A bead beside the gap holds the sentence when it is too long by at least and at most these shares
// of what the sentence takes on the other side, and by this share of itself.
constexpr double kHeldShare = 0.6;
constexpr double kHeldMost = 1.8;
constexpr double kHeldLeast = 0.25;
// Sentences without counterpart that may stand between two neighbours.
constexpr std::size_t kPassed = 2;

bool is_content(const Word& word) { return word.has_letter && !word.function; }

std::size_t searched(const std::vector<AnalysedSentence>& list) {
  return std::min(list.size(), kMostSentences);
}

/// How many content words of a sentence each sentence of a list tells, or it and the one before it;
/// what has no counterpart stands between no two.
class Tally {
 public:
  /// `itself`: the place of the sentence in the list, which tells nothing; beyond it for none.
  /// `next`: by place the next one that has a counterpart.
  Tally(std::size_t sentences, std::size_t itself, const std::vector<std::uint16_t>& next)
      : beside_(sentences), past_(sentences), itself_(itself), next_(next) {}

  void next_word() { ++word_; }
  /// The word is told at a place.
  void add(std::size_t place) {
    if (place == itself_) return;
    count(beside_, place);
    if (place + 1 != itself_) count(beside_, place + 1);
    count(past_, place);
    if (place < next_.size() && next_[place] != itself_) count(past_, next_[place]);
  }
  double most() const {
    std::uint32_t most = 0;
    for (const auto* pairs : {&beside_, &past_}) {
      for (const Count& pair : *pairs) most = std::max(most, pair.words);
    }
    return most;
  }

 private:
  struct Count {
    std::uint32_t words = 0;
    std::uint32_t last = 0;  // the word that was counted
  };

  void count(std::vector<Count>& counts, std::size_t place) const {
    if (place >= counts.size() || counts[place].last == word_) return;
    counts[place].last = word_;
    ++counts[place].words;
  }

  std::vector<Count> beside_;  // by the second of two that stand beside each other
  std::vector<Count> past_;    // by the second of two with what has no counterpart between them
  std::size_t itself_;
  const std::vector<std::uint16_t>& next_;
  std::uint32_t word_ = 0;
};

double share_of_content(double words, const AnalysedSentence& sentence) {
  const auto all = std::count_if(sentence.tokens.begin(), sentence.tokens.end(),
                                 [](const Token& token) { return is_content(*token.word); });
  return all == 0 ? 0 : words / static_cast<double>(all);
}

template <class Key, class Places>
void add_place(std::unordered_map<Key, Places>& index, const Key& key, std::size_t place) {
  Places& places = index[key];
  const auto at = static_cast<std::uint16_t>(place);
  if (places.empty() || places.back() != at) places.push_back(at);
}

/// By sentence of a side that is searched and has a counterpart: the next one that has, behind at
/// most kPassed that have none; the sentence itself where it has none, or none is so near.
std::vector<std::uint16_t> next_with_counterpart(const CheckInput& input, Side side) {
  const std::vector<AnalysedSentence>& list = input.side(side).article.sentences;
  std::vector<bool> alone(list.size());
  for (const Bead& bead : input.beads) {
    if (!bead.is_gap()) continue;
    for (const std::uint32_t i : bead.of(side)) alone[i] = true;
  }
  std::vector<std::uint16_t> next;
  for (std::size_t i = 0; i < searched(list); ++i) {
    std::size_t at = i + 1;
    while (at < list.size() && at <= i + kPassed && alone[at]) ++at;
    const bool found = !alone[i] && at < list.size() && !alone[at];
    next.push_back(static_cast<std::uint16_t>(found ? at : i));
  }
  return next;
}

}  // namespace

ToldElsewhere::ToldElsewhere(const CheckInput& input, Side side)
    : input_(input),
      side_(side),
      version_(input.side(side).article),
      across_(input.side(other(side)).article) {
  const std::vector<AnalysedSentence>& own = version_.sentences;
  for (std::uint32_t i = 0; i < own.size(); ++i)
    first_.try_emplace(own[i].span.of(version_.article.text), i);
  for (std::size_t i = 0; i < searched(own); ++i) {
    for (const Token& token : own[i].tokens)
      add_place(stems_, std::string_view(token.word->stem), i);
  }
  for (const bool body : {true, false}) {
    const auto& list = body ? across_.sentences : across_.other_sentences;
    for (std::size_t i = 0; i < searched(list); ++i) {
      for (const LexicalUnit& unit : list[i].units) add_place(entries_[body ? 0 : 1], unit.id, i);
    }
  }
  index_beads();
}

void ToldElsewhere::index_beads() {
  ends_at_.resize(version_.sentences.size());
  begins_at_.resize(version_.sentences.size());
  double here = 0;
  double there = 0;
  for (const Bead& bead : input_.beads) {
    if (bead.is_gap()) continue;
    here += length_of(side_, bead.of(side_));
    there += length_of(other(side_), bead.of(other(side_)));
    begins_at_[bead.of(side_).front()] = ends_at_[bead.of(side_).back()] = &bead;
  }
  if (here > 0) ratio_ = there / here;
  std::uint32_t place = 0;
  for (const Bead* bead : ends_at_) {
    places_.push_back(place);
    if (bead != nullptr) place = bead->of(other(side_)).back() + 1;
  }
  for (const Side side : {side_, other(side_)})
    next_[side == side_ ? 0 : 1] = next_with_counterpart(input_, side);
}

double ToldElsewhere::length_of(Side side, const std::vector<std::uint32_t>& sentences) const {
  const AnalysedArticle& article = side == side_ ? version_ : across_;
  double tokens = 0;
  for (const std::uint32_t i : sentences)
    tokens += static_cast<double>(article.sentences[i].tokens.size());
  return tokens;
}

const ToldElsewhere::Places& ToldElsewhere::rendered_in(bool body, LexiconId id) {
  const auto [known, added] = rendered_[body ? 0 : 1].try_emplace(id);
  if (!added) return known->second;
  const auto& entries = entries_[body ? 0 : 1];
  Places& places = known->second;
  for (const Rendering& rendering : input_.resources.lexicon.renderings(side_, id)) {
    const auto found = entries.find(rendering.id);
    if (found != entries.end())
      places.insert(places.end(), found->second.begin(), found->second.end());
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

double ToldElsewhere::most_rendered(const AnalysedSentence& sentence, bool body) {
  const std::size_t size = searched(body ? across_.sentences : across_.other_sentences);
  const std::vector<std::uint16_t> none;
  Tally tally(size, size + 1, body ? next_[1] : none);
  std::vector<std::vector<const Places*>> told(sentence.tokens.size());
  for (const LexicalUnit& unit : sentence.units) {
    const Places& places = rendered_in(body, unit.id);
    for (std::uint32_t i = 0; i < unit.count; ++i) told[unit.first + i].push_back(&places);
  }
  for (std::size_t t = 0; t < told.size(); ++t) {
    if (!is_content(*sentence.tokens[t].word)) continue;
    tally.next_word();
    for (const Places* places : told[t]) {
      for (const std::uint16_t place : *places) tally.add(place);
    }
  }
  return share_of_content(tally.most(), sentence);
}

double ToldElsewhere::across(const AnalysedSentence& sentence) {
  return std::max(most_rendered(sentence, true), most_rendered(sentence, false));
}

double ToldElsewhere::twice(const AnalysedSentence& sentence) const {
  const std::vector<AnalysedSentence>& own = version_.sentences;
  const std::size_t size = searched(own);
  const auto* begin = own.data();
  const bool within =
      std::less_equal<>()(begin, &sentence) && std::less<>()(&sentence, begin + own.size());
  Tally tally(size, within ? static_cast<std::size_t>(&sentence - begin) : size + 1, next_[0]);
  for (const Token& token : sentence.tokens) {
    if (!is_content(*token.word)) continue;
    tally.next_word();
    const auto found = stems_.find(token.word->stem);
    if (found == stems_.end()) continue;
    for (const std::uint16_t place : found->second) tally.add(place);
  }
  return share_of_content(tally.most(), sentence);
}

bool ToldElsewhere::is_repeated(std::uint32_t sentence) const {
  const auto first = first_.find(version_.sentences[sentence].span.of(version_.article.text));
  return first != first_.end() && first->second < sentence;
}

bool ToldElsewhere::is_held_beside(std::uint32_t sentence) const {
  if (ratio_ == 0) return false;
  const double missing = ratio_ * length_of(side_, {sentence});
  const auto holds = [&](const Bead* bead) {
    if (bead == nullptr) return false;
    const double expected = ratio_ * length_of(side_, bead->of(side_));
    const double excess = length_of(other(side_), bead->of(other(side_))) - expected;
    return excess >= kHeldShare * missing && excess <= kHeldMost * missing &&
           excess >= kHeldLeast * expected;
  };
  return (sentence > 0 && holds(ends_at_[sentence - 1])) ||
         (sentence + 1 < begins_at_.size() && holds(begins_at_[sentence + 1]));
}

std::uint32_t ToldElsewhere::place_across(std::uint32_t sentence) const {
  return places_[sentence];
}

}  // namespace concord
