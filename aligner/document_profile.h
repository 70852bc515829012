// What the pairing of documents sees of a report: its distinct words and facts, under keys that
// mean the same in every language.
//
//   DocumentProfile ru = profile_document(article, Side::kSource, lexicon);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aligner/profile.h"
#include "lang/base/flat_map.h"
#include "lang/lexicon/lexicon.h"
#include "lang/pack/analyse.h"
#include "text/article.h"

namespace concord {

/// One distinct word or fact of a document.
struct DocumentFeature {
  std::uint32_t identity =
      0;  ///< the same for the same word or fact in other documents of the side
  std::uint32_t first_key =
      0;  ///< keys [first_key, first_key + key_count) of DocumentProfile::keys
  std::uint16_t key_count = 0;
  EvidenceKind kind = EvidenceKind::kLexicon;
  bool head = false;  ///< printed in the headline or the first two sentences
  bool ordinary =
      false;  ///< a word of the lexicon, or a number below ten: what any report may have
  std::uint32_t label_begin = 0;  ///< half-open range of bytes of DocumentProfile::labels
  std::uint32_t label_end = 0;
};

/// A document as the pairing sees it; it does not refer to the article.
struct DocumentProfile {
  std::optional<Day> day;  ///< publication day
  /// The days of the year that the text prints, from 0 for 1 January, February with 29 days;
  /// sorted, each once.
  std::vector<std::uint16_t> printed_days;
  std::vector<DocumentFeature> features;
  std::vector<FeatureKey> keys;
  std::string labels;

  std::string_view label(const DocumentFeature& feature) const {
    return std::string_view(labels).substr(feature.label_begin,
                                           feature.label_end - feature.label_begin);
  }
};

/// The keys of the renderings of entries of one lexicon, which are made once for the documents of a
/// thread.
class RenderingKeys {
 public:
  /// Those of an entry of the source side, likeliest first; valid until the next call.
  std::span<const FeatureKey> of(const Lexicon& lexicon, LexiconId id);
  /// How many entries are kept.
  std::size_t size() const { return entries_.size(); }
  void clear() { *this = {}; }

 private:
  /// Keys [first, last) of keys_.
  struct Entry {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool known = false;
  };
  void add(const Lexicon& lexicon, LexiconId id);

  NumberMap<Entry> entries_;  // by id
  std::vector<FeatureKey> keys_;
  std::vector<Rendering> renderings_;  // of the entry under way
};

/// Makes the profile of a document from its headline and its first forty body sentences. The source
/// side offers the renderings of its words, the target side the words themselves, so that all
/// sources of a target language meet in its stems. An article without sentences gives no features.
/// `renderings` are those of earlier documents by this lexicon, or null.
DocumentProfile profile_document(const AnalysedArticle& article, Side side, const Lexicon& lexicon,
                                 RenderingKeys* renderings = nullptr);

}  // namespace concord
