// What the aligner sees of a sentence: its length and features that mean the same in both languages.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/analyse.h"
#include "lang/lexicon.h"
#include "lang/name_match.h"
#include "text/span.h"

namespace concord {

/// Where a feature comes from; also what `align --explain` says.
enum class EvidenceKind : std::uint8_t { kLexicon, kNumber, kDate, kName, kCognate, kVerbatim };

/// A feature key shared by both versions. Two items match when they have a key in common.
struct FeatureKey {
  std::uint32_t key = 0;
  float strength = 1;  ///< in (0, 1]: how sure this reading is
};

/// One token, unit or mention of a sentence with the keys under which a counterpart may be found.
struct ProfileItem {
  Span span;  ///< in the article's text
  EvidenceKind kind = EvidenceKind::kLexicon;
  float weight = 1;  ///< inverse document frequency over both texts, in nats
  std::vector<FeatureKey> keys;
};

/// One sentence as the aligner sees it.
struct SentenceProfile {
  std::uint32_t length = 0;  ///< code points
  std::vector<ProfileItem> items;
};

/// Both versions as the aligner sees them.
struct ProfiledPair {
  std::vector<SentenceProfile> source;
  std::vector<SentenceProfile> target;
};

/// Makes the profiles of the body sentences of both versions. Names that no table knows are matched by sound across the two
/// texts here, so that the aligner itself needs no language.
ProfiledPair build_profiles(const AnalysedArticle& source, const AnalysedArticle& target, const Lexicon& lexicon,
                            const NameMatcher& names);

}  // namespace concord
