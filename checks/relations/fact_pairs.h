// The facts of a bead that stand on both sides, so that it can be asked whether two of them changed
// places.
//
//   for (const PairedFact& fact : paired_figures(input, 3)) use(fact.spans[0], fact.spans[1]);
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/check.h"
#include "checks/names/bead_names.h"

namespace concord {

/// What may take the place of what.
enum class FactKind : std::uint8_t {
  kNumber,  ///< also money, percents and measures: a slip exchanges their figures
  kOrdinal,
  kYear,
  kDay,     ///< a day, a weekday, a month
  kTime,    ///< of day
  kPerson,  ///< also a name that no table knows
  kPlace,
  kOrganisation,
  kOther,
};

inline bool is_name(FactKind kind) { return kind >= FactKind::kPerson; }

/// A fact of the source and the same fact in the target.
struct PairedFact {
  std::array<Span, 2> spans;  ///< by Side
  FactKind kind = FactKind::kNumber;
  /// Of a figure by Side: Quantity::unit; nothing where it is not a quantity.
  std::array<std::optional<std::string>, 2> units = {};
  std::array<bool, 2> adjective{};       ///< a name said as an adjective: "Iranian"
  std::array<std::size_t, 2> mention{};  ///< words with the same number are of one name
  std::size_t name = 0;    ///< facts of one number are one name that a side says several times
  std::size_t bearer = 0;  ///< the same for "Ann Lee" and "Lee"
  std::array<const Word*, 2> last{};  ///< of a name: its last word
};

/// Numbers, years, days and times of a bead: those that agree, and those of whose printed figure
/// the same is true where the rest does not agree ("47 groups" and "47 billion").
std::vector<PairedFact> paired_figures(const CheckInput& input, std::uint32_t bead);

/// Names of a bead: whole ones, or single words where the words of one name answer those of two. A
/// name that a side says several times is paired once for every mention.
/// `bead` comes from collect_names.
std::vector<PairedFact> paired_names(BeadNames bead);

}  // namespace concord
