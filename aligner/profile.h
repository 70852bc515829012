// What the aligner sees of a sentence: its length and features that mean the same in both
// languages.
//
//   ProfiledPair pair = build_profiles(source, target, lexicon, names);
//   for (const ProfileItem& item : pair.source[0].items) pair.features[item.feature].weight;
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "lang/lexicon/lexicon.h"
#include "lang/names/name_match.h"
#include "lang/pack/analyse.h"
#include "text/span.h"

namespace concord {

/// Where a feature comes from; also what `align --explain` says.
enum class EvidenceKind : std::uint8_t {
  kLexicon,
  kNumber,
  kDate,
  kName,
  kCognate,
  kVerbatim,
  kLearned
};

/// "lexicon", "number", "date", "name", "cognate", "verbatim", "learned".
std::string_view evidence_name(EvidenceKind kind);

/// A key shared by both versions. Two features match when they have a key in common.
struct FeatureKey {
  std::uint32_t key = 0;
  float strength = 1;  ///< in (0, 1]: how sure this reading is
  EvidenceKind kind = EvidenceKind::kLexicon;
};

/// What one distinct word, phrase or fact of one side offers: keys [first_key, first_key +
/// key_count) of ProfiledPair::keys.
struct Feature {
  std::uint32_t first_key = 0;
  std::uint32_t key_count = 0;
  float weight = 1;  ///< inverse sentence frequency on its own side, in nats, times what its kind
                     ///< of word is worth
  bool figure = false;  ///< a number, an amount or a date
};

/// One token, phrase or fact of a sentence.
struct ProfileItem {
  Span span;                  ///< in the article's text
  std::uint32_t feature = 0;  ///< index into ProfiledPair::features
  float place = 0.5F;         ///< of its middle in the sentence: 0 at the begin, 1 at the end
};

/// The parts of a sentence between marks at which a translator may split it or join it to another
/// one: full stops and question marks inside it, semicolons, colons and dashes. What has next to no
/// words is not a part of its own.
struct SentenceParts {
  static constexpr std::size_t kMost = 4;
  std::array<float, kMost>
      end{};  ///< where each ends: 0 at the begin of the sentence, 1 at its end
  std::array<float, kMost> weight{};  ///< sum of the weights of its items
  std::uint32_t count = 1;

  /// The part that holds a place of the sentence.
  std::uint32_t at(float place) const {
    std::uint32_t part = 0;
    while (part + 1 < count && place >= end[part]) ++part;
    return part;
  }
};

/// One sentence as the aligner sees it.
struct SentenceProfile {
  std::uint32_t length = 0;  ///< code points
  float weight = 0;          ///< sum of the weights of its items
  float figures = 0;         ///< that of its figures
  SentenceParts parts;
  bool asks = false;    ///< has a question mark
  bool quotes = false;  ///< has a quotation mark
  std::vector<ProfileItem> items;
};

/// Both versions as the aligner sees them. Occurrences of one word share a feature, which keeps
/// books in memory.
struct ProfiledPair {
  std::vector<SentenceProfile> source;
  std::vector<SentenceProfile> target;
  std::vector<Feature> features;
  std::vector<FeatureKey> keys;

  std::span<const FeatureKey> keys_of(const Feature& feature) const {
    return std::span(keys).subspan(feature.first_key, feature.key_count);
  }
};

/// The words of two versions that sound alike: what is found for the whole of both serves for any
/// part of them.
struct SoundAlikes {
  std::array<std::vector<const Word*>, 2> words;  ///< by Side: those that may be names, by surface
  std::vector<NameWordMatch> matches;             ///< of these, source first
};

/// Makes the profiles of the body sentences of both versions. Names that no table knows are matched
/// by sound across the two texts here, so that the search itself needs no language. An article
/// without sentences gives an empty side. `alikes`, unless null, is of the same versions with more
/// sentences or as many; what it lacks is found and put there.
ProfiledPair build_profiles(const AnalysedArticle& source, const AnalysedArticle& target,
                            const Lexicon& lexicon, const NameMatcher& names,
                            SoundAlikes* alikes = nullptr);
/// The same of versions whose analysis nobody asks for afterwards: as soon as a body sentence has
/// its profile, its tokens, mentions and units are given up, so that both never take memory at
/// once.
ProfiledPair take_profiles(AnalysedArticle& source, AnalysedArticle& target, const Lexicon& lexicon,
                           const NameMatcher& names, SoundAlikes* alikes = nullptr);

}  // namespace concord
