// Finds quantities in a sentence: numbers with what is counted, ranges, compounds, and what only
// looks like a number.
//
//   quantity = [hedge] [currency] number [range] [percent | currency | unit | suffix]
#include "lang/numbers/numbers.h"

#include <algorithm>
#include <optional>

#include "lang/numbers/long_identifiers.h"
#include "lang/numbers/number_atoms.h"
#include "lang/numbers/number_digits.h"
#include "lang/numbers/number_grammar.h"
#include "lang/numbers/number_tables.h"
#include "lang/numbers/number_tail.h"
#include "lang/words/word.h"
#include "text/digits.h"
#include "text/unicode.h"

namespace concord {
namespace {

using Index = std::size_t;

// Roles with which a quantity can begin. A sentence without any of them and without digits has no
// quantity.
constexpr std::uint64_t kStarters = kCardinalRole | kTimesRole | kScaleRole | kOrdinalRole |
                                    kOrdinalScaleRole | kFractionRole | kVagueRole | kDozenRole |
                                    kFactorRole | kFactorVerbRole | kBothRole | kCompoundRole |
                                    kSplitRole | kRomanRole | kOrdinalMarkRole | kUnitRole |
                                    kDenominatorRole | kPhraseStartRole | kEveryRole | kOneInRole;

bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2014) || c == 0x2212; }

class Scanner {
 public:
  Scanner(const NumberTables& tables, std::string_view text, const std::vector<Token>& tokens,
          const std::vector<Span>& taken, std::vector<Mention>& mentions)
      : tables_(tables), text_(text), mentions_(mentions), atoms_(tables, text, tokens, taken) {}

  void run() {
    constexpr Index kNowhere = static_cast<Index>(-1);
    Index hedge_end = kNowhere;  // after the last hedge
    Hedge hedge = Hedge::kNone;
    bool hedges_time = true;
    for (Index i = 0; i < atoms_.size();) {
      if (atoms_[i].taken || (is_plain(atoms_[i]) && !is_number_start(i + 1))) {
        ++i;
        continue;
      }
      // "more than one" says no number; "more than one and a half", "more than one hundred" do.
      if (const auto none = hit(i, kNoneRole); none && !goes_on(none->end)) {
        i = none_end_ = none->end;
        continue;
      }
      const bool hedged = hedge_end == i;
      hedge_before_ = hedged ? hedge : Hedge::kNone;
      hedges_time_ = hedges_time;
      if (const auto end = share(i)) {
        hedge_end = kNowhere;
        i = *end;
        continue;
      }
      if (const auto end = quantity(i)) {
        hedge_end = kNowhere;
        i = std::max(*end, i + 1);
        continue;
      }
      if (const auto found = hit(i, kHedgeRole)) {
        hedge = found->word->hedge;
        hedges_time = found->word->hedges_time;
        hedge_end = found->end;
        i = found->end;
        continue;
      }
      if (hedged && atoms_[i].fact.is(kGapRole | kArticleRole | kRangeFromRole | kHedgeRole)) {
        const auto gap = hit(i, kGapRole | kArticleRole | kRangeFromRole);
        i = gap ? gap->end : i + 1;
        hedge_end = i;
        continue;
      }
      ++i;
    }
  }

 private:
  std::optional<Hit> hit(Index i, std::uint64_t roles) const { return atoms_.hit(i, roles); }
  bool is_word(Index i) const { return atoms_.is_word(i); }
  /// Whether an atom is a word or mark that no number has anything to do with unless digits follow,
  /// as most are.
  static bool is_plain(const Atom& atom) {
    constexpr std::u32string_view kMarks = U",.:;!?()[]\"";
    return atom.fact.roles == 0 && !atom.digits &&
           (atom.sign == 0 || kMarks.find(atom.sign) != std::u32string_view::npos);
  }
  bool is_number_start(Index i) const { return atoms_.is_number_start(i); }
  Index behind_stop(Index i) const { return atoms_.behind_stop(i); }
  NumberTail tail(const Number& number, bool money) const {
    return number_tail(tables_, text_, atoms_, number, money);
  }
  std::optional<Number> number_at(Index i, Index& skip) const {
    return read_number(tables_, text_, atoms_, i, hedge_before_ != Hedge::kNone, skip);
  }

  /// Whether what stands at `i` makes a number of the words before it: "more than one hundred",
  /// "for one to five years", "one minute and 45 seconds".
  bool goes_on(Index i) const {
    if (hit(i, kHalfAfterRole | kTimesRole | kScaleRole | kPercentRole | kPointsRole)) return true;
    if (i >= atoms_.size()) return false;
    const Atom& last = atoms_[i - 1];
    if (last.fact.is(kUnitRole) && !last.fact.is(kOrdinalRole)) return is_smaller_part(i);
    const auto joint = hit(i, kRangeToRole | kOrRole);
    if (!joint || !last.fact.is(kCardinalRole)) return false;
    Index skip = 0;
    const auto second = number_at(joint->end, skip);
    return second && !second->ordinal && Rational::of(last.fact.value) < second->value;
  }

  /// Whether a number of a unit of time stands at `i`, or behind a word for "and" there.
  bool is_smaller_part(Index i) const {
    if (atoms_[i].fact.is(kAndRole) && is_word(i)) ++i;
    Index skip = 0;
    const auto number = number_at(i, skip);
    return number && tail(*number, false).kind == NumberTail::Kind::kUnit;
  }

  /// Whether a bare number at `i` names something: "Boeing 737", "COVID-19", "F16", "+84".
  bool is_identifier(Index i, const Number& number) const {
    if (i == 0 || !number.digits) return false;
    const Atom& atom = atoms_[i];
    const Atom& before = atoms_[i - 1];
    if (before.sign == '#' || before.sign == '@' || before.sign == '_' || before.sign == '\\')
      return true;
    if (before.sign == '/' && before.glued() && atom.glued())
      return number.value < Rational::of(10000);
    if (!atom.space && before.sign == 0 && !before.digits) return true;
    if (atom.hyphen && before.digits) return true;
    // "No 36,000" in groups of thousands is a quantity: "the number of 36,000 soldiers".
    const bool grouped =
        number.end > i + 1 && number.value >= Rational::of(1000) && number.value.denominator == 1;
    if (before.fact.is(kIdentifierRole) && i != none_end_ && !grouped) return true;
    if (before.sign == '.' && i > 1 && atoms_[i - 2].fact.is(kIdentifierRole) && before.glued())
      return true;
    return before.sign == 0x2116;  // the numero sign
  }

  /// A cardinal with a capital inside a sentence belongs to a name: "the Five Seasons", Lima, Ba
  /// Vi.
  bool is_part_of_name(const Number& number) const {
    const Index i = number.begin;
    if (number.digits || number.ordinal || number.vague || number.end != i + 1 || i == 0 ||
        !atoms_[i].capital)
      return false;
    if (atoms_[i - 1].sign != 0 && atoms_[i - 1].sign != ',') return false;
    Index capitals = 0;
    Index words = 0;
    for (Index w = 0; w < atoms_.size(); ++w) {
      if (!is_word(w)) continue;
      ++words;
      capitals += atoms_[w].capital ? 1 : 0;
    }
    return capitals * 2 < words;  // in a title in capitals they give no evidence
  }

  /// Letters glued after digits that are neither a unit nor a suffix ("5G", "2A", "60s") make an
  /// identifier.
  bool letters_glued(Index end) const {
    return is_word(end) && atoms_[end].glued() && end > 0 && atoms_[end - 1].digits;
  }

  Span span_of(Index begin, Index end) const {
    return {atoms_[begin].span.begin, atoms_[end - 1].span.end};
  }

  bool is_duration(MentionType type, const Quantity& quantity) const {
    if (type != MentionType::kUnit) return false;
    const Unit* unit = tables_.units.find(quantity.unit);
    return unit != nullptr && unit->dimension == "time";
  }

  void emit(MentionType type, Index begin, Index end, Span figure, Quantity quantity) {
    for (Index i = begin; i < end; ++i) {
      if (atoms_[i].taken) return;
    }
    // No time is below zero: "-5-7 dniv" is a dash that lacks a space.
    if (quantity.high < Rational::of(0) && is_duration(type, quantity)) {
      const Rational least = Rational::of(-quantity.high.numerator, quantity.high.denominator);
      quantity.high = Rational::of(-quantity.low.numerator, quantity.low.denominator);
      quantity.low = least;
    }
    if (quantity.hedge == Hedge::kNone && (hedges_time_ || !is_duration(type, quantity)))
      quantity.hedge = hedge_before_;
    Mention& mention = mentions_.emplace_back();
    mention.type = type;
    mention.span = span_of(begin, end);
    mention.value = std::move(quantity);
    mention.figure = figure;
  }

  /// What joins the two numbers of a range.
  struct Connector {
    Index next = 0;  ///< where the second number would begin
    bool dash = false;
    bool colon = false;
    bool either = false;  ///< "or"
    bool rough = false;   ///< nothing: the next digit follows
  };

  /// The connector at atom `k` after the number `first`.
  std::optional<Connector> connector_at(const Number& first, Index k, bool from,
                                        bool between) const {
    Connector found{k};
    if (atoms_[k].hyphen) {
      found.dash = true;
      // "11-to-15"
      const auto to = hit(k, kRangeToRole);
      if (to && is_number_start(to->end) && atoms_[to->end].hyphen) found.next = to->end;
    } else if (atoms_[k].sign == 0x2026 && k + 1 < atoms_.size() && !atoms_[k].space &&
               !atoms_[k + 1].space) {
      found.next = k + 1;
    } else if (is_dash(atoms_[k].sign) && k + 1 < atoms_.size()) {
      // "10 - 15", and "10 -15" where one space is missing: numbers side by side are no minus.
      const bool tight = atoms_[k].glued() && atoms_[k + 1].glued();
      if (!tight && (!first.digits || !atoms_[k + 1].digits)) return std::nullopt;
      found.dash = true;
      found.next = k + 1;
    } else if (atoms_[k].sign == ':' && atoms_[k].glued() && k + 1 < atoms_.size() &&
               atoms_[k + 1].glued() && first.digits) {
      found.colon = true;
      found.next = k + 1;
    } else if (between) {
      const auto joint = hit(k, kBetweenAndRole);
      if (!joint) return std::nullopt;
      found.next = joint->end;
    } else if (const auto to = hit(k, kRangeToRole);
               to && (from || !tables_.style.range_needs_from)) {
      found.next = to->end;
    } else if (const auto choice = hit(k, kOrRole)) {
      found.next = choice->end;
      found.either = true;
    } else if (is_next_digit(first, k)) {
      found.next = k;
      found.rough = true;
    } else if (is_measured_after_comma(first, k)) {
      found.next = k + 1;
      found.rough = true;
    } else {
      return std::nullopt;
    }
    return found;
  }

  /// Whether the word at `k` says the digit after the digit `first` says, in a language that puts
  /// the two side by side for a rough number: "hai ba ngay", "dua tiga hari" (two or three days),
  /// "ba bon chuc" (thirty to forty).
  bool is_next_digit(const Number& first, Index k) const {
    constexpr std::int64_t kTen = 10;
    return tables_.style.side_by_side && !first.digits && first.end == first.begin + 1 &&
           first.value < Rational::of(kTen) && is_word(k) && !atoms_[k].capital &&
           !atoms_[k].hyphen && atoms_[k].fact.is(kCardinalRole) && atoms_[k].fact.value < kTen &&
           Rational::of(atoms_[k].fact.value - 1) == first.value && is_word(k + 1) &&
           !atoms_[k + 1].fact.is(kTeenRole | kPerPartRole) &&
           !(atoms_[k + 1].fact.is(kCardinalRole) && !atoms_[k + 1].fact.is(kUnitRole));
  }

  /// Whether a comma at `k` parts the two digits of a rough measure: "mot, hai ngay", a day or two.
  bool is_measured_after_comma(const Number& first, Index k) const {
    return k + 2 < atoms_.size() && atoms_[k].sign == ',' && !atoms_[k].space &&
           is_next_digit(first, k + 1) && hit(k + 2, kUnitRole);
  }

  /// Multiplies the first digit of a rough number by what multiplies the second one; false where
  /// the second is no round number.
  static bool share_multiplier(Number& first, const Number& second) {
    const auto next = add(first.value, Rational::of(1));
    if (!next || second.decimals > 0) return false;
    std::int64_t by = 1;
    for (constexpr std::int64_t kMost = 1'000'000'000'000; by < kMost; by *= 10) {
      if (const auto product = multiply(*next, Rational::of(by)); product == second.value) {
        first.value = *multiply(first.value, Rational::of(by));
        first.scale = second.scale;
        return true;
      }
    }
    return false;
  }

  /// The second number of a range that begins with `first`; empty when there is none.
  /// `connector_range` means that only a range can be meant, whatever the order ("between").
  struct RangeEnd {
    Number number;
    bool ratio = false;
  };
  std::optional<RangeEnd> range_end(Number& first, Index k, bool from, bool between, bool money,
                                    Index& skip) const {
    if (k >= atoms_.size() || atoms_[k].taken) return std::nullopt;
    const auto connector = connector_at(first, k, from, between);
    if (!connector) return std::nullopt;
    const auto [begin, dash, colon, either, rough] = *connector;
    Index next = begin;
    if (next >= atoms_.size() || atoms_[next].taken) return std::nullopt;
    if (!atoms_[next].digits && (colon || (dash && first.digits && !atoms_[next].hyphen)))
      return std::nullopt;
    if (money) {
      if (const auto sign = hit(next, kCurrencyBeforeRole); sign && is_number_start(sign->end))
        next = sign->end;
    }
    auto second = number_at(next, skip);
    if (!second || second->ordinal || second->vague || second->fraction) return std::nullopt;
    if (rough && !share_multiplier(first, *second)) return std::nullopt;
    read_short_scale(tables_, atoms_, *second, money);
    if (letters_glued(second->end) && second->digits &&
        tail(*second, money).kind == NumberTail::Kind::kNone)
      return std::nullopt;
    const auto printed = multiply(second->value, Rational::of(1, second->scale));
    if (from && compare_unscaled(first, *second) == Before::kMore) return std::nullopt;  // a fall
    if (first.scale == 1 && second->scale > 1 && !colon && printed && first.value < *printed) {
      if (const auto product = multiply(first.value, Rational::of(second->scale))) {
        first.value = *product;
        first.scale = second->scale;
      }
    }
    if (colon) return RangeEnd{*second, true};
    if (first.value < second->value) {
      if (either && (second->value > Rational::of(12) || first.digits != second->digits)) {
        return std::nullopt;
      }
      return RangeEnd{*second, false};
    }
    if (dash && !atoms_[k].space && first.digits && second->digits && second->scale == 1 &&
        first.value < Rational::of(1000)) {
      return RangeEnd{*second, true};
    }
    return std::nullopt;
  }

  /// What a number without a scale has to do with the one after it, which has one.
  enum class Before { kOther, kLess, kMore };

  /// Whether "from 4.2" has the scale of "to 4.1 billion", and which of the two is greater.
  static Before compare_unscaled(const Number& first, const Number& second) {
    constexpr std::int64_t kMostTimes = 10;  // "from 900 to 1.2 million" says nothing of the kind
    if (first.scale > 1 || second.scale == 1 || first.vague || first.ordinal) return Before::kOther;
    const auto printed = multiply(second.value, Rational::of(1, second.scale));
    const auto most = printed ? multiply(*printed, Rational::of(kMostTimes)) : std::nullopt;
    const auto tenfold = multiply(first.value, Rational::of(kMostTimes));
    if (!most || !tenfold || *most < first.value || *tenfold < *printed) return Before::kOther;
    return first.value < *printed ? Before::kLess : Before::kMore;
  }

  /// "from 4.2 to 4.1 billion roubles": the first of both with the scale and the currency of the
  /// second, emitted. After what was read, or nothing where the words are not of this form.
  std::optional<Index> changed(Index j) {
    Opening opening;
    const auto begin = j < atoms_.size() ? read_opening(j, opening) : std::nullopt;
    Index skip = 0;
    const auto first = begin && !opening.negative ? number_at(*begin, skip) : std::nullopt;
    const auto to = first ? hit(first->end, kRangeToRole | kChangeToRole) : std::nullopt;
    Opening second_opening;
    const auto next =
        to && to->end < atoms_.size() ? read_opening(to->end, second_opening) : std::nullopt;
    const auto second = next ? number_at(*next, skip) : std::nullopt;
    const Before before = second ? compare_unscaled(*first, *second) : Before::kOther;
    if (before == Before::kOther || (before == Before::kLess && !to->word->is(kChangeToRole)))
      return std::nullopt;
    const NumberTail what = tail(*second, !second_opening.currency.empty());
    Quantity quantity = quantity_of(*first, opening);
    const auto product = multiply(first->value, Rational::of(second->scale));
    if (!product) return std::nullopt;
    quantity.low = quantity.high = *product;
    quantity.scale = second->scale;
    quantity.decimals = first->decimals;
    quantity.unit = !opening.currency.empty()               ? opening.currency
                    : what.kind == NumberTail::Kind::kMoney ? what.unit
                                                            : "";
    const MentionType type = quantity.unit.empty() ? MentionType::kNumber : MentionType::kMoney;
    emit(type, j, first->end, span_of(*begin, first->end), std::move(quantity));
    return first->end;
  }

  /// The second number of a range that begins below zero: "-2 to -4", "-3...-5", "minus 3-5", "-3
  /// to 5".
  std::optional<RangeEnd> negative_range_end(const Number& first, Index k, bool from, bool between,
                                             Index& skip) const {
    if (k >= atoms_.size() || atoms_[k].taken) return std::nullopt;
    const auto connector = connector_at(first, k, from, between);
    if (!connector || connector->colon || connector->either) return std::nullopt;
    Index next = connector->next;
    const bool minus =
        next < atoms_.size() &&
        (atoms_[next].fact.is(kMinusRole) ||
         (is_dash(atoms_[next].sign) && is_number_start(next + 1) && atoms_[next + 1].glued()));
    if (minus) ++next;
    if (!is_number_start(next)) return std::nullopt;
    auto second = number_at(next, skip);
    if (!second || second->ordinal || second->fraction || second->scale != first.scale)
      return std::nullopt;
    // "-3 to 5" crosses zero; after a dash the minus is said once.
    if (minus || connector->dash) {
      second->value = Rational::of(-second->value.numerator, second->value.denominator);
    }
    return RangeEnd{*second, false};
  }

  /// "one in five", "every fifth": the share 1/5. Nothing where what is counted is a measure
  /// ("every fifth year").
  std::optional<Index> share(Index i) {
    const auto every = hit(i, kEveryRole | kOneInRole);
    if (!every) return std::nullopt;
    Index skip = 0;
    const auto number = number_at(every->end, skip);
    if (!number || number->ordinal != every->word->is(kEveryRole) || number->vague ||
        number->fraction || number->value.denominator != 1 || number->value <= Rational::of(2) ||
        number->scale > 1 || hit(number->end, kUnitRole | kPercentRole | kCurrencyAfterRole)) {
      return std::nullopt;
    }
    Quantity quantity;
    quantity.low = quantity.high = Rational::of(1, number->value.numerator);
    quantity.fraction = true;
    emit(MentionType::kNumber, i, number->end, span_of(every->end, number->end), quantity);
    return number->end;
  }

  /// Parses a quantity at atom `i` and emits it. The end of what was read, or nothing where there
  /// is not a quantity.
  std::optional<Index> quantity(Index i) {
    Index begin = i;
    Index j = i;
    bool from = false;
    bool between = false;
    const Atom& atom = atoms_[i];
    if (atom.fact.roles == 0 && !atom.digits && atom.sign == 0) {
      Opening opening;
      if (!read_scaled_currency(i, opening)) return std::nullopt;
    }
    if (atom.fact.is(kBetweenRole)) {
      between = true;
      ++j;
    } else if (atom.fact.is(kRangeFromRole)) {
      from = true;
      ++j;
    }
    if (const auto end = from ? from_one(begin, j) : std::nullopt) return end;
    if ((from || between)) {
      const Index kept = mentions_.size();
      const auto end = counted(begin, j, from, between);
      if (end && mentions_.size() > kept &&
          mentions_.back().quantity()->low != mentions_.back().quantity()->high)
        return end;
      mentions_.erase(mentions_.begin() + static_cast<std::ptrdiff_t>(kept), mentions_.end());
      return from ? changed(j) : std::nullopt;
    }
    return counted(begin, j, false, false);
  }

  /// What may stand before the digits or words of a number.
  struct Opening {
    bool negative = false;
    bool ordinal_mark = false;
    bool currency_guessed = false;
    std::string currency;    ///< empty for none
    std::int64_t scale = 1;  ///< of a currency said in millions: "MUSD 45"
  };

  /// "MUSD", "KEUR": a currency in thousands, millions or billions.
  bool read_scaled_currency(Index j, Opening& opening) const {
    constexpr std::size_t kLetters = 4;
    if (!is_word(j) || !is_number_start(j + 1) || atoms_[j].folded.size() != kLetters) return false;
    const char letter = atoms_[j].folded.front();
    const std::int64_t scale = letter == 'k'   ? 1000
                               : letter == 'm' ? 1000000
                               : letter == 'b' ? 1000000000
                                               : 1;
    const NumberWord code = tables_.find(atoms_[j].folded.substr(1));
    const std::string_view printed = atoms_[j].span.of(text_);
    const bool capitals = std::none_of(printed.begin() + 1, printed.end(),
                                       [](char c) { return c >= 'a' && c <= 'z'; });  // not "Mars"
    if (scale == 1 || !code.is(kCurrencyBeforeRole) || !capitals) return false;
    opening.currency = tables_.currencies[code.currency];
    opening.scale = scale;
    return true;
  }

  /// Whether the number after the dash at `j` ends with another one: "a fifth -10.000- of them".
  bool is_between_dashes(Index j) const {
    Index end = j + 2;
    while (end + 1 < atoms_.size() && atoms_[end].glued() &&
           (atoms_[end].sign == '.' || atoms_[end].sign == ',') && atoms_[end + 1].digits &&
           atoms_[end + 1].glued())
      end += 2;
    return end < atoms_.size() && is_dash(atoms_[end].sign) && atoms_[end].glued() &&
           (end + 1 == atoms_.size() || atoms_[end + 1].space);
  }

  /// Reads a minus, a currency sign and the mark of an ordinal at atom `j`. Where the number itself
  /// begins, or nothing where none may.
  std::optional<Index> read_opening(Index j, Opening& opening) const {
    if (is_dash(atoms_[j].sign) && atoms_[j].sign != 0x2014 && is_number_start(j + 1) &&
        atoms_[j + 1].glued() && (j == 0 || atoms_[j].space)) {
      opening.negative = !is_between_dashes(j);
      ++j;
    } else if (atoms_[j].fact.is(kMinusRole) && j + 1 < atoms_.size()) {
      opening.negative = true;
      ++j;
    }
    if (read_scaled_currency(j, opening)) return j + 1;
    auto sign = hit(j, kCurrencyBeforeRole);
    if (sign && sign->end == j + 2 && atoms_[j + 1].sign != 0 && atoms_[j + 1].space)
      sign.reset();  // "a $2,000 fine"
    if (sign) {
      Index after = sign->end;
      if (after < atoms_.size() && atoms_[after].sign == '.' && is_number_start(after + 1)) ++after;
      const bool close = is_number_start(after) && !atoms_[after].hyphen;
      if (close) {
        opening.currency = tables_.currencies[sign->word->currency];
        opening.currency_guessed = sign->word->is(kBareCurrencyRole);
        j = after;
      } else if (!opening.negative && atoms_[j].sign != 0) {
        return std::nullopt;
      }
    }
    if (const auto mark = opening.currency.empty() ? hit(j, kOrdinalMarkRole) : std::nullopt) {
      const bool joined =
          mark->end < atoms_.size() &&
          (!atoms_[mark->end].digits || atoms_[mark->end].hyphen || atoms_[mark->end].space);
      if (!joined) return std::nullopt;
      opening.ordinal_mark = true;
      j = mark->end;
    }
    if (j >= atoms_.size() || (opening.negative && !atoms_[j].digits && !is_word(j)))
      return std::nullopt;
    return j;
  }

  /// Emits the ordinal of a mark and the number after it: "ke-5", "thu nam".
  std::optional<Index> marked_ordinal(Index begin, Index j, const std::optional<Number>& number) {
    Quantity quantity;
    if (number) {
      if (number->digits && !atoms_[j].hyphen &&
          !(j > 0 && atoms_[j - 1].fact.is(kOrdinalMarkRole)))
        return std::nullopt;
      quantity.low = quantity.high = number->value;
      emit(MentionType::kOrdinal, begin, number->end, span_of(j, number->end), quantity);
      return number->end;
    }
    if (!is_word(j) ||
        !atoms_[j].fact.is(kDigitOnlyRole | kOrdinalRole | kCardinalRole | kRomanRole))
      return std::nullopt;
    quantity.low = quantity.high = Rational::of(atoms_[j].fact.value);
    emit(MentionType::kOrdinal, begin, j + 1, span_of(j, j + 1), quantity);
    return j + 1;
  }

  /// Whether after the second number of a range stands a third one that is joined in the same way:
  /// a telephone number, a date, a time.
  bool is_chain(const Number& first, const Number& second) const {
    if (second.end >= atoms_.size() || !first.digits || !second.digits) return false;
    const Atom& after = atoms_[second.end];
    return (after.hyphen && is_number_start(second.end)) ||
           ((after.sign == ':' || after.sign == '-') && after.glued() &&
            is_number_start(second.end + 1) && atoms_[second.end + 1].glued());
  }

  /// Whether `first` may begin a range: `connector` is where the word between its ends would stand.
  static bool may_begin_range(const Number& first, const Opening& opening, const NumberTail& what,
                              Index connector) {
    return !first.ordinal && !first.vague && !first.fraction && opening.scale == 1 &&
           (!opening.negative || first.digits) &&
           (what.kind == NumberTail::Kind::kNone || connector != first.end ||
            what.kind == NumberTail::Kind::kMoney);
  }

  /// Whether the number at `j` names something: it is an identifier, and no measure stands after
  /// it.
  bool names_something(Index j, const Number& number) const {
    if (!is_identifier(j, number)) return false;
    const NumberTail what = tail(number, false);
    const bool counts = what.kind == NumberTail::Kind::kUnit ||
                        what.kind == NumberTail::Kind::kMoney ||
                        what.kind == NumberTail::Kind::kPercent;
    // "Malaysia16.5 percent": the page lost a space.
    constexpr std::size_t kWord = 4;
    const bool lost_space = counts && what.kind != NumberTail::Kind::kUnit && atoms_[j].glued() &&
                            count_code_points(atoms_[j - 1].folded) >= kWord &&
                            !atoms_[j - 1].digits && atoms_[j - 1].sign == 0;
    return !(counts && (atoms_[j].space || lost_space));
  }

  static void scale_by(Number& number, std::int64_t scale) {
    const auto product = multiply(number.value, Rational::of(scale));
    if (scale == 1 || !product) return;
    number.value = *product;
    number.scale *= scale;
  }

  /// Where the word between the ends of a range would stand: behind a sign of percent too, "5%-7%".
  Index connector_place(const Number& first, const NumberTail& what, bool opened) const {
    const bool percent = what.kind == NumberTail::Kind::kPercent && what.end < atoms_.size() &&
                         (is_dash(atoms_[what.end].sign) ||
                          (opened && hit(what.end, kRangeToRole | kBetweenAndRole)));
    return percent ? what.end : first.end;
  }

  /// The number at atom `j` with what stands before and after it, emitted; `begin` is where the
  /// word before it stands that opens a range (`from`, `between`), or `j`.
  std::optional<Index> counted(Index begin, Index j, bool from, bool between) {
    if (j >= atoms_.size()) return std::nullopt;
    if (const auto end = special(j)) return end;
    const Index start = j;
    Opening opening;
    const auto number_begin = read_opening(j, opening);
    if (!number_begin) return std::nullopt;
    j = *number_begin;
    const bool money = !opening.currency.empty();
    Index skip = 0;
    auto first = number_at(j, skip);
    if (first && !money && !opening.ordinal_mark && is_part_of_name(*first)) return std::nullopt;
    if (opening.ordinal_mark) {
      const auto end = marked_ordinal(begin, j, first);
      if (end || first) return end;
    }
    if (!first) return skip > 0 ? std::optional(skip) : std::nullopt;
    if (const auto end = knockout_round(j, *first)) return end;
    if (!money && !opening.negative && names_something(j, *first))
      return end_of_identifier(first->end);
    read_short_scale(tables_, atoms_, *first, money);
    scale_by(*first, opening.scale);
    NumberTail what = tail(*first, money);
    const bool bare = !money && what.kind == NumberTail::Kind::kNone;
    if (bare && first->digits && letters_glued(first->end)) return end_of_identifier(first->end);
    const bool lone_article =
        bare && !first->digits && atoms_[j].fact.is(kArticleRole) && first->end == j + 1;
    const Index connector = connector_place(*first, what, from || between);
    Quantity quantity = quantity_of(*first, opening);
    std::optional<RangeEnd> second;
    if (may_begin_range(*first, opening, what, connector)) {
      second = opening.negative ? negative_range_end(*first, connector, from, between, skip)
                                : range_end(*first, connector, from, between, money, skip);
      if (second && is_chain(*first, second->number)) return end_of_identifier(second->number.end);
      if (second && second->ratio &&
          (second->number.value.denominator != 1 || second->number.value >= Rational::of(1000)))
        second.reset();
      if (second && second->ratio && is_two_digits_from_zero(second->number))
        return second->number.end;  // 10:05
    }
    if (lone_article && !second) return std::nullopt;
    if (!second && skip > connector) return std::max(skip, first->end);  // "8-800..." or "10:59.46"
    const Number& last = second ? second->number : *first;
    if (second) {
      quantity.low = opening.negative ? quantity.low : first->value;
      quantity.high = last.value;
      quantity.ratio = second->ratio;
      if (opening.negative && quantity.high < quantity.low) std::swap(quantity.low, quantity.high);
      what = tail(last, money);
      if (what.kind == NumberTail::Kind::kOrdinal) return end_of_identifier(what.end);
    }
    quantity.scale = last.scale;
    quantity.decimals = std::max(first->decimals, last.decimals);
    quantity.collective = last.collective;
    finish(from || between ? begin : start, last.end, last, opening.currency, what, quantity,
           second.has_value());
    return end_;
  }

  /// "1/8 finala": the number of those who play it, 16, emitted. A quarter-final and a semi-final
  /// are no numbers. After what was read, or nothing where no round of a tournament is meant.
  std::optional<Index> knockout_round(Index i, const Number& number) {
    constexpr std::int64_t kLeast = 8;
    if (!number.fraction || number.value.numerator != 1) return std::nullopt;
    const bool after = number.end < atoms_.size() && atoms_[number.end].fact.is(kKnockoutRole);
    if (!after && !(i > 0 && atoms_[i - 1].fact.is(kKnockoutRole))) return std::nullopt;
    const Index end = after ? number.end + 1 : number.end;
    if (number.value.denominator >= kLeast) {
      Quantity players;
      players.low = players.high = Rational::of(2 * number.value.denominator);
      emit(MentionType::kNumber, i, end, span_of(i, number.end), players);
    }
    return end;
  }

  bool is_two_digits_from_zero(const Number& number) const {
    const std::string_view digits = atoms_[number.begin].folded;
    return number.digits && digits.size() == 2 && digits.front() == '0';
  }

  /// The quantity of one number.
  static Quantity quantity_of(const Number& number, const Opening& opening) {
    Quantity quantity;
    quantity.low = quantity.high =
        opening.negative ? Rational::of(-number.value.numerator, number.value.denominator)
                         : number.value;
    quantity.fraction = number.fraction;
    quantity.currency_guessed = opening.currency_guessed;
    if (number.vague) quantity.hedge = Hedge::kVague;
    return quantity;
  }

  /// Gives the quantity its kind and emits it; sets end_.
  void finish(Index begin, Index figure_end, const Number& number, const std::string& currency,
              const NumberTail& what, Quantity quantity, bool range) {
    const Index figure_begin = first_figure(begin, figure_end);
    const Span figure = span_of(figure_begin, figure_end);
    MentionType type = number.ordinal ? MentionType::kOrdinal : MentionType::kNumber;
    Index end = figure_end;
    if (!currency.empty()) {
      type = MentionType::kMoney;
      quantity.unit = currency;
      if (what.kind == NumberTail::Kind::kNumber) {  // "$350-millionnyy"
        take_tail(what, quantity);
        end = what.end;
      }
      if (const auto sign = hit(behind_stop(end), kCurrencyAfterRole);
          sign && tables_.currencies[sign->word->currency] == currency &&
          !is_number_start(sign->end)) {
        quantity.currency_guessed = quantity.currency_guessed && sign->word->is(kBareCurrencyRole);
        end = sign->end;
      }
    } else if (what.kind != NumberTail::Kind::kNone) {
      type = take_tail(what, quantity);
      end = what.end;
    }
    quantity.multiple = type == MentionType::kNumber && hit(end, kFoldRole);
    if (type == MentionType::kUnit && !range && !number.vague) {
      end = add_half(quantity, what.multiplier, end);
      end = add_decimals(quantity, end);
      end = add_smaller_units(quantity, end);
    }
    end_ = end;
    const bool multiplied = type == MentionType::kUnit && what.multiplier > 1;
    emit(type, begin, end, multiplied ? Span{} : figure, std::move(quantity));
  }

  static void take_hundredths(Quantity& quantity) {
    const auto low = multiply(quantity.low, Rational::of(1, 100));
    const auto high = multiply(quantity.high, Rational::of(1, 100));
    if (!low || !high) return;
    quantity.low = *low;
    quantity.high = *high;
    quantity.decimals = static_cast<std::uint8_t>(quantity.decimals + 2);
  }

  /// What a quantity becomes by the tail after it, which is not none.
  static MentionType take_tail(const NumberTail& what, Quantity& quantity) {
    switch (what.kind) {
      case NumberTail::Kind::kPercent:
      case NumberTail::Kind::kPoints:
      case NumberTail::Kind::kBasisPoints:
        quantity.unit = "%";
        quantity.points = what.kind != NumberTail::Kind::kPercent;
        // "half a percentage point" is 0.5 of them.
        quantity.fraction = false;
        if (what.kind == NumberTail::Kind::kBasisPoints) take_hundredths(quantity);
        return MentionType::kPercent;
      case NumberTail::Kind::kMoney:
        quantity.unit = what.unit;
        quantity.currency_guessed = what.currency_guessed;
        return MentionType::kMoney;
      case NumberTail::Kind::kOrdinal:
        return MentionType::kOrdinal;
      default:
        break;
    }
    const Rational by = Rational::of(what.multiplier * what.scale);
    const auto low = multiply(quantity.low, by);
    const auto high = multiply(quantity.high, by);
    if (low && high) {
      quantity.low = *low;
      quantity.high = *high;
      quantity.scale *= what.scale;
    }
    if (what.kind == NumberTail::Kind::kNumber) return MentionType::kNumber;
    quantity.unit = what.unit;
    quantity.unit_as_scale = what.unit_as_scale;
    return MentionType::kUnit;
  }

  /// The first atom of the number itself: after a range word, a currency sign or an article that is
  /// not part of it.
  Index first_figure(Index begin, Index end) const {
    while (begin + 1 < end && !atoms_[begin].digits && atoms_[begin].sign != 0) ++begin;
    if (begin + 1 < end && atoms_[begin + 1].digits && atoms_[begin].fact.is(kCurrencyBeforeRole))
      ++begin;
    return begin;
  }

  /// "a year and a half": the half stands after the unit.
  Index add_half(Quantity& quantity, std::int64_t multiplier, Index end) const {
    const auto half = hit(end, kHalfAfterRole);
    if (!half || quantity.low.denominator != 1) return end;
    const auto sum = add(quantity.low,
                         Rational::of(half->word->numerator * multiplier, half->word->denominator));
    if (!sum) return end;
    quantity.low = quantity.high = *sum;
    return half->end;
  }

  /// "1m75", "3kg5": the decimals stand after the sign of the unit, where the language does so.
  Index add_decimals(Quantity& quantity, Index end) const {
    constexpr std::size_t kMost = 2;
    const bool taken = quantity.unit == "m" || quantity.unit == "km" || quantity.unit == "kg";
    if (!tables_.style.unit_inside || !taken || end >= atoms_.size() || !atoms_[end].digits ||
        !atoms_[end].glued() || !atoms_[end - 1].glued() || !is_word(end - 1) ||
        atoms_[end].folded.size() > kMost || quantity.decimals > 0)
      return end;
    const Index after = end + 1;
    if (after < atoms_.size() && atoms_[after].glued() && is_number_start(after + 1) &&
        atoms_[after + 1].glued())
      return end;
    const std::string_view digits = atoms_[end].folded;
    const auto part =
        add(quantity.low, Rational::of(to_integer(digits), power_of_ten(digits.size())));
    if (!part) return end;
    quantity.low = quantity.high = *part;
    quantity.decimals = static_cast<std::uint8_t>(digits.size());
    return after;
  }

  /// "6-foot-6", "5 feet 6 inches", "1 m 82 cm", "two hours, seven minutes and ten seconds": one
  /// quantity in the first unit.
  Index add_smaller_units(Quantity& quantity, Index end) const {
    std::string last = quantity.unit;
    for (Index after = end; (after = add_smaller_unit(quantity, last, end)) > end;) end = after;
    return end;
  }

  /// Adds what is measured in a unit smaller than `last`, which becomes that one; the end of it, or
  /// `end`.
  Index add_smaller_unit(Quantity& quantity, std::string& last, Index end) const {
    const Unit* larger = tables_.units.find(quantity.unit);
    const Unit* previous = tables_.units.find(last);
    if (larger == nullptr || previous == nullptr || end >= atoms_.size()) return end;
    Index next = end;
    if (atoms_[next].sign == ',' && !atoms_[next].space) ++next;
    if (is_word(next) && atoms_[next].fact.is(kAndRole | kBetweenAndRole)) ++next;
    if (next >= atoms_.size()) return end;
    Index skip = 0;
    const auto number = number_at(next, skip);
    if (!number || number->ordinal || number->vague || number->fraction || number->scale > 1)
      return end;
    std::string unit;
    Index after = number->end;
    if (const auto name = hit(after, kUnitRole);
        name && tables_.unit_names[name->word->unit].multiplier == 1) {
      unit = tables_.unit_names[name->word->unit].ucum;
      after = name->end;
    } else if (quantity.unit == "[ft_i]" && next == end && number->digits &&
               number->value < Rational::of(12)) {
      unit = "[in_i]";
    } else {
      return end;
    }
    const Unit* smaller = tables_.units.find(unit);
    if (smaller == nullptr || smaller->dimension != larger->dimension || unit == last ||
        smaller->factor >= previous->factor || smaller->dimension == "temperature") {
      return end;
    }
    // Only hours and minutes, years and months, feet and inches are joined by "and" or a comma:
    // "two hours and ten minutes".
    const bool joined = smaller->dimension == "time" ? previous->factor <= Rational::of(86400) ||
                                                           (last == "a" && unit == "mo")
                                                     : last == "[ft_i]" && unit == "[in_i]";
    if (next > end && !joined) return end;
    const auto share = multiply(smaller->factor,
                                Rational::of(larger->factor.denominator, larger->factor.numerator));
    const auto part = share ? multiply(number->value, *share) : std::nullopt;
    if (!part || *part >= Rational::of(1)) return end;
    const auto sum = add(quantity.low, *part);
    if (!sum) return end;
    quantity.low = quantity.high = *sum;
    quantity.parts = share->denominator;
    last = std::move(unit);
    return after;
  }

  /// Behind an identifier: all digits, letters and hyphens that hang together with it.
  Index end_of_identifier(Index end) const {
    while (end < atoms_.size() && !atoms_[end].space) {
      const bool joint = (atoms_[end].sign == '-' || atoms_[end].sign == ':' ||
                          atoms_[end].sign == '/' || atoms_[end].sign == '.') &&
                         end + 1 < atoms_.size() && !atoms_[end + 1].space &&
                         atoms_[end + 1].sign == 0;
      if (!joint && atoms_[end].sign != 0) break;
      end += joint ? 2 : 1;
    }
    return end;
  }

  /// Words that are a quantity by themselves: compounds, Roman numerals, twice, both, decade; and
  /// phone numbers.
  std::optional<Index> special(Index i) {
    const Atom& atom = atoms_[i];
    if (atom.sign == '+' && is_number_start(i + 1) && atoms_[i + 1].glued()) return phone(i);
    if (atom.digits && i > 0 && atoms_[i - 1].sign == '(' && i + 1 < atoms_.size() &&
        atoms_[i + 1].sign == ')' && i + 2 < atoms_.size() && atoms_[i + 2].digits) {
      return phone(i);
    }
    if (atom.sign != 0 || atom.digits) return std::nullopt;
    const NumberWord& word = atom.fact;
    Quantity quantity;
    quantity.low = quantity.high = Rational::of(word.value);
    if (word.is(kCompoundRole)) return compound(i);
    if (const auto end = one_and_part(i)) return end;
    if (const auto end = article_or_two(i)) return end;
    if (const auto end = bare_or_two(i)) return end;
    if (const auto end = hedged_measure(i)) return end;
    if (tables_.style.lone_ago || atom.fact.is(kArticleRole)) {
      if (const auto end = one_ago(i)) return end;
    }
    if (word.is(kRomanRole) && !atom.hyphen && roman_is_meant(i)) {
      emit(MentionType::kOrdinal, i, i + 1, atom.span, quantity);
      return i + 1;
    }
    if (const auto factor = hit(i, kFactorRole | kFactorVerbRole);
        factor && !hit(factor->end, kTimesRole | kScaleRole)) {  // "gap hai muoi": 20 times
      const NumberWord& by = *factor->word;                      // "gap ruoi": one and a half times
      quantity.low = quantity.high =
          by.value == 0 ? Rational::of(by.numerator, by.denominator) : Rational::of(by.value);
      quantity.implied = quantity.multiple = true;
      const bool named = !factor->word->is(kFactorVerbRole);
      emit(MentionType::kNumber, i, factor->end, named ? span_of(i, factor->end) : Span{},
           quantity);
      return factor->end;
    }
    if (const auto both = hit(i, kBothRole)) return both_or_ordinal(i, *both);
    if (const auto unit = hit(i, kUnitRole); unit && !word.is(kCardinalRole)) {
      const UnitName& name = tables_.unit_names[unit->word->unit];
      if (name.multiplier <= 1) return std::nullopt;
      quantity.low = quantity.high = Rational::of(name.multiplier);
      quantity.unit = name.ucum;
      quantity.implied = true;
      emit(MentionType::kUnit, i, unit->end, {}, quantity);
      return unit->end;
    }
    return std::nullopt;
  }

  /// "a week ago", "chas nazad": one unit of time without a number.
  std::optional<Index> one_ago(Index i) {
    const Index at = atoms_[i].fact.is(kArticleRole) ? i + 1 : i;
    const auto unit = hit(at, kUnitRole);
    if (!unit || !hit(unit->end, kAgoRole)) return std::nullopt;
    const UnitName& name = tables_.unit_names[unit->word->unit];
    Quantity quantity;
    quantity.low = quantity.high = Rational::of(1);
    quantity.unit = name.ucum;
    quantity.implied = true;
    if (name.multiplier != 1 || !is_duration(MentionType::kUnit, quantity)) return std::nullopt;
    emit(MentionType::kUnit, i, unit->end, {}, quantity);
    return unit->end;
  }

  /// "dvadtsatipyatiletniy": number and unit in one word.
  Index compound(Index i) {
    const NumberWord& word = atoms_[i].fact;
    Quantity quantity;
    quantity.low = quantity.high = Rational::of(word.value);
    MentionType type = MentionType::kNumber;
    switch (word.suffix) {
      case SuffixKind::kUnit:
        type = MentionType::kUnit;
        quantity.unit = tables_.unit_names[word.suffix_unit].ucum;
        break;
      case SuffixKind::kPercent:
        type = MentionType::kPercent;
        quantity.unit = "%";
        break;
      case SuffixKind::kOrdinal:
        type = MentionType::kOrdinal;
        break;
      default:
        quantity.low = quantity.high = Rational::of(word.value * word.suffix_scale);
        break;
    }
    emit(type, i, i + 1, atoms_[i].span, quantity);
    return i + 1;
  }

  /// Whether an article at `i` says one of what follows, as "a" does and "the" does not.
  bool counts_one(Index i) const {
    return atoms_[i].fact.is(kArticleRole) && atoms_[i].fact.value == 1;
  }

  /// "a metre and a half", "the last year and a half", "an hour 20 minutes"
  std::optional<Index> one_and_part(Index i) {
    const auto unit = hit(atoms_[i].fact.is(kArticleRole) ? i + 1 : i, kUnitRole);
    if (!unit || unit->word->is(kCardinalRole)) return std::nullopt;  // "nam ruoi": five and a half
    const UnitName& name = tables_.unit_names[unit->word->unit];
    Quantity quantity;
    quantity.low = quantity.high = Rational::of(name.multiplier);
    quantity.unit = name.ucum;
    Index end = add_half(quantity, name.multiplier, unit->end);
    if (end == unit->end && counts_one(i) && name.multiplier == 1)
      end = add_smaller_units(quantity, end);
    if (end <= unit->end) return std::nullopt;
    emit(MentionType::kUnit, i, end, {}, quantity);
    return end;
  }

  /// "a day or two", "a shower or two": one or two of them; not "a man or two women".
  std::optional<Index> article_or_two(Index i) {
    if (!counts_one(i) || !is_word(i + 1)) return std::nullopt;
    const auto unit = hit(i + 1, kUnitRole);
    const auto choice = hit(unit ? unit->end : i + 2, kOrRole);
    const Index two = choice ? choice->end : atoms_.size();
    if (two >= atoms_.size() || !atoms_[two].fact.is(kCardinalRole) ||
        atoms_[two].fact.value != 2 || atoms_[two].hyphen ||
        hit(two + 1, kTimesRole | kScaleRole) ||
        (!unit && is_word(two + 1) && !is_function(two + 1)))
      return std::nullopt;
    Quantity quantity;
    quantity.low = Rational::of(1);
    quantity.high = Rational::of(2);
    const UnitName* name = unit ? &tables_.unit_names[unit->word->unit] : nullptr;
    if (name != nullptr && name->multiplier == 1) quantity.unit = name->ucum;
    emit(quantity.unit.empty() ? MentionType::kNumber : MentionType::kUnit, i, two + 1,
         span_of(two, two + 1), quantity);
    return two + 1;
  }

  /// The unit of time of a hit, one of which its name says; null where it is none, or may be a
  /// number as well, as Vietnamese "nam" is (year, five).
  const UnitName* one_time(const std::optional<Hit>& unit) const {
    if (!unit || unit->word->is(kCardinalRole)) return nullptr;
    const UnitName& name = tables_.unit_names[unit->word->unit];
    Quantity one;
    one.unit = name.ucum;
    return name.multiplier == 1 && is_duration(MentionType::kUnit, one) ? &name : nullptr;
  }

  /// A day or two in a language without articles, "den' ili dva" or "den'-dva": what stands before
  /// it must not say how many or which.
  std::optional<Index> bare_or_two(Index i) {
    const auto unit = hit(i, kUnitRole);
    const UnitName* name = one_time(unit);
    if (name == nullptr ||
        (i > 0 && (atoms_[i - 1].digits || atoms_[i - 1].fact.is(kCardinalRole | kOrdinalRole |
                                                                 kArticleRole | kScaleRole))))
      return std::nullopt;
    const auto choice = hit(unit->end, kOrRole);
    const Index two = choice ? choice->end : unit->end;
    if (two >= atoms_.size() || atoms_[two].hyphen == choice.has_value() ||
        !atoms_[two].fact.is(kCardinalRole) || atoms_[two].fact.value != 2 ||
        hit(two + 1, kTimesRole | kScaleRole))
      return std::nullopt;
    Quantity quantity;
    quantity.low = Rational::of(1);
    quantity.high = Rational::of(2);
    quantity.unit = name->ucum;
    emit(MentionType::kUnit, i, two + 1, span_of(two, two + 1), quantity);
    return two + 1;
  }

  /// From one of a unit of time to several, where the one is not said: "ot goda do 14 let". The
  /// word for "from" is at `begin`, the unit at `i`.
  std::optional<Index> from_one(Index begin, Index i) {
    const auto unit = hit(i, kUnitRole);
    const UnitName* name = one_time(unit);
    const auto to = name != nullptr ? hit(unit->end, kRangeToRole) : std::nullopt;
    if (!to) return std::nullopt;
    Index skip = 0;
    const auto number = number_at(to->end, skip);
    if (!number || number->ordinal || number->vague || number->fraction ||
        number->value <= Rational::of(1))
      return std::nullopt;
    const auto counted = hit(number->end, kUnitRole);
    const UnitName* same = one_time(counted);
    if (same == nullptr || same->ucum != name->ucum) return std::nullopt;
    Quantity quantity;
    quantity.low = Rational::of(1);
    quantity.high = number->value;
    quantity.unit = name->ucum;
    emit(MentionType::kUnit, begin, counted->end, span_of(number->begin, number->end), quantity);
    return counted->end;
  }

  /// "About a kilometre", "nearly a mile": one of a measure that is no time, behind a hedge.
  std::optional<Index> hedged_measure(Index i) {
    const auto unit =
        hedge_before_ != Hedge::kNone && counts_one(i) ? hit(i + 1, kUnitRole) : std::nullopt;
    if (!unit) return std::nullopt;
    const UnitName& name = tables_.unit_names[unit->word->unit];
    Quantity quantity;
    quantity.low = quantity.high = Rational::of(1);
    quantity.unit = name.ucum;
    quantity.implied = true;
    if (name.multiplier != 1 || is_duration(MentionType::kUnit, quantity)) return std::nullopt;
    emit(MentionType::kUnit, i, unit->end, {}, quantity);
    return unit->end;
  }

  /// Indonesian "kedua": "both" before a noun at the head of a phrase, "second" after the noun.
  std::optional<Index> both_or_ordinal(Index i, const Hit& both) {
    const NumberWord& word = *both.word;
    Quantity quantity;
    quantity.low = quantity.high = Rational::of(word.value);
    quantity.implied = true;
    bool ordinal = word.is(kOrdinalRole);
    if (ordinal) {
      if (both.end < atoms_.size() && atoms_[both.end].fact.is(kTeenRole | kTimesRole))
        return std::nullopt;
      const bool head = i == 0 || atoms_[i - 1].sign != 0 || is_function(i - 1);
      const bool noun_follows = is_word(both.end) && !is_function(both.end);
      ordinal = !(head && noun_follows);
    }
    if (ordinal) quantity.implied = false;
    emit(ordinal ? MentionType::kOrdinal : MentionType::kNumber, i, both.end, span_of(i, both.end),
         quantity);
    return both.end;
  }

  bool is_function(Index i) const {
    const std::size_t letters = count_code_points(atoms_[i].folded);
    return letters <= 3 || atoms_[i].fact.is(kBetweenAndRole | kRangeFromRole | kGapRole | kOrRole);
  }

  bool roman_is_meant(Index i) const {
    const Atom& atom = atoms_[i];
    if (i > 0 && atom.glued() && atoms_[i - 1].sign != '(' && atoms_[i - 1].sign != '"' &&
        atoms_[i - 1].sign != 0xAB)
      return false;
    const bool single = count_code_points(atom.folded) == 1;
    if (!single) return true;
    // One letter is mostly an initial; it counts where the language says so and something follows
    // that is not a full stop.
    if (!tables_.style.lone_roman || i + 1 >= atoms_.size() || atoms_[i + 1].sign != 0)
      return false;
    return atom.folded != "x" && atom.folded != "\u0445" && atom.span.size() == 1;
  }

  std::optional<Index> phone(Index i) const {
    Index end = i + 1;
    std::size_t digits = atoms_[i].digits ? atoms_[i].folded.size() : 0;
    while (end < atoms_.size()) {
      if (atoms_[end].digits)
        digits += atoms_[end].folded.size();
      else if (!(is_dash(atoms_[end].sign) || atoms_[end].sign == '(' || atoms_[end].sign == ')' ||
                 atoms_[end].sign == '.'))
        break;
      if (atoms_[end].sign == '.' && (end + 1 >= atoms_.size() || !atoms_[end + 1].digits)) break;
      ++end;
    }
    if (digits < 9) return std::nullopt;
    return end;
  }

  const NumberTables& tables_;
  std::string_view text_;
  std::vector<Mention>& mentions_;
  NumberAtoms atoms_;
  Hedge hedge_before_ = Hedge::kNone;
  bool hedges_time_ = true;  ///< NumberWord::hedges_time of that hedge
  Index none_end_ = 0;       ///< after the last set phrase
  Index end_ = 0;
};

}  // namespace

void NumberRules::find(std::string_view text, const std::vector<Token>& tokens,
                       const std::vector<Span>& taken, std::vector<Mention>& mentions) const {
  const auto starts = [](const Token& token) {
    const std::string& surface = token.word->surface;
    if (token.word->number.is(kStarters) || surface.size() == 2) return true;
    std::size_t at = 0;
    return !token.is_word() && digit_value(next_code_point(surface, at)) >= 0;
  };
  if (std::none_of(tokens.begin(), tokens.end(), starts)) return;
  std::vector<Span> closed = find_long_identifiers(text, tokens);
  closed.insert(closed.end(), taken.begin(), taken.end());
  Scanner(*tables_, text, tokens, closed, mentions).run();
}

}  // namespace concord
