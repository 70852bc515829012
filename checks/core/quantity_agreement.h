// How well two quantities agree, one of each version: what the number check and the word matcher go
// by.
//
//   const QuantityFact a = quantity_fact(source_mention, source_pack, source_text);
//   const QuantityFact b = quantity_fact(target_mention, target_pack, target_text);
//   if (agreement(a, b)) ...  // "27 degrees" of one scale, "80 degrees" of the other
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "lang/base/mention.h"
#include "lang/pack/pack.h"

namespace concord {

/// A quantity with what its comparison needs. The mention and the pack must outlive it.
struct QuantityFact {
  const Mention* mention = nullptr;
  const Quantity* quantity = nullptr;
  const Unit* unit = nullptr;            ///< of a measure that lang/data/units.tsv has
  const NumberRules* numbers = nullptr;  ///< of its language
  std::string_view bare_currency;        ///< NumberRules::bare_currency of its unit
  bool digits = false;                   ///< printed with digits
  bool comma = false;                    ///< printed with a comma
};

/// How well two quantities agree, from the same to the loosest that is still no contradiction.
enum class QuantityCost : std::uint8_t {
  kSame,
  kOtherKind,   ///< equal, but said as another kind: "three years", "3"
  kEquivalent,  ///< half and 50%, a decade and ten years, twice and double
  kConverted,   ///< equal after conversion with the rounding of a newsroom
  kRounded,     ///< one is the other rounded, or within what its hedge allows
};

/// `mention` must be a quantity in `text`, analysed with `pack`.
QuantityFact quantity_fact(const Mention& mention, const LanguagePack& pack, std::string_view text);

/// How `a` and `b` agree; nothing when they do not. Symmetric.
std::optional<QuantityCost> agreement(const QuantityFact& a, const QuantityFact& b);

/// Whether `sum` is an amount of money in brackets after another currency's amount of the same
/// sentence: what it comes to, not another fact. `mentions` are those of the sentence.
bool is_conversion_in_brackets(const Mention& sum, const std::vector<Mention>& mentions,
                               std::string_view text);

}  // namespace concord
