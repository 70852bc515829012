// What a bead is worth to the search: the log odds of the evidence for it, as weights times
// features.
//
//   const double gain = weights.of(bead_features(mass, scale)) - 2 * weights.of(gap);
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "aligner/profile.h"

namespace concord {

/// What the similarity of a bead is made of, for one side of it.
struct SideMass {
  static constexpr std::size_t kMost = 8;  ///< sentences a side can have
  std::array<float, kMost> covered{};      ///< covered weight of each sentence
  std::array<float, kMost> weight{};       ///< whole weight of each sentence
  std::size_t sentences = 0;
  double length = 0;        ///< code points of all
  std::uint32_t parts = 0;  ///< of all sentences
  bool asks = false;        ///< whether one has a question mark
  bool quotes = false;      ///< whether one has a quotation mark

  void add(const SentenceProfile& sentence, double covered_weight) {
    covered[sentences] = static_cast<float>(covered_weight);
    weight[sentences++] = sentence.weight;
    length += sentence.length;
    parts += sentence.parts.count;
    asks |= sentence.asks;
    quotes |= sentence.quotes;
  }
};

/// Both sides of a bead, and what tells it from the beads beside it.
struct BeadMass {
  SideMass source;
  SideMass target;
  /// Sum over the sentences of how much more alike they are to the bead than to any sentence
  /// outside it, each between -0.5 and 0.5; shares of the level.
  double lead = 0;
  /// How far the matches stand from where they would in a translation in order: in the middle of
  /// both sentences of a pair; where several sentences face one, in that part of it which their
  /// lengths leave to them. A sum of shares of the sentence, each by how much is matched.
  double misplaced = 0;
  /// How much is matched where several sentences face one: between 0 and their number.
  double placed = 0;
  /// How much better parts of the sentences (SentenceParts) are covered by a sentence outside the
  /// bead than inside it: a sum of shares of the level, by how much a part has to tell.
  double lag = 0;
  /// Of the places where one side has a new sentence, how many have the end of a part on the other.
  double joints = 0;
  /// Weight of figures that the other side does not have, in nats.
  double figures = 0;
};

/// What a bead or a gap is judged by. All features are the same when the sides change places.
struct WorthFeatures {
  enum : std::size_t {
    kPair,                 // 1 for a bead of one sentence a side
    kThree,                // 1 for one of three sentences
    kTwoByTwo,             // 1 for one of two a side
    kFour,                 // 1 for another one of four sentences
    kFive,                 // 1 for one of more
    kCover25,              // sum over sentences of their coverage (below), up to 0.25 each
    kCover50,              // up to 0.5 each
    kCover75,              // up to 0.75 each
    kCover,                // up to 1.3 each
    kLength,               // square of the misfit of the lengths, in nats
    kLongLength,           // the same times the length, up to 4: long texts keep their ratio
    kCovered,              // covered weight of both sides, in 60 nats
    kUncovered,            // weight that is not, in 60 nats
    kPlacePair,            // BeadMass::misplaced of a pair
    kPlaceSeveral,         // of another bead
    kPlaced,               // BeadMass::placed
    kLeast,                // the least coverage of a sentence where there are more than two
    kLeadPair,             // BeadMass::lead of a pair
    kLeadSeveral,          // of another bead
    kShort,                // how short the shorter side is: 30 / (30 + code points)
    kGap,                  // 1 for a gap
    kGapShort,             // how short the sentence without counterpart is
    kGapUnfollowed,        // the share of its side that has no evident counterpart
    kCoverUnfollowed,      // kCover50 times the mean of that share on both sides
    kUncoveredUnfollowed,  // kUncovered times that
    kSeveralUnfollowed,    // sentences beyond the second times that
    kLagPair,              // BeadMass::lag of a pair
    kLagSeveral,           // of another bead
    kPartsPair,            // how many parts one side has more than the other, of a pair, up to 3
    kPartsSeveral,         // of another bead
    kJoints,               // BeadMass::joints
    kFiguresPair,          // BeadMass::figures of a pair, in 10 nats, up to 3
    kFiguresSeveral,       // of another bead
    kAsks,                 // 1 where both sides have a question mark, -1 where one has
    kQuotes,               // the same for quotation marks
    kCount
  };
  std::array<double, kCount> values{};

  double& operator[](std::size_t feature) { return values[feature]; }
  double operator[](std::size_t feature) const { return values[feature]; }
};

/// What the features of a pair are measured by.
struct WorthScale {
  double smoothing = 0;                   ///< nats added to the weight of each side
  double level = 1;                       ///< similarity of corresponding sentences
  double log_ratio = 0;                   ///< ln(target length / source length)
  std::array<double, 2> unfollowed = {};  ///< by side: share without evident counterpart
};

/// More parts than so many do not count.
inline constexpr double kMostPartsApart = 3;
inline constexpr double kMostFigures = 3;  ///< units of kFiguresPair

/// The log ratio of the lengths of a bead to that of the pair, without its sign, bounded by 2.
double length_misfit(const BeadMass& mass, double log_ratio);

/// The features of a bead with both sides.
WorthFeatures bead_features(const BeadMass& mass, const WorthScale& scale);

/// The features of a sentence without counterpart. `unfollowed` is of its side.
WorthFeatures gap_features(const SentenceProfile& sentence, double unfollowed);

/// The weights of the features, in nats: a conditional random field over all ways to align two
/// texts (Lafferty, McCallum and Pereira 2001; bench/fit_aligner.cpp fits it).
struct WorthWeights {
  std::array<double, WorthFeatures::kCount> values{};

  double of(const WorthFeatures& features) const;
  /// The most that a bead of more than two sentences can be worth of which only the sides of `mass`
  /// are known, not what tells it from the beads beside it; up to rounding.
  double most_of(const BeadMass& mass, const WorthScale& scale) const;
};

/// For pairs whose lexicon tells counterparts apart.
extern const WorthWeights kTellingWeights;
/// For pairs without a lexicon, which must go by lengths, names and figures.
extern const WorthWeights kVagueWeights;

}  // namespace concord
