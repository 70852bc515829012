// Accounts for numbers that the other side says as a sum, in another unit, once more, or as part
// of something else.
#include "checks/facts/number_settle.h"

#include <algorithm>
#include <optional>

#include "checks/facts/number_conversion.h"
#include "checks/facts/number_identifiers.h"
#include "lang/base/calendar.h"

namespace concord {
namespace {

/// The symbol of the hour in lang/data/units.tsv.
constexpr std::string_view kHour = "h";
constexpr std::int64_t kMinutesPerHour = 60;
constexpr std::int64_t kDialHours = 12;
// The greatest total of which one may be a part.
constexpr std::int64_t kMostWithOne = 12;

/// Whether a quantity counts something, so that it can be added up.
bool counts(const NumberFact& fact) {
  return is_open(fact) && !is_range(fact) && fact.mention->type != MentionType::kOrdinal;
}

/// Settles a total and its first two parts; false where there are none.
bool settle_sum(NumberFact& whole, std::vector<NumberFact>& parts) {
  // "One of the best, with 14 titles" is not 15 of them; "two men and a woman" are three people.
  const Rational one{1, 1};
  const Rational small{kMostWithOne, 1};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!counts(parts[i])) continue;
    for (std::size_t j = i + 1; j < parts.size(); ++j) {
      if (!counts(parts[j])) continue;
      if (!parts[i].quantity->unit.empty() && parts[i].quantity->unit != parts[j].quantity->unit)
        continue;
      if ((parts[i].quantity->low == one || parts[j].quantity->low == one) &&
          small < whole.quantity->low)
        continue;
      const auto sum = add(parts[i].quantity->low, parts[j].quantity->low);
      if (sum && *sum == whole.quantity->low) {
        whole.settled = parts[i].settled = parts[j].settled = true;
        return true;
      }
    }
  }
  return false;
}

/// Whether all of a word belongs to a quantity.
bool is_quantity(const AnalysedSentence& sentence, const Token& token) {
  return std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                     [&](const Mention& mention) {
                       return mention.quantity() != nullptr && mention.span.contains(token.span);
                     });
}

/// Whether a span is part of a date, or of a time of day only.
bool in_date(const AnalysedSentence& sentence, Span span) {
  return std::any_of(
      sentence.mentions.begin(), sentence.mentions.end(),
      [&](const Mention& mention) { return mention.date() && mention.span.overlaps(span); });
}
bool in_time(const AnalysedSentence& sentence, Span span) {
  return std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                     [&](const Mention& mention) {
                       return mention.date() != nullptr && is_time_only(*mention.date()) &&
                              mention.span.overlaps(span);
                     });
}

/// The numbers that stand on a side as part of a date, a time or a name.
class OtherRoles {
 public:
  explicit OtherRoles(const NumberSide& side) {
    for (const std::uint32_t index : side.sentences) {
      const AnalysedSentence& sentence = side.version.article.sentences[index];
      add_dates(sentence);
      add_hidden(sentence, side.version);
      add_digits(sentence);
    }
  }

  bool has(const Quantity& q) const {
    const bool hour = q.unit.empty() || q.unit == kHour;
    const auto in = [&](const Rational& v) {
      return std::find(values_.begin(), values_.end(), v) != values_.end() ||
             (hour && std::find(hours_.begin(), hours_.end(), v) != hours_.end());
    };
    return in(q.low) && in(q.high);
  }

 private:
  void keep(std::optional<std::int64_t> value) {
    if (value) values_.push_back(Rational{*value, 1});
  }

  /// The parts of dates and times.
  void add_dates(const AnalysedSentence& sentence) {
    for (const Mention& mention : sentence.mentions) {
      const DateValue* date = mention.date();
      if (date == nullptr) continue;
      keep(date->year);
      if (date->month) keep(*date->month % kCalendarMonths);
      keep(date->day_of_month);
      if (date->minute_of_day) add_time(*date->minute_of_day);
    }
  }

  void add_time(std::int64_t minute_of_day) {
    const std::int64_t hour = minute_of_day / kMinutesPerHour;
    const std::int64_t minute = minute_of_day % kMinutesPerHour;
    hours_.push_back(Rational{hour, 1});
    hours_.push_back(Rational{hour % kDialHours == 0 ? kDialHours : hour % kDialHours, 1});
    // "15 hours and 30 minutes", where a language writes that like half past three.
    hours_.push_back(Rational::of(minute_of_day, kMinutesPerHour));
    if (minute != 0) keep(minute);
  }

  /// The quantities that would be read within dates.
  void add_hidden(const AnalysedSentence& sentence, const PairSide& version) {
    const bool dated =
        std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                    [](const Mention& mention) { return mention.date() != nullptr; });
    if (!dated) return;
    std::vector<Mention> hidden;
    version.pack.numbers.find(version.text(), sentence.tokens, {}, hidden);
    for (const Mention& mention : hidden) {
      if (!in_date(sentence, mention.span) || in_time(sentence, mention.span)) continue;
      values_.push_back(mention.quantity()->low);
      values_.push_back(mention.quantity()->high);
    }
  }

  /// The digits of words. A figure that is a quantity was compared already; digits inside a longer
  /// word ("SS19") count all the same.
  void add_digits(const AnalysedSentence& sentence) {
    for (const Token& token : sentence.tokens) {
      add_roman(token);
      if (!token.word->has_digit || is_quantity(sentence, token) || in_time(sentence, token.span))
        continue;
      for (const DigitRun& run : digit_runs(token.word->surface)) {
        values_.push_back(run.value);
        if (token.word->has_letter && run.year) values_.push_back(*run.year);
      }
    }
  }

  /// "Apollo X" says the ten of "Apollo 10". Not "I", which is a pronoun as well.
  void add_roman(const Token& token) {
    constexpr std::int64_t kMost = 39;  // more are initials: "CD", "DC", "MD"
    const NumberWord& word = token.word->number;
    if (word.is(kRomanRole) && word.value > 1 && word.value <= kMost) keep(word.value);
  }

  std::vector<Rational> values_;
  std::vector<Rational> hours_;  // of times of day: they say nothing of minutes or metres
};

/// Whether a matched figure of `other` says the same as `fact`.
bool is_repeated(const NumberFact& fact, const NumberSide& other) {
  return std::any_of(other.facts.begin(), other.facts.end(), [&](const NumberFact& o) {
    if (!o.matched) return false;
    // "Hundreds of houses and hundreds of hectares".
    if (is_vague(fact)) return agreement(fact, o) == QuantityCost::kSame;
    return agree(fact, o,
                 has_like(other, fact) ? QuantityCost::kEquivalent : QuantityCost::kConverted);
  });
}

}  // namespace

void settle_sums(std::vector<NumberFact>& wholes, std::vector<NumberFact>& parts) {
  for (NumberFact& whole : wholes) {
    if (counts(whole) && settle_sum(whole, parts)) return;
  }
}

void settle_shared_scales(NumberSide& side, NumberSide& other) {
  constexpr std::size_t kMostBetween = 8;  // bytes: a comma, or a word for "and" or "or"
  for (std::size_t i = 0; i + 1 < side.facts.size(); ++i) {
    NumberFact& bare = side.facts[i];
    const NumberFact& scaled = side.facts[i + 1];
    const std::int64_t scale = scaled.quantity->scale;
    if (!is_open(bare) || is_range(bare) || bare.mention->type != MentionType::kNumber ||
        scale == 1 || bare.quantity->scale != 1 ||
        scaled.mention->span.begin < bare.mention->span.end ||
        scaled.mention->span.begin - bare.mention->span.end > kMostBetween)
      continue;
    const auto meant = multiply(bare.quantity->low, Rational{scale, 1});
    for (NumberFact& whole : other.facts) {
      if (!is_open(whole) || is_range(whole) || meant != whole.quantity->low ||
          !(whole.quantity->unit.empty() || whole.quantity->unit == scaled.quantity->unit))
        continue;
      bare.settled = whole.settled = true;
      break;
    }
  }
}

void settle_parts_of_whole(NumberSide& side, NumberSide& other) {
  constexpr std::size_t kMostBetween = 24;  // bytes: "of", "out of every", "members out of"
  for (NumberFact& share : side.facts) {
    if (!is_open(share) || is_range(share) || !share.quantity->fraction) continue;
    for (std::size_t i = 0; i + 1 < other.facts.size(); ++i) {
      NumberFact& part = other.facts[i];
      NumberFact& whole = other.facts[i + 1];
      if (!counts(part) || !counts(whole) || whole.quantity->low.numerator == 0 ||
          whole.mention->span.begin < part.mention->span.end ||
          whole.mention->span.begin - part.mention->span.end > kMostBetween)
        continue;
      const auto quotient =
          multiply(part.quantity->low,
                   Rational::of(whole.quantity->low.denominator, whole.quantity->low.numerator));
      if (quotient != share.quantity->low) continue;
      share.settled = part.settled = whole.settled = true;
      break;
    }
  }
}

void settle_units(NumberSide& side, const NumberSide& other) {
  for (NumberFact& fact : side.facts) {
    if (!is_open(fact) || fact.unit == nullptr || fact.unit->dimension != kTimeDimension) continue;
    const auto amount = multiply(fact.quantity->low, fact.unit->factor);
    if (!amount || is_range(fact)) continue;
    for (const std::uint32_t index : other.sentences) {
      for (const Token& token : other.version.article.sentences[index].tokens) {
        const Unit* unit = other.version.pack.numbers.unit_of(token.word->number);
        if (unit != nullptr && unit->dimension == kTimeDimension && unit->factor == *amount)
          fact.settled = true;
      }
    }
  }
}

std::vector<NumberFact*> settle_said(NumberSide& side, const NumberSide& other) {
  std::vector<NumberFact*> conversions;
  std::optional<OtherRoles> roles;  // made when first needed
  for (NumberFact& fact : side.facts) {
    if (!is_open(fact) || has_other_unit(other, fact)) continue;
    if (is_repeated(fact, other)) {
      fact.settled = true;
    } else if (is_mere_conversion(side, fact, other)) {
      fact.settled = true;
      conversions.push_back(&fact);
    } else {
      if (!roles) roles.emplace(other);
      if (roles->has(*fact.quantity)) fact.settled = true;
    }
  }
  return conversions;
}

}  // namespace concord
