// Resolves the parts of a printed date against the calendar and the publication date.
#include "lang/dates/date_parts.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace concord {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr int kMonths = 12;  // of a year

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }
int month_of(Day day) {
  return static_cast<int>(static_cast<unsigned>(year_month_day(day).month()));
}

std::optional<Day> civil(int year, int month, int day) {
  const year_month_day date{std::chrono::year(year),
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

/// The first day of a month given as months since January of year 0.
Day month_start(int index) {
  int year = index / kMonths;
  int month = index % kMonths;
  if (month < 0) month += kMonths, --year;
  return *civil(year, month + 1, 1);
}

int month_index(Day day) { return year_of(day) * kMonths + month_of(day) - 1; }

/// Months [first, first + count), counted from January of year 0.
DateReading months(int first, int count, Granularity granularity, DateBasis basis) {
  return {month_start(first), month_start(first + count) - days(1), granularity, basis};
}

DateReading years(int first, int count, Granularity granularity, DateBasis basis) {
  return months(first * kMonths, count * kMonths, granularity, basis);
}

Day monday_of(Day day) {
  return day - days(static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1);
}

/// How many days `reading` is away from `day`; 0 when it holds it.
int distance(const DateReading& reading, Day day) {
  if (day < reading.first) return static_cast<int>((reading.first - day).count());
  if (reading.last < day) return static_cast<int>((day - reading.last).count());
  return 0;
}

/// The whole unit that lies `shift` units from the one that holds `published`.
DateReading shifted_unit(CalendarUnit unit, int shift, Day published) {
  const DateBasis basis = DateBasis::kRelative;
  switch (unit) {
    case CalendarUnit::kDay:
      return {published + days(shift), published + days(shift), Granularity::kDay, basis};
    case CalendarUnit::kWeek: {
      const Day monday = monday_of(published) + days(7 * shift);
      return {monday, monday + days(6), Granularity::kWeek, basis};
    }
    case CalendarUnit::kMonth:
      return months(month_index(published) + shift, 1, Granularity::kMonth, basis);
    case CalendarUnit::kQuarter:
      return months((month_index(published) / 3 + shift) * 3, 3, Granularity::kQuarter, basis);
    case CalendarUnit::kHalf:
      return months((month_index(published) / 6 + shift) * 6, 6, Granularity::kQuarter, basis);
    case CalendarUnit::kYear:
      return years(year_of(published) + shift, 1, Granularity::kYear, basis);
    case CalendarUnit::kDecade:
      return years((year_of(published) / 10 + shift) * 10, 10, Granularity::kDecade, basis);
    case CalendarUnit::kCentury:
      return years(((year_of(published) - 1) / 100 + shift) * 100 + 1, 100, Granularity::kCentury,
                   basis);
  }
  return years(year_of(published), 1, Granularity::kYear, basis);
}

/// The year said, and how it was come by; none when it has to be inferred.
struct SaidYear {
  std::optional<int> year;
  DateBasis basis = DateBasis::kExplicit;
};

SaidYear said_year(const DateParts& parts, std::optional<Day> published) {
  if (parts.year) {
    // The year before 1 is 1 BC.
    return {parts.before_christ ? 1 - *parts.year : *parts.year, DateBasis::kExplicit};
  }
  if (parts.short_year) {
    // A two-digit year lies at most 20 years ahead of the publication.
    constexpr int kAhead = 20;
    const int now = published ? year_of(*published) : 2024;
    int year = now / 100 * 100 + *parts.short_year;
    if (year > now + kAhead) year -= 100;
    return {year, DateBasis::kExplicit};
  }
  if (parts.year_shift && published)
    return {year_of(*published) + *parts.year_shift, DateBasis::kRelative};
  return {std::nullopt, DateBasis::kYearInferred};
}

/// Of the readings `make` gives for the years around the publication, the nearest; on a tie the
/// earlier one.
template <typename Make>
std::optional<DateReading> nearest_year(Day published, Make make) {
  std::optional<DateReading> best;
  for (int year = year_of(published) - 1; year <= year_of(published) + 1; ++year) {
    const std::optional<DateReading> reading = make(year);
    if (reading && (!best || distance(*reading, published) < distance(*best, published)))
      best = reading;
  }
  return best;
}

/// A period that starts in month `first` (0 to 11) of a year and lasts `count` months.
std::optional<DateReading> months_of_year(const DateParts& parts, int first, int count,
                                          Granularity granularity, std::optional<Day> published) {
  const SaidYear said = said_year(parts, published);
  if (said.year) return months(*said.year * kMonths + first, count, granularity, said.basis);
  if (!published) return std::nullopt;
  // Counted in months, so that the sixth month before is as near as the sixth after, and the past
  // wins.
  const int now = month_index(*published);
  std::optional<int> best;
  int best_distance = 0;
  for (int year = year_of(*published) - 1; year <= year_of(*published) + 1; ++year) {
    const int begin = year * kMonths + first;
    const int away = now < begin ? begin - now : std::max(0, now - (begin + count - 1));
    if (!best || away < best_distance) best = begin, best_distance = away;
  }
  return months(*best, count, granularity, DateBasis::kYearInferred);
}

/// A month or season with "last", "this" or "next" before it.
std::optional<DateReading> shifted_months(int first, int count, Granularity granularity, int shift,
                                          std::optional<Day> published) {
  if (!published) return std::nullopt;
  const int now = month_index(*published);
  int begin = year_of(*published) * kMonths + first;
  if (shift < 0 && begin + count > now) begin -= kMonths;
  if (shift > 0 && begin <= now) begin += kMonths;
  return months(begin, count, granularity, DateBasis::kRelative);
}

/// The weekday said, resolved to a day.
std::optional<DateReading> weekday_reading(const DateParts& parts, std::optional<Day> published) {
  if (!published) return std::nullopt;
  const int weekday = *parts.weekday;
  if (parts.shift && parts.unit == CalendarUnit::kWeek) {
    const Day day = monday_of(*published) + days(7 * *parts.shift + weekday - 1);
    return DateReading{day, day, Granularity::kDay, DateBasis::kWeekday};
  }
  const int today = static_cast<int>(std::chrono::weekday(*published).iso_encoding());
  int back = (today - weekday + 7) % 7;
  if (parts.shift) {
    if (*parts.shift < 0 && back == 0) back = 7;
    if (*parts.shift > 0) back -= 7;
    if (*parts.shift == 0) back = today - weekday;
  }
  const Day day = *published - days(back);
  return DateReading{day, day, Granularity::kDay, DateBasis::kWeekday};
}

/// A value with the parts that were said, without readings.
DateValue said(const DateParts& parts) {
  DateValue value;
  value.year = parts.year;
  if (value.year && parts.before_christ) value.year = -*value.year;
  if (!value.year && parts.short_year) value.year = said_year(parts, std::nullopt).year;
  if (parts.month) {
    value.month = static_cast<unsigned>(*parts.month) +
                  static_cast<unsigned>(parts.calendar) * kCalendarMonths;
  }
  if (parts.day) value.day_of_month = static_cast<unsigned>(*parts.day);
  if (parts.weekday) value.weekday = static_cast<unsigned>(*parts.weekday);
  if (const std::optional<int> number = parts.ordinal ? parts.ordinal : parts.count) {
    if (parts.unit == CalendarUnit::kQuarter) value.quarter = static_cast<unsigned>(*number);
    if (parts.unit == CalendarUnit::kHalf) value.half = static_cast<unsigned>(*number);
  }
  return value;
}

/// A quarter or a half of a year; nothing where its number is not said.
std::optional<DateReading> part_of_year(const DateParts& parts, std::optional<Day> published) {
  const int length = parts.unit == CalendarUnit::kQuarter ? 3 : 6;
  const int number = parts.ordinal ? *parts.ordinal : *parts.count;
  const SaidYear year = said_year(parts, published);
  if (year.year || !published)
    return months_of_year(parts, (number - 1) * length, length, Granularity::kQuarter, published);
  // Without a year it is the last one that has begun: reports look back.
  int begin = year_of(*published) * kMonths + (number - 1) * length;
  if (begin > month_index(*published)) begin -= kMonths;
  return months(begin, length, Granularity::kQuarter, DateBasis::kYearInferred);
}

/// A day of a month that is said, or of the month nearest to the publication.
std::optional<DateReading> day_reading(const DateParts& parts, std::optional<Day> published) {
  DateParts dated = parts;
  if (parts.unit == CalendarUnit::kMonth && parts.shift) {
    if (!published) return std::nullopt;
    const Day first = month_start(month_index(*published) + *parts.shift);
    dated.month = month_of(first);
    dated.year = year_of(first);
  }
  if (dated.month) {
    const SaidYear year = said_year(dated, published);
    const auto in_year = [&](int y) -> std::optional<DateReading> {
      const std::optional<Day> day = civil(y, *dated.month, *dated.day);
      if (!day) return std::nullopt;
      return DateReading{*day, *day, Granularity::kDay, year.basis};
    };
    if (year.year) return in_year(*year.year);
    if (!published) return std::nullopt;
    return nearest_year(*published, in_year);
  }
  // A day alone: of the nearest month.
  if (!published) return std::nullopt;
  std::optional<DateReading> best;
  for (int index = month_index(*published) - 1; index <= month_index(*published) + 1; ++index) {
    const Day first = month_start(index);
    const std::optional<Day> day = civil(year_of(first), month_of(first), *parts.day);
    if (!day) continue;
    const DateReading reading{*day, *day, Granularity::kDay, DateBasis::kYearInferred};
    if (!best || distance(reading, *published) < distance(*best, *published)) best = reading;
  }
  return best;
}

std::optional<DateReading> reading_of(const DateParts& parts, std::optional<Day> published) {
  if (parts.unit == CalendarUnit::kCentury && (parts.ordinal || parts.count)) {
    const int century = parts.ordinal ? *parts.ordinal : *parts.count;
    if (century < 1 || century > 30) return std::nullopt;
    if (parts.before_christ)
      return years(1 - century * 100, 100, Granularity::kCentury, DateBasis::kExplicit);
    return years((century - 1) * 100 + 1, 100, Granularity::kCentury, DateBasis::kExplicit);
  }
  if (parts.decade) {
    int first = *parts.decade;
    if (first < 100) first += first <= 20 ? 2000 : 1900;
    if (first % 10 != 0) return std::nullopt;
    return years(first, 10, Granularity::kDecade, DateBasis::kExplicit);
  }
  if ((parts.unit == CalendarUnit::kQuarter || parts.unit == CalendarUnit::kHalf) &&
      (parts.ordinal || parts.count))
    return part_of_year(parts, published);
  if (parts.day) return day_reading(parts, published);
  if (parts.month) {
    if (parts.shift && !parts.unit)
      return shifted_months(*parts.month - 1, 1, Granularity::kMonth, *parts.shift, published);
    return months_of_year(parts, *parts.month - 1, 1, Granularity::kMonth, published);
  }
  if (parts.season) {
    if (parts.shift && !parts.unit)
      return shifted_months(*parts.season - 1, 3, Granularity::kQuarter, *parts.shift, published);
    return months_of_year(parts, *parts.season - 1, 3, Granularity::kQuarter, published);
  }
  if (parts.weekday) return weekday_reading(parts, published);
  if (parts.day_offset) {
    if (!published) return std::nullopt;
    return shifted_unit(CalendarUnit::kDay, *parts.day_offset, *published);
  }
  if (const SaidYear year = said_year(parts, published); year.year) {
    return years(*year.year, 1, Granularity::kYear, year.basis);
  }
  if (parts.unit && parts.shift) {
    if (!published) return std::nullopt;
    return shifted_unit(*parts.unit, *parts.shift, *published);
  }
  return std::nullopt;
}

/// Moves "last year" out of the way where something finer is said.
DateParts normalised(DateParts parts) {
  const bool finer = parts.day || parts.month || parts.season || parts.ordinal || parts.count;
  if (parts.unit == CalendarUnit::kYear && parts.shift && (finer || !parts.year)) {
    parts.year_shift = parts.shift;
    parts.shift.reset();
    parts.unit.reset();
  }
  return parts;
}

bool is_possible(const DateParts& parts) {
  if (const std::optional<int> number = parts.ordinal ? parts.ordinal : parts.count) {
    constexpr int kQuarters = 4;
    constexpr int kHalves = 2;
    if (parts.unit == CalendarUnit::kQuarter && (*number < 1 || *number > kQuarters)) return false;
    if (parts.unit == CalendarUnit::kHalf && (*number < 1 || *number > kHalves)) return false;
  }
  if (parts.before_christ && parts.year && *parts.year < 1) return false;
  if (!parts.day) return true;
  if (*parts.day < 1 || *parts.day > 31) return false;
  constexpr int kLeapYear = 2024;
  if (parts.month && parts.calendar == Calendar::kCivil &&
      !civil(parts.year.value_or(kLeapYear), *parts.month, *parts.day))
    return false;
  return true;
}

}  // namespace

std::optional<DateValue> resolve_date(const DateParts& said_parts, std::optional<Day> published) {
  const DateParts parts = normalised(said_parts);
  if (!is_possible(parts)) return std::nullopt;
  DateValue value = said(parts);
  if (parts.calendar != Calendar::kCivil) return value.month ? std::optional(value) : std::nullopt;
  if (const std::optional<DateReading> reading = reading_of(parts, published)) {
    value.readings.push_back(*reading);
    return value;
  }
  const bool says_something = parts.year || parts.month || parts.day || parts.weekday ||
                              parts.day_offset || parts.year_shift || parts.season ||
                              (parts.unit && (parts.shift || parts.ordinal || parts.count));
  if (published || !says_something) return std::nullopt;
  return value;
}

std::optional<DateValue> resolve_range(DateParts first, DateParts last,
                                       std::optional<Day> published) {
  first = normalised(first);
  last = normalised(last);
  if (!last.month && last.day) last.month = first.month;
  if (!first.month && first.day) first.month = last.month;
  if (last.before_christ) first.before_christ = true;
  if (!first.unit) first.unit = last.unit;
  if (!last.unit) last.unit = first.unit;
  if (first.decade && *first.decade >= 1000 && last.decade && *last.decade < 100)
    *last.decade += *first.decade / 100 * 100;
  if (first.year && last.short_year && !first.month)
    last.year = *first.year / 100 * 100 + *last.short_year;
  const bool wraps = first.month && last.month && *first.month > *last.month;
  const auto has_year = [](const DateParts& parts) {
    return parts.year || parts.short_year || parts.year_shift;
  };
  if (!has_year(first) && has_year(last)) {
    if (const SaidYear year = said_year(last, published); year.year)
      first.year = *year.year - (wraps ? 1 : 0);
    if (!last.year) first.year_shift = last.year_shift;
  } else if (has_year(first) && !has_year(last) && (last.month || last.season || last.ordinal)) {
    if (const SaidYear year = said_year(first, published); year.year)
      last.year = *year.year + (wraps ? 1 : 0);
  }
  if (!is_possible(first) || !is_possible(last)) return std::nullopt;
  DateValue value = said(first);
  if (last.month) value.last_month = static_cast<unsigned>(*last.month);
  if (last.day) value.last_day = static_cast<unsigned>(*last.day);
  if (!published && (!has_year(last) && !last.year) && !last.decade &&
      last.unit != CalendarUnit::kCentury)
    return value;
  std::optional<DateReading> end = reading_of(last, published);
  const bool year_inferred = end && end->basis == DateBasis::kYearInferred && !first.year;
  // The end is nearest to the publication and the beginning lies before it: 28 December to 3
  // January.
  if (year_inferred && (first.month || first.season))
    first.year = year_of(end->first) - (wraps ? 1 : 0);
  std::optional<DateReading> begin = reading_of(first, published);
  if (!begin || !end) return std::nullopt;
  if (year_inferred) begin->basis = DateBasis::kYearInferred;
  if (begin->first > end->last && first.weekday && !first.day) {
    begin->first -= days(7);
    begin->last -= days(7);
  }
  if (begin->first >= end->last && begin->granularity != Granularity::kDay) return std::nullopt;
  if (begin->first > end->last) return std::nullopt;
  DateReading whole{begin->first, end->last, end->granularity, std::max(begin->basis, end->basis)};
  const bool days_said =
      begin->granularity == Granularity::kDay || end->granularity == Granularity::kDay ||
      begin->granularity == Granularity::kWeek || end->granularity == Granularity::kWeek;
  if (days_said) {
    whole.granularity = Granularity::kInterval;
  } else if (begin->granularity != end->granularity) {
    whole.granularity = std::min(begin->granularity, end->granularity);
  }
  value.readings.push_back(whole);
  return value;
}

std::optional<DateValue> resolve_distance(int count, CalendarUnit unit, int direction,
                                          std::optional<Day> published) {
  DateValue value;
  if (!published) return value;
  const int shift = count * direction;
  switch (unit) {
    case CalendarUnit::kDay:
    case CalendarUnit::kWeek:
    case CalendarUnit::kMonth:
    case CalendarUnit::kYear:
      value.readings.push_back(shifted_unit(unit, shift, *published));
      return value;
    case CalendarUnit::kQuarter:
    case CalendarUnit::kHalf:
    case CalendarUnit::kDecade:
    case CalendarUnit::kCentury:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<DateValue> resolve_months(const DateParts& said_parts, std::optional<Day> published) {
  const DateParts parts = normalised(said_parts);
  if (!parts.count || *parts.count < 1 || *parts.count > kMonths) return std::nullopt;
  DateValue value;
  value.year = parts.year;
  if (said_year(parts, published).year) {
    value.readings.push_back(
        *months_of_year(parts, 0, *parts.count, Granularity::kMonth, published));
  } else if (published) {
    // "Of the year" is of the present one, but early in a year nine months are those of the last.
    constexpr int kMonthsAhead = 6;
    int begin = year_of(*published) * kMonths;
    if (begin + *parts.count - 1 - month_index(*published) > kMonthsAhead) begin -= kMonths;
    value.readings.push_back(
        months(begin, *parts.count, Granularity::kMonth, DateBasis::kYearInferred));
  }
  return value;
}

}  // namespace concord
