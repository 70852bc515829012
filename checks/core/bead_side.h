// The words, facts and units of one side of a bead, as they are before anything is matched.
//
//   SideWords source = words_of(input, bead, Side::kSource);
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/bead_words.h"
#include "checks/core/quantity_agreement.h"

namespace concord {

// A rendering below this weight is one of many and says little.
inline constexpr float kLikelyWeight = 0.03F;
// Relative positions further apart than this make a lexical match a chance match.
inline constexpr double kFarDistance = 0.3;
// Sound similarity at which words in general are taken for the same.
inline constexpr double kSameSound = 0.75;

/// A mention or unit of a side, in indices of its words.
struct BeadRun {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
/// What a mention says, by its keys, and its quantity.
struct BeadFact : BeadRun {
  std::vector<std::string> keys;
  std::optional<QuantityFact> quantity;
};
/// A unit of the lexicon.
struct BeadUnit : BeadRun {
  LexiconId id = 0;
};

/// One side of a bead.
struct SideWords {
  std::vector<BeadWord> words;
  std::vector<BeadFact> facts;
  std::vector<BeadUnit> units;
};

/// The words of a side, none with a counterpart yet. The article and the pack must outlive them.
SideWords words_of(const CheckInput& input, const Bead& bead, Side side);

/// Whether two lists of keys have one in common.
bool share_key(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// Whether two places of a bead are near enough to be compared. Beads with very many tokens on a
/// side are not sentences but whole texts, or hostile: a counterpart is then looked for near its
/// place only, and the work stays in proportion.
class Nearness {
 public:
  Nearness(std::size_t source_words, std::size_t target_words)
      : all_(std::max(source_words, target_words) <= kOrdinary),
        slope_(static_cast<double>(target_words) /
               std::max(1.0, static_cast<double>(source_words))),
        reach_(kNearTokens * std::max(1.0, slope_)) {}
  bool operator()(std::uint32_t source, std::uint32_t target) const {
    return all_ || std::abs(source * slope_ - target) <= reach_;
  }

 private:
  static constexpr std::size_t kOrdinary = 600;  // tokens
  static constexpr double kNearTokens = 128;

  bool all_;
  double slope_;
  double reach_;
};

}  // namespace concord
