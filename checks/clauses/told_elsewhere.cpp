// Looks for a sentence in every sentence of both versions, and in the lengths beside its gap.
#include "checks/clauses/told_elsewhere.h"

#include <algorithm>
#include <vector>

#include "lang/pack/coverage.h"

namespace concord {
namespace {

constexpr std::size_t kMostSentences = 400;  // of a version that is searched
// A bead beside the gap holds the sentence when it is too long by at least and at most these shares
// of what the sentence takes on the other side, and by this share of itself.
constexpr double kHeldShare = 0.6;
constexpr double kHeldMost = 1.8;
constexpr double kHeldLeast = 0.25;

bool is_content(const Word& word) { return word.has_letter && !word.function; }

/// The most that two neighbouring sentences, or one, of a list tell of a sentence: the share of its
/// content words that `told` finds there.
template <class Told>
double most_told(const AnalysedSentence& sentence, const std::vector<AnalysedSentence>& list,
                 const Told& told) {
  std::size_t words = 0;
  for (const Token& token : sentence.tokens) words += is_content(*token.word) ? 1 : 0;
  if (words == 0) return 0;
  std::vector<std::uint8_t> before(sentence.tokens.size());
  double most = 0;
  for (std::size_t i = 0; i < std::min(list.size(), kMostSentences); ++i) {
    if (&list[i] == &sentence) {
      before.assign(before.size(), 0);
      continue;
    }
    std::vector<std::uint8_t> here = told(list[i]);
    std::size_t count = 0;
    for (std::size_t t = 0; t < here.size(); ++t)
      count += (here[t] | before[t]) != 0 && is_content(*sentence.tokens[t].word) ? 1 : 0;
    most = std::max(most, static_cast<double>(count) / static_cast<double>(words));
    before = std::move(here);
  }
  return most;
}

double length_of(const AnalysedArticle& article, const std::vector<std::uint32_t>& sentences) {
  double tokens = 0;
  for (const std::uint32_t i : sentences)
    tokens += static_cast<double>(article.sentences[i].tokens.size());
  return tokens;
}

}  // namespace

double told_elsewhere(const CheckInput& input, const PairSide& version,
                      const AnalysedSentence& sentence) {
  const auto told = [&](const AnalysedSentence& across) {
    return translated_tokens(input.resources.lexicon, version.side, sentence, across);
  };
  const AnalysedArticle& across = input.side(other(version.side)).article;
  return std::max(most_told(sentence, across.sentences, told),
                  most_told(sentence, across.other_sentences, told));
}

double told_twice(const PairSide& version, const AnalysedSentence& sentence) {
  const auto told = [&](const AnalysedSentence& again) {
    std::vector<std::uint8_t> found(sentence.tokens.size());
    for (std::size_t t = 0; t < found.size(); ++t) {
      const std::string& stem = sentence.tokens[t].word->stem;
      found[t] = std::any_of(again.tokens.begin(), again.tokens.end(),
                             [&](const Token& token) { return token.word->stem == stem; })
                     ? 1
                     : 0;
    }
    return found;
  };
  return most_told(sentence, version.article.sentences, told);
}

bool is_held_beside(const CheckInput& input, const PairSide& version, std::uint32_t sentence) {
  const AnalysedArticle& across = input.side(other(version.side)).article;
  double here_all = 0;
  double there_all = 0;
  for (const Bead& bead : input.beads) {
    if (bead.is_gap()) continue;
    here_all += length_of(version.article, bead.of(version.side));
    there_all += length_of(across, bead.of(other(version.side)));
  }
  if (here_all == 0 || there_all == 0) return false;
  const double ratio = there_all / here_all;
  const double missing = ratio * length_of(version.article, {sentence});
  return std::any_of(input.beads.begin(), input.beads.end(), [&](const Bead& bead) {
    if (bead.is_gap()) return false;
    const std::vector<std::uint32_t>& here = bead.of(version.side);
    if (here.back() + 1 != sentence && here.front() != sentence + 1) return false;
    const double expected = ratio * length_of(version.article, here);
    const double excess = length_of(across, bead.of(other(version.side))) - expected;
    return excess >= kHeldShare * missing && excess <= kHeldMost * missing &&
           excess >= kHeldLeast * expected;
  });
}

}  // namespace concord
