// The words of the reports that one thread reads, so that each is analysed once and not again in
// every report.
//
//   ReadingWords words;                                  // of one thread
//   for (RawReport& raw : reports) make_article(std::move(raw), packs, &words);
#pragma once

#include <cstddef>
#include <map>

#include "lang/pack/packs.h"
#include "lang/pack/vocabulary.h"

namespace concord {

/// Vocabularies by language. What is read does not depend on them.
class ReadingWords {
 public:
  /// `most` words of a language are kept before all of them are forgotten.
  explicit ReadingWords(std::size_t most = 50'000) : most_(most) {}

  /// That of a pack, which must outlive the object. Tokens made with it before are invalid.
  Vocabulary& of(const LanguagePack& pack) {
    Vocabulary& words = by_pack_.try_emplace(&pack, pack, WordDepth::kReading).first->second;
    if (words.size() > most_) words.clear();
    return words;
  }

 private:
  std::size_t most_;
  std::map<const LanguagePack*, Vocabulary> by_pack_;
};

}  // namespace concord
