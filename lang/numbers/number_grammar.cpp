// Reads numbers: digits by the conventions of the language, words by adding up.
#include "lang/numbers/number_grammar.h"

#include <algorithm>
#include <string>
#include <vector>

#include "text/unicode.h"

namespace concord {
namespace {

using Index = std::size_t;

constexpr std::int64_t kMostDigits = 15;  // in one number; longer runs are identifiers

std::int64_t power_of_ten(std::size_t exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

std::int64_t to_integer(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

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

  /// A number of digits or words at `i`; `skip` is set where an identifier was recognised, behind
  /// it.
  std::optional<Number> number_at(Index i, Index& skip) const {
    if (i >= atoms_.size() || atoms_[i].taken) return std::nullopt;
    if (atoms_[i].digits) {
      Index end = i;
      auto number = digit_number(i, end);
      if (!number) skip = end;
      return number;
    }
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

  /// Digits with separators. No value for versions, phones and other identifiers; `end` is set
  /// behind them then.
  std::optional<Number> digits(Index i, Index& end) const {
    struct Group {
      std::string_view digits;
      char32_t separator;
    };
    std::vector<Group> groups{{atoms_[i].folded, 0}};
    end = i + 1;
    const auto all_thousands = [&] {
      return std::all_of(groups.begin() + 1, groups.end(),
                         [](const Group& g) { return g.digits.size() == 3; });
    };
    while (end < atoms_.size()) {
      const Atom& next = atoms_[end];
      if ((next.sign == '.' || next.sign == ',') && next.glued() && end + 1 < atoms_.size() &&
          atoms_[end + 1].digits && atoms_[end + 1].glued()) {
        groups.push_back({atoms_[end + 1].folded, next.sign});
        end += 2;
      } else if (next.digits && next.space && !next.taken && spaces_may_group(groups.size(), end) &&
                 groups.front().digits.size() <= 3 && groups.front().digits != "0" &&
                 all_thousands() && (groups.size() == 1 || groups.back().separator == ' ') &&
                 next.folded.size() == 3) {
        groups.push_back({next.folded, U' '});
        end += 1;
      } else {
        break;
      }
    }
    Number number;
    number.begin = i;
    number.end = end;
    number.digits = true;
    std::string whole(groups.front().digits);
    std::string decimals;
    if (groups.size() > 1) {
      const char32_t first = groups[1].separator;
      const bool one_kind = std::all_of(groups.begin() + 1, groups.end(),
                                        [&](const Group& g) { return g.separator == first; });
      const bool thousands =
          all_thousands() && groups.front().digits.size() <= 3 && groups.front().digits != "0";
      bool grouped = false;
      std::size_t whole_groups = groups.size();
      if (one_kind && groups.size() > 2) {
        if (!thousands) return std::nullopt;
        grouped = true;
      } else if (one_kind) {
        grouped = first == U' ' || (thousands && groups_thousands(first, groups[1].digits));
        if (!grouped) whole_groups = 1;
      } else {
        // Groups, then one other sign: the decimal separator.
        whole_groups = groups.size() - 1;
        const bool regular = groups.back().separator != first &&
                             std::all_of(groups.begin() + 1, groups.end() - 1, [&](const Group& g) {
                               return g.separator == first && g.digits.size() == 3;
                             });
        if (!regular) return std::nullopt;
      }
      for (std::size_t g = 1; g < groups.size(); ++g)
        (g < whole_groups ? whole : decimals) += groups[g].digits;
    }
    if (static_cast<std::int64_t>(whole.size() + decimals.size()) > kMostDigits)
      return std::nullopt;
    if (whole.size() > 1 && whole.front() == '0') return std::nullopt;
    number.decimals = static_cast<std::uint8_t>(decimals.size());
    number.value = Rational::of(to_integer(whole + decimals), power_of_ten(decimals.size()));
    return number;
  }

  /// Whether "1.250" (or with a comma) is a whole number of thousands here.
  bool groups_thousands(char32_t separator, std::string_view digits) const {
    if (separator == tables_.group) return true;
    if (separator == tables_.decimal) return digits == "000";
    return true;  // neither belongs to the language: a foreign convention, which is likelier to
                  // group than to show 3 decimals
  }

  /// Plain spaces group in languages that write so; others need a no-break space.
  bool spaces_may_group(std::size_t groups, Index next) const {
    if (tables_.group == U' ') return true;
    std::size_t at = atoms_[next].span.begin;
    const char32_t space = previous_code_point(text_, at);
    const bool firm = space == 0xA0 || space == 0x202F || space == 0x2009;
    return firm || groups > 1 ||
           (next + 1 < atoms_.size() && atoms_[next + 1].digits && atoms_[next + 1].space &&
            atoms_[next + 1].folded.size() == 3);
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
      } else if (atoms_[end].sign == '/' && atoms_[end].glued() && end + 1 < atoms_.size() &&
                 atoms_[end + 1].digits && atoms_[end + 1].glued()) {
        const std::string_view below = atoms_[end + 1].folded;
        if (end + 2 < atoms_.size() && atoms_[end + 2].sign == ',' && number->decimals > 0)
          return number;
        end += 2;
        if (below.size() > 3 || below.front() == '0') return std::nullopt;
        const std::int64_t denominator = to_integer(below);
        const bool simple = denominator <= 10 || denominator == 100;
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
    scales(*number, end);
    return number;
  }

  /// Multiplies by the scale words that follow and adds smaller numbers with a scale of their own
  /// ("2 mln 300 tys.").
  void scales(Number& number, Index& end) const {
    std::int64_t last = 0;
    for (;;) {
      const Index next = last > 0 ? behind_stop(end) : end;
      if (const auto half = hit(end, kHalfAfterRole);
          half && half->end > end && !number.fraction && number.decimals == 0) {
        const std::int64_t unit = last > 0 ? last : 1;
        // "mot trieu ruoi" is half of the scale before it, "dva s polovinoy milliona" half of one.
        if (const auto part = multiply(Rational::of(half->word->numerator, half->word->denominator),
                                       Rational::of(unit))) {
          if (const auto sum = add(number.value, *part)) number.value = *sum;
        }
        end = half->end;
        if (last > 0) break;
        continue;
      }
      const auto scale = hit(next, kScaleRole);
      if (scale && !atoms_[next].taken && next == end &&
          (last == 0 || scale->word->value > last || true)) {
        if (last > 0 && scale->word->value <= last) break;
        if (const auto product = multiply(number.value, Rational::of(scale->word->value))) {
          number.value = *product;
          number.scale *= scale->word->value;
          last = number.scale;
          end = scale->end;
          continue;
        }
        break;
      }
      const auto times = last == 0 ? hit(next, kTimesRole) : std::nullopt;
      if (times && next == end && !atoms_[next].hyphen) {
        if (const auto product = multiply(number.value, Rational::of(times->word->value))) {
          number.value = *product;
          number.scale *= times->word->value;
          end = times->end;
          continue;
        }
        break;
      }
      // "3 tysyachi 500"
      if (last == 1000 && number.decimals == 0 && !atoms_[end - 1].digits &&
          is_number_start(next) && tables_.group == U' ' && atoms_[next].folded.size() == 3 &&
          atoms_[next].folded.front() != '0') {
        Index after = next;
        const auto rest = digits(next, after);
        if (rest && after == next + 1 && !hit(after, kScaleRole)) {
          if (const auto sum = add(number.value, rest->value)) {
            number.value = *sum;
            number.scale = 1;
            end = after;
          }
        }
        break;
      }
      // "2 million 300 thousand"
      if (last > 1000 && number.decimals == 0 && next < atoms_.size() && atoms_[next].digits &&
          !atoms_[next].taken) {
        Index after = next;
        if (const auto rest = digits(next, after)) {
          const auto smaller = hit(after, kScaleRole);
          if (smaller && smaller->word->value < last &&
              rest->value < Rational::of(last / smaller->word->value)) {
            if (const auto part = multiply(rest->value, Rational::of(smaller->word->value))) {
              if (const auto sum = add(number.value, *part)) {
                number.value = *sum;
                number.scale = smaller->word->value;
                last = smaller->word->value;
                end = smaller->end;
                continue;
              }
            }
          }
        }
      }
      break;
    }
    number.end = end;
  }

  /// A number that begins with a word.
  std::optional<Number> word_number(Index i) const {
    if (!is_word(i)) return std::nullopt;
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
    } else if (word.is(kCardinalRole) && j + 1 < atoms_.size()) {
      // "two thirds", "mot phan ba", "dua pertiga"
      const NumberWord& next = atoms_[j + 1].fact;
      std::int64_t denominator = 0;
      const bool singular = word.value == 1 && next.is(kDenominatorOneRole);
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
    // "half a million", "poltora milliarda"
    Index next = number.end;
    if (is_word(next) && atoms_[next].fact.is(kArticleRole)) ++next;
    if (is_word(next) && atoms_[next].fact.is(kScaleRole | kDozenRole) &&
        !atoms_[next].fact.is(kFewRole)) {
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
    if (word.is(kDigitOnlyRole) && !word.is(kUnitRole)) return !first;
    if (!word.is(kUnitRole) || !word.is(kCardinalRole)) return word.is(kCardinalRole);
    if (after_and) return true;
    if (!is_word(j + 1)) return false;
    if (atoms_[j + 1].fact.is(kTimesRole | kScaleRole | kDozenRole)) return true;
    return first && hit(j + 1, kBeforeFiveRole) &&
           !(j > 0 && atoms_[j - 1].fact.is(kFewRole | kVagueMarkRole | kIdentifierRole));
  }

  /// Cardinals, multipliers and scales added up from `j`; `i` is where an article stands, or `j`.
  std::optional<Number> sum(Index i, Index j) const {
    std::int64_t total = 0;
    std::int64_t group = 0;
    std::int64_t last = 0;
    std::int64_t last_scale = INT64_MAX;
    bool any = false;
    bool after_and = false;
    Number number;
    number.begin = i;
    const Index first = j;
    // "a thousand", "tysyacha"; but not "thousand" or "nghin" by themselves.
    const bool alone = i < j || tables_.group == U' ';
    NumberWord previous;
    Rational extra;
    for (; is_word(j); ++j) {
      const NumberWord& word = atoms_[j].fact;
      if (word.roles == 0) break;
      if (any && hit(j, kNoneRole)) break;
      if (any && atoms_[j].hyphen && !fits(group, word.value, previous) &&
          !word.is(kTimesRole | kScaleRole | kOrdinalRole | kOrdinalScaleRole)) {
        break;
      }
      if (is_cardinal(j, !any, after_and) &&
          (any ? group + total > 0 && fits(group, word.value, previous) : true)) {
        if (word.value >= 1000) {  // "seribu", "polmilliona"
          if (any) break;
          total = word.value;
          last_scale = word.value;
          any = true;
          number.end = j + 1;
          continue;
        }
        group += word.value;
        last = word.value;
      } else if (word.is(kOrdinalRole) && (!any || fits(group, word.value, previous))) {
        number.ordinal = true;
        group += word.value;
        last = word.value;
        number.end = j + 1;
        any = true;
        const NumberWord next = is_word(j + 1) ? atoms_[j + 1].fact : NumberWord{};
        // Indonesian marks the first word of a compound: "kedua puluh lima", "keseratus dua".
        const bool goes_on =
            (last < 10 && next.is(kTeenRole | kTimesRole) && !next.is(kVagueRole)) ||
            (last == 100 && next.is(kCardinalRole));
        if (!goes_on) break;
      } else if (word.is(kTeenRole) && last > 0 && last < 10) {
        group += 10;
        last += 10;
      } else if (word.is(kTimesRole) && (last > 0 || (!any && alone)) && !after_and) {
        if (!any) {
          group = word.value;
        } else if (word.value >= 100 && group < 100) {
          group *= word.value;
        } else if (last < 10 && word.value == 10) {
          group += last * 9;
        } else if (last < 10) {
          group += last * (word.value - 1);
        } else {
          break;
        }
        last = word.value >= 100 ? group : last * 10;
      } else if (word.is(kDozenRole)) {
        if (any && group == 0) break;
        group = (any ? group : 1) * word.value;
        number.collective = true;
        last = 0;
        number.end = j + 1;
        any = true;
        break;
      } else if (word.is(kScaleRole | kOrdinalScaleRole) && !after_and &&
                 (any || alone || !word.is(kScaleRole))) {
        const std::int64_t scale = word.value;
        if (group == 0 && any && total > 0) {
          // "nghin ty", "thousand million"
          if (scale <= last_scale && last_scale < 1000000000 && total < INT64_MAX / scale / 10 &&
              scale > 1000)
            total *= scale;
          else if (scale > last_scale && total < INT64_MAX / scale / 10)
            total *= scale;
          else
            break;
        } else {
          if (any && scale >= last_scale) {
            if (total + group > INT64_MAX / scale / 10) break;
            total = (total + group) * scale;
          } else {
            if ((any ? group : 1) > INT64_MAX / scale / 10) break;
            total += (any ? group : 1) * scale;
          }
        }
        last_scale = scale;
        group = 0;
        last = 0;
        number.ordinal = word.is(kOrdinalScaleRole) && !word.is(kScaleRole);
        number.scale = scale;
        if (number.ordinal) {
          any = true;
          number.end = j + 1;
          break;
        }
      } else if (const auto joint = any && (group >= 100 || (group == 0 && total > 0))
                                        ? hit(j, kAndRole)
                                        : std::nullopt;
                 joint && continues(joint->end, group, previous)) {
        j = joint->end - 1;
        after_and = true;
        continue;
      } else {
        break;
      }
      after_and = false;
      any = true;
      previous = word;
      number.end = j + 1;
    }
    if (!any) return std::nullopt;
    number.value = Rational::of(total + group);
    if (number.ordinal) return number;
    Index end = number.end;
    if (const auto half = hit(end, kHalfAfterRole); half && first < end) {
      const std::int64_t unit = group == 0 && last_scale != INT64_MAX ? last_scale : 1;
      if (const auto part = multiply(Rational::of(half->word->numerator, half->word->denominator),
                                     Rational::of(unit))) {
        if (const auto value = add(number.value, *part)) {
          number.value = *value;
          number.end = end = half->end;
          if (unit == 1) scales(number, end);
        }
      }
      return number;
    }
    decimal_words(number);
    return number;
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

  /// "three point five", "ba phay nam", "tiga koma dua lima", "odna tselaya pyat' desyatykh"
  void decimal_words(Number& number) const {
    if (!is_word(number.end) || !atoms_[number.end].fact.is(kPointRole)) return;
    Index j = number.end + 1;
    if (is_word(j) && atoms_[j].fact.is(kBetweenAndRole) && atoms_[j].fact.roles != 0) ++j;
    if (is_word(j) && is_word(j + 1) && atoms_[j].fact.is(kCardinalRole) &&
        atoms_[j + 1].fact.is(kDenominatorRole) &&
        atoms_[j + 1].fact.value > atoms_[j].fact.value) {
      if (const auto value =
              add(number.value, Rational::of(atoms_[j].fact.value, atoms_[j + 1].fact.value))) {
        number.value = *value;
        number.end = j + 2;
        Index end = number.end;
        scales(number, end);
      }
      return;
    }
    std::int64_t digits = 0;
    std::size_t count = 0;
    while (is_word(j) && atoms_[j].fact.is(kCardinalRole | kDigitOnlyRole) &&
           atoms_[j].fact.value < 10 && count < 6 &&
           (atoms_[j].fact.value > 0 || atoms_[j].fact.is(kCardinalRole)) &&
           !(count > 0 && atoms_[j].fact.is(kUnitRole))) {
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
