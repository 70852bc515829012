// Dates as reports give them: a set of readings, each a closed interval of days.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/article.h"

namespace concord {

/// How finely a date was said. An interval has the granularity of its ends ("2021-2025" is kYear),
/// save that one of days is kInterval.
enum class Granularity : std::uint8_t {
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kYear,
  kDecade,
  kCentury,
  kInterval
};

/// How a reading was come by, surest first.
enum class DateBasis : std::uint8_t {
  kExplicit,      ///< day, month and year (or month and year, or year) were said
  kYearInferred,  ///< the year nearest to the publication date
  kWeekday,       ///< a weekday, resolved to the last one up to and including the publication date
  kRelative,      ///< yesterday, last week, this year
};

/// One way to read a date: the closed interval [first, last] of days.
struct DateReading {
  Day first;
  Day last;
  Granularity granularity = Granularity::kDay;
  DateBasis basis = DateBasis::kExplicit;

  friend bool operator==(const DateReading&, const DateReading&) = default;
};

/// A date. Without a publication date the readings that need one are absent, but what was said
/// stays.
struct DateValue {
  std::vector<DateReading> readings;  ///< likeliest first; empty when nothing could be resolved
  // What was said in so many words, for comparison when a publication date is missing:
  std::optional<int> year;
  std::optional<unsigned> month;         ///< 1 to 12
  std::optional<unsigned> day_of_month;  ///< 1 to 31
  std::optional<unsigned>
      last_month;  ///< of the end of a range of days or months; `month` is that of its beginning
  std::optional<unsigned> last_day;  ///< of the end of a range of days
  std::optional<unsigned> quarter;   ///< of a year, 1 to 4
  std::optional<unsigned> half;      ///< of a year, 1 or 2
  std::optional<unsigned> weekday;   ///< ISO 8601: Monday is 1, Sunday 7
  std::optional<int> minute_of_day;  ///< a time of day, minutes after midnight as printed
  std::optional<int> zone;           ///< of the time of day: minutes east of Greenwich in winter
  bool half_day_unsaid = false;      ///< the hour is 1 to 12 and nothing says which half of the day

  friend bool operator==(const DateValue&, const DateValue&) = default;
};

/// Whether nothing but a time of day was said.
bool is_time_only(const DateValue& date);

/// The value column of `entities`: ISO 8601 of the likeliest reading at its granularity, interval
/// "FIRST/LAST"; empty without a reading.
std::string to_string(const DateValue& date);

}  // namespace concord
