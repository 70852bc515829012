// Compares dates, weekdays and times as values.
#include "checks/facts/date_agreement.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "lang/base/calendar.h"

namespace concord {
namespace {

constexpr int kMinutesPerHour = 60;
constexpr int kHalfDay = 12 * kMinutesPerHour;
constexpr int kDay = 2 * kHalfDay;

/// The distance of two times on a clock of `dial` minutes.
int clock_distance(int a, int b, int dial) {
  const int apart = ((a - b) % dial + dial) % dial;
  return std::min(apart, dial - apart);
}

/// Whether summer time may shift one of two zones by an hour: hardly any from Moscow to Tokyo has
/// it.
bool may_shift(int zone, int other) {
  constexpr int kMoscow = 3 * kMinutesPerHour;
  constexpr int kTokyo = 9 * kMinutesPerHour;
  const auto fixed = [](int z) { return z >= kMoscow && z <= kTokyo; };
  return !fixed(zone) || !fixed(other);
}

/// Times agree as printed, or after conversion; summer time may shift either zone by an hour. Half
/// days that nobody says are not compared.
bool times_agree(const DateValue& a, const DateValue& b) {
  const int dial = a.half_day_unsaid || b.half_day_unsaid ? kHalfDay : kDay;
  const int apart = clock_distance(*a.minute_of_day, *b.minute_of_day, dial);
  if (apart == 0 &&
      (!a.zone || !b.zone || *a.zone == *b.zone ||
       (std::abs(*a.zone - *b.zone) <= kMinutesPerHour && may_shift(*a.zone, *b.zone))))
    return true;
  if (!a.zone || !b.zone) return false;
  const int converted =
      clock_distance(*a.minute_of_day - *a.zone, *b.minute_of_day - *b.zone, dial);
  return converted == 0 ||
         (converted == kMinutesPerHour && *a.zone != *b.zone && may_shift(*a.zone, *b.zone));
}

bool differ(const auto& a, const auto& b) { return a && b && *a != *b; }
bool both(const auto& a, const auto& b) { return a && b && *a == *b; }

/// Whether one date says literally what the other denies literally.
bool said_apart(const DateValue& a, const DateValue& b) {
  return differ(a.year, b.year) || differ(a.month, b.month) ||
         differ(a.day_of_month, b.day_of_month) || differ(a.last_month, b.last_month) ||
         differ(a.last_day, b.last_day) || differ(a.weekday, b.weekday) ||
         differ(a.quarter, b.quarter) || differ(a.half, b.half);
}

/// Whether `day` is the first or the last day of `range`.
bool is_end_of(const DateValue& day, const DateValue& range) {
  if (!range.last_day || day.last_day || !day.day_of_month || !day.month) return false;
  return (day.month == range.month && day.day_of_month == range.day_of_month) ||
         (day.month == range.last_month && day.day_of_month == range.last_day);
}

bool holds(const DateReading& outer, const DateReading& inner) {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/// How the readings of two dates agree, the closest of them.
std::optional<DateCost> readings_agree(const DateFact& a, const DateFact& b) {
  std::optional<DateCost> best;
  const bool shared = both(a.date->year, b.date->year) || both(a.date->month, b.date->month);
  for (const DateReading& x : a.date->readings) {
    for (const DateReading& y : b.date->readings) {
      if (x.first == y.first && x.last == y.last) return DateCost::kSame;
      // "On Friday" is read as the last Friday; what a report announces is the next one.
      if (a.kind == DateKind::kWeekday && is_one_day(b) &&
          x.first + std::chrono::weeks(1) == y.first)
        best = DateCost::kLessPrecise;
      if (b.kind == DateKind::kWeekday && is_one_day(a) &&
          y.first + std::chrono::weeks(1) == x.first)
        best = DateCost::kLessPrecise;
      if (!holds(x, y) && !holds(y, x)) continue;
      // "2021-2025" is not a less precise way to say "2021-2030".
      if (a.kind == DateKind::kPeriod && b.kind == DateKind::kPeriod &&
          x.granularity == y.granularity)
        continue;
      best = std::min(best.value_or(DateCost::kCompatible),
                      shared ? DateCost::kLessPrecise : DateCost::kCompatible);
    }
  }
  return best;
}

/// Days between two readings; 0 when they overlap.
int gap(const DateReading& a, const DateReading& b) {
  if (a.last < b.first) return static_cast<int>((b.first - a.last).count());
  if (b.last < a.first) return static_cast<int>((a.first - b.last).count());
  return 0;
}

/// How badly "last week" and "last month" contradict each other.
std::optional<Severity> relative_contradiction(const DateValue& p, const DateValue& q,
                                               Published published) {
  if (p.readings.empty() || q.readings.empty()) return std::nullopt;
  const int apart = gap(p.readings.front(), q.readings.front());
  // A day may be the other side of midnight.
  return apart == 0 || (apart == 1 && published != Published::kSameDay)
             ? std::nullopt
             : std::optional(Severity::kWarning);
}

std::optional<Severity> period_contradiction(const DateValue& p, const DateValue& q) {
  if (p.readings.empty() || q.readings.empty()) {
    if (!said_apart(p, q)) return std::nullopt;
    const bool other_part = differ(p.quarter, q.quarter) || differ(p.half, q.half);
    return other_part || (is_range(p) && is_range(q)) ? Severity::kError : Severity::kWarning;
  }
  const DateReading& x = p.readings.front();
  const DateReading& y = q.readings.front();
  if (x.granularity != y.granularity) return std::nullopt;
  // A year that both infer is not what they differ in.
  return x.basis == y.basis && x.basis <= DateBasis::kYearInferred ? Severity::kError
                                                                   : Severity::kWarning;
}

std::optional<Severity> time_contradiction(const DateFact& a, const DateFact& b) {
  if (a.kind != b.kind) return std::nullopt;
  const bool zones_known = a.date->zone.has_value() == b.date->zone.has_value();
  return zones_known ? Severity::kError : Severity::kWarning;
}

/// How badly two days contradict each other that are said in different terms.
std::optional<Severity> day_contradiction(const DateFact& a, const DateFact& b) {
  if (a.date->readings.empty() || b.date->readings.empty()) return std::nullopt;
  // A weekday is the last one before the publication; a date a week away is another day and no
  // contradiction.
  constexpr int kWeek = 7;
  const int apart = gap(a.date->readings.front(), b.date->readings.front());
  // "Yesterday" may be the other side of midnight.
  const bool relative = a.kind == DateKind::kRelative || b.kind == DateKind::kRelative;
  if (apart > kWeek || (relative && apart <= 1)) return std::nullopt;
  return Severity::kWarning;
}

/// Whether a fact says a part of the calendar that can be denied.
bool is_dated(const DateFact& fact) {
  const bool part = fact.kind == DateKind::kPeriod && (fact.date->quarter || fact.date->half);
  return fact.kind == DateKind::kDay || fact.kind == DateKind::kMonth ||
         fact.kind == DateKind::kYear || part;
}

/// How badly two dates of one kind, but times, contradict each other.
std::optional<Severity> like_contradiction(const DateFact& a, const DateFact& b,
                                           Published published) {
  const DateValue& p = *a.date;
  const DateValue& q = *b.date;
  switch (a.kind) {
    case DateKind::kWeekday: {
      // A neighbouring weekday may be the other side of midnight.
      const int apart = std::abs(static_cast<int>(*p.weekday) - static_cast<int>(*q.weekday));
      return apart == 1 || apart == 6 ? Severity::kWarning : Severity::kError;
    }
    case DateKind::kRelative:
      return relative_contradiction(p, q, published);
    case DateKind::kPeriod:
      return period_contradiction(p, q);
    default:
      return said_apart(p, q) ? Severity::kError : Severity::kWarning;
  }
}

}  // namespace

std::optional<DateCost> agreement(const DateFact& a, const DateFact& b) {
  const DateValue& p = *a.date;
  const DateValue& q = *b.date;
  if ((a.kind == DateKind::kTime) != (b.kind == DateKind::kTime)) return std::nullopt;
  if (calendar_of(p) != calendar_of(q)) return std::nullopt;
  if (calendar_of(p) != Calendar::kCivil)
    return said_apart(p, q) ? std::nullopt : std::optional(DateCost::kSame);
  if (a.kind == DateKind::kTime)
    return times_agree(p, q) ? std::optional(DateCost::kSame) : std::nullopt;
  if (differ(p.weekday, q.weekday)) return std::nullopt;
  const bool single = a.kind != DateKind::kPeriod && b.kind != DateKind::kPeriod;
  const bool alike = a.kind == b.kind;
  if (single && said_apart(p, q)) return std::nullopt;
  if (single && both(p.weekday, q.weekday)) return alike ? DateCost::kSame : DateCost::kLessPrecise;
  if (single && both(p.month, q.month) && (both(p.day_of_month, q.day_of_month) || !alike))
    return alike && both(p.year, q.year) ? DateCost::kSame : DateCost::kLessPrecise;
  if (alike && a.kind == DateKind::kMonth && both(p.month, q.month)) return DateCost::kSame;
  const bool unresolved = p.readings.empty() || q.readings.empty();
  // Without a publication date ranges are compared with what was said of the other.
  if (unresolved && is_range(p) && is_range(q))
    return said_apart(p, q) ? std::nullopt : std::optional(DateCost::kSame);
  if (unresolved && (is_end_of(p, q) || is_end_of(q, p))) return DateCost::kLessPrecise;
  if (unresolved && (both(p.quarter, q.quarter) || both(p.half, q.half)) && !said_apart(p, q))
    return p.year.has_value() == q.year.has_value() ? DateCost::kSame : DateCost::kLessPrecise;
  return readings_agree(a, b);
}

int common_parts(const DateValue& a, const DateValue& b) {
  return both(a.year, b.year) + both(a.month, b.month) + both(a.day_of_month, b.day_of_month) +
         both(a.weekday, b.weekday);
}

bool is_same_day_of_year(const DateFact& a, const DateFact& b) {
  return a.kind == DateKind::kDay && b.kind == DateKind::kDay &&
         both(a.date->month, b.date->month) && both(a.date->day_of_month, b.date->day_of_month);
}

std::optional<Severity> contradiction(const DateFact& a, const DateFact& b, Published published) {
  const DateValue& p = *a.date;
  const DateValue& q = *b.date;
  if (calendar_of(p) != calendar_of(q)) return std::nullopt;
  if (a.kind == DateKind::kTime || b.kind == DateKind::kTime) return time_contradiction(a, b);
  if (a.kind == b.kind) return like_contradiction(a, b, published);
  if (is_one_day(a) && is_one_day(b)) return day_contradiction(a, b);
  const bool known = !p.readings.empty() && !q.readings.empty();
  if (known && (a.kind == DateKind::kRelative) != (b.kind == DateKind::kRelative)) {
    // "Last month" and "in May" have no day in common; but a month may be the last before another.
    const DateReading& x = p.readings.front();
    const DateReading& y = q.readings.front();
    const bool whole = x.granularity >= Granularity::kMonth && x.granularity <= Granularity::kYear;
    if (whole && x.granularity == y.granularity && gap(x, y) > 0) return Severity::kInfo;
  }
  if (is_dated(a) && is_dated(b) && said_apart(p, q)) return Severity::kWarning;
  return std::nullopt;
}

}  // namespace concord
