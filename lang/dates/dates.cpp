// Finds dates and times in a sentence: cuts it into atoms, walks the trie of patterns, resolves the
// longest match.
#include "lang/dates/dates.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "lang/base/table_image.h"
#include "lang/dates/date_grammar.h"
#include "lang/dates/date_parts.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// A word, a run of digits or a sign: tokens cut further at hyphens and between letters and digits
/// ("1990-an", "5pm").
struct Atom {
  Span span;
  std::string_view folded;  ///< empty for a part of a token
  std::uint32_t entry = 0;
  int value = 0;
  std::uint8_t digits = 0;  ///< how many; 0 for what is not a number
  bool space_before = false;
  bool begins_token = false;
  bool ends_token = false;
  bool letters = false;
  bool capitalised = false;
  bool all_caps = false;
  bool may_begin = false;  ///< a match that begins here may hold a word or number that makes a date
};

/// One element of a match.
struct Capture {
  std::uint16_t word_class = 0;
  DateField field = DateField::kNone;
  std::int32_t value = 0;
  std::uint32_t begin = 0;  ///< atoms [begin, end)
  std::uint32_t end = 0;
  std::uint8_t digits = 0;
  bool context = false;
  bool weak = false;
};

struct Candidate {
  std::int32_t pattern = 0;
  std::uint32_t end = 0;
  std::uint32_t core_end = 0;  ///< without trailing context
  std::vector<Capture> captures;
};

/// The classes of digits, looked up once.
struct DigitClasses {
  std::uint16_t n, nth, day, mm, mm2, yy, hour, hour1, minute, minutes, year, eyear, byear, decade,
      decade2, hhmm, cap, stop;

  explicit DigitClasses(const DateGrammar& grammar)
      : n(grammar.class_of("n")),
        nth(grammar.class_of("nth")),
        day(grammar.class_of("day")),
        mm(grammar.class_of("mm")),
        mm2(grammar.class_of("mm2")),
        yy(grammar.class_of("yy")),
        hour(grammar.class_of("hour")),
        hour1(grammar.class_of("hour1")),
        minute(grammar.class_of("minute")),
        minutes(grammar.class_of("minutes")),
        year(grammar.class_of("year")),
        eyear(grammar.class_of("eyear")),
        byear(grammar.class_of("byear")),
        decade(grammar.class_of("decade")),
        decade2(grammar.class_of("decade2")),
        hhmm(grammar.class_of("hhmm")),
        cap(grammar.class_of("cap")),
        stop(grammar.class_of("stop")) {}
};

// Years that a text may be about, and those that a bare number of four digits is taken for.
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2199;
constexpr int kFirstBareYear = 1900;
constexpr int kLastBareYear = 2069;

// Numbers that are ordinals before a noun in the singular, up to the running century.
constexpr int kFirstNth = 5;
constexpr int kLastNth = 21;

constexpr int kMinutesPerHour = 60;
constexpr int kHoursPerDay = 24;
constexpr int kHalfDay = 12;  // hours; the value of p.m. in the tables, 0 is a.m.
constexpr int kNight = 24;    // "at night": before 6 it is morning
constexpr int kMidday = 36;   // "at midday": from 10 on the hour is as said

/// The fields of a pattern that are a number of DateParts each.
struct PlainField {
  DateField field;
  std::optional<int> DateParts::*part;
};

constexpr PlainField kPlainFields[] = {
    {DateField::kDay, &DateParts::day},
    {DateField::kMonth, &DateParts::month},
    {DateField::kYear, &DateParts::year},
    {DateField::kShortYear, &DateParts::short_year},
    {DateField::kWeekday, &DateParts::weekday},
    {DateField::kDayOffset, &DateParts::day_offset},
    {DateField::kYearShift, &DateParts::year_shift},
    {DateField::kOrdinal, &DateParts::ordinal},
    {DateField::kCount, &DateParts::count},
    {DateField::kSeason, &DateParts::season},
    {DateField::kDecade, &DateParts::decade},
};

DateParts parts_of(const std::vector<Capture>& captures, std::size_t begin, std::size_t end) {
  DateParts parts;
  std::optional<int> shift;
  for (std::size_t i = begin; i < end; ++i) {
    const Capture& capture = captures[i];
    const auto plain = std::find_if(std::begin(kPlainFields), std::end(kPlainFields),
                                    [&](const PlainField& f) { return f.field == capture.field; });
    if (plain != std::end(kPlainFields)) {
      parts.*plain->part = capture.value;
    } else if (capture.field == DateField::kShift) {
      shift = capture.value;
    } else if (capture.field == DateField::kBeforeChrist) {
      parts.before_christ = true;
    } else if (capture.field == DateField::kCalendar) {
      parts.calendar = static_cast<Calendar>(capture.value);
    } else if (capture.field == DateField::kLunarDay) {
      parts.day = capture.value;
      parts.calendar = Calendar::kLunar;
    } else if (capture.field == DateField::kLunarMonth || capture.field == DateField::kHijriMonth) {
      parts.month = capture.value;
      parts.calendar =
          capture.field == DateField::kLunarMonth ? Calendar::kLunar : Calendar::kHijri;
    } else if (capture.field == DateField::kUnit) {
      const auto unit = static_cast<CalendarUnit>(capture.value);
      if (unit == CalendarUnit::kYear && parts.unit) {
        parts.year_unit = unit;
      } else {
        if (parts.unit == CalendarUnit::kYear) parts.year_unit = parts.unit;
        parts.unit = unit;
      }
    }
  }
  if (shift) (parts.year_unit ? parts.year_shift : parts.shift) = shift;
  return parts;
}

/// The first capture of a field in [begin, end), or `end`.
std::size_t position(const std::vector<Capture>& captures, std::size_t begin, std::size_t end,
                     DateField field) {
  while (begin < end && captures[begin].field != field) ++begin;
  return begin;
}

/// The hour in [0, 24) that is meant by an hour on the clock and the part of the day said with it,
/// a value of class "half".
int hour_of_day(int hour, int half) {
  if (half == 0) return hour % kHalfDay;
  if (half == kHalfDay) return hour % kHalfDay + kHalfDay;
  if (half == kNight) return hour == kHalfDay ? 0 : hour >= 6 ? hour + kHalfDay : hour;
  return half == kMidday && hour < 10 ? hour + kHalfDay : hour;
}

/// The minutes said beside the hour: "17:30", "half past", "eight less ten".
int minutes_past(const std::vector<Capture>& captures, std::size_t begin, std::size_t end) {
  const std::size_t less = position(captures, begin, end, DateField::kLess);
  if (less < end) {
    const std::size_t minutes = std::min(position(captures, less, end, DateField::kMinute),
                                         position(captures, less, end, DateField::kCount));
    return minutes < end ? captures[less].value * captures[minutes].value : 0;
  }
  int sum = 0;
  for (const DateField field : {DateField::kMinute, DateField::kMinuteShift}) {
    const std::size_t at = position(captures, begin, end, field);
    if (at < end) sum += captures[at].value;
  }
  return sum;
}

std::optional<DateValue> time_of(const std::vector<Capture>& captures, std::size_t begin,
                                 std::size_t end) {
  const auto value_at = [&](DateField field) -> std::optional<int> {
    const std::size_t at = position(captures, begin, end, field);
    return at < end ? std::optional<int>(captures[at].value) : std::nullopt;
  };
  const std::optional<int> fixed = value_at(DateField::kFixedClock);
  const std::optional<int> clock = fixed ? fixed : value_at(DateField::kClock);
  const std::size_t hour_at = position(captures, begin, end, DateField::kHour);
  if (hour_at == end && !clock) return std::nullopt;
  int hour = clock ? *clock / kMinutesPerHour : captures[hour_at].value;
  // "07" and "13" are hours of the day, "7" and "seven" may be of either half.
  const int digits = clock ? 0 : captures[hour_at].digits;
  DateValue value;
  if (const std::optional<int> half = value_at(DateField::kHalfDay)) {
    if (hour <= kHalfDay) hour = hour_of_day(hour, *half);  // "17:30 p.m." says the same twice
  } else if (!fixed) {
    value.half_day_unsaid =
        hour <= kHalfDay && (digits == 0 || (hour >= 1 && digits == (hour >= 10 ? 2 : 1)));
  }
  const int minutes = hour * kMinutesPerHour + (clock ? *clock % kMinutesPerHour : 0) +
                      minutes_past(captures, begin, end);
  constexpr int kDay = 2 * kHalfDay * kMinutesPerHour;
  if (minutes > kDay) return std::nullopt;  // "24:17" is a score
  value.minute_of_day = minutes == kDay ? kDay : (minutes + kDay) % kDay;
  const std::size_t zone_at = position(captures, begin, end, DateField::kZone);
  if (zone_at < end) {
    value.zone = captures[zone_at].value;
    const std::size_t sign_at = position(captures, zone_at, end, DateField::kZoneSign);
    const std::size_t shift_at = position(captures, sign_at, end, DateField::kCount);
    if (shift_at < end)
      value.zone = captures[sign_at].value * captures[shift_at].value * kMinutesPerHour;
  }
  return value;
}

/// Fills what one item of a list leaves out from its neighbour.
void inherit(DateParts& parts, const DateParts& next) {
  if (!parts.month && parts.day) parts.month = next.month;
  if (!parts.unit) parts.unit = next.unit;
  if (!parts.shift && parts.unit == next.unit) parts.shift = next.shift;
  if (!parts.year) parts.year = next.year;
  if (!parts.year_shift) parts.year_shift = next.year_shift;
  if (next.before_christ) parts.before_christ = true;
}

}  // namespace

struct DateRules::Tables {
  DateGrammar grammar;
  DigitClasses digits;

  Tables() : digits(grammar) {}
  Tables(const std::string& data_dir, const std::string& tag)
      : grammar(data_dir, tag), digits(grammar) {}
};

namespace {

/// One search through one sentence.
class DateFinder {
 public:
  DateFinder(const DateGrammar& grammar, const DigitClasses& digits, std::string_view text,
             std::optional<Day> published, std::vector<Mention>& mentions)
      : grammar_(grammar),
        digits_(digits),
        text_(text),
        published_(published),
        mentions_(mentions) {}

  void run(const std::vector<Token>& tokens) {
    cut(tokens);
    mark_beginnings();
    for (std::uint32_t at = 0; at < atoms_.size();) {
      const Atom& atom = atoms_[at];
      if (!atom.begins_token || !atom.may_begin) {
        ++at;
        continue;
      }
      candidates_.clear();
      captures_.clear();
      search_from(at);
      at = take_longest(at);
    }
  }

 private:
  void cut(const std::vector<Token>& tokens) {
    atoms_.reserve(tokens.size() + 8);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      const Word& word = *token.word;
      if (!word.has_digit && word.date_entry != DateGrammar::kSplit) {
        atoms_.push_back({token.span, word.folded, word.date_entry, 0, 0, space_before(tokens, i),
                          true, true, word.has_letter, word.capitalised, word.all_caps});
      } else {
        cut_token(token, space_before(tokens, i));
      }
    }
  }

  void cut_token(const Token& token, bool space_before) {
    const auto kind_at = [&](std::size_t at) {
      const char32_t c = next_code_point(text_, at);
      return is_digit(c) ? 0 : c == '-' || c == 0x2010 || c == 0x2011 ? 1 : 2;
    };
    std::uint32_t begin = token.span.begin;
    while (begin < token.span.end) {
      std::size_t end = begin;
      const int kind = kind_at(begin);
      do {
        next_code_point(text_, end);
      } while (kind != 1 && end < token.span.end && kind_at(end) == kind);
      Atom atom;
      atom.span = {begin, static_cast<std::uint32_t>(end)};
      atom.begins_token = begin == token.span.begin;
      atom.ends_token = end == token.span.end;
      atom.space_before = atom.begins_token && space_before;
      const std::string_view part = atom.span.of(text_);
      if (kind == 0) {
        atom.digits = static_cast<std::uint8_t>(std::min<std::size_t>(part.size(), 9));
        for (const char digit : part.substr(0, atom.digits))
          atom.value = atom.value * 10 + (digit - '0');
      } else {
        atom.entry = grammar_.find(kind == 1 ? "-" : fold(part));
        if (atom.entry == DateGrammar::kSplit) atom.entry = 0;
        atom.letters = kind == 2;
        std::size_t first = 0;
        atom.capitalised = is_upper(next_code_point(part, first));
      }
      atoms_.push_back(atom);
      begin = atom.span.end;
    }
  }

  /// Marks the atoms from which a number or a word of DateGrammar::kCore is reached over others
  /// that a pattern may take: "in" stands before few dates.
  void mark_beginnings() {
    bool reached = false;  // from the atom behind
    for (std::size_t i = atoms_.size(); i-- > 0;) {
      Atom& atom = atoms_[i];
      const bool known = atom.entry != 0 || atom.digits > 0;
      const bool core = atom.digits > 0 || (atom.entry & DateGrammar::kCore) != 0;
      // What follows the first word of a phrase need not be known by itself.
      const bool phrase = atom.entry != 0 && !grammar_.entry(atom.entry).phrases.empty();
      reached = core || phrase || (reached && (known || (atom.letters && atom.capitalised)));
      atom.may_begin = known && reached;
    }
  }

  /// Collects the matches that start at `at`, and those that start after their leading context: "in
  /// November" must not hide "November 2012".
  void search_from(std::uint32_t at) {
    start_ = at;
    walk(at, 0);
    std::uint32_t behind = at;
    for (const Candidate& candidate : candidates_)
      behind = std::max(behind, core_of(candidate.captures).first);
    if (behind > at) {
      start_ = behind;
      walk(behind, 0);
    }
  }

  /// Follows one class from `node` over atoms [at, end), glued and not, as part of the mention and
  /// as context.
  void step(std::uint32_t node, const Capture& capture) {
    const bool glued = capture.begin < atoms_.size() && capture.begin > start_ &&
                       !atoms_[capture.begin].space_before;
    for (const std::uint16_t context : {std::uint16_t{0}, DateGrammar::kContext}) {
      for (const std::uint16_t glue : {std::uint16_t{0}, DateGrammar::kGlued}) {
        if (glue != 0 && !glued) continue;
        const std::uint32_t child =
            grammar_.child(node, static_cast<std::uint16_t>(capture.word_class | context | glue));
        if (child == 0) continue;
        captures_.push_back(capture);
        captures_.back().context = context != 0;
        walk(capture.end, child);
        captures_.pop_back();
      }
    }
  }

  void step_digit(std::uint32_t node, std::uint32_t at, std::uint16_t word_class, int value) {
    step(node, {word_class, grammar_.field(word_class), value, at, at + 1, atoms_[at].digits, false,
                false});
  }

  void step_digits(std::uint32_t node, std::uint32_t at) {
    const int value = atoms_[at].value;
    if (atoms_[at].digits <= 4 && value > 0) step_digit(node, at, digits_.eyear, value);
    switch (atoms_[at].digits) {
      case 1:
      case 2:
        step_digit(node, at, digits_.n, value);
        if (value >= kFirstNth && value <= kLastNth) step_digit(node, at, digits_.nth, value);
        if (value >= 1 && value <= 31) step_digit(node, at, digits_.day, value);
        if (value >= 1 && value <= 12) step_digit(node, at, digits_.mm, value);
        if (value <= 24) step_digit(node, at, digits_.hour, value);
        if (value <= 24 && (value > 0 || atoms_[at].digits > 1))
          step_digit(node, at, digits_.hour1, value);
        if (value < kMinutesPerHour) step_digit(node, at, digits_.minutes, value);
        if (atoms_[at].digits == 2) {
          if (value >= 1 && value <= 12) step_digit(node, at, digits_.mm2, value);
          step_digit(node, at, digits_.yy, value);
          if (value < kMinutesPerHour) step_digit(node, at, digits_.minute, value);
          if (value % 10 == 0) step_digit(node, at, digits_.decade2, value);
        }
        return;
      case 3:
        step_digit(node, at, digits_.n, value);
        return;
      case 4:
        if (value / 100 < kHoursPerDay && value % 100 < kMinutesPerHour)
          step_digit(node, at, digits_.hhmm, value / 100 * kMinutesPerHour + value % 100);
        if (value < kFirstYear || value > kLastYear) return;
        step_digit(node, at, digits_.year, value);
        if (value >= kFirstBareYear && value <= kLastBareYear && value % 100 != 0)
          step_digit(node, at, digits_.byear, value);
        if (value % 10 == 0) step_digit(node, at, digits_.decade, value);
        return;
      default:
        return;
    }
  }

  bool phrase_follows(const DatePhrase& phrase, std::uint32_t at) const {
    if (at + phrase.rest.size() > atoms_.size()) return false;
    for (std::size_t i = 0; i < phrase.rest.size(); ++i) {
      const Atom& atom = atoms_[at + i];
      if ((phrase.capitals >> i & 1) != 0 && !atom.capitalised) return false;
      if (atom.folded.empty() ? fold(atom.span.of(text_)) != phrase.rest[i]
                              : atom.folded != phrase.rest[i])
        return false;
    }
    return true;
  }

  void walk(std::uint32_t at, std::uint32_t node_index) {
    const DateNode node = grammar_.node(node_index);
    if (node.pattern >= 0)
      candidates_.push_back({node.pattern, at, core_of(captures_).second, captures_});
    if (node.children.empty()) return;
    if (at > start_ && (at == atoms_.size() || ends_phrase(at))) {
      step(node_index, {digits_.stop, DateField::kNone, 0, at, at, 0, true, false});
    }
    if (at >= atoms_.size()) return;
    const Atom& atom = atoms_[at];
    if (atom.digits > 0) {
      step_digits(node_index, at);
      return;
    }
    if (atom.entry == 0) {
      if (atom.letters && atom.capitalised)
        step(node_index, {digits_.cap, DateField::kNone, 0, at, at + 1, 0, false, false});
      return;
    }
    const DateEntry& entry = grammar_.entry(atom.entry);
    for (const DateLexeme& lexeme : entry.lexemes) {
      if (lexeme.capital && !atom.capitalised) continue;
      step(node_index, {lexeme.word_class, grammar_.field(lexeme.word_class), lexeme.value, at,
                        at + 1, 0, false, lexeme.weak});
    }
    for (const DatePhrase& phrase : entry.phrases) {
      if (phrase.lexeme.capital && !atom.capitalised) continue;
      if (!phrase_follows(phrase, at + 1)) continue;
      const auto end = static_cast<std::uint32_t>(at + 1 + phrase.rest.size());
      step(node_index, {phrase.lexeme.word_class, grammar_.field(phrase.lexeme.word_class),
                        phrase.lexeme.value, at, end, 0, false, phrase.lexeme.weak});
    }
  }

  /// Whether a sign that is not part of a number or word stands at `at`.
  bool ends_phrase(std::uint32_t at) const {
    const Atom& atom = atoms_[at];
    if (atom.letters || atom.digits > 0) return false;
    const std::string_view sign = atom.span.of(text_);
    if (sign == "%" || sign == "/" || sign == "$") return false;
    const bool glued_on =
        at + 1 < atoms_.size() && !atoms_[at + 1].space_before && !atom.space_before;
    return !(glued_on && (sign == "-" || sign == "." || sign == ","));
  }

  std::string_view sign_at(std::uint32_t at) const {
    const Atom& atom = atoms_[at];
    return atom.letters || atom.digits > 0 ? std::string_view() : atom.span.of(text_);
  }

  /// Whether digits at [begin, end) belong to a longer figure: "1.16", "$2019", "2024 %",
  /// "3:16/11".
  bool cuts_a_figure(std::uint32_t begin, std::uint32_t end) const {
    if (atoms_[begin].digits > 0 && begin > 0) {
      const std::string_view before = sign_at(begin - 1);
      const bool glued = !atoms_[begin].space_before;
      const bool minus = before == "-" || before == "\xE2\x88\x92" || before == "\xE2\x80\x93";
      if (glued && minus && atoms_[begin - 1].space_before) return true;  // "-5 at night"
      if (before == "$" || before == "\xE2\x82\xAC" || before == "\xC2\xA3" ||
          before == "\xE2\x84\x96" || before == "#")
        return true;
      if (glued && (before == "+" || before == "~" || before == "<" || before == ">" ||
                    before == "/" || before == "@"))
        return true;
      if (glued && begin > 1 && atoms_[begin - 2].digits > 0 && !atoms_[begin - 1].space_before &&
          (before == "." || before == "," || before == ":")) {
        return true;
      }
    }
    if (atoms_[end - 1].digits > 0 && end < atoms_.size()) {
      const std::string_view after = sign_at(end);
      if (after == "%" || after == "$" || after == "\xE2\x82\xAC" || after == "\xC2\xB0")
        return true;
      if (!atoms_[end].space_before && end + 1 < atoms_.size() && !atoms_[end + 1].space_before &&
          (after == "/" ||
           ((after == "." || after == "," || after == ":") && atoms_[end + 1].digits > 0))) {
        return true;
      }
      // 16 000: a group of three digits
      if (atoms_[end].digits == 3 && atoms_[end - 1].digits <= 3) return true;
    }
    return false;
  }

  /// The mention's atoms: from the first to the last capture that is not a context. Empty when all
  /// are.
  std::pair<std::uint32_t, std::uint32_t> core_of(const std::vector<Capture>& captures) const {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    for (const Capture& capture : captures) {
      if (capture.context) continue;
      if (end == 0) begin = capture.begin;
      end = capture.end;
    }
    return {begin, end};
  }

  bool is_acceptable(const Candidate& candidate) const {
    const auto [begin, end] = core_of(candidate.captures);
    if (end == 0 || !atoms_[begin].begins_token || !atoms_[end - 1].ends_token) return false;
    if (candidate.captures.size() == 1 && candidate.captures.front().weak) return false;
    if (cuts_a_figure(begin, end)) return false;
    // "APEC 2024" is a name.
    const bool bare_year =
        candidate.captures.size() == 1 && candidate.captures.front().word_class == digits_.byear;
    return !(bare_year && begin > 0 && atoms_[begin - 1].all_caps && atoms_[begin - 1].entry == 0);
  }

  /// Records the longest match that makes sense and gives the atom at which to go on.
  std::uint32_t take_longest(std::uint32_t at) {
    std::stable_sort(
        candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
          return std::tie(b.core_end, b.end, a.pattern) < std::tie(a.core_end, a.end, b.pattern);
        });
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& candidate = candidates_[i];
      if (!is_acceptable(candidate)) continue;
      const auto core = core_of(candidate.captures);
      if (grammar_.meaning(candidate.pattern) == DateMeaning::kNothing || record(candidate)) {
        add_other_readings(i);
        return core.second;
      }
    }
    return at + 1;
  }

  Span span_of(const std::vector<Capture>& captures, std::size_t first, std::size_t last) const {
    Span span{};
    for (std::size_t i = first; i < last; ++i) {
      const Capture& capture = captures[i];
      if (capture.context || capture.begin == capture.end) continue;
      if (span.empty()) span.begin = atoms_[capture.begin].span.begin;
      span.end = atoms_[capture.end - 1].span.end;
    }
    return span;
  }

  bool add(std::optional<DateValue> value, Span span) {
    if (!value || span.empty()) return false;
    mentions_.push_back({MentionType::kDate, span, std::move(*value)});
    return true;
  }

  std::optional<DateValue> value_of(const Candidate& candidate) const {
    const std::vector<Capture>& captures = candidate.captures;
    const std::size_t size = captures.size();
    const std::size_t separator = position(captures, 0, size, DateField::kSeparator);
    const DateParts whole = parts_of(captures, 0, size);
    switch (grammar_.meaning(candidate.pattern)) {
      case DateMeaning::kDate:
        return resolve_date(whole, published_);
      case DateMeaning::kRange:
        if (separator == size) return std::nullopt;
        return resolve_range(parts_of(captures, 0, separator),
                             parts_of(captures, separator + 1, size), published_);
      case DateMeaning::kAgo:
      case DateMeaning::kAhead:
        if (!whole.count || !whole.unit) return std::nullopt;
        return resolve_distance(*whole.count, *whole.unit,
                                grammar_.meaning(candidate.pattern) == DateMeaning::kAgo ? -1 : 1,
                                published_);
      case DateMeaning::kMonths: {
        DateParts parts = whole;
        if (parts.year_unit || parts.unit == CalendarUnit::kMonth) parts.unit.reset();
        return resolve_months(parts, published_);
      }
      case DateMeaning::kTime:
        return time_of(captures, 0, size);
      case DateMeaning::kList:
      case DateMeaning::kTimes:
      case DateMeaning::kNothing:
        return std::nullopt;
    }
    return std::nullopt;
  }

  /// Adds the mention or mentions of a match; false when it makes no sense as a date.
  bool record(const Candidate& candidate) {
    const std::vector<Capture>& captures = candidate.captures;
    const std::size_t size = captures.size();
    if (grammar_.meaning(candidate.pattern) == DateMeaning::kTimes) {
      const std::size_t separator = position(captures, 0, size, DateField::kSeparator);
      const std::optional<DateValue> last = time_of(captures, separator, size);
      std::optional<DateValue> first = time_of(captures, 0, separator);
      if (!first || !last) return false;
      // "from 9 to 11 a.m.": the half of the day is said once.
      if (position(captures, 0, separator, DateField::kHalfDay) == separator &&
          last->half_day_unsaid == false && *last->minute_of_day >= kHalfDay * kMinutesPerHour &&
          *first->minute_of_day < kHalfDay * kMinutesPerHour &&
          *first->minute_of_day + kHalfDay * kMinutesPerHour < *last->minute_of_day &&
          first->half_day_unsaid) {
        first->minute_of_day = *first->minute_of_day + kHalfDay * kMinutesPerHour;
        first->half_day_unsaid = false;
      }
      first->zone = last->zone;
      return add(first, span_of(captures, 0, separator)) &&
             add(last, span_of(captures, separator + 1, size));
    }
    if (grammar_.meaning(candidate.pattern) == DateMeaning::kList) return record_list(captures);
    return add(value_of(candidate), span_of(captures, 0, size));
  }

  bool record_list(const std::vector<Capture>& captures) {
    std::vector<std::pair<std::size_t, std::size_t>> items;
    for (std::size_t begin = 0; begin < captures.size();) {
      const std::size_t end = position(captures, begin, captures.size(), DateField::kAnd);
      items.emplace_back(begin, end);
      begin = end + 1;
    }
    std::vector<DateParts> parts;
    for (const auto& [begin, end] : items) parts.push_back(parts_of(captures, begin, end));
    // "15 and 17 November" is read backwards, "March 4 and 5" forwards.
    for (std::size_t i = parts.size() - 1; i-- > 0;) inherit(parts[i], parts[i + 1]);
    for (std::size_t i = 1; i < parts.size(); ++i) inherit(parts[i], parts[i - 1]);
    std::vector<Mention> found;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      std::optional<DateValue> value = resolve_date(parts[i], published_);
      if (!value) return false;
      found.push_back({MentionType::kDate, span_of(captures, items[i].first, items[i].second),
                       std::move(*value)});
    }
    mentions_.insert(mentions_.end(), found.begin(), found.end());
    return true;
  }

  /// Where the same atoms are another date too ("5/6/2024"), it becomes a second reading.
  void add_other_readings(std::size_t chosen) {
    const Candidate& first = candidates_[chosen];
    if (grammar_.meaning(first.pattern) != DateMeaning::kDate || mentions_.empty()) return;
    for (std::size_t i = chosen + 1;
         i < candidates_.size() && candidates_[i].core_end == first.core_end; ++i) {
      const Candidate& other = candidates_[i];
      if (grammar_.meaning(other.pattern) != DateMeaning::kDate ||
          core_of(other.captures) != core_of(first.captures))
        continue;
      if (!is_acceptable(other)) continue;
      const std::optional<DateValue> value = value_of(other);
      if (!value) continue;
      DateValue& kept = std::get<DateValue>(mentions_.back().value);
      if (kept.readings.empty() != value->readings.empty()) continue;
      if (!kept.readings.empty()) {
        if (value->readings.front() == kept.readings.front()) continue;
        kept.readings.push_back(value->readings.front());
      }
      if (kept.month != value->month) kept.month.reset();
      if (kept.day_of_month != value->day_of_month) kept.day_of_month.reset();
      if (published_ && value->day_of_month) {
        const auto away = [&](const DateReading& reading) {
          return std::abs((reading.first - *published_).count());
        };
        std::stable_sort(
            kept.readings.begin(), kept.readings.end(),
            [&](const DateReading& a, const DateReading& b) { return away(a) < away(b); });
      }
    }
  }

  const DateGrammar& grammar_;
  const DigitClasses& digits_;
  std::string_view text_;
  std::optional<Day> published_;
  std::vector<Mention>& mentions_;
  std::vector<Atom> atoms_;
  std::uint32_t start_ = 0;
  std::vector<Capture> captures_;
  std::vector<Candidate> candidates_;
};

}  // namespace

DateRules::DateRules() : tables_(std::make_unique<Tables>()) {}
DateRules::DateRules(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
DateRules::~DateRules() = default;
DateRules::DateRules(DateRules&&) noexcept = default;
DateRules& DateRules::operator=(DateRules&&) noexcept = default;

DateRules DateRules::load(const std::string& data_dir, const std::string& tag) {
  return DateRules(std::make_unique<Tables>(data_dir, tag));
}

template <class Image>
void DateRules::exchange(Image& image) {
  image(tables_->grammar);
  tables_->digits = DigitClasses(tables_->grammar);
}
template void DateRules::exchange(ImageReader& image);
template void DateRules::exchange(ImageWriter& image);

std::uint32_t DateRules::entry_of(std::string_view folded) const {
  // No word of a date is longer; the search tries every prefix, and words of strangers may have any
  // length.
  constexpr std::size_t kLongestWord = 256;
  return folded.size() > kLongestWord ? 0 : tables_->grammar.find(folded);
}

bool DateRules::has_class(const std::vector<Token>& tokens, std::size_t at,
                          std::string_view word_class) const {
  const std::uint16_t wanted = tables_->grammar.class_of(word_class);
  const std::uint32_t number = tokens[at].word->date_entry;
  if (wanted == 0 || number == 0 || number == DateGrammar::kSplit) return false;
  const DateEntry& entry = tables_->grammar.entry(number);
  const auto follows = [&](const DatePhrase& phrase) {
    if (phrase.lexeme.word_class != wanted || at + phrase.rest.size() >= tokens.size())
      return false;
    for (std::size_t i = 0; i < phrase.rest.size(); ++i) {
      if (tokens[at + 1 + i].word->folded != phrase.rest[i]) return false;
    }
    return true;
  };
  return std::any_of(entry.lexemes.begin(), entry.lexemes.end(),
                     [&](const DateLexeme& lexeme) { return lexeme.word_class == wanted; }) ||
         std::any_of(entry.phrases.begin(), entry.phrases.end(), follows);
}

void DateRules::find(std::string_view text, const std::vector<Token>& tokens,
                     std::optional<Day> published, std::vector<Mention>& mentions) const {
  const bool any = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.word->has_digit ||
           (token.word->date_entry & (DateGrammar::kCore | DateGrammar::kSplit)) != 0;
  });
  if (any) DateFinder(tables_->grammar, tables_->digits, text, published, mentions).run(tokens);
}

}  // namespace concord
