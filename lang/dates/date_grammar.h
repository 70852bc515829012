// The date words and patterns of one language, compiled from lang/data/<tag>/dates.tsv into a trie
// over word classes, with the time zones of lang/data/time-zones.tsv.
//
// Rows of the table (three columns):
//   CLASS    VALUE    form;form;...     words of a class: "month  11  november;nov", "in  -
//   in;by;since" define   NAME     elements          a part of patterns, used as {NAME} pattern
//   MEANING  elements          what a date looks like: "pattern  date  <in> month [,] year" example
//   DATE     sentence          a test: [16 November|2024-11-16] marks what is found, see
//   tests/lang/dates_test.cpp
// A form of several words is a phrase. A word with a capital is only found capitalised; one that
// ends in '?' is not a date by itself ("May?"). Elements: a class; =word, that very word; x|y
// alternatives; [ ] optional; < > context, no part of the mention; a leading _ allows no space
// before. Digits belong to the classes n, day, mm, yy, mm2, hour, hour1 (not a lone zero, with
// which a decimal begins: "0.30"), minute (two digits), minutes,
// year, eyear, byear (a year that may stand alone), decade and decade2 by their length and value;
// "cap" is a capitalised word without class, "stop" the end of a phrase. Times in words: "hourname"
// is an hour, "past" the minutes to add to it ("half past", -30 where the hour named is the one
// that runs), "clock" both in one word, in minutes, "hhmm" both in four digits; "noon" and
// "midnight" are one time only. "lcal" and "hcal" name the lunar and the Hijri calendar (1, 2),
// "lmonth", "hmonth" and "lday" a month or day of it; "less" is the sign of the minutes after it
// ("eight less ten"); "eyear" is a year of one to four digits, for patterns with "bc" or "ad";
// "mm2" a month of two digits; "nth" a number from 5 to 21, which before a noun in the singular is
// an ordinal in the Slavic languages ("19 veka": so many centuries would be "vekov").
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"

namespace concord {

/// What a class contributes to a date; most classes contribute nothing.
enum class DateField : std::uint8_t {
  kNone,
  kDay,
  kMonth,
  kYear,
  kShortYear,
  kWeekday,
  kDayOffset,
  kShift,
  kYearShift,
  kUnit,
  kOrdinal,
  kCount,
  kSeason,
  kDecade,
  kHour,
  kMinute,
  kMinuteShift,
  kClock,
  kHalfDay,
  kZone,
  kZoneSign,
  kSeparator,
  kAnd,
  kBeforeChrist,
  kFixedClock,
  kCalendar,
  kLunarMonth,
  kHijriMonth,
  kLunarDay,
  kLess,
};

enum class DateMeaning : std::uint8_t {
  kDate,
  kRange,
  kList,
  kAgo,
  kAhead,
  kMonths,
  kTime,
  kTimes,
  kNothing
};

/// One meaning of a word.
struct DateLexeme {
  std::uint16_t word_class = 0;
  std::int32_t value = 0;
  bool weak = false;     ///< no date by itself
  bool capital = false;  ///< only when capitalised
};

/// A form of several words: what follows the first.
struct DatePhrase {
  std::vector<std::string> rest;  ///< folded
  std::uint32_t capitals = 0;     ///< bit i: rest[i] must be capitalised
  DateLexeme lexeme;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(rest, capitals, lexeme);
  }
};

/// Everything the table says of one folded word.
struct DateEntry {
  std::vector<DateLexeme> lexemes;
  std::vector<DatePhrase> phrases;
  bool core = false;  ///< whether a date may consist of it: months, weekdays, "today", but not "in"

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(lexemes, phrases, core);
  }
};

/// A node of the trie over classes; one per distinct beginning of a pattern.
struct DateNode {
  struct Child {
    std::uint16_t key = 0;  ///< class with the flags below
    std::uint32_t node = 0;
  };
  std::span<const Child> children;  ///< sorted by key
  std::int32_t pattern = -1;        ///< the first pattern of the table that ends here
};

class DateGrammar {
 public:
  static constexpr std::uint16_t kGlued =
      0x8000;  ///< flag of DateNode::Child::key: no space before
  static constexpr std::uint16_t kContext = 0x4000;  ///< flag: not part of the mention
  /// Entry numbers of a word that must be split at its hyphens before it means anything.
  static constexpr std::uint32_t kSplit = 0x80000000;
  /// Flag of an entry number: DateEntry::core.
  static constexpr std::uint32_t kCore = 0x40000000;

  /// Finds nothing.
  DateGrammar() = default;
  /// A missing table gives the language-neutral rules. Throws InputError for a row that is not
  /// understood.
  DateGrammar(const std::string& data_dir, const std::string& tag);

  /// The entry number of a folded word: 0, kSplit, or an index for entry(), with kCore.
  std::uint32_t find(std::string_view folded) const;
  const DateEntry& entry(std::uint32_t number) const { return entries_[number & ~kCore]; }

  DateNode node(std::uint32_t index) const {
    const Place& place = places_[index];
    return {std::span(children_.data(), children_.size()).subspan(place.first, place.count),
            place.pattern};
  }
  /// The child of a node, or 0.
  std::uint32_t child(std::uint32_t node, std::uint16_t key) const;
  DateMeaning meaning(std::int32_t pattern) const {
    return meanings_[static_cast<std::size_t>(pattern)];
  }
  DateField field(std::uint16_t word_class) const { return fields_[word_class]; }
  /// The number of a class that is built in ("day"); 0 when no pattern uses it.
  std::uint16_t class_of(std::string_view name) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(words_, entries_, places_, children_, meanings_, fields_, classes_);
  }

 private:
  struct Element;
  /// A node: where its children are.
  struct Place {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::int32_t pattern = -1;
  };
  friend class DateGrammarReader;

  StringMap<std::uint32_t> words_;
  std::vector<DateEntry> entries_;
  Items<Place> places_{std::vector<Place>(1)};  // of the nodes
  Items<DateNode::Child> children_;             // of a node side by side
  std::vector<DateMeaning> meanings_;
  std::vector<DateField> fields_;
  StringMap<std::uint16_t> classes_;
};

}  // namespace concord
