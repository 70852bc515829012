// Collects the quantities of one side of a bead and answers questions about them.
#include "checks/facts/number_fact.h"

#include <algorithm>

#include "lang/numbers/number_roles.h"

namespace concord {
namespace {

bool is_one(const Quantity& q) { return q.low == Rational{1, 1} && q.high == q.low; }

/// Whether "ago" stands behind a duration.
bool tells_when(const AnalysedSentence& sentence, const NumberFact& fact) {
  if (fact.unit == nullptr || fact.unit->dimension != kTimeDimension) return false;
  constexpr std::size_t kWords = 2;  // "yang lalu", "tomu nazad"
  std::size_t at = 0;
  while (at < sentence.tokens.size() && sentence.tokens[at].span.begin < fact.mention->span.end)
    ++at;
  for (std::size_t i = at; i < std::min(at + kWords, sentence.tokens.size()); ++i) {
    if (sentence.tokens[i].word->number.is(kAgoRole)) return true;
    if (!sentence.tokens[i].is_word()) break;
  }
  return false;
}

}  // namespace

NumberSide number_side(const PairSide& version, const std::vector<std::uint32_t>& sentences) {
  const auto make = [&](const AnalysedSentence& sentence,
                        const Mention& mention) -> std::optional<NumberFact> {
    if (mention.quantity() == nullptr) return std::nullopt;
    NumberFact fact;
    static_cast<QuantityFact&>(fact) = quantity_fact(mention, version.pack, version.text());
    fact.ago = tells_when(sentence, fact);
    return fact;
  };
  return {version, sentences, facts_of<NumberFact>(version.article, sentences, make)};
}

bool is_range(const NumberFact& fact) { return fact.quantity->low != fact.quantity->high; }

bool is_weak(const NumberFact& fact) {
  const Quantity& q = *fact.quantity;
  if (fact.ago && q.hedge != Hedge::kVague) return false;
  if (q.implied || q.hedge == Hedge::kVague) return true;
  if (fact.digits) return false;
  return is_one(q) || (q.fraction && q.low == Rational{1, 2});
}

bool is_multiple(const NumberFact& fact) { return fact.quantity->multiple; }
bool is_vague(const NumberFact& fact) {
  return fact.quantity->hedge == Hedge::kVague && fact.quantity->unit.empty();
}
bool is_share(const NumberFact& fact) { return fact.quantity->fraction; }

double to_double(const Rational& value) {
  return static_cast<double>(value.numerator) / static_cast<double>(value.denominator);
}

bool has_like(const NumberSide& side, const NumberFact& fact) {
  return !fact.quantity->unit.empty() &&
         std::any_of(side.facts.begin(), side.facts.end(), [&](const NumberFact& other) {
           return is_open(other) && other.quantity->unit == fact.quantity->unit;
         });
}

bool has_other_unit(const NumberSide& side, const NumberFact& fact) {
  return fact.unit != nullptr &&
         std::any_of(side.facts.begin(), side.facts.end(), [&](const NumberFact& other) {
           return is_open(other) && other.unit != nullptr && other.unit != fact.unit &&
                  other.unit->dimension == fact.unit->dimension &&
                  other.quantity->low == fact.quantity->low &&
                  other.quantity->high == fact.quantity->high;
         });
}

bool is_negated_before(const NumberSide& side, const NumberFact& fact) {
  for (const std::uint32_t s : side.sentences) {
    const std::vector<Token>& tokens = side.version.article.sentences[s].tokens;
    if (tokens.empty() || tokens.back().span.end <= fact.mention->span.begin) continue;
    const std::vector<NegationCue> cues = side.version.pack.negation.find(tokens);
    return std::any_of(cues.begin(), cues.end(), [&](const NegationCue& cue) {
      for (std::uint32_t i = cue.end(); i < tokens.size(); ++i) {
        if (tokens[i].span.begin >= fact.mention->span.begin) return false;
        const Word& word = *tokens[i].word;
        if (word.has_letter && !word.function && word.number.roles == 0) return true;
      }
      return false;
    });
  }
  return false;
}

}  // namespace concord
