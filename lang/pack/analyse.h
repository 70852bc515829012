// From an article to analysed sentences: tokens and mentions, for the aligner and the checks.
#pragma once

#include <vector>

#include "lang/base/mention.h"
#include "lang/lexicon/lexicon.h"
#include "lang/pack/pack.h"
#include "lang/pack/text_tokens.h"
#include "lang/pack/vocabulary.h"
#include "text/article.h"

namespace concord {

/// A sentence with its tokens and facts. Spans are in the article's text.
struct AnalysedSentence {
  Span span;
  std::vector<Token> tokens;
  std::vector<Mention> mentions;   ///< dates, quantities and names, in order of begin
  std::vector<LexicalUnit> units;  ///< entries of the lexicon, see Lexicon::units
};

/// An article with all its sentences analysed. Tokens live as long as the Analyser's vocabulary.
struct AnalysedArticle {
  Article article;
  std::vector<AnalysedSentence> sentences;        ///< one for each Article::sentences
  std::vector<AnalysedSentence> other_sentences;  ///< one for each Article::other_sentences
};

/// Analyses text of one language against one side of a lexicon. One object serves one thread.
class Analyser {
 public:
  /// Keeps references: `pack` and `lexicon` must outlive it.
  Analyser(const LanguagePack& pack, const Lexicon& lexicon, Side side,
           WordDepth depth = WordDepth::kAll);

  /// Analyses every sentence of the article. Dates are resolved against Article::published, or
  /// against `otherwise` where that is unknown. `tokens` may be null; those of this article by this
  /// vocabulary are not made again.
  AnalysedArticle analyse(Article article, std::optional<Day> otherwise = std::nullopt,
                          TextTokens* tokens = nullptr);
  /// Analyses one span of a text; of a sentence of more than 2,000 tokens, its beginning.
  AnalysedSentence analyse(std::string_view text, Span span, std::optional<Day> published);

  const LanguagePack& pack() const { return *pack_; }
  Vocabulary& vocabulary() { return vocabulary_; }

 private:
  AnalysedSentence analyse(std::string_view text, Span span, std::vector<Token> tokens,
                           std::optional<Day> published);

  const LanguagePack* pack_;
  const Lexicon* lexicon_;
  Side side_;
  Vocabulary vocabulary_;
};

}  // namespace concord
