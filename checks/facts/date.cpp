// The check "date": compares the dates, weekdays and times of a bead as values
// (docs/checks/date.md).
//
// Dates that agree are matched first, the closest before the less precise. What is left over on
// both sides and is of one kind contradicts. What is left over on one side only is at most worth a
// look.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/local_evidence.h"
#include "checks/core/make_issue.h"
#include "lang/base/calendar.h"
#include "text/ascii.h"
#include "text/day.h"

namespace concord {
namespace {

/// What sort of thing was said; only like is compared with like.
enum class Kind : std::uint8_t { kTime, kWeekday, kDay, kMonth, kYear, kPeriod, kRelative };

/// How well two dates agree: 0 is the same, greater is looser.
using Cost = int;
constexpr Cost kSame = 0;
constexpr Cost kLessPrecise = 1;  ///< one says more than the other ("16 November", "November 2024")
constexpr Cost kCompatible =
    2;  ///< one holds the other, said in other terms ("Tuesday", "last week")

constexpr int kMinutesPerHour = 60;
constexpr int kHalfDay = 12 * kMinutesPerHour;
constexpr int kDay = 2 * kHalfDay;
/// Parts (year, month, day, weekday) that contradicting dates have in common.
constexpr int kNoPart = 0;
constexpr int kOnePart = 1;
/// Sentences on either side of a bead in which a date may stand instead.
constexpr std::uint32_t kNeighbours = 2;

/// A date of one side of a bead.
struct Fact {
  const Mention* mention = nullptr;
  const DateValue* date = nullptr;
  Kind kind = Kind::kRelative;
  double place = 0;  ///< where it stands in its side of the bead, from 0 to 1
  bool matched = false;
  bool settled = false;  ///< unmatched, but accounted for
};

/// Whether a range of days or months was given.
bool is_range(const DateValue& date) { return date.last_day || date.last_month; }

Kind kind_of(const DateValue& date) {
  if (is_time_only(date)) return Kind::kTime;
  const DateReading* reading = date.readings.empty() ? nullptr : &date.readings.front();
  if (reading != nullptr && reading->granularity == Granularity::kInterval) return Kind::kPeriod;
  if (reading == nullptr && is_range(date)) return Kind::kPeriod;
  if (date.day_of_month) return Kind::kDay;
  if (date.weekday) return Kind::kWeekday;
  if (date.month) {
    const bool one = reading == nullptr || reading->last - reading->first < std::chrono::days(31);
    return one ? Kind::kMonth : Kind::kPeriod;
  }
  if (reading == nullptr && (date.quarter || date.half)) return Kind::kPeriod;
  if (reading == nullptr) return date.year ? Kind::kYear : Kind::kRelative;
  if (reading->basis == DateBasis::kRelative) return Kind::kRelative;
  if (reading->granularity == Granularity::kDay) return Kind::kDay;
  const bool one_year = reading->granularity == Granularity::kYear &&
                        reading->last - reading->first < std::chrono::days(366);
  return one_year && date.year ? Kind::kYear : Kind::kPeriod;
}

bool inferred(const DateReading& reading) { return reading.basis != DateBasis::kExplicit; }

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

/// Whether a fact is one day: a date, a weekday, "yesterday".
bool is_one_day(const Fact& fact) {
  if (fact.kind == Kind::kRelative)
    return !fact.date->readings.empty() &&
           fact.date->readings.front().granularity == Granularity::kDay;
  return fact.kind == Kind::kWeekday || fact.kind == Kind::kDay;
}

/// How `a` and `b` agree; nothing when they do not.
std::optional<Cost> agreement(const Fact& a, const Fact& b) {
  const DateValue& p = *a.date;
  const DateValue& q = *b.date;
  if ((a.kind == Kind::kTime) != (b.kind == Kind::kTime)) return std::nullopt;
  if (calendar_of(p) != calendar_of(q)) return std::nullopt;
  if (calendar_of(p) != Calendar::kCivil)
    return said_apart(p, q) ? std::nullopt : std::optional(kSame);
  if (a.kind == Kind::kTime) return times_agree(p, q) ? std::optional(kSame) : std::nullopt;
  if (differ(p.weekday, q.weekday)) return std::nullopt;
  const bool single = a.kind != Kind::kPeriod && b.kind != Kind::kPeriod;
  if (single && said_apart(p, q)) return std::nullopt;
  if (single && both(p.weekday, q.weekday)) return a.kind == b.kind ? kSame : kLessPrecise;
  if (single && both(p.month, q.month) &&
      (both(p.day_of_month, q.day_of_month) || a.kind != b.kind)) {
    return a.kind == b.kind && both(p.year, q.year) ? kSame : kLessPrecise;
  }
  if (a.kind == Kind::kMonth && b.kind == Kind::kMonth && both(p.month, q.month)) return kSame;
  const bool unresolved = p.readings.empty() || q.readings.empty();
  // Without a publication date ranges are compared with what was said of the other.
  if (unresolved && is_range(p) && is_range(q))
    return said_apart(p, q) ? std::nullopt : std::optional(kSame);
  if (unresolved && (is_end_of(p, q) || is_end_of(q, p))) return kLessPrecise;
  if (unresolved && (both(p.quarter, q.quarter) || both(p.half, q.half)) && !said_apart(p, q))
    return kSame;
  std::optional<Cost> best;
  for (const DateReading& x : p.readings) {
    for (const DateReading& y : q.readings) {
      if (x.first == y.first && x.last == y.last) return kSame;
      // "On Friday" is read as the last Friday; what a report announces is the next one.
      if (a.kind == Kind::kWeekday && is_one_day(b) && x.first + std::chrono::weeks(1) == y.first)
        best = kLessPrecise;
      if (b.kind == Kind::kWeekday && is_one_day(a) && y.first + std::chrono::weeks(1) == x.first)
        best = kLessPrecise;
      if (!holds(x, y) && !holds(y, x)) continue;
      // "2021-2025" is not a less precise way to say "2021-2030".
      if (a.kind == Kind::kPeriod && b.kind == Kind::kPeriod && x.granularity == y.granularity)
        continue;
      const bool shared = both(p.year, q.year) || both(p.month, q.month);
      best = std::min(best.value_or(kCompatible), shared ? kLessPrecise : kCompatible);
    }
  }
  return best;
}

using Facts = std::vector<Fact>;

Facts facts_of(const AnalysedArticle& article, const std::vector<std::uint32_t>& sentences) {
  Facts facts;
  double length = 0;
  for (const std::uint32_t index : sentences) length += article.sentences[index].span.size();
  double before = 0;
  for (const std::uint32_t index : sentences) {
    const AnalysedSentence& sentence = article.sentences[index];
    for (const Mention& mention : sentence.mentions) {
      if (const DateValue* date = mention.date()) {
        const double place =
            (before + mention.span.begin - sentence.span.begin) / std::max(length, 1.0);
        facts.push_back({&mention, date, kind_of(*date), place});
      }
    }
    before += sentence.span.size();
  }
  return facts;
}

bool open(const Fact& fact) { return !fact.matched && !fact.settled; }

/// Which pairs of facts a step looks at.
enum class Kinds : std::uint8_t { kLike, kUnlike, kAny };

bool wanted(Kinds kinds, const Fact& a, const Fact& b) {
  return kinds == Kinds::kAny || (kinds == Kinds::kLike) == (a.kind == b.kind);
}

/// Matches open facts that agree at most as loosely as `limit`: cheapest first, nearest first.
void match(Facts& source, Facts& target, Cost limit, Kinds kinds) {
  struct Candidate {
    Cost cost;
    double distance;
    Fact* source;
    Fact* target;
  };
  std::vector<Candidate> candidates;
  for (Fact& s : source) {
    for (Fact& t : target) {
      if (!open(s) || !open(t) || !wanted(kinds, s, t)) continue;
      const std::optional<Cost> cost = agreement(s, t);
      if (cost && *cost <= limit)
        candidates.push_back({*cost, std::abs(s.place - t.place), &s, &t});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.cost != b.cost ? a.cost < b.cost : a.distance < b.distance;
                   });
  for (const Candidate& candidate : candidates) {
    if (!open(*candidate.source) || !open(*candidate.target)) continue;
    candidate.source->matched = candidate.target->matched = true;
  }
}

/// Whether any fact of `others` agrees at most as loosely as `limit`.
bool agrees_with_any(const Fact& fact, const Facts& others, Cost limit) {
  return std::any_of(others.begin(), others.end(), [&](const Fact& other) {
    const std::optional<Cost> cost = agreement(fact, other);
    return cost && *cost <= limit;
  });
}

/// Whether a date of `others` repeats `fact` at most as loosely as `limit`, and not what `fact`
/// contradicts: "1953" is the year of 19 June 1953 and of 12 June 1953 and speaks for neither.
bool is_repeated(const Fact& fact, const Fact& against, const Facts& others, Cost limit) {
  const auto agrees = [&](const Fact& one, const Fact& other) {
    const std::optional<Cost> cost = agreement(one, other);
    return cost && *cost <= limit;
  };
  return std::any_of(others.begin(), others.end(), [&](const Fact& other) {
    return agrees(fact, other) && !agrees(against, other);
  });
}

/// A period on one side may be its two ends on the other: "2019-2021", "2019 ... 2021".
void match_ends(Facts& periods, Facts& singles) {
  for (Fact& period : periods) {
    if (!open(period) || period.kind != Kind::kPeriod || period.date->readings.empty()) continue;
    const DateReading& whole = period.date->readings.front();
    Fact* first = nullptr;
    Fact* last = nullptr;
    for (Fact& single : singles) {
      if (single.date->readings.empty()) continue;
      const DateReading& reading = single.date->readings.front();
      if (reading.first == whole.first && reading.last == whole.last) continue;
      if (reading.first == whole.first && reading.last < whole.last) first = &single;
      if (reading.last == whole.last && whole.first < reading.first) last = &single;
    }
    if (first != nullptr && last != nullptr) period.matched = first->matched = last->matched = true;
  }
}

/// Whether a sentence has a number, as a quantity or in digits that may be part of a longer word.
bool has_digits(const AnalysedSentence& sentence, const std::string& digits) {
  for (const Token& token : sentence.tokens) {
    if (!token.word->has_digit) continue;
    const std::string& surface = token.word->surface;
    const std::size_t at = surface.find(digits);
    if (at == std::string::npos) continue;
    const auto is_digit_at = [&](std::size_t i) {
      return i < surface.size() && surface[i] >= '0' && surface[i] <= '9';
    };
    if (!is_digit_at(at + digits.size()) && (at == 0 || !is_digit_at(at - 1))) return true;
  }
  return std::any_of(
      sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& mention) {
        const Quantity* quantity = mention.quantity();
        return quantity != nullptr &&
               (to_string(quantity->low) == digits || to_string(quantity->high) == digits);
      });
}

/// Whether the digits of a year, of a day or of a quarter stand in the bead's other side in some
/// other role: "APEC-2024", "the 16th".
bool stands_as_number(const Fact& fact, const AnalysedArticle& other,
                      const std::vector<std::uint32_t>& sentences) {
  std::vector<std::string> wanted;
  const auto want_year = [&](Day day) {
    wanted.push_back(std::to_string(static_cast<int>(std::chrono::year_month_day(day).year())));
  };
  const DateReading* reading = fact.date->readings.empty() ? nullptr : &fact.date->readings.front();
  if (fact.kind == Kind::kPeriod && reading != nullptr &&
      reading->granularity == Granularity::kInterval) {
    for (const Day day : {reading->first, reading->last}) {
      wanted.push_back(
          std::to_string(static_cast<unsigned>(std::chrono::year_month_day(day).day())));
    }
  } else if (fact.date->day_of_month) {
    wanted.push_back(std::to_string(*fact.date->day_of_month));
    if (fact.date->last_day) wanted.push_back(std::to_string(*fact.date->last_day));
  } else if (fact.date->quarter || fact.date->half) {
    wanted.push_back(std::to_string(fact.date->quarter ? *fact.date->quarter : *fact.date->half));
  } else if (fact.kind == Kind::kYear) {
    wanted.push_back(std::to_string(*fact.date->year));
  } else if (fact.kind == Kind::kPeriod && reading != nullptr &&
             reading->granularity >= Granularity::kYear) {
    want_year(reading->first);
    want_year(reading->last);
  }
  const auto stands = [&](const std::string& digits) {
    return std::any_of(sentences.begin(), sentences.end(), [&](std::uint32_t index) {
      return has_digits(other.sentences[index], digits);
    });
  };
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), stands);
}

/// How many parts two dates say alike; pairs what contradicts with its likeliest counterpart.
int likeness(const DateValue& a, const DateValue& b) {
  return both(a.year, b.year) + both(a.month, b.month) + both(a.day_of_month, b.day_of_month) +
         both(a.weekday, b.weekday);
}

/// Days between two readings; 0 when they overlap.
int gap(const DateReading& a, const DateReading& b) {
  if (a.last < b.first) return static_cast<int>((b.first - a.last).count());
  if (b.last < a.first) return static_cast<int>((a.first - b.last).count());
  return 0;
}

/// Whether the two versions have one publication date, or none: "today" is then one day in both.
enum class Published : std::uint8_t { kSameDay, kOtherDays };

/// How badly "last week" and "last month" contradict each other.
std::optional<Severity> relative_contradiction(const DateValue& p, const DateValue& q,
                                               Published published) {
  const bool same_day = published == Published::kSameDay;
  if (p.readings.empty() || q.readings.empty()) return std::nullopt;
  const int apart = gap(p.readings.front(), q.readings.front());
  // A day may be the other side of midnight.
  return apart == 0 || (apart == 1 && !same_day) ? std::nullopt : std::optional(Severity::kWarning);
}

/// How badly two open facts contradict each other; nothing when they are not compared.
std::optional<Severity> contradiction(const Fact& a, const Fact& b, Published published) {
  const DateValue& p = *a.date;
  const DateValue& q = *b.date;
  if (calendar_of(p) != calendar_of(q)) return std::nullopt;
  if (a.kind == Kind::kTime && b.kind == Kind::kTime) {
    const bool zones_known = p.zone.has_value() == q.zone.has_value();
    return zones_known ? Severity::kError : Severity::kWarning;
  }
  if (a.kind == Kind::kTime || b.kind == Kind::kTime) return std::nullopt;
  if (a.kind == Kind::kWeekday && b.kind == Kind::kWeekday) {
    // A neighbouring weekday may be the other side of midnight.
    const int apart = std::abs(static_cast<int>(*p.weekday) - static_cast<int>(*q.weekday));
    return apart == 1 || apart == 6 ? Severity::kWarning : Severity::kError;
  }
  const bool known = !p.readings.empty() && !q.readings.empty();
  if (a.kind == b.kind) {
    if (a.kind == Kind::kRelative) return relative_contradiction(p, q, published);
    if (a.kind == Kind::kPeriod) {
      const bool other_part = differ(p.quarter, q.quarter) || differ(p.half, q.half);
      if (!known && (other_part || (is_range(p) && is_range(q) && said_apart(p, q))))
        return Severity::kError;
      if (!known) return said_apart(p, q) ? std::optional(Severity::kWarning) : std::nullopt;
      const DateReading& x = p.readings.front();
      const DateReading& y = q.readings.front();
      if (x.granularity != y.granularity) return std::nullopt;
      // A year that both infer is not what they differ in.
      return x.basis == y.basis && x.basis <= DateBasis::kYearInferred ? Severity::kError
                                                                       : Severity::kWarning;
    }
    if (said_apart(p, q)) return Severity::kError;
    return Severity::kWarning;
  }
  if (is_one_day(a) && is_one_day(b)) {
    if (!known) return std::nullopt;
    // A weekday is the last one before the publication; a date a week away is another day and no
    // contradiction.
    constexpr int kWeek = 7;
    const int apart = gap(p.readings.front(), q.readings.front());
    // "Yesterday" may be the other side of midnight.
    const bool relative = a.kind == Kind::kRelative || b.kind == Kind::kRelative;
    if (apart > kWeek || (relative && apart <= 1)) return std::nullopt;
    return Severity::kWarning;
  }
  if (known && (a.kind == Kind::kRelative) != (b.kind == Kind::kRelative)) {
    // "Last month" and "in May" have no day in common; but a month may be the last before another.
    const DateReading& x = p.readings.front();
    const DateReading& y = q.readings.front();
    const bool whole = x.granularity >= Granularity::kMonth && x.granularity <= Granularity::kYear;
    if (whole && x.granularity == y.granularity && gap(x, y) > 0) return Severity::kInfo;
  }
  const auto dated = [](const Fact& fact) {
    const bool part = fact.kind == Kind::kPeriod && (fact.date->quarter || fact.date->half);
    return fact.kind == Kind::kDay || fact.kind == Kind::kMonth || fact.kind == Kind::kYear || part;
  };
  if (dated(a) && dated(b) && said_apart(p, q)) return Severity::kWarning;
  return std::nullopt;
}

/// A time as printed in tables: "17:30", with its zone when one was given.
std::string value_of(const Fact& fact) {
  if (fact.kind != Kind::kTime) return to_string(*fact.date);
  const int minutes = *fact.date->minute_of_day;
  std::string text =
      fmt::format("{:02}:{:02}", minutes / kMinutesPerHour, minutes % kMinutesPerHour);
  if (fact.date->zone) {
    const int zone = *fact.date->zone;
    text += fmt::format("{}{:02}:{:02}", zone < 0 ? '-' : '+', std::abs(zone) / kMinutesPerHour,
                        std::abs(zone) % kMinutesPerHour);
  }
  return text;
}

/// Says a fact in a message: its words, what they come to where that is not plain, and by which
/// publication date, each "none" where there is nothing to say.
void explain(const Fact& fact, const AnalysedArticle& article, const std::string& side,
             Message& message) {
  const std::string text(fact.mention->span.of(article.article.text));
  std::string value = value_of(fact);
  std::string published;
  if (value == text) value.clear();
  const bool resolved = !fact.date->readings.empty() && inferred(fact.date->readings.front());
  if (!value.empty() && resolved && article.article.published) {
    published = iso_day(*article.article.published);
  } else if (fact.kind == Kind::kTime) {
    value.clear();
  }
  message.arguments.emplace_back(side, text);
  message.arguments.emplace_back(side + "_day", value.empty() ? "none" : value);
  message.arguments.emplace_back(side + "_published_day", published.empty() ? "none" : published);
}

/// Everything the check knows while it goes through one pair.
class DateCheck {
 public:
  DateCheck(const CheckInput& input, std::vector<Issue>& issues) : input_(input), issues_(issues) {}

  void run_bead(std::uint32_t index) {
    const Bead& bead = input_.beads[index];
    if (bead.is_gap()) return;
    Facts source = facts_of(input_.source, bead.source);
    Facts target = facts_of(input_.target, bead.target);
    if (source.empty() && target.empty()) return;
    match(source, target, kLessPrecise, Kinds::kLike);
    contradict(index, source, target, Kinds::kLike, kOnePart);
    match(source, target, kLessPrecise, Kinds::kAny);
    match_ends(source, target);
    match_ends(target, source);
    contradict(index, source, target, Kinds::kLike, kNoPart);
    match(source, target, kCompatible, Kinds::kAny);
    contradict(index, source, target, Kinds::kUnlike, kNoPart);
    one_sided(index, source, target, Side::kSource);
    one_sided(index, target, source, Side::kTarget);
  }

 private:
  Published published() const {
    return input_.source.article.published == input_.target.article.published
               ? Published::kSameDay
               : Published::kOtherDays;
  }

  /// The dates of the sentences around a bead on one side, its own left out.
  Facts around(const AnalysedArticle& article, const std::vector<std::uint32_t>& sentences) const {
    if (input_.aligned_segments || sentences.empty()) return {};
    std::vector<std::uint32_t> near;
    const std::uint32_t first =
        sentences.front() > kNeighbours ? sentences.front() - kNeighbours : 0;
    for (std::uint32_t i = first;
         i < article.sentences.size() && i <= sentences.back() + kNeighbours; ++i) {
      if (std::find(sentences.begin(), sentences.end(), i) == sentences.end()) near.push_back(i);
    }
    return facts_of(article, near);
  }

  /// Reports open facts that contradict each other and say at least `shared` parts alike.
  void contradict(std::uint32_t index, Facts& source, Facts& target, Kinds kinds, int shared) {
    struct Candidate {
      Severity severity;
      int likeness;
      double distance;
      Fact* source;
      Fact* target;
    };
    std::vector<Candidate> candidates;
    for (Fact& s : source) {
      for (Fact& t : target) {
        if (!open(s) || !open(t) || !wanted(kinds, s, t) || likeness(*s.date, *t.date) < shared)
          continue;
        const std::optional<Severity> severity = contradiction(s, t, published());
        if (severity)
          candidates.push_back(
              {*severity, likeness(*s.date, *t.date), std::abs(s.place - t.place), &s, &t});
      }
    }
    std::stable_sort(
        candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
          return a.likeness != b.likeness ? a.likeness > b.likeness : a.distance < b.distance;
        });
    const Bead& bead = input_.beads[index];
    for (const Candidate& candidate : candidates) {
      Fact& s = *candidate.source;
      Fact& t = *candidate.target;
      if (!open(s) || !open(t)) continue;
      // Two days that differ in the year alone are no repetition of a bare year elsewhere.
      const bool same_day = s.kind == Kind::kDay && t.kind == Kind::kDay &&
                            both(s.date->month, t.date->month) &&
                            both(s.date->day_of_month, t.date->day_of_month);
      const Cost least = same_day ? kSame : kLessPrecise;
      const bool s_repeats = is_repeated(s, t, target, least) ||
                             is_repeated(s, t, around(input_.target, bead.target), least);
      const bool t_repeats = is_repeated(t, s, source, least) ||
                             is_repeated(t, s, around(input_.source, bead.source), least);
      if (s_repeats && t_repeats && !stand_in_one_place(index, s, t)) {
        s.settled = t.settled = true;
        continue;
      }
      if (s.kind != Kind::kDay && t.kind != Kind::kDay &&
          stands_as_number(s, input_.target, bead.target) &&
          stands_as_number(t, input_.source, bead.source)) {
        continue;
      }
      s.settled = t.settled = true;
      const bool doubtful = !input_.aligned_segments && (s_repeats || t_repeats);
      report(index,
             doubtful ? std::min(candidate.severity, Severity::kWarning) : candidate.severity,
             s.kind == Kind::kTime ? "date.time" : "date.differs", &s, &t);
    }
  }

  /// Whether the words around two dates are each other's counterparts.
  bool stand_in_one_place(std::uint32_t index, const Fact& source, const Fact& target) const {
    constexpr double kOnePlace = 0.5;
    const BeadWords words = match_bead(input_, input_.beads[index]);
    return local_evidence(words, source.mention->span, target.mention->span) >= kOnePlace;
  }

  /// Dates that only one side has: worth a look when they are stated literally.
  void one_sided(std::uint32_t index, Facts& facts, const Facts& others, Side side) {
    const bool in_source = side == Side::kSource;
    const AnalysedArticle& across = input_.side(other(side)).article;
    const std::vector<std::uint32_t>& sentences = input_.beads[index].of(other(side));
    for (Fact& fact : facts) {
      if (!open(fact) || fact.kind == Kind::kTime || fact.kind == Kind::kRelative) continue;
      if (agrees_with_any(fact, others, kCompatible)) continue;
      if (stands_as_number(fact, across, sentences)) continue;
      if (agrees_with_any(fact, around(across, sentences), kCompatible)) continue;
      if (fact.kind == Kind::kWeekday && is_rendered(fact, index, side)) continue;
      if (fact.kind == Kind::kYear && faces_number(index, fact, side)) continue;
      report(index, Severity::kInfo, in_source ? "date.missing" : "date.added",
             in_source ? &fact : nullptr, in_source ? nullptr : &fact);
    }
  }

  /// Whether the only number that the other side has alone has four digits: then it stands for the
  /// year and is told with it ("3016" for "2016").
  bool faces_number(std::uint32_t index, const Fact& year, Side side) {
    const Side across = other(side);
    const std::string_view text = input_.side(across).text();
    Issue* lone = nullptr;
    for (Issue& issue : issues_) {
      if (issue.bead != index || issue.check != "number" || issue.at(side)) continue;
      if (lone != nullptr) return false;
      lone = &issue;
    }
    if (lone == nullptr) return false;
    const Span span = lone->at(across)->span;
    constexpr std::size_t kDigits = 4;
    const std::string_view digits = span.of(text);
    if (digits.size() != kDigits || !std::all_of(digits.begin(), digits.end(), is_ascii_digit))
      return false;
    lone->check = "date";
    lone->at(side) = Passage{year.mention->span, value_of(year)};
    const std::string name = across == Side::kSource ? "source" : "target";
    lone->message = {
        "date.differs",
        {{name, std::string(digits)}, {name + "_day", "none"}, {name + "_published_day", "none"}}};
    explain(year, input_.side(side).article, side == Side::kSource ? "source" : "target",
            lone->message);
    return true;
  }

  /// Whether the other side renders a word of a date by one of the lexicon: "Sabbath" for a Russian
  /// adjective of Saturday.
  bool is_rendered(const Fact& fact, std::uint32_t index, Side side) const {
    const Bead& bead = input_.beads[index];
    const AnalysedArticle& own = input_.side(side).article;
    const AnalysedArticle& across = input_.side(other(side)).article;
    const auto stands = [&](LexiconId id) {
      return std::any_of(
          bead.of(other(side)).begin(), bead.of(other(side)).end(), [&](std::uint32_t s) {
            const auto& units = across.sentences[s].units;
            return std::any_of(units.begin(), units.end(),
                               [&](const LexicalUnit& unit) { return unit.id == id; });
          });
    };
    for (const std::uint32_t s : bead.of(side)) {
      const AnalysedSentence& sentence = own.sentences[s];
      for (const LexicalUnit& unit : sentence.units) {
        if (!fact.mention->span.contains(sentence.tokens[unit.first].span)) continue;
        const auto& renderings = input_.resources.lexicon.renderings(side, unit.id);
        if (std::any_of(renderings.begin(), renderings.end(),
                        [&](const Rendering& rendering) { return stands(rendering.id); }))
          return true;
      }
    }
    return false;
  }

  void report(std::uint32_t index, Severity severity, const char* message, const Fact* source,
              const Fact* target) {
    IssueHead head{"date", severity, {message, {}}, index};
    const auto show = [&](const Fact* fact, const AnalysedArticle& article,
                          const char* name) -> std::optional<Passage> {
      if (fact == nullptr) return std::nullopt;
      explain(*fact, article, name, head.message);
      std::string value = value_of(*fact);
      if (value.empty()) value = fact->mention->span.of(article.article.text);
      return Passage{fact->mention->span, std::move(value)};
    };
    std::optional<Passage> here = show(source, input_.source, "source");
    std::optional<Passage> there = show(target, input_.target, "target");
    issues_.push_back(make_issue(std::move(head), std::move(here), std::move(there)));
  }

  const CheckInput& input_;
  std::vector<Issue>& issues_;
};

}  // namespace

void check_dates(const CheckInput& input, std::vector<Issue>& issues) {
  DateCheck check(input, issues);
  for (std::uint32_t i = 0; i < input.beads.size(); ++i) check.run_bead(i);
}

}  // namespace concord
