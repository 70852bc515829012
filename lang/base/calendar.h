// The calendars in which dates are said. Only dates of the civil one have readings.
#pragma once

#include "lang/base/date_value.h"

namespace concord {

enum class Calendar : std::uint8_t { kCivil, kLunar, kHijri };

/// DateValue::month of another calendar is its month and so many for each calendar: 103 is the
/// third lunar month, 209 Ramadan.
inline constexpr unsigned kCalendarMonths = 100;

/// The calendar of a date, by its month.
inline Calendar calendar_of(const DateValue& date) {
  return static_cast<Calendar>(date.month.value_or(0) / kCalendarMonths);
}

}  // namespace concord
