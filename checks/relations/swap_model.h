// How much speaks for it that two facts of a bead changed places: the words around each on one side
// against the words around each on the other.
//
//   const SwapFeatures features = swap_features(side_by_side, a, b, relation);
//   if (swap_score(features, FactKind::kNumber) > 1) ...
//
// Every feature is the difference between the facts as they answer each other and the facts
// exchanged: exchanging two facts of the target turns its sign. The score is a weighted sum, fitted
// by logistic regression to aligned lines and the same lines with two facts exchanged
// (bench/fit_swapped.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "checks/relations/fact_pairs.h"
#include "checks/relations/word_alignment.h"

namespace concord {

/// What is measured of two facts, a and b. Closeness falls with the distance in tokens and with
/// every border of a clause between.
enum class SwapFeature : std::uint8_t {
  kOrder,     ///< 1 when both sides have them in one order, else -1; 0 where both name a doer
  kDoer,      ///< FactRuns::doers
  kBetween,   ///< the order, times ln(1 + links between them on both sides)
  kMonotone,  ///< the order, times how far those links keep their order
  kGenitive,  ///< the order where the first name of the target is a possessive: "Kyiv's"
  kAround,    ///< linked words, each by how much closer it is to a than to b on both sides
  kAgreed,    ///< that sum against the sum of its absolute terms
  kClause,    ///< linked words in the clause of a fact
  kPart,      ///< prepositions: to, of, against
  kFromTo,    ///< the same where one fact is from and the other to something
  kBond,      ///< facts with a linked word right beside them on both sides, less those whose word
              ///< stands right beside the other fact on the other side
};
constexpr std::size_t kSwapFeatures = 11;

using SwapFeatures = std::array<double, kSwapFeatures>;

/// Two facts of a bead as tokens of its alignment.
struct FactRuns {
  std::array<TokenRun, 2> a;  ///< by Side
  std::array<TokenRun, 2> b;
  /// 1 when both sides name the same doer, -1 when they do not, 0 where one does not say.
  int doers = 0;
};

SwapFeatures swap_features(const WordAlignment& bead, const CheckInput& input,
                           const FactRuns& facts);

/// The score; above 0 the exchanged facts fit better. `name`: of names, else of figures and dates.
double swap_score(const SwapFeatures& features, bool name);

/// The name of a feature, for the fitting program.
std::string_view swap_feature_name(SwapFeature feature);

}  // namespace concord
