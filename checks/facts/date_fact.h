// The dates, weekdays and times of one side of a bead, as the check "date" sees them.
//
//   std::vector<DateFact> facts = date_facts(input.source, bead.source);
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "checks/facts/fact_matcher.h"
#include "lang/base/date_value.h"

namespace concord {

/// What sort of thing was said; only like is compared with like.
enum class DateKind : std::uint8_t { kTime, kWeekday, kDay, kMonth, kYear, kPeriod, kRelative };

/// A date of one side of a bead.
struct DateFact : FactState {
  const Mention* mention = nullptr;
  const DateValue* date = nullptr;
  DateKind kind = DateKind::kRelative;
};

/// The dates of some sentences, in their order. The article must outlive them.
std::vector<DateFact> date_facts(const AnalysedArticle& article,
                                 const std::vector<std::uint32_t>& sentences);

/// Whether a range of days or months was given.
bool is_range(const DateValue& date);

/// Whether a fact is one day: a date, a weekday, "yesterday".
bool is_one_day(const DateFact& fact);

/// Whether the digits of a year, of a day or of a quarter stand in some sentences in some other
/// role: "APEC-2024", "the 16th". What stands in `besides`, a date of theirs that `fact` is
/// compared with, is no other role; an empty span leaves nothing out.
bool stands_as_number(const DateFact& fact, const AnalysedArticle& other,
                      const std::vector<std::uint32_t>& sentences, Span besides = {});

/// A date as printed in tables; a time as "17:30", with its zone when one was given.
std::string value_of(const DateFact& fact);

/// Says a fact in a message: its words, what they come to where that is not plain, and by which
/// publication date, each "none" where there is nothing to say. `side` begins the arguments' names.
void explain(const DateFact& fact, const AnalysedArticle& article, const std::string& side,
             Message& message);

}  // namespace concord
