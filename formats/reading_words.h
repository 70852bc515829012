// The words of the reports that one thread reads, so that each is analysed once and not again in
// every report.
//
//   ReadingWords words;                                  // of one thread
//   for (RawReport& raw : reports) make_article(std::move(raw), packs, &words);
#pragma once

#include <cstddef>
#include <map>

#include "lang/pack/packs.h"
#include "lang/pack/text_tokens.h"
#include "lang/pack/vocabulary.h"

namespace concord {

/// Vocabularies by language. What is read does not depend on them, however deep their words are
/// analysed.
class ReadingWords {
 public:
  /// `most` words of a language are kept before all of them are forgotten.
  explicit ReadingWords(std::size_t most = 50'000) : most_(most) {}

  /// Takes the vocabulary of whoever analyses the reports of a pack afterwards, so that a word is
  /// analysed once for both. It must outlive the object and is forgotten by its owner only.
  void share(const LanguagePack& pack, Vocabulary& words) { shared_.emplace(&pack, &words); }

  /// That of a pack, which must outlive the object. Tokens made with it before are invalid.
  Vocabulary& of(const LanguagePack& pack) {
    if (const auto shared = shared_.find(&pack); shared != shared_.end()) return *shared->second;
    Vocabulary& words = by_pack_.try_emplace(&pack, pack, WordDepth::kReading).first->second;
    if (words.size() > most_) words.clear();
    return words;
  }

  /// Those of the report that was read last, for whoever analyses it.
  TextTokens& tokens() { return tokens_; }

 private:
  std::size_t most_;
  std::map<const LanguagePack*, Vocabulary> by_pack_;
  std::map<const LanguagePack*, Vocabulary*> shared_;
  TextTokens tokens_;
};

}  // namespace concord
