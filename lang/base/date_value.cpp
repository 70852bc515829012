// Prints dates in ISO 8601.
#include "lang/base/date_value.h"

#include <fmt/format.h>

#include <cstdlib>

namespace concord {
namespace {

/// Of four digits; 45 BC is -0044 as in ISO 8601.
std::string year_text(Day day) {
  const int year = static_cast<int>(std::chrono::year_month_day(day).year());
  return fmt::format("{}{:04}", year < 0 ? "-" : "", std::abs(year));
}

std::string day_text(Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{}-{:02}-{:02}", year_text(day), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string month_text(Day day) {
  const std::string text = day_text(day);
  return text.substr(0, text.size() - 3);
}

std::string interval(std::string first, const std::string& last) {
  return first == last ? first : std::move(first) + "/" + last;
}

}  // namespace

bool is_time_only(const DateValue& date) {
  return date.readings.empty() && date.minute_of_day && !date.year && !date.month &&
         !date.day_of_month && !date.weekday;
}

std::string to_string(const DateValue& date) {
  if (date.readings.empty()) return {};
  const DateReading& reading = date.readings.front();
  switch (reading.granularity) {
    case Granularity::kDay:
    case Granularity::kWeek:
    case Granularity::kInterval:
      return interval(day_text(reading.first), day_text(reading.last));
    case Granularity::kMonth:
    case Granularity::kQuarter:
      return interval(month_text(reading.first), month_text(reading.last));
    case Granularity::kYear:
    case Granularity::kDecade:
    case Granularity::kCentury:
      return interval(year_text(reading.first), year_text(reading.last));
  }
  return {};
}

}  // namespace concord
