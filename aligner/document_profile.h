// What the pairing of documents sees of a report: its distinct words and facts, under keys that
// mean the same in every language.
//
//   DocumentProfile ru = profile_document(article, Side::kSource, lexicon);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aligner/profile.h"
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

/// Makes the profile of a document from its headline and its first forty body sentences. The source
/// side offers the renderings of its words, the target side the words themselves, so that all
/// sources of a target language meet in its stems. An article without sentences gives no features.
DocumentProfile profile_document(const AnalysedArticle& article, Side side, const Lexicon& lexicon);

}  // namespace concord
