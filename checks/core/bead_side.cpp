// Collects the words, facts and units of one side of a bead.
#include "checks/core/bead_side.h"

#include <algorithm>

#include "lang/base/said_keys.h"

namespace concord {
namespace {

// Renderings in the pack from which a word is broad: about a third of the words of news.
constexpr std::ptrdiff_t kBroad = 10;

/// What kind of word a token is, by its form, its place and its entry in the lexicon of the pair.
WordKind kind_of(const Word& word, bool sentence_start, const Lexicon& lexicon, Side side,
                 WordKind otherwise) {
  if (word.has_digit) return WordKind::kFigure;
  if (word.function) return WordKind::kFunction;
  if (word.capitalised && !sentence_start) return WordKind::kName;
  const auto renderings = lexicon.renderings(side, word.lexicon_id);
  if (renderings.empty()) return otherwise;
  const auto common = std::count_if(renderings.begin(), renderings.end(),
                                    [](const Rendering& r) { return (r.origins & 1U) != 0; });
  if (common == 0) return WordKind::kListed;
  return common < kBroad ? WordKind::kCommon : WordKind::kBroad;
}

/// Appends the tokens of a sentence.
void add_words(const AnalysedSentence& sentence, const Lexicon& lexicon, Side side,
               std::vector<BeadWord>& words) {
  bool start = true;
  for (const Token& token : sentence.tokens) {
    BeadWord word{token.span, token.word, token.is_word()};
    if (word.is_word) {
      word.sentence_start = start;
      start = false;
      word.kind = kind_of(*token.word, word.sentence_start, lexicon, side, word.kind);
    } else if (const std::string& mark = token.word->surface;
               mark == "." || mark == "!" || mark == "?") {
      start = true;
    }
    words.push_back(word);
  }
}

/// Appends the facts of a sentence whose tokens are the words from `begin`, and marks their words.
void add_facts(const AnalysedSentence& sentence, const PairSide& version, std::uint32_t begin,
               SideWords& result) {
  const std::string& text = version.article.article.text;
  std::size_t token = 0;
  for (const Mention& mention : sentence.mentions) {
    while (token > 0 && sentence.tokens[token - 1].span.end > mention.span.begin) --token;
    while (token < sentence.tokens.size() && sentence.tokens[token].span.end <= mention.span.begin)
      ++token;
    BeadFact fact{{begin + static_cast<std::uint32_t>(token), 0}, said_keys(mention), std::nullopt};
    if (mention.quantity() != nullptr) fact.quantity = quantity_fact(mention, version.pack, text);
    const bool conversion = is_conversion_in_brackets(mention, sentence.mentions, text);
    for (std::size_t i = token;
         i < sentence.tokens.size() && sentence.tokens[i].span.begin < mention.span.end; ++i) {
      ++fact.count;
      BeadWord& word = result.words[begin + i];
      if (word.is_word && word.kind != WordKind::kFunction)
        word.kind = mention.name() != nullptr ? WordKind::kName : WordKind::kFigure;
      if (conversion) word.match = MatchLevel::kElsewhere;
    }
    if (fact.count > 0 && (fact.quantity || !fact.keys.empty()))
      result.facts.push_back(std::move(fact));
  }
}

}  // namespace

SideWords words_of(const CheckInput& input, const Bead& bead, Side side) {
  const PairSide version = input.side(side);
  SideWords result;
  std::size_t words = 0;
  std::size_t units = 0;
  for (const std::uint32_t index : bead.of(side)) {
    words += version.article.sentences[index].tokens.size();
    units += version.article.sentences[index].units.size();
  }
  result.words.reserve(words);
  result.units.reserve(units);
  for (const std::uint32_t index : bead.of(side)) {
    const AnalysedSentence& sentence = version.article.sentences[index];
    const auto begin = static_cast<std::uint32_t>(result.words.size());
    add_words(sentence, input.resources.lexicon, side, result.words);
    for (const LexicalUnit& unit : sentence.units)
      result.units.push_back({{begin + unit.first, unit.count}, unit.id});
    add_facts(sentence, version, begin, result);
  }
  return result;
}

bool share_key(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& key) {
    return std::find(b.begin(), b.end(), key) != b.end();
  });
}

}  // namespace concord
