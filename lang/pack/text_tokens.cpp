// Keeps tokens and finds those of a span again.
#include "lang/pack/text_tokens.h"

#include <algorithm>
#include <utility>

namespace concord {

void TextTokens::start(std::string_view text, Vocabulary& vocabulary) {
  text_ = text;
  vocabulary_ = &vocabulary;
  paragraphs_.clear();
  tokens_.clear();
}

std::span<const Token> TextTokens::add(Span paragraph) {
  std::vector<Token> tokens = tokenize(text_, paragraph, *vocabulary_);
  const std::size_t count = tokens.size();
  paragraphs_.push_back({paragraph, tokens_.size(), tokens_.size() + count});
  // A text of one long paragraph is not held twice.
  if (tokens_.empty() && count > tokens_.capacity())
    tokens_ = std::move(tokens);
  else
    tokens_.insert(tokens_.end(), tokens.begin(), tokens.end());
  return std::span(tokens_).last(count);
}

std::span<const Token> TextTokens::of(Span span) {
  const auto behind = std::upper_bound(
      paragraphs_.begin(), paragraphs_.end(), span,
      [](Span part, const Paragraph& paragraph) { return part.begin < paragraph.span.begin; });
  if (behind != paragraphs_.begin() && std::prev(behind)->span.contains(span)) {
    const Paragraph& paragraph = *std::prev(behind);
    const auto begins_before = [](const Token& token, std::uint32_t at) {
      return token.span.begin < at;
    };
    const auto last = tokens_.begin() + static_cast<std::ptrdiff_t>(paragraph.last);
    const auto from =
        std::lower_bound(tokens_.begin() + static_cast<std::ptrdiff_t>(paragraph.first), last,
                         span.begin, begins_before);
    const auto to = std::lower_bound(from, last, span.end, begins_before);
    // Where the span begins or ends within a word its tokens are others.
    const bool begins = from != to && from->span.begin == span.begin;
    const bool apart =
        to == last || space_before(tokens_, static_cast<std::size_t>(to - tokens_.begin()));
    if (begins && apart && std::prev(to)->span.end <= span.end) return {from, to};
  }
  others_ = tokenize(text_, span, *vocabulary_);
  return others_;
}

}  // namespace concord
