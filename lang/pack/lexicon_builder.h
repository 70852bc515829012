// Compiles pairs of terms and renderings into a lexicon.
//
//   LexiconBuilder builder(ru, en);
//   builder.add({"\u0442\u0430\u0439\u0444\u0443\u043d", "typhoon"}, 1, "pack");
//   write_file("ru-en.lexicon", builder.bytes());
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "lang/lexicon/lexicon.h"
#include "lang/pack/pack.h"

namespace concord {

/// A term of the source language and a rendering in the target language, each a word or a phrase as
/// dictionaries print it.
struct TermPair {
  std::string_view source;
  std::string_view target;
};

/// Collects pairs from any number of sources. The score of a pair is the sum over its sources; its
/// weight in the lexicon is its share of the scores of its entry.
class LexiconBuilder {
 public:
  /// Keeps references: the packs must outlive it.
  LexiconBuilder(const LanguagePack& source, const LanguagePack& target);
  ~LexiconBuilder();

  /// Adds one pair with a positive score. A side that has no word, or more than eight, makes it no
  /// pair: returns false.
  bool add(TermPair pair, double score, std::string_view origin);
  /// The same for terms given as stems joined by spaces, as Lexicon::text() gives them.
  bool add_stems(TermPair stems, double score, std::string_view origin);
  /// Adds every pair of a compiled lexicon of the same languages (either direction), each entry
  /// with total score `scale`. Throws InputError for a lexicon of other languages.
  void add(const Lexicon& lexicon, double scale);

  /// Gives a source term the renderings that a word of a third language has in `bridge` (which is
  /// from that language to the target language), scaled by `scale`; returns how many.
  std::size_t add_bridged(std::string_view term, const Lexicon& bridge, LexiconId entry,
                          double scale, std::string_view origin);

  /// Takes out the pairs whose weights in both directions multiply to less than `least`, unless
  /// source `keep` has them: senses far down an entry, of words that many terms share, match
  /// unrelated lines more often than translations. Returns how many.
  std::size_t drop_unlikely(double least, std::string_view keep);

  std::size_t pair_count() const;
  /// The compiled file.
  std::string bytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace concord
