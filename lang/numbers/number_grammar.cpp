// Reads numbers: digits by the conventions of the language, words by adding up.
#include "lang/numbers/number_grammar.h"

#include <algorithm>

#include "lang/numbers/number_digits.h"
#include "lang/numbers/number_roles.h"
#include "text/unicode.h"

namespace concord {
namespace {

using Index = std::size_t;

/// The value of a vulgar fraction sign (Unicode block Number Forms and Latin-1), or nothing.
std::optional<Rational> vulgar_fraction(char32_t c) {
  switch (c) {
    case 0xBC:
      return Rational{1, 4};
    case 0xBD:
      return Rational{1, 2};
    case 0xBE:
      return Rational{3, 4};
    case 0x2153:
      return Rational{1, 3};
    case 0x2154:
      return Rational{2, 3};
    case 0x215B:
      return Rational{1, 8};
    case 0x215C:
      return Rational{3, 8};
    case 0x215D:
      return Rational{5, 8};
    case 0x215E:
      return Rational{7, 8};
    default:
      return std::nullopt;
  }
}

class Reader {
 public:
  Reader(const NumberTables& tables, std::string_view text, const NumberAtoms& atoms, bool hedged)
      : tables_(tables), text_(text), atoms_(atoms), hedged_(hedged) {}

  /// A number of digits or words at `i`; `skip` is set where an identifier was recognised, after
  /// it.
  std::optional<Number> number_at(Index i, Index& skip) const {
    if (i >= atoms_.size() || atoms_[i].taken) return std::nullopt;
    if (atoms_[i].digits) {
      Index end = i;
      auto number = digit_number(i, end);
      if (!number) skip = end;
      return number;
    }
    if (auto number = point_first(i)) return number;
    if (const auto value = vulgar_fraction(atoms_[i].sign)) {
      Number number;
      number.begin = i;
      number.end = i + 1;
      number.value = *value;
      number.fraction = true;
      return number;
    }
    return word_number(i);
  }

 private:
  std::optional<Hit> hit(Index i, std::uint64_t roles) const { return atoms_.hit(i, roles); }
  bool is_word(Index i) const { return atoms_.is_word(i); }
  bool is_number_start(Index i) const { return atoms_.is_number_start(i); }
  Index behind_stop(Index i) const { return atoms_.behind_stop(i); }

  /// ".5": a decimal without its zero.
  std::optional<Number> point_first(Index i) const {
    if (atoms_[i].sign != '.' || tables_.style.decimal != U'.' || !is_number_start(i + 1) ||
        !atoms_[i + 1].glued() || (i > 0 && atoms_[i].glued()))
      return std::nullopt;
    const std::string_view digits = atoms_[i + 1].folded;
    constexpr Index kMostDecimals = 6;
    if (digits.size() > kMostDecimals) return std::nullopt;
    Number number;
    number.begin = i;
    number.digits = true;
    number.decimals = static_cast<std::uint8_t>(digits.size());
    number.value = Rational::of(to_integer(digits), power_of_ten(digits.size()));
    Index end = i + 2;
    scales(number, end);
    return number;
  }

  std::optional<Number> digits(Index i, Index& end) const {
    return read_digits(tables_, text_, atoms_, i, end);
  }

  /// Whether the bar of a fraction stands at `i`, between digits: "/", or the fraction slash.
  bool is_bar(Index i) const {
    constexpr char32_t kFractionSlash = 0x2044;
    return i + 1 < atoms_.size() && (atoms_[i].sign == '/' || atoms_[i].sign == kFractionSlash) &&
           atoms_[i].glued() && atoms_[i + 1].digits && atoms_[i + 1].glued();
  }

  /// The fraction of a mixed number that begins with the digits at `i`, after a space: "8 1/2".
  std::optional<Rational> mixed_part(Index i) const {
    constexpr std::size_t kLongest = 2;  // digits of a part
    constexpr std::int64_t kGreatest = 16;
    if (i + 2 >= atoms_.size() || !atoms_[i].digits || atoms_[i].glued() || !is_bar(i + 1) ||
        is_bar(i + 3))
      return std::nullopt;
    const std::string_view above = atoms_[i].folded;
    const std::string_view below = atoms_[i + 2].folded;
    if (above.size() > kLongest || below.size() > kLongest) return std::nullopt;
    const std::int64_t numerator = to_integer(above);
    const std::int64_t denominator = to_integer(below);
    if (numerator < 1 || numerator >= denominator || denominator > kGreatest) return std::nullopt;
    return Rational::of(numerator, denominator);
  }

  /// Digits with what may follow them inside one number: a vulgar fraction, scale words, "and a
  /// half".
  std::optional<Number> digit_number(Index i, Index& end) const {
    auto number = digits(i, end);
    if (!number) return std::nullopt;
    if (end < atoms_.size() && number->decimals == 0) {
      if (const auto part = vulgar_fraction(atoms_[end].sign)) {
        if (const auto sum = add(number->value, *part)) {
          number->value = *sum;
          ++end;
        }
      } else if (const auto share = mixed_part(end)) {
        if (const auto sum = add(number->value, *share)) {
          number->value = *sum;
          end += 3;
        }
      } else if (is_bar(end)) {
        const std::string_view below = atoms_[end + 1].folded;
        if (end + 2 < atoms_.size() && atoms_[end + 2].sign == ',' && number->decimals > 0)
          return number;
        end += 2;
        if (below.size() > 3 || below.front() == '0') return std::nullopt;
        const std::int64_t denominator = to_integer(below);
        const bool simple = denominator <= 10 || denominator == 100 ||
                            (end < atoms_.size() && atoms_[end].fact.is(kKnockoutRole));
        // "0.31/100,000" is two numbers; "12/2024" and "9/11" are none.
        // So are "451/456 deputies": more than dates and shares have.
        constexpr std::int64_t kMostDateParts = 31;
        const bool votes = denominator > kMostDateParts &&
                           below.size() == atoms_[i].folded.size() &&
                           number->value < Rational::of(denominator) && !simple;
        if (number->decimals > 0 || votes) {
          end -= 2;
          return number;
        }
        if (!simple || number->value >= Rational::of(denominator)) return std::nullopt;
        number->value = Rational::of(number->value.numerator, denominator);
        number->fraction = true;
        number->end = end;
        return number;
      }
    }
    end = behind_ending(behind_plus(end));
    scales(*number, end);
    return number;
  }

  /// After the case ending that a hyphen joins to digits before a scale word: "70-ti millionov";
  /// `end` where there is none.
  Index behind_ending(Index end) const {
    constexpr std::size_t kLongest = 3;  // letters
    if (end >= atoms_.size() || !atoms_[end].hyphen || atoms_[end].digits ||
        atoms_[end].fact.roles != 0 || count_code_points(atoms_[end].folded) > kLongest)
      return end;
    return hit(end + 1, kScaleRole) && !atoms_[end + 1].hyphen ? end + 1 : end;
  }

  /// After the plus that says "more than" between digits and a scale word: "300+ billion"; `end`
  /// where there is none.
  Index behind_plus(Index end) const {
    const bool plus = end < atoms_.size() && atoms_[end].sign == '+' && atoms_[end].glued();
    return plus && hit(end + 1, kScaleRole) ? end + 1 : end;
  }

  /// What a rule of the grammar made of the word at hand.
  enum class Step {
    kNoRule,  ///< nothing: the next rule may
    kTaken,   ///< it belongs to the number, which may go on
    kJoined,  ///< it joins what stands on both sides of it
    kLast,    ///< it belongs to the number, which ends after it
    kEnd,     ///< the number ended before it
  };

  /// The scale words after a number while they are read.
  struct Scaling {
    Number& number;
    Index& end;             ///< after what was read
    Index next = 0;         ///< where the next word stands
    std::int64_t last = 0;  ///< the scale before it, 0 for none
  };

  /// "mot trieu ruoi" is half of the scale before it, "dva s polovinoy milliona" half of one.
  Step scale_half(Scaling& s) const {
    const auto half = hit(s.end, kHalfAfterRole);
    if (!half || half->end <= s.end || s.number.fraction || s.number.decimals != 0)
      return Step::kNoRule;
    const std::int64_t unit = s.last > 0 ? s.last : 1;
    if (const auto part = multiply(Rational::of(half->word->numerator, half->word->denominator),
                                   Rational::of(unit))) {
      if (const auto sum = add(s.number.value, *part)) s.number.value = *sum;
    }
    s.end = half->end;
    return s.last > 0 ? Step::kLast : Step::kTaken;
  }

  /// "million" after a number; after digits "millions" too, which is vague by itself. None where it
  /// begins a word of its own: in "2 ty phu" (two billionaires) nothing is counted in billions.
  Step scale_word(Scaling& s) const {
    constexpr std::int64_t kLeastPlural = 1000;
    if (hit(s.next, kNoneRole)) return Step::kNoRule;
    auto scale = hit(s.next, kScaleRole);
    if (!scale && s.number.digits && s.last == 0) {
      scale = hit(s.next, kVagueRole);
      if (scale && scale->word->value < kLeastPlural) scale.reset();
    }
    if (!scale || atoms_[s.next].taken || s.next != s.end) return Step::kNoRule;
    if (s.last > 0 && scale->word->value <= s.last) return Step::kEnd;
    const auto product = multiply(s.number.value, Rational::of(scale->word->value));
    if (!product) return Step::kEnd;
    s.number.value = *product;
    s.number.scale *= scale->word->value;
    s.last = s.number.scale;
    s.end = scale->end;
    return Step::kTaken;
  }

  /// "hundred" or "dozen" after a number.
  Step scale_times(Scaling& s) const {
    const auto times = s.last == 0 ? hit(s.next, kTimesRole | kDozenRole) : std::nullopt;
    if (!times || s.next != s.end || atoms_[s.next].hyphen) return Step::kNoRule;
    const auto product = multiply(s.number.value, Rational::of(times->word->value));
    if (!product) return Step::kEnd;
    s.number.value = *product;
    s.number.scale *= times->word->value;
    s.number.collective = s.number.collective || times->word->is(kDozenRole);
    s.end = times->end;
    return Step::kTaken;
  }

  /// "millionth" after a number.
  Step scale_ordinal(Scaling& s) const {
    const auto scale = s.last == 0 ? hit(s.next, kOrdinalScaleRole) : std::nullopt;
    if (!scale || s.next != s.end || s.number.decimals != 0 || s.number.fraction ||
        atoms_[s.next].taken || atoms_[s.next].hyphen)
      return Step::kNoRule;
    const auto product = multiply(s.number.value, Rational::of(scale->word->value));
    if (!product) return Step::kEnd;
    s.number.value = *product;
    s.number.ordinal = true;
    s.end = scale->end;
    return Step::kLast;
  }

  /// "3 tysyachi 500"
  Step scale_digits(Scaling& s) const {
    if (s.last != 1000 || s.number.decimals != 0 || atoms_[s.end - 1].digits ||
        !is_number_start(s.next) || !tables_.style.scale_adds_digits ||
        atoms_[s.next].folded.size() != 3 || atoms_[s.next].folded.front() == '0')
      return Step::kNoRule;
    Index after = s.next;
    const auto rest = digits(s.next, after);
    if (!rest || after != s.next + 1 || hit(after, kScaleRole)) return Step::kEnd;
    if (const auto sum = add(s.number.value, rest->value)) {
      s.number.value = *sum;
      s.number.scale = 1;
      s.end = after;
    }
    return Step::kLast;
  }

  /// "2 million 300 thousand"
  Step scale_smaller(Scaling& s) const {
    if (s.last <= 1000 || s.number.decimals != 0 || s.next >= atoms_.size() ||
        !atoms_[s.next].digits || atoms_[s.next].taken)
      return Step::kNoRule;
    Index after = s.next;
    const auto rest = digits(s.next, after);
    const auto smaller = rest ? hit(after, kScaleRole) : std::nullopt;
    if (!smaller || smaller->word->value >= s.last ||
        rest->value >= Rational::of(s.last / smaller->word->value))
      return Step::kEnd;
    const auto part = multiply(rest->value, Rational::of(smaller->word->value));
    const auto sum = part ? add(s.number.value, *part) : std::nullopt;
    if (!sum) return Step::kEnd;
    s.number.value = *sum;
    s.number.scale = smaller->word->value;
    s.last = smaller->word->value;
    s.end = smaller->end;
    return Step::kTaken;
  }

  /// Multiplies by the scale words that follow and adds smaller numbers with a scale of their own
  /// ("2 mln 300 tys.").
  void scales(Number& number, Index& end) const {
    constexpr Step (Reader::*kRules[])(Scaling&)
        const = {&Reader::scale_half,    &Reader::scale_word,   &Reader::scale_times,
                 &Reader::scale_ordinal, &Reader::scale_digits, &Reader::scale_smaller};
    Scaling scaling{number, end};
    Step step = Step::kTaken;
    while (step == Step::kTaken) {
      scaling.next = scaling.last > 0 ? behind_stop(end) : end;
      step = Step::kNoRule;
      for (const auto rule : kRules) {
        step = (this->*rule)(scaling);
        if (step != Step::kNoRule) break;
      }
    }
    number.end = end;
  }

  /// A number that begins with a word.
  std::optional<Number> word_number(Index i) const {
    if (!is_word(i)) return std::nullopt;
    if (auto number = inverted(i)) return number;
    if (auto number = vague(i)) return number;
    Index j = i;
    const bool article = atoms_[i].fact.is(kArticleRole) && !atoms_[i].fact.is(kCardinalRole);
    if (article) {
      ++j;
      if (!is_word(j) || atoms_[j].hyphen) return std::nullopt;
      const bool counts =
          atoms_[j].fact.is(kTimesRole | kScaleRole | kDozenRole | kFractionRole) ||
          (atoms_[j].fact.is(kDenominatorRole | kDenominatorOneRole) && is_share(i, j + 1));
      if (!counts) return std::nullopt;
    }
    if (auto number = fraction(i, j)) return number;
    if (article && !atoms_[j].fact.is(kTimesRole | kScaleRole | kDozenRole)) return std::nullopt;
    return sum(i, j);
  }

  /// Whether what begins with the article `i` and ends before `end` is a share of something: "a
  /// third of", "a third more", "by a third"; but not "a third man".
  bool is_share(Index i, Index end) const {
    if (hit(end, kOfRole | kShareAfterRole)) return true;
    const bool before = hedged_ || (i > 0 && atoms_[i - 1].fact.is(kShareBeforeRole));
    return before && (!is_word(end) || atoms_[end].fact.is(kShareEndRole));
  }

  /// "tysyach sto": about a hundred thousand. Not what has a number or "several" before it, nor a
  /// number with a scale of its own.
  std::optional<Number> inverted(Index i) const {
    if (!atoms_[i].fact.is(kInvertedRole) || !is_number_start(i + 1) || atoms_[i + 1].hyphen)
      return std::nullopt;
    if (i > 0 && (atoms_[i - 1].digits || atoms_[i - 1].fact.is(kCardinalRole | kFewRole)))
      return std::nullopt;
    Index end = i + 1;
    auto number = digits(i + 1, end);
    if (!number || number->decimals > 0 || hit(end, kScaleRole | kPercentRole)) return std::nullopt;
    const auto product = multiply(number->value, Rational::of(atoms_[i].fact.value));
    if (!product) return std::nullopt;
    number->begin = i;
    number->end = end;
    number->value = *product;
    number->scale = atoms_[i].fact.value;
    return number;
  }

  /// "dozens", "tens of thousands", "several hundred", "hang tram".
  std::optional<Number> vague(Index i) const {
    Index j = i;
    std::int64_t order = 1;
    if (const auto few = hit(j, kFewRole | kVagueMarkRole)) {
      j = few->end;
      if (!is_word(j) || !atoms_[j].fact.is(kTimesRole | kScaleRole | kDozenRole | kVagueRole))
        return std::nullopt;
    } else {
      const auto word = hit(j, kVagueRole);
      if (!word) return std::nullopt;
      if (atoms_[i].fact.is(kGenitiveRole) && hedged_) return std::nullopt;
      if (!atoms_[i].fact.is(kVagueRole)) {  // a phrase: "tens of"
        order = word->word->value;
        j = word->end;
      }
    }
    Index end = j;
    while (end < atoms_.size() && is_word(end) && !(end > j && atoms_[end].hyphen)) {
      const NumberWord& word = atoms_[end].fact;
      if (word.is(kVagueRole | kTimesRole | kScaleRole | kDozenRole)) {
        const std::int64_t by = word.value == 12 || word.value == 20
                                    ? 10
                                    : word.value;  // a dozen is of the order of ten
        if (order > INT64_MAX / 1000 / std::max<std::int64_t>(by, 1)) break;
        order *= by;
        ++end;
      } else if (word.is(kOfRole) && is_word(end + 1) && atoms_[end + 1].fact.is(kVagueRole) &&
                 end > j) {
        ++end;
      } else {
        break;
      }
    }
    if ((end == j && order == 1) || order < 10) return std::nullopt;
    Number number;
    number.begin = i;
    number.end = end;
    number.value = Rational::of(order);
    number.vague = true;
    return number;
  }

  /// Whether an ordinal stands before `i`: "the first three quarters" are of a game or a year.
  bool is_counted_after_ordinal(Index i) const {
    return i > 0 && is_word(i - 1) && atoms_[i - 1].fact.is(kOrdinalRole);
  }

  /// A fraction in words at `j`; `i` is where its article stands, or `j`.
  std::optional<Number> fraction(Index i, Index j) const {
    Number number;
    number.begin = i;
    const NumberWord& word = atoms_[j].fact;
    if (const auto share = hit(j, kFractionRole)) {
      number.value = Rational::of(share->word->numerator, share->word->denominator);
      number.fraction = share->word->numerator < share->word->denominator;
      number.end = share->end;
    } else if (word.is(kDenominatorRole | kDenominatorOneRole) && i < j) {
      number.value = Rational::of(1, word.value);
      number.fraction = true;
      number.end = j + 1;
    } else if (word.is(kCardinalRole) && j + 1 < atoms_.size() && !is_counted_after_ordinal(i)) {
      // "two thirds", "mot phan ba", "dua pertiga"
      const NumberWord& next = atoms_[j + 1].fact;
      std::int64_t denominator = 0;
      // "one third"; "two-third majority"
      const bool singular =
          (word.value == 1 || atoms_[j + 1].hyphen) && next.is(kDenominatorOneRole);
      if (is_word(j + 1) && (next.is(kDenominatorRole) || singular) && next.value > word.value &&
          word.value != 0) {
        denominator = next.value;
        number.end = j + 2;
      } else if (is_word(j + 1) && next.is(kPerPartRole) && is_word(j + 2) &&
                 atoms_[j + 2].fact.is(kCardinalRole | kDigitOnlyRole) &&
                 atoms_[j + 2].fact.value > word.value) {
        denominator = atoms_[j + 2].fact.value;
        number.end = j + 3;
      }
      if (denominator < 2) return std::nullopt;
      number.value = Rational::of(word.value, denominator);
      number.fraction = true;
    } else {
      return std::nullopt;
    }
    // "half a million", "a quarter of a million", "poltora milliarda"
    Index next = number.end;
    if (const auto of = hit(next, kOfRole);
        of && is_word(of->end) && atoms_[of->end].fact.is(kArticleRole))
      next = of->end;
    if (is_word(next) && atoms_[next].fact.is(kArticleRole)) ++next;
    if (is_word(next) && atoms_[next].fact.is(kScaleRole | kDozenRole) &&
        !atoms_[next].fact.is(kFewRole) && !hit(next, kNoneRole)) {
      if (const auto product = multiply(number.value, Rational::of(atoms_[next].fact.value))) {
        number.value = *product;
        number.scale = atoms_[next].fact.value;
        number.fraction = false;
        number.end = next + 1;
      }
    }
    return number;
  }

  /// Whether a cardinal (or ordinal) of `value` may follow `group`, the sum of the parts before it.
  bool fits(std::int64_t group, std::int64_t value, const NumberWord& previous) const {
    if (value <= 0) return group == 0;
    if (group == 0) return true;
    if (value >= 100) return false;
    if (value >= 10) return group % 100 == 0;
    const std::int64_t tens = group % 100;
    return group % 10 == 0 && (tens == 0 || tens >= 20 || previous.is(kTenAddsRole));
  }

  /// Whether the word at `j`, which also names a unit ("nam": five, year), is a cardinal here.
  bool is_cardinal(Index j, bool first, bool after_and) const {
    const NumberWord& word = atoms_[j].fact;
    if (word.is(kDigitOnlyRole) && !word.is(kUnitRole)) return !first && word.value > 0;
    if (!word.is(kUnitRole) || !word.is(kCardinalRole)) return word.is(kCardinalRole);
    if (after_and) return true;
    if (!is_word(j + 1)) return false;
    if (atoms_[j + 1].fact.is(kTimesRole | kScaleRole | kDozenRole)) return true;
    if (first && in_range(j)) return true;
    return first && hit(j + 1, kBeforeFiveRole) &&
           !(j > 0 && atoms_[j - 1].fact.is(kFewRole | kVagueMarkRole | kIdentifierRole));
  }

  /// Whether the word at `j` begins a range behind "from" or "about" ("tu nam den muoi lam") or
  /// ends one that a number one less begins ("bon hoac nam").
  bool in_range(Index j) const {
    if (j == 0) return false;
    const NumberWord& before = atoms_[j - 1].fact;
    if (before.is(kRangeToRole | kOrRole) && j > 1 && atoms_[j - 2].fact.is(kCardinalRole))
      return atoms_[j - 2].fact.value + 1 == atoms_[j].fact.value;
    if (!before.is(kRangeFromRole | kHedgeRole)) return false;
    const auto to = hit(j + 1, kRangeToRole);
    return to && to->end < atoms_.size() &&
           (atoms_[to->end].digits || atoms_[to->end].fact.is(kCardinalRole));
  }

  /// A sum of number words while it is read.
  struct Sum {
    Number number;
    std::int64_t total = 0;  ///< of the groups whose scale was read
    std::int64_t group = 0;  ///< below a thousand: what no scale has multiplied yet
    std::int64_t last = 0;   ///< what a multiplier after it would multiply
    std::int64_t last_scale = INT64_MAX;
    bool any = false;
    bool after_and = false;
    bool alone = false;   ///< a multiplier or a scale may begin the sum
    NumberWord previous;  ///< the word before, none at the beginning
    Index at = 0;         ///< the word that is read
    Index after = 0;      ///< after it, or after the phrase that counts as one word
  };

  /// "five", "seribu", "quatre-vingt-dix"
  Step add_cardinal(Sum& s, const NumberWord& word) const {
    const bool cardinal =
        s.after > s.at + 1 ? word.is(kCardinalRole) : is_cardinal(s.at, !s.any, s.after_and);
    if (!cardinal || (s.any && !(s.group + s.total > 0 && fits(s.group, word.value, s.previous))))
      return Step::kNoRule;
    if (word.value < 1000) {
      s.group += word.value;
      s.last = word.value;
      return Step::kTaken;
    }
    if (s.any) return Step::kEnd;
    s.total = word.value;
    s.last_scale = word.value;
    return Step::kTaken;
  }

  /// "fifth"; Indonesian marks the first word of a compound: "kedua puluh lima", "ketigapuluh
  /// tujuh", "keseratus dua".
  Step add_ordinal(Sum& s, const NumberWord& word) const {
    constexpr std::int64_t kTwenty = 20;
    if (!word.is(kOrdinalRole) || (s.any && !fits(s.group, word.value, s.previous)))
      return Step::kNoRule;
    s.number.ordinal = true;
    s.group += word.value;
    s.last = word.value;
    const NumberWord next = is_word(s.after) ? atoms_[s.after].fact : NumberWord{};
    const bool goes_on = (s.last < 10 && next.is(kTeenRole | kTimesRole) && !next.is(kVagueRole)) ||
                         (s.last == 100 && next.is(kCardinalRole)) ||
                         (tables_.style.ordinal_first && s.last >= kTwenty && s.last < 100 &&
                          next.is(kCardinalRole) && fits(s.group, next.value, word));
    return goes_on ? Step::kTaken : Step::kLast;
  }

  /// "belas": ten more than the digit before it.
  Step add_teen(Sum& s, const NumberWord& word) const {
    if (!word.is(kTeenRole) || s.last <= 0 || s.last >= 10) return Step::kNoRule;
    s.group += 10;
    s.last += 10;
    return Step::kTaken;
  }

  /// "hundred", "puluh"
  Step add_times(Sum& s, const NumberWord& word) const {
    if (!word.is(kTimesRole) || !(s.last > 0 || (!s.any && s.alone)) || s.after_and)
      return Step::kNoRule;
    if (!s.any) {
      s.group = word.value;
    } else if (word.value >= 100 && s.group < 100) {
      s.group *= word.value;
    } else if (s.last < 10) {
      s.group += s.last * (word.value - 1);
    } else {
      return Step::kEnd;
    }
    s.last = word.value >= 100 ? s.group : s.last * 10;
    return Step::kTaken;
  }

  /// "dozen": ends the sum unless a scale counts dozens ("desyatok millionov", "chuc trieu").
  Step add_dozen(Sum& s, const NumberWord& word) const {
    if (!word.is(kDozenRole)) return Step::kNoRule;
    if (s.any && s.group == 0) return Step::kEnd;
    s.group = (s.any ? s.group : 1) * word.value;
    s.number.collective = true;
    s.last = 0;
    return is_word(s.after) && atoms_[s.after].fact.is(kScaleRole) ? Step::kTaken : Step::kLast;
  }

  /// The total with the group before a scale, multiplied by it; nothing where they do not go
  /// together or leave no room.
  static std::optional<std::int64_t> scaled(const Sum& s, std::int64_t scale) {
    const std::int64_t most = INT64_MAX / scale / 10;
    const std::int64_t group = s.any ? s.group : 1;
    if (s.group == 0 && s.any && s.total > 0) {  // "nghin ty", "thousand million"
      const bool larger = scale > s.last_scale;
      const bool repeated = !larger && s.last_scale < 1000000000 && scale > 1000;
      return (larger || repeated) && s.total < most ? std::optional(s.total * scale) : std::nullopt;
    }
    if (s.any && scale >= s.last_scale)
      return s.total + group <= most ? std::optional((s.total + group) * scale) : std::nullopt;
    return group <= most ? std::optional(s.total + group * scale) : std::nullopt;
  }

  /// "thousand", "thousandth"
  Step add_scale(Sum& s, const NumberWord& word) const {
    if (!word.is(kScaleRole | kOrdinalScaleRole) || s.after_and ||
        !(s.any || s.alone || !word.is(kScaleRole)))
      return Step::kNoRule;
    const auto total = scaled(s, word.value);
    if (!total) return Step::kEnd;
    s.total = *total;
    s.last_scale = word.value;
    s.group = 0;
    s.last = 0;
    s.number.ordinal = word.is(kOrdinalScaleRole) && !word.is(kScaleRole);
    s.number.scale = word.value;
    return s.number.ordinal ? Step::kLast : Step::kTaken;
  }

  /// "and" between the parts of one number.
  Step add_joint(Sum& s, const NumberWord&) const {
    const bool open = s.any && (s.group >= 100 || (s.group == 0 && s.total > 0));
    const auto joint = open ? hit(s.at, kAndRole) : std::nullopt;
    if (!joint || !continues(joint->end, s.group, s.previous) ||
        scale_behind(joint->end) >= s.last_scale)
      return Step::kNoRule;
    s.after = joint->end;
    s.after_and = true;
    return Step::kJoined;
  }

  /// The first rule that knows what the word at hand does to the sum.
  Step add_word(Sum& s) const {
    constexpr Step (Reader::*kRules[])(Sum&, const NumberWord&)
        const = {&Reader::add_cardinal, &Reader::add_ordinal, &Reader::add_teen, &Reader::add_times,
                 &Reader::add_dozen,    &Reader::add_scale,   &Reader::add_joint};
    // A set phrase counts as one word: "quatre-vingt-dix".
    const auto phrase = hit(s.at, kCardinalRole | kOrdinalRole);
    s.after = phrase ? phrase->end : s.at + 1;
    const NumberWord& word = s.after > s.at + 1 ? *phrase->word : atoms_[s.at].fact;
    if (word.roles == 0 || (s.any && hit(s.at, kNoneRole))) return Step::kEnd;
    if (s.any && atoms_[s.at].hyphen && !fits(s.group, word.value, s.previous) &&
        !word.is(kTimesRole | kScaleRole | kDozenRole | kOrdinalRole | kOrdinalScaleRole |
                 kAndRole))
      return Step::kEnd;
    for (const auto rule : kRules) {
      const Step step = (this->*rule)(s, word);
      if (step == Step::kNoRule) continue;
      if (step == Step::kTaken) {
        s.after_and = false;
        s.previous = word;
      }
      return step;
    }
    return Step::kEnd;
  }

  /// Whether a scale at `j` counts a currency joined to it: "billion-euro telescope".
  bool is_scale_of_money(Index j) const {
    return atoms_[j].fact.is(kScaleRole) && !atoms_[j].hyphen && j + 1 < atoms_.size() &&
           atoms_[j + 1].hyphen && hit(j + 1, kCurrencyAfterRole);
  }

  /// Cardinals, multipliers and scales added up from `j`; `i` is where an article stands, or `j`.
  std::optional<Number> sum(Index i, Index j) const {
    Sum s;
    s.number.begin = i;
    // "a thousand", "tysyacha"; but not "thousand" or "nghin" by themselves.
    s.alone = i < j || tables_.style.bare_scales || is_scale_of_money(j);
    for (s.at = j; is_word(s.at); s.at = s.after) {
      const Step step = add_word(s);
      if (step == Step::kEnd) break;
      if (step == Step::kJoined) continue;
      s.any = true;
      s.number.end = s.after;
      if (step == Step::kLast) break;
    }
    if (!s.any) return std::nullopt;
    s.number.value = Rational::of(s.total + s.group);
    if (s.number.ordinal) return s.number;
    if (half_behind(s)) return s.number;
    decimal_words(s.number);
    return s.number;
  }

  /// Adds the half that may stand after a sum, of its last scale or of one: "two million and a
  /// half". Whether there was one.
  bool half_behind(Sum& s) const {
    Index end = s.number.end;
    const auto half = hit(end, kHalfAfterRole);
    if (!half) return false;
    const std::int64_t unit = s.group == 0 && s.last_scale != INT64_MAX ? s.last_scale : 1;
    const auto part =
        multiply(Rational::of(half->word->numerator, half->word->denominator), Rational::of(unit));
    const auto value = part ? add(s.number.value, *part) : std::nullopt;
    if (!value) return true;
    s.number.value = *value;
    s.number.end = end = half->end;
    if (unit == 1) scales(s.number, end);
    return true;
  }

  /// The scale that the number words from `j` on have after them, 0 for none: a second number
  /// begins at "five million" of "three million and five million".
  std::int64_t scale_behind(Index j) const {
    while (is_word(j) && atoms_[j].fact.is(kCardinalRole | kTimesRole | kTeenRole) &&
           !atoms_[j].fact.is(kScaleRole))
      ++j;
    return is_word(j) && atoms_[j].fact.is(kScaleRole) ? atoms_[j].fact.value : 0;
  }

  /// Whether a word below a hundred stands at `j` that may follow `group` and begins no new
  /// multiple ("and five hundred").
  bool continues(Index j, std::int64_t group, const NumberWord& previous) const {
    if (!is_word(j)) return false;
    const NumberWord& next = atoms_[j].fact;
    if (!next.is(kCardinalRole | kOrdinalRole) || next.is(kTimesRole) || next.value >= 100 ||
        !fits(group, next.value, previous)) {
      return false;
    }
    return !(is_word(j + 1) && atoms_[j + 1].fact.is(kTimesRole) &&
             atoms_[j + 1].fact.value >= 100 && !atoms_[j + 1].fact.is(kScaleRole));
  }

  /// "dvadtsat' shest' sotykh" after "tselykh": cardinals below a thousand, then their denominator.
  bool add_decimal_share(Number& number, Index j) const {
    std::int64_t above = 0;
    NumberWord previous;
    while (is_word(j) && atoms_[j].fact.is(kCardinalRole) && atoms_[j].fact.value < 1000 &&
           (above == 0 || fits(above, atoms_[j].fact.value, previous))) {
      previous = atoms_[j].fact;
      above += previous.value;
      ++j;
    }
    if (above == 0 || !is_word(j) || !atoms_[j].fact.is(kDenominatorRole)) return false;
    const std::int64_t below = atoms_[j].fact.value;
    if (below <= above || (below != 10 && below != 100 && below != 1000)) return false;
    const auto value = add(number.value, Rational::of(above, below));
    if (!value) return false;
    number.value = *value;
    number.decimals = below == 10 ? 1 : below == 100 ? 2 : 3;
    number.end = j + 1;
    Index end = number.end;
    scales(number, end);
    return true;
  }

  /// "three point five", "ba phay nam", "tiga koma dua lima", "odna tselaya pyat' desyatykh"
  void decimal_words(Number& number) const {
    if (!is_word(number.end) || !atoms_[number.end].fact.is(kPointRole)) return;
    Index j = number.end + 1;
    if (is_word(j) && atoms_[j].fact.is(kBetweenAndRole) && atoms_[j].fact.roles != 0) ++j;
    if (add_decimal_share(number, j)) return;
    std::int64_t digits = 0;
    std::size_t count = 0;
    while (is_word(j) && atoms_[j].fact.is(kCardinalRole | kDigitOnlyRole) &&
           atoms_[j].fact.value < 10 && count < 6 && !(count > 0 && atoms_[j].fact.is(kUnitRole))) {
      digits = digits * 10 + atoms_[j].fact.value;
      ++count;
      ++j;
    }
    if (count == 0) return;
    if (const auto value = add(number.value, Rational::of(digits, power_of_ten(count)))) {
      number.value = *value;
      number.decimals = static_cast<std::uint8_t>(count);
      number.end = j;
      Index end = j;
      scales(number, end);
    }
  }

  const NumberTables& tables_;
  std::string_view text_;
  const NumberAtoms& atoms_;
  bool hedged_;
};

}  // namespace

std::optional<Number> read_number(const NumberTables& tables, std::string_view text,
                                  const NumberAtoms& atoms, std::size_t i, bool hedged,
                                  std::size_t& skip) {
  return Reader(tables, text, atoms, hedged).number_at(i, skip);
}

}  // namespace concord
