// The tokens of the paragraphs of one text: whoever tells its parts apart keeps them for whoever
// analyses its sentences.
//
//   TextTokens tokens;
//   tokens.start(article.text, vocabulary);
//   tokens.add(paragraph);
//   for (const Token& token : tokens.of(sentence)) ...   // those of the paragraph
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/pack/vocabulary.h"
#include "lang/words/word.h"
#include "text/span.h"

namespace concord {

/// Tokens of one text by one vocabulary. Clearing the vocabulary makes them invalid: until start()
/// none may be asked for.
class TextTokens {
 public:
  /// Forgets everything and begins with another text, which is copied. `vocabulary` must outlive
  /// the object.
  void start(std::string_view text, Vocabulary& vocabulary);
  /// Whether these are tokens of `text` by `vocabulary`.
  bool are_of(std::string_view text, const Vocabulary& vocabulary) const {
    return vocabulary_ == &vocabulary && text_ == text;
  }

  /// Tokenises a paragraph and keeps the tokens; it begins behind all that were added before.
  /// Valid, like what of() gives, until the next call.
  std::span<const Token> add(Span paragraph);
  /// What tokenize() gives for any span of the text: the tokens that were kept, where they are
  /// the same.
  std::span<const Token> of(Span span);

 private:
  /// Tokens [first, last) of tokens_.
  struct Paragraph {
    Span span;
    std::size_t first = 0;
    std::size_t last = 0;
  };

  std::string text_;
  Vocabulary* vocabulary_ = nullptr;
  std::vector<Paragraph> paragraphs_;  // in order
  std::vector<Token> tokens_;          // of all paragraphs
  std::vector<Token> others_;          // of the span that was asked for last
};

}  // namespace concord
