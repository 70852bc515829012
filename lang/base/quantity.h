// Numbers as reports give them: exact values, ranges, vague counts, with a unit.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace concord {

/// An exact number numerator / denominator in lowest terms, denominator > 0. Arithmetic that would
/// not fit in 64 bits gives no value; nothing is ever rounded.
struct Rational {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;

  /// Reduced to lowest terms; denominator must not be 0.
  static Rational of(std::int64_t numerator, std::int64_t denominator = 1);
  friend bool operator==(const Rational&, const Rational&) = default;
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);
};

std::optional<Rational> add(const Rational& a, const Rational& b);
std::optional<Rational> multiply(const Rational& a, const Rational& b);

/// "1541", "1.5", "-2"; "1/3" where the denominator has other prime factors than 2 and 5.
std::string to_string(const Rational& value);

/// Which way a number was hedged in words.
enum class Hedge : std::uint8_t {
  kNone,
  kAbout,  ///< about, some, okolo
  kOver,   ///< more than, over, at least as a synonym of more
  kUnder,  ///< nearly, almost, under, less than, up to
  kVague,  ///< dozens, desyatki: only the order of magnitude is said
};

/// A number with everything that was said about it. A plain number has low == high.
struct Quantity {
  Rational low;
  Rational high;
  Hedge hedge = Hedge::kNone;
  /// As printed in a fraction of words or signs ("a quarter", "1/4"): kept, since 1/4 and 0.25
  /// print differently.
  bool fraction = false;
  /// Digits after the decimal separator as printed, counted in the printed scale ("3.20 bn": 2);
  /// gives the precision.
  std::uint8_t decimals = 0;
  /// What the printed digits were multiplied by ("3.2 bn": 10^9); 1 without a scale word.
  std::int64_t scale = 1;
  /// ISO 4217 code for money, UCUM symbol for a unit, "%" for percent, empty for a bare number or
  /// an ordinal.
  std::string unit;
  /// Percentage points and not percent; unit is "%" for both.
  bool points = false;
  /// Two numbers set against each other, low to high ("2:1", "won 6-4"); low may be the greater
  /// one.
  bool ratio = false;
  /// What the digits come to be multiplied by where the unit's symbol is read as a scale sign
  /// instead: "100m" is 100 metres or 10^8; 1 where it cannot be such a sign.
  std::int64_t unit_as_scale = 1;
  /// Said by a word that is not a numeral: both, twice, doubled, decade.
  bool implied = false;
  /// Says how many times: twice, doubled, fourfold, "3 times".
  bool multiple = false;
  /// Counted in dozens or tens ("a dozen"), which languages exchange.
  bool collective = false;
  /// The currency was called by a name that several share ("$", "dollars"); unit is the likeliest.
  bool currency_guessed = false;
  /// How many of the smallest unit that was said make one of `unit`: 12 for "6 feet 2 inches", 1
  /// where there is one unit.
  std::int64_t parts = 1;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// The value column of `entities`: "1541", "10/15", "*10", "6.5%/7%", "2:1", "1500000000 USD", "5
/// km"; see design.md section 4.
std::string to_string(const Quantity& quantity);

}  // namespace concord
