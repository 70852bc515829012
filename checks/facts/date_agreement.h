// How well two dates agree, one of each version, and how badly two contradict each other.
//
//   if (agree(source, target, DateCost::kLessPrecise)) ...   // "16 November", "November 2024"
#pragma once

#include <cstdint>
#include <optional>

#include "checks/facts/date_fact.h"

namespace concord {

/// How well two dates agree, from the same to the loosest.
enum class DateCost : std::uint8_t {
  kSame,
  kLessPrecise,  ///< one says more than the other ("16 November", "November 2024")
  kCompatible,   ///< one holds the other, said in other terms ("Tuesday", "last week")
};

/// How `a` and `b` agree; nothing when they do not. Symmetric.
std::optional<DateCost> agreement(const DateFact& a, const DateFact& b);

/// How many parts (year, month, day, weekday) two dates say alike.
int common_parts(const DateValue& a, const DateValue& b);

/// Whether two facts are one day of a month, whatever the years.
bool is_same_day_of_year(const DateFact& a, const DateFact& b);

/// Whether the two versions have one publication date, or none: "today" is then one day in both.
enum class Published : std::uint8_t { kSameDay, kOtherDays };

/// How badly two facts that do not agree contradict each other; nothing when they are not compared.
std::optional<Severity> contradiction(const DateFact& a, const DateFact& b, Published published);

}  // namespace concord
