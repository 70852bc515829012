// From the parts of a printed date to its readings: the calendar of the date finder.
//
//   DateParts parts;
//   parts.day = 16, parts.month = 11;
//   resolve_date(parts, published)->readings;   // {2024-11-16, year inferred}
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lang/base/calendar.h"
#include "lang/base/date_value.h"

namespace concord {

enum class CalendarUnit : std::uint8_t {
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury
};

/// What a date expression says in so many words; any of it may be absent.
struct DateParts {
  std::optional<int> year;
  std::optional<int> short_year;  ///< two digits
  std::optional<int> month;       ///< 1 to 12
  std::optional<int> day;         ///< 1 to 31
  std::optional<int> weekday;     ///< Monday is 1
  std::optional<int> day_offset;  ///< yesterday is -1
  std::optional<int>
      shift;  ///< last -1, this 0, next 1: of `unit`, or of the month, weekday or season said
  std::optional<CalendarUnit> unit;  ///< what `shift`, `ordinal` or `count` counts
  std::optional<CalendarUnit>
      year_unit;  ///< kYear when a shifted year qualifies the rest ("16 November last year")
  std::optional<int> year_shift;  ///< that shift
  std::optional<int> ordinal;     ///< third quarter, 21st century
  std::optional<int> count;       ///< first nine months, three days ago
  std::optional<int> season;      ///< first month: 3, 6, 9 or 12
  std::optional<int> decade;      ///< its first year, or its two digits ("90")
  bool before_christ = false;
  Calendar calendar = Calendar::kCivil;
};

/// The value of one date; none when the parts make no date (31 February) or need a publication date
/// to mean anything and give no evidence by themselves.
std::optional<DateValue> resolve_date(const DateParts& parts, std::optional<Day> published);

/// The value of "from A to B": what one end leaves out (month, year) is taken from the other. None
/// when an end is not a date or the second lies before the first.
std::optional<DateValue> resolve_range(DateParts first, DateParts last,
                                       std::optional<Day> published);

/// The value of "`count` units ago" (direction -1) or "in `count` units" (1).
std::optional<DateValue> resolve_distance(int count, CalendarUnit unit, int direction,
                                          std::optional<Day> published);

/// The first `count` months of a year.
std::optional<DateValue> resolve_months(const DateParts& parts, std::optional<Day> published);

}  // namespace concord
