// Tells the whole from its part.
#include "checks/relations/whole.h"

#include <algorithm>

#include "checks/relations/token_range.h"

namespace concord {
namespace {

// Tokens between the two figures, at most: "out of 41 patients with confirmed cases, only 21".
constexpr std::size_t kFar = 10;
// Function words between "of" and its figure: "of all these 41".
constexpr std::size_t kDeterminers = 2;
// Tokens between the part and "of": "21 patients of 41".
constexpr std::size_t kCounted = 2;

/// The index of the word for "of" right before a figure; its own index without one.
std::size_t of_before(const std::vector<Token>& tokens, const PartRules& parts, TokenRange figure) {
  for (std::size_t i = figure.first; i > 0 && figure.first - i <= kDeterminers; --i) {
    const Token& token = tokens[i - 1];
    if ((parts.roles(token.word->folded) & kOf) != 0) return i - 1;
    if (!token.is_word() || (!token.word->function && token.word->length > 5)) break;
  }
  return figure.first;
}

/// Whether `of` begins a clause, alone or behind one word: "Out of 41 patients, 21".
bool opens(const std::vector<Token>& tokens, std::size_t of) {
  return of == 0 || !tokens[of - 1].is_word() || of == 1 || !tokens[of - 2].is_word();
}

/// Whether `later` is the whole of `earlier`, or `earlier` that of `later`.
bool is_whole_of(const std::vector<Token>& tokens, const PartRules& parts, TokenRange whole,
                 TokenRange part) {
  const std::size_t of = of_before(tokens, parts, whole);
  if (of == whole.first) return false;
  if (part.end <= of) return of - part.end <= kCounted;
  return part.first >= whole.end && part.first - whole.end <= kFar && opens(tokens, of);
}

}  // namespace

int whole(const AnalysedSentence& sentence, const LanguagePack& pack,
          const std::array<Span, 2>& figures) {
  const std::vector<Token>& tokens = sentence.tokens;
  const std::array<TokenRange, 2> places = {tokens_in(tokens, figures[0]),
                                            tokens_in(tokens, figures[1])};
  const bool first = is_whole_of(tokens, pack.parts, places[0], places[1]);
  const bool second = is_whole_of(tokens, pack.parts, places[1], places[0]);
  return first == second ? 0 : first ? 1 : -1;
}

}  // namespace concord
