// Judges pairs of numbers that disagree.
#include "checks/facts/number_mismatch.h"

#include <cmath>

namespace concord {
namespace {

// What is added to the distance of two facts where they differ otherwise.
constexpr double kOtherType = 1;
constexpr double kOtherUnit = 0.5;
constexpr double kWordForDigits = 1.2;  // more than another type: figures stay figures

/// "the 70th anniversary", "70 years of": one may be the other.
bool are_anniversaries(const Mention& a, const Mention& b) {
  const auto years = [](const Mention& m) {
    return m.type == MentionType::kUnit && m.quantity()->unit == "a";
  };
  return (a.type == MentionType::kOrdinal && years(b)) ||
         (b.type == MentionType::kOrdinal && years(a));
}

/// "pounds" of weight against a sum of money: the word may mean either.
bool is_pound(const NumberFact& measure, const NumberFact& money) {
  return measure.unit != nullptr && !measure.bare_currency.empty() &&
         money.mention->type == MentionType::kMoney;
}

/// Whether one of two numbers is a thousand, a million or a billion times the other.
bool is_power_apart(const Quantity& p, const Quantity& q) {
  const double ratio = q.low.numerator != 0 ? to_double(p.low) / to_double(q.low) : 0;
  const auto is_power = [&](double power) {
    return std::abs(ratio - power) < power * 1e-9 || std::abs(ratio * power - 1) < 1e-9;
  };
  return is_power(1e3) || is_power(1e6) || is_power(1e9);
}

}  // namespace

std::optional<double> mismatch_cost(const NumberFact& s, const NumberFact& t) {
  if (is_weak(s) || is_weak(t)) return std::nullopt;
  // "An hour ago" is compared with "a day ago" only.
  if ((s.quantity->implied || t.quantity->implied) && s.ago != t.ago) return std::nullopt;
  double cost = distance(s, t);
  if (s.mention->type != t.mention->type) {
    const bool bare =
        s.mention->type == MentionType::kNumber || t.mention->type == MentionType::kNumber;
    if (!bare && !is_pound(s, t) && !is_pound(t, s) && !are_anniversaries(*s.mention, *t.mention))
      return std::nullopt;
    cost += kOtherType;
  } else if (s.quantity->unit != t.quantity->unit) {
    const bool measures = s.unit != nullptr && t.unit != nullptr;
    if (measures && s.unit->dimension != t.unit->dimension) return std::nullopt;
    cost += kOtherUnit;
  }
  if (s.digits != t.digits) cost += kWordForDigits;
  return cost;
}

NumberMismatch mismatch_of(const NumberFact& s, const NumberFact& t, bool sole) {
  const Quantity& p = *s.quantity;
  const Quantity& q = *t.quantity;
  const bool same_number = p.low == q.low && p.high == q.high;
  if (s.mention->type == MentionType::kMoney && t.mention->type == MentionType::kMoney &&
      same_number)
    return {Severity::kError, "number.currency"};
  if (s.unit != nullptr && t.unit != nullptr && same_number &&
      s.unit->dimension == t.unit->dimension)
    return {Severity::kError, "number.unit"};
  const bool same_kind =
      s.mention->type == t.mention->type && (p.unit == q.unit || s.unit != nullptr);
  return {same_kind || (s.digits && t.digits && sole) ? Severity::kError : Severity::kWarning,
          is_power_apart(p, q) ? "number.magnitude" : "number.differs"};
}

bool are_changed_ends(const NumberFact& range, const NumberFact& first, const NumberFact& second,
                      std::string_view text) {
  constexpr std::size_t kMostBetween = 12;  // bytes: " to the ", a dash, a word of three letters
  const Quantity& q = *range.quantity;
  const auto fits = [&](const NumberFact& end) {
    return is_open(end) && !is_range(end) &&
           (end.quantity->unit.empty() || end.quantity->unit == q.unit);
  };
  if (!fits(first) || !fits(second) || second.mention->span.begin < first.mention->span.end ||
      second.mention->span.begin - first.mention->span.end > kMostBetween)
    return false;
  const std::string_view between =
      Span{first.mention->span.end, second.mention->span.begin}.of(text);
  return between.find_first_of(",;.") == std::string_view::npos &&
         (first.quantity->low == q.low) != (second.quantity->low == q.high);
}

}  // namespace concord
