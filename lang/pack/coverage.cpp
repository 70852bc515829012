// Counts how much of aligned lines a lexicon explains.
#include "lang/pack/coverage.h"

#include <algorithm>

namespace concord {

bool is_content_word(const Token& token, bool at_start) {
  return token.word->has_letter && !token.word->has_digit && !token.word->function &&
         (at_start || !token.word->capitalised);
}

std::vector<std::uint8_t> translated_tokens(const Lexicon& lexicon, Side side,
                                            const AnalysedSentence& sentence,
                                            const AnalysedSentence& counterpart) {
  std::vector<LexiconId> there;
  for (const LexicalUnit& unit : counterpart.units) there.push_back(unit.id);
  std::sort(there.begin(), there.end());
  std::vector<std::uint8_t> translated(sentence.tokens.size());
  for (const LexicalUnit& unit : sentence.units) {
    for (const Rendering& rendering : lexicon.renderings(side, unit.id)) {
      if (!std::binary_search(there.begin(), there.end(), rendering.id)) continue;
      for (std::uint32_t i = 0; i < unit.count; ++i) translated[unit.first + i] = 1;
      break;
    }
  }
  return translated;
}

void count_coverage(const Lexicon& lexicon, const std::array<const AnalysedSentence*, 2>& line,
                    const std::array<const AnalysedSentence*, 2>& unrelated,
                    std::array<Coverage, 2>& coverage) {
  for (const Side side : {Side::kSource, Side::kTarget}) {
    const auto here = static_cast<std::size_t>(side);
    const AnalysedSentence& sentence = *line[here];
    std::vector<std::uint8_t> known(sentence.tokens.size());
    for (const LexicalUnit& unit : sentence.units) {
      for (std::uint32_t i = 0; i < unit.count; ++i) known[unit.first + i] = 1;
    }
    const std::vector<std::uint8_t> translated =
        translated_tokens(lexicon, side, sentence, *line[1 - here]);
    const std::vector<std::uint8_t> by_chance =
        translated_tokens(lexicon, side, sentence, *unrelated[1 - here]);
    bool at_start = true;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      if (!sentence.tokens[i].is_word()) continue;
      if (is_content_word(sentence.tokens[i], at_start)) {
        ++coverage[here].words;
        coverage[here].in_lexicon += known[i];
        coverage[here].translated += translated[i];
        coverage[here].by_chance += by_chance[i];
      }
      at_start = false;
    }
  }
}

}  // namespace concord
