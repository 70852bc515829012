// Exact arithmetic and printing of quantities.
#include "lang/base/quantity.h"

#include <numeric>

namespace concord {
namespace {

__extension__ using Wide = __int128;  // holds every product of two 64-bit numbers

}  // namespace

Rational Rational::of(std::int64_t numerator, std::int64_t denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const std::int64_t divisor = std::gcd(numerator, denominator);
  return divisor > 1 ? Rational{numerator / divisor, denominator / divisor}
                     : Rational{numerator, denominator};
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  return static_cast<Wide>(a.numerator) * b.denominator <=>
         static_cast<Wide>(b.numerator) * a.denominator;
}

std::optional<Rational> add(const Rational& a, const Rational& b) {
  std::int64_t left = 0;
  std::int64_t right = 0;
  std::int64_t sum = 0;
  std::int64_t denominator = 0;
  if (__builtin_mul_overflow(a.numerator, b.denominator, &left) ||
      __builtin_mul_overflow(b.numerator, a.denominator, &right) ||
      __builtin_add_overflow(left, right, &sum) ||
      __builtin_mul_overflow(a.denominator, b.denominator, &denominator)) {
    return std::nullopt;
  }
  return Rational::of(sum, denominator);
}

std::optional<Rational> multiply(const Rational& a, const Rational& b) {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  if (__builtin_mul_overflow(a.numerator, b.numerator, &numerator) ||
      __builtin_mul_overflow(a.denominator, b.denominator, &denominator)) {
    return std::nullopt;
  }
  return Rational::of(numerator, denominator);
}

std::string to_string(const Rational& value) {
  if (value.denominator == 1) return std::to_string(value.numerator);
  std::int64_t rest = value.denominator;
  int twos = 0;
  int fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  const int digits = twos > fives ? twos : fives;
  if (rest != 1 || digits > 18)
    return std::to_string(value.numerator) + "/" + std::to_string(value.denominator);
  Wide scaled = value.numerator;
  for (int i = 0; i < digits; ++i) scaled *= 10;
  scaled /= value.denominator;
  const bool negative = scaled < 0;
  if (negative) scaled = -scaled;
  std::string text;
  int position = 0;
  do {
    if (position == digits && digits > 0) text += '.';
    text += static_cast<char>('0' + static_cast<int>(scaled % 10));
    scaled /= 10;
    ++position;
  } while (scaled > 0 || position <= digits);
  if (negative) text += '-';
  return {text.rbegin(), text.rend()};
}

std::string to_string(const Quantity& quantity) {
  const auto one = [&](const Rational& value) {
    std::string text =
        quantity.fraction && value.denominator != 1
            ? std::to_string(value.numerator) + "/" + std::to_string(value.denominator)
            : to_string(value);
    if (quantity.unit == "%")
      text += "%";
    else if (!quantity.unit.empty())
      text += " " + quantity.unit;
    return text;
  };
  if (quantity.hedge == Hedge::kVague) return "*" + one(quantity.low);
  if (quantity.ratio) return one(quantity.low) + ":" + one(quantity.high);
  return quantity.low == quantity.high ? one(quantity.low)
                                       : one(quantity.low) + "/" + one(quantity.high);
}

}  // namespace concord
