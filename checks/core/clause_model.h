// The weights of dropped-clause and added-clause: how strange it is that a stretch of words has no
// counterpart.
//
//   ClauseModel model = ClauseModel::load(data_dir, "ru", "en");
//   model.side(Side::kSource).thresholds[1];   // the score of a warning
//
// The score of a stretch is a weighted sum of its features, fitted by logistic regression to
// stretches spliced into and cut out of translations (bench/fit_clauses.cpp);
// docs/checks/dropped-clause.md describes the method and its figures.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "checks/core/word_match.h"
#include "lang/lexicon/lexicon.h"

namespace concord {

/// What is measured of a stretch of words.
enum class ClauseFeature : std::uint8_t {
  kContent,     ///< evidence of content words, in nats: ln P(match found | lost) / P(match found |
                ///< translated), summed
  kFunction,    ///< the same of function words
  kAnchors,     ///< the same of figures and names
  kLength,      ///< how much better the lengths of both sides agree without the stretch, in nats
  kRaggedEnds,  ///< ends (0 to 2) at no border of a phrase
  kPhraseEnds,  ///< ends before a preposition
  kClauseEnds,  ///< ends before a conjunction or relative
  kParaphrase,  ///< unmatched words of the other side where the counterpart would stand, at most
                ///< one for each of the stretch
  kWords,       ///< ln(words / 8)
  kSentenceWords,  ///< ln(words of the side / 20)
  kOutside,        ///< share of informative words outside the stretch that are matched
  kSpare,  ///< unmatched informative words of the whole other side for each of the stretch, at most
           ///< 3
  kWhole,  ///< 1 when it is a whole sentence and not the only one
  kShare,  ///< share of the side's words in the stretch
  kRoom,   ///< words of the other side between the counterparts of the words left and right of the
           ///< stretch, for each word of the stretch, at most 2; 1 when they stand in another order
  kTight,  ///< the evidence of content words times what kOutside is above 0.6: in a close
           ///< translation a word without counterpart says more
  kDensity,  ///< share of its informative words that are not matched
  kSeam,   ///< 1 when the words left and right of it are matched and their counterparts stand side
           ///< by side
  kGloss,  ///< 1 when it explains what stands in brackets after it and is matched, or is in such
           ///< brackets
  kCrosses,  ///< 1 when it goes over the end of a sentence and is not whole sentences
};
constexpr std::size_t kClauseFeatures = 20;

using ClauseFeatures = std::array<float, kClauseFeatures>;

/// The fitted numbers for stretches of one language whose counterpart is in the other.
struct ClauseWeights {
  std::array<std::array<float, kMatchLevels>, kWordKinds>
      evidence{};  ///< nats, by WordKind and MatchLevel
  ClauseFeatures weights{};
  double bias = 0;
  double slope = 1;   ///< ln of the odds that something was lost: slope * score + offset, when nine
                      ///< sentences in a
  double offset = 0;  ///< thousand have lost something
  double length_mean =
      0;  ///< of ln((length of the other side + 6) / (length of this side + 6)) in translations
  double length_spread = 0.1;  ///< of the same for long sentences
  /// Scores at and above which it is an info, a warning, an error; and an issue at all where it
  /// holds a fact or an attribution that another check misses on the other side.
  std::array<double, 4> thresholds = {1e9, 1e9, 1e9, 1e9};
  double least() const { return std::min(thresholds[0], thresholds[3]); }
};

/// The weights of a language pair; a pair without fitted weights finds nothing.
class ClauseModel {
 public:
  /// Loads DATA_DIR/FIRST/clause-models/SECOND.tsv, the tags in alphabetical order; for one
  /// language with itself its side of the first model that has one. Without a file it finds
  /// nothing. Throws InputError for a broken table.
  static ClauseModel load(const std::string& data_dir, std::string_view source_lang,
                          std::string_view target_lang);

  const ClauseWeights& side(Side side) const { return sides_[index_of(side)]; }

 private:
  std::array<ClauseWeights, 2> sides_;
};

/// The names of the rows of a model's table, for the reader and the fitting program.
std::string_view feature_name(std::size_t feature);
std::string_view kind_name(std::size_t kind);
std::string_view level_name(std::size_t level);

}  // namespace concord
