// Where a span of the article stands among the tokens of its sentence.
#pragma once

#include <cstddef>
#include <vector>

#include "lang/words/word.h"

namespace concord {

/// Tokens [first, end) of a sentence.
struct TokenRange {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// The tokens that share a byte with `span`, which is in the article's text as theirs are; an empty
/// range where the next token after it stands when none does.
inline TokenRange tokens_in(const std::vector<Token>& tokens, Span span) {
  TokenRange range;
  while (range.first < tokens.size() && tokens[range.first].span.end <= span.begin) ++range.first;
  range.end = range.first;
  while (range.end < tokens.size() && tokens[range.end].span.begin < span.end) ++range.end;
  return range;
}

}  // namespace concord
