// Collects the dates of one side of a bead and answers questions about them.
#include "checks/facts/date_fact.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "text/day.h"

namespace concord {
namespace {

constexpr int kMinutesPerHour = 60;

DateKind kind_of(const DateValue& date) {
  if (is_time_only(date)) return DateKind::kTime;
  const DateReading* reading = date.readings.empty() ? nullptr : &date.readings.front();
  if (reading != nullptr && reading->granularity == Granularity::kInterval)
    return DateKind::kPeriod;
  if (reading == nullptr && is_range(date)) return DateKind::kPeriod;
  if (date.day_of_month) return DateKind::kDay;
  if (date.weekday) return DateKind::kWeekday;
  if (date.month) {
    const bool one = reading == nullptr || reading->last - reading->first < std::chrono::days(31);
    return one ? DateKind::kMonth : DateKind::kPeriod;
  }
  if (reading == nullptr && (date.quarter || date.half)) return DateKind::kPeriod;
  if (reading == nullptr) return date.year ? DateKind::kYear : DateKind::kRelative;
  if (reading->basis == DateBasis::kRelative) return DateKind::kRelative;
  if (reading->granularity == Granularity::kDay) return DateKind::kDay;
  const bool one_year = reading->granularity == Granularity::kYear &&
                        reading->last - reading->first < std::chrono::days(366);
  return one_year && date.year ? DateKind::kYear : DateKind::kPeriod;
}

bool inferred(const DateReading& reading) { return reading.basis != DateBasis::kExplicit; }

/// Whether a sentence has a number outside a span, as a quantity or in digits that may be part of a
/// longer word.
bool has_digits(const AnalysedSentence& sentence, const std::string& digits, Span besides) {
  for (const Token& token : sentence.tokens) {
    if (!token.word->has_digit || besides.overlaps(token.span)) continue;
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

/// The numbers that a date is printed with; none for one that has no digits of its own.
std::vector<std::string> digits_of(const DateFact& fact) {
  const DateValue& date = *fact.date;
  const DateReading* reading = date.readings.empty() ? nullptr : &date.readings.front();
  std::vector<std::string> digits;
  if (fact.kind == DateKind::kPeriod && reading != nullptr &&
      reading->granularity == Granularity::kInterval) {
    for (const Day day : {reading->first, reading->last})
      digits.push_back(
          std::to_string(static_cast<unsigned>(std::chrono::year_month_day(day).day())));
  } else if (date.day_of_month) {
    digits.push_back(std::to_string(*date.day_of_month));
    if (date.last_day) digits.push_back(std::to_string(*date.last_day));
  } else if (date.quarter || date.half) {
    digits.push_back(std::to_string(date.quarter ? *date.quarter : *date.half));
  } else if (fact.kind == DateKind::kYear) {
    digits.push_back(std::to_string(*date.year));
  } else if (fact.kind == DateKind::kPeriod && reading != nullptr &&
             reading->granularity >= Granularity::kYear) {
    for (const Day day : {reading->first, reading->last})
      digits.push_back(std::to_string(static_cast<int>(std::chrono::year_month_day(day).year())));
  }
  return digits;
}

}  // namespace

std::vector<DateFact> date_facts(const AnalysedArticle& article,
                                 const std::vector<std::uint32_t>& sentences) {
  const auto make = [](const AnalysedSentence&, const Mention& mention) -> std::optional<DateFact> {
    const DateValue* date = mention.date();
    if (date == nullptr) return std::nullopt;
    return DateFact{{}, &mention, date, kind_of(*date)};
  };
  return facts_of<DateFact>(article, sentences, make);
}

bool is_range(const DateValue& date) { return date.last_day || date.last_month; }

bool is_one_day(const DateFact& fact) {
  if (fact.kind == DateKind::kRelative)
    return !fact.date->readings.empty() &&
           fact.date->readings.front().granularity == Granularity::kDay;
  return fact.kind == DateKind::kWeekday || fact.kind == DateKind::kDay;
}

bool stands_as_number(const DateFact& fact, const AnalysedArticle& other,
                      const std::vector<std::uint32_t>& sentences, Span besides) {
  const std::vector<std::string> wanted = digits_of(fact);
  const auto stands = [&](const std::string& digits) {
    return std::any_of(sentences.begin(), sentences.end(), [&](std::uint32_t index) {
      return has_digits(other.sentences[index], digits, besides);
    });
  };
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), stands);
}

std::string value_of(const DateFact& fact) {
  if (fact.kind != DateKind::kTime) return to_string(*fact.date);
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

void explain(const DateFact& fact, const AnalysedArticle& article, const std::string& side,
             Message& message) {
  const std::string text(fact.mention->span.of(article.article.text));
  std::string value = value_of(fact);
  std::string published;
  if (value == text) value.clear();
  const bool resolved = !fact.date->readings.empty() && inferred(fact.date->readings.front());
  if (!value.empty() && resolved && article.article.published) {
    published = iso_day(*article.article.published);
  } else if (fact.kind == DateKind::kTime) {
    value.clear();
  }
  message.arguments.emplace_back(side, text);
  message.arguments.emplace_back(side + "_day", value.empty() ? "none" : value);
  message.arguments.emplace_back(side + "_published_day", published.empty() ? "none" : published);
}

}  // namespace concord
