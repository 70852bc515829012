// Judges how well two quantities agree: values, kinds, units after conversion, rounding and hedges.
#include "checks/core/quantity_agreement.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "text/digits.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// Relative rounding that a converted figure may show at most: "a mile" is printed as 1.5 km, 7%
/// off.
constexpr double kMostRounding = 0.08;
/// No number is rounded to one that is further off than this share of the larger, and no hedge
/// allows it.
constexpr double kFarthestRounding = 0.3;
/// Degrees Celsius by which converted temperatures may differ; forecasts are rounded twice.
constexpr double kTemperatureSlack = 1.0;
/// Degrees of a scale that was not given.
constexpr std::string_view kBareDegree = "deg";

bool has_digit(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (digit_value(next_code_point(text, at)) >= 0) return true;
  }
  return false;
}

double to_double(const Rational& value) {
  return static_cast<double>(value.numerator) / static_cast<double>(value.denominator);
}

bool is_range(const Quantity& q) { return q.low != q.high; }

/// Whether one currency may be meant by the bare name of the other: "dollar", "rupee".
bool same_currency_name(const QuantityFact& a, const QuantityFact& b) {
  const auto may_mean = [](const QuantityFact& bare, const QuantityFact& full) {
    return bare.quantity->currency_guessed && bare.numbers != nullptr &&
           bare.numbers->bare_currency(full.quantity->unit) == bare.quantity->unit;
  };
  return a.quantity->unit == b.quantity->unit || may_mean(a, b) || may_mean(b, a);
}

/// Whether `a` is a sum of money and `b` one of another currency, or a measure that shares a
/// currency's name: "pounds".
bool is_other_currency(const QuantityFact& a, const QuantityFact& b) {
  if (a.mention->type != MentionType::kMoney) return false;
  if (b.mention->type == MentionType::kMoney) return !same_currency_name(a, b);
  return !b.bare_currency.empty() && b.bare_currency != a.quantity->unit;
}

/// What one unit of the last significant digit is worth: "3.2 bn" 10^8, "50" 10, "48" 1, "6 feet 2
/// inches" 1/12.
double precision_step(const QuantityFact& fact, const Rational& value) {
  const Quantity& q = *fact.quantity;
  double step =
      static_cast<double>(q.scale) / std::pow(10.0, q.decimals) / static_cast<double>(q.parts);
  if (q.decimals == 0 && q.parts == 1 && value.denominator == 1 && value.numerator != 0) {
    std::int64_t rest = value.numerator / q.scale;
    while (rest != 0 && rest % 10 == 0) {
      rest /= 10;
      step *= 10;
    }
  }
  return step;
}

/// Both ends of two quantities compared by `same`; scores may be given from the other team's side.
template <class Same>
bool ends_agree(const Quantity& a, const Quantity& b, Same same) {
  if (same(a.low, b.low) && same(a.high, b.high)) return true;
  return (a.ratio || b.ratio) && same(a.low, b.high) && same(a.high, b.low);
}

bool equal_values(const Quantity& a, const Quantity& b) {
  return ends_agree(a, b, [](const Rational& x, const Rational& y) { return x == y; });
}

/// "4,021" of a text whose decimal sign is the comma: the English grouping was copied.
bool equal_as_thousands(const QuantityFact& a, const QuantityFact& b) {
  const auto shifted = [](const QuantityFact& fact, const Quantity& other) {
    const Quantity& q = *fact.quantity;
    if (!fact.comma || q.decimals != 3 || q.scale != 1) return false;
    const auto low = multiply(q.low, Rational{1000, 1});
    const auto high = multiply(q.high, Rational{1000, 1});
    return low && high && *low == other.low && *high == other.high;
  };
  return shifted(a, *b.quantity) || shifted(b, *a.quantity);
}

/// "100m" may be metres or millions: `p` as a number with its symbol for the scale is `q`.
bool equal_as_scale(const Quantity& p, const Quantity& q) {
  if (p.unit_as_scale == 1 || !q.unit.empty()) return false;
  const auto low = multiply(p.low, Rational{p.unit_as_scale, 1});
  const auto high = multiply(p.high, Rational{p.unit_as_scale, 1});
  return low && high && *low == q.low && *high == q.high;
}

/// One number as a share: 50% is 1/2, "twice" is 2.
std::optional<Rational> share_of(const QuantityFact& fact) {
  const Quantity& q = *fact.quantity;
  if (is_range(q) || q.hedge == Hedge::kVague) return std::nullopt;
  if (q.unit == "%") return multiply(q.low, Rational{1, 100});
  if (q.unit.empty()) return q.low;
  return std::nullopt;
}

bool is_fraction(const QuantityFact& fact) { return fact.quantity->fraction; }
bool is_factor(const QuantityFact& fact) {
  const Quantity& q = *fact.quantity;
  return q.implied && q.unit.empty();
}

/// Whether a conversion of `a` printed in its own rounding can be `b`.
bool converted(const QuantityFact& a, const QuantityFact& b) {
  const Quantity& p = *a.quantity;
  const Quantity& q = *b.quantity;
  const bool temperature = a.unit->dimension == "temperature";
  const auto close = [&](const Rational& x, const Rational& y) {
    const double fx = to_double(a.unit->factor);
    const double fy = to_double(b.unit->factor);
    if (temperature) {
      const double celsius_x = to_double(x) * fx + to_double(a.unit->offset);
      const double celsius_y = to_double(y) * fy + to_double(b.unit->offset);
      // A difference of temperatures converts without the offset; a bare degree may be of either
      // scale.
      const bool bare_x = a.unit->ucum == kBareDegree;
      const bool bare_y = b.unit->ucum == kBareDegree;
      const auto near = [](double m, double n) { return std::abs(m - n) <= kTemperatureSlack; };
      return near(celsius_x, celsius_y) ||
             std::abs(to_double(x) * fx - to_double(y) * fy) <= kTemperatureSlack / 2 ||
             (bare_x && near((to_double(x) - 32) * 5 / 9, celsius_y)) ||
             (bare_y && near(celsius_x, (to_double(y) - 32) * 5 / 9));
    }
    const double base_x = to_double(x) * fx;
    const double base_y = to_double(y) * fy;
    // Either may be rounded from a third figure that no version prints.
    const double steps = precision_step(a, x) * fx + precision_step(b, y) * fy;
    const double slack =
        std::min(steps / 2, kMostRounding * std::max(std::abs(base_x), std::abs(base_y)));
    return std::abs(base_x - base_y) <= slack * (1 + 1e-9);
  };
  return ends_agree(p, q, close);
}

/// A unit and its rows "#2", "#3" with the other factors that are in use.
std::vector<const Unit*> variants(const QuantityFact& fact) {
  std::vector<const Unit*> all{fact.unit};
  for (int i = 2; fact.numbers != nullptr; ++i) {
    const Unit* other = fact.numbers->unit(fact.unit->ucum + "#" + std::to_string(i));
    if (other == nullptr) break;
    all.push_back(other);
  }
  return all;
}

/// The same with each of the factors that either unit has.
bool converted_by_any(const QuantityFact& a, const QuantityFact& b) {
  for (const Unit* x : variants(a)) {
    for (const Unit* y : variants(b)) {
      QuantityFact p = a;
      QuantityFact q = b;
      p.unit = x;
      q.unit = y;
      if (converted(p, q)) return true;
    }
  }
  return false;
}

/// Whether the coarser of two numbers of one unit is the finer one rounded, or a hedge allows the
/// difference.
bool rounded(const QuantityFact& a, const QuantityFact& b) {
  const Quantity& p = *a.quantity;
  const Quantity& q = *b.quantity;
  if (is_range(p) || is_range(q)) return false;
  const double larger = std::max(std::abs(to_double(p.low)), std::abs(to_double(q.low)));
  if (std::abs(to_double(p.low) - to_double(q.low)) > kFarthestRounding * larger) return false;
  const auto fits = [](const QuantityFact& coarse, const QuantityFact& fine) {
    const Quantity& c = *coarse.quantity;
    const Quantity& f = *fine.quantity;
    const double x = to_double(c.low);
    const double y = to_double(f.low);
    const bool fewer_digits = precision_step(coarse, c.low) > precision_step(fine, f.low);
    const double step = static_cast<double>(c.scale) / std::pow(10.0, c.decimals);
    // "2.85 billion" printed as "2.9 billion", "14.8%" as "15%".
    const bool cut = std::abs(y) - std::abs(x) > step / 2 * (1 - 1e-9);  // 83.5 printed as 83
    if (fewer_digits && !cut && (c.scale > 1 || f.decimals > 0) &&
        std::abs(x - y) <= step / 2 * (1 + 1e-9) && x != 0 && std::abs(x - y) < 0.1 * std::abs(x)) {
      return true;
    }
    if (!fewer_digits || f.hedge != Hedge::kNone) return false;
    const double reach = precision_step(coarse, c.low);
    switch (c.hedge) {
      case Hedge::kAbout:
        return std::abs(x - y) <= std::min(reach, 0.1 * x) * (1 + 1e-9);
      case Hedge::kOver:
        return y > x && y - x <= std::min(reach, 0.25 * x);
      case Hedge::kUnder:
        return y < x && x - y <= std::min(reach, 0.25 * x);
      default:
        return false;
    }
  };
  return fits(a, b) || fits(b, a);
}

/// Whether a vague count ("dozens") covers a number: from its order of magnitude to below twice the
/// next.
bool covers(const Quantity& vague, const Quantity& number) {
  const double order = to_double(vague.low);
  return to_double(number.low) >= order && to_double(number.high) < order * 20;
}

}  // namespace

QuantityFact quantity_fact(const Mention& mention, const LanguagePack& pack,
                           std::string_view text) {
  QuantityFact fact;
  fact.mention = &mention;
  fact.quantity = mention.quantity();
  if (mention.type == MentionType::kUnit) fact.unit = pack.numbers.unit(fact.quantity->unit);
  fact.numbers = &pack.numbers;
  if (!fact.quantity->unit.empty())
    fact.bare_currency = pack.numbers.bare_currency(fact.quantity->unit);
  const std::string_view printed = mention.span.of(text);
  fact.digits = has_digit(printed);
  fact.comma = printed.find(',') != std::string_view::npos;
  return fact;
}

bool is_conversion_in_brackets(const Mention& sum, const std::vector<Mention>& mentions,
                               std::string_view text) {
  if (sum.type != MentionType::kMoney) return false;
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& other) {
    if (other.type != MentionType::kMoney || other.span.end > sum.span.begin) return false;
    constexpr std::size_t kMostBetween = 40;  // bytes: "(about "
    const std::string_view between = Span{other.span.end, sum.span.begin}.of(text);
    return other.quantity()->unit != sum.quantity()->unit && between.size() < kMostBetween &&
           between.find('(') != std::string_view::npos &&
           between.find(')') == std::string_view::npos;
  });
}

namespace {

/// The cost when one of the figures is a vague word ("several", "dozens") and the other is exact
/// or vague, too.
std::optional<QuantityCost> vague_agreement(const Quantity& p, const Quantity& q) {
  const bool vague_p = p.hedge == Hedge::kVague;
  if (vague_p && q.hedge == Hedge::kVague) {
    if (p.low != q.low) return std::nullopt;
    return p.unit == q.unit ? QuantityCost::kSame : QuantityCost::kOtherKind;
  }
  const bool covered = vague_p ? covers(p, q) : covers(q, p);
  return covered ? std::optional(QuantityCost::kRounded) : std::nullopt;
}

/// "the final third": a fraction in one language, an ordinal in the other.
bool is_third(const QuantityFact& fraction, const QuantityFact& ordinal) {
  const Rational& nth = ordinal.quantity->low;
  return nth.numerator > 0 && fraction.quantity->fraction &&
         ordinal.mention->type == MentionType::kOrdinal &&
         fraction.quantity->low == Rational::of(nth.denominator, nth.numerator);
}

/// "one of the four", "one in four": a fraction in one language, a count in the other.
bool is_one_of(const QuantityFact& share, const QuantityFact& count) {
  return share.quantity->fraction && share.quantity->low.numerator == 1 &&
         count.quantity->unit.empty() &&
         count.quantity->low == Rational{share.quantity->low.denominator, 1} &&
         !count.quantity->fraction;
}

/// Shares told in other words: "twice as few" is "half", "doubled" is "by 100%".
bool equal_as_shares(const QuantityFact& a, const QuantityFact& b) {
  const auto share_p = share_of(a);
  const auto share_q = share_of(b);
  if (!share_p || !share_q) return false;
  if (!is_fraction(a) && !is_fraction(b) && !is_factor(a) && !is_factor(b)) return false;
  constexpr double kStep = 0.006;  // shares are compared as whole percentages
  constexpr double kInverseStep = 0.02;
  const Quantity& p = *a.quantity;
  const Quantity& q = *b.quantity;
  const double x = to_double(*share_p);
  const double y = to_double(*share_q);
  if (std::abs(x - y) < kStep) return true;
  const bool doubled = p.low == Rational{2, 1} || q.low == Rational{2, 1};
  if (x > 0 && y > 0 && std::abs(x * y - 1) < kInverseStep &&
      (is_factor(a) || is_factor(b) || doubled))
    return true;
  return p.multiple != q.multiple && is_factor(a) != is_factor(b) &&
         std::abs(is_factor(a) ? x - 1 - y : y - 1 - x) < kStep;
}

/// A dozen in words is said where another language says ten.
bool equal_as_dozens(const QuantityFact& a, const QuantityFact& b) {
  const Quantity& p = *a.quantity;
  const Quantity& q = *b.quantity;
  if (a.digits || b.digits || (!p.collective && !q.collective)) return false;
  const auto tens = multiply(p.low, Rational{12, 10});
  const auto dozens = multiply(q.low, Rational{12, 10});
  return (tens && *tens == q.low && p.low == Rational{10, 1}) ||
         (dozens && *dozens == p.low && q.low == Rational{10, 1});
}

/// Values of two units of one dimension that are conversions of each other. Bare degrees on both
/// sides may be of either scale.
bool equal_by_conversion(const QuantityFact& a, const QuantityFact& b) {
  if (a.unit == nullptr || b.unit == nullptr || a.unit->dimension != b.unit->dimension)
    return false;
  const bool degrees = a.unit->ucum == kBareDegree && b.unit->ucum == kBareDegree;
  return (a.unit->ucum != b.unit->ucum || degrees) && converted_by_any(a, b);
}

}  // namespace

std::optional<QuantityCost> agreement(const QuantityFact& a, const QuantityFact& b) {
  const Quantity& p = *a.quantity;
  const Quantity& q = *b.quantity;
  if (p.hedge == Hedge::kVague || q.hedge == Hedge::kVague) return vague_agreement(p, q);
  const bool unit_clash = a.unit != nullptr && b.unit != nullptr && a.unit->ucum != b.unit->ucum;
  const bool clash = unit_clash || is_other_currency(a, b) || is_other_currency(b, a);
  const bool one_type = a.mention->type == b.mention->type;
  if (equal_values(p, q) || equal_as_thousands(a, b)) {
    if (one_type && p.unit == q.unit) return QuantityCost::kSame;
    if (!clash) return QuantityCost::kOtherKind;
  }
  if (equal_as_scale(p, q) || equal_as_scale(q, p)) return QuantityCost::kOtherKind;
  if (equal_by_conversion(a, b)) return QuantityCost::kConverted;
  if (is_third(a, b) || is_third(b, a) || is_one_of(a, b) || is_one_of(b, a) ||
      equal_as_shares(a, b))
    return QuantityCost::kEquivalent;
  if (equal_as_dozens(a, b)) return QuantityCost::kRounded;
  if (!clash && (one_type || p.unit.empty() || q.unit.empty()) && rounded(a, b))
    return QuantityCost::kRounded;
  return std::nullopt;
}

}  // namespace concord
