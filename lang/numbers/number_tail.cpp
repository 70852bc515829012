// Reads what stands after a number: percent, currency, unit, the suffix of a compound.
#include "lang/numbers/number_tail.h"

#include "lang/numbers/number_tables.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// What the second half of a compound makes of its number.
NumberTail suffix_tail(const NumberTables& tables, const NumberWord& word, std::size_t end,
                       bool hyphen) {
  switch (word.suffix) {
    case SuffixKind::kOrdinal:
      return {NumberTail::Kind::kOrdinal, "", 1, 1, end};
    case SuffixKind::kPercent:
      return {NumberTail::Kind::kPercent, "%", 1, 1, end};
    case SuffixKind::kNumber:
      return {hyphen ? NumberTail::Kind::kNumber : NumberTail::Kind::kNone, "", 1,
              word.suffix_scale, end};
    case SuffixKind::kUnit: {
      const UnitName& name = tables.unit_names[word.suffix_unit];
      return {NumberTail::Kind::kUnit, name.ucum, name.multiplier, 1, end};
    }
    case SuffixKind::kNone:
      break;
  }
  return {};
}

/// One-letter symbols count after digits only; "C" and "F" must be capitals; "five" may not be its
/// own unit.
bool unit_is_meant(std::string_view text, const NumberAtoms& atoms, std::size_t j, std::size_t end,
                   const NumberWord& word, const Number& number) {
  if (end > j + 1) return true;
  const Atom& atom = atoms[j];
  if (word.is(kCardinalRole) && atoms.is_word(j + 1) &&
      atoms[j + 1].fact.is(kTimesRole | kScaleRole))
    return false;
  std::size_t at = atom.span.begin;
  const char32_t letter = next_code_point(text, at);
  const bool single = at == atom.span.end && is_letter(letter);
  if (single && !number.digits) return false;
  if (single && (atom.folded == "c" || atom.folded == "f")) return is_upper(letter);
  if (single && is_upper(letter) && letter < 0x80) return atom.folded == "l";  // litre
  return true;
}

/// Where the unit of a fraction stands: behind "of a" in "a quarter of a century"; `j` where no
/// unit follows.
std::size_t behind_article(const NumberAtoms& atoms, std::size_t j) {
  std::size_t at = j;
  if (atoms.is_word(at) && atoms[at].fact.is(kOfRole)) ++at;
  if (!atoms.is_word(at) || !atoms[at].fact.is(kArticleRole)) return j;
  return atoms.hit(at + 1, kUnitRole) ? at + 1 : j;
}

}  // namespace

NumberTail number_tail(const NumberTables& tables, std::string_view text, const NumberAtoms& atoms,
                       const Number& number, bool money) {
  NumberTail result;
  result.end = number.end;
  std::size_t j = number.scale > 1 ? atoms.behind_stop(number.end) : number.end;
  if (j >= atoms.size() || atoms[j].taken) return result;
  if (atoms[j].sign == '%') return {NumberTail::Kind::kPercent, "%", 1, 1, j + 1};
  const bool joined = atoms[j].hyphen || (atoms[j].glued() && number.digits);
  if (joined && number.digits) {
    if (const NumberWord* suffix = tables.suffixes.find(atoms[j].folded)) {
      return suffix_tail(tables, *suffix, j + 1, atoms[j].hyphen);
    }
  }
  const bool joined_by_of = number.vague || (tables.style.counted_of && number.scale > 1);
  if (joined_by_of && atoms.is_word(j) && atoms[j].fact.is(kOfRole)) ++j;
  if (number.fraction) j = behind_article(atoms, j);
  if (const auto basis = atoms.hit(j, kBasisRole))
    return {NumberTail::Kind::kBasisPoints, "%", 1, 1, basis->end};
  if (const auto points = atoms.hit(j, kPointsRole))
    return {NumberTail::Kind::kPoints, "%", 1, 1, points->end};
  if (const auto percent = atoms.hit(j, kPercentRole))
    return {NumberTail::Kind::kPercent, "%", 1, 1, percent->end};
  if (money || number.ordinal) return result;
  if (const auto currency = atoms.hit(j, kCurrencyAfterRole)) {
    const auto unit = atoms.hit(j, kUnitRole);
    const bool before_digits = currency->word->is(kCurrencyBeforeRole) &&
                               atoms.is_number_start(currency->end) && atoms[currency->end].glued();
    if (!before_digits && (!unit || unit->end < currency->end || number.scale >= 1000000)) {
      const bool short_word = atoms[j].sign == 0 && atoms[j].span.size() <= 2;
      if (!short_word || number.digits) {
        return {NumberTail::Kind::kMoney,
                tables.currencies[currency->word->currency],
                1,
                1,
                currency->end,
                1,
                currency->word->is(kBareCurrencyRole)};
      }
    }
  }
  if (const auto unit = atoms.hit(j, kUnitRole)) {
    if (unit_is_meant(text, atoms, j, unit->end, *unit->word, number)) {
      const UnitName& name = tables.unit_names[unit->word->unit];
      const bool sign = number.digits && number.scale == 1 && atoms[j].glued() &&
                        atoms[j].fact.is(kScaleShortRole);
      return {NumberTail::Kind::kUnit,       name.ucum, name.multiplier, 1, unit->end,
              sign ? atoms[j].fact.value : 1};
    }
  }
  return result;
}

void read_short_scale(const NumberTables& tables, const NumberAtoms& atoms, Number& number,
                      bool money) {
  if (!number.digits || number.scale > 1 || number.end >= atoms.size()) return;
  const Atom& atom = atoms[number.end];
  if (!atom.fact.is(kScaleShortRole) || !(atom.glued() || money)) return;
  const auto unit = atoms.hit(number.end, kUnitRole);
  if (!money && unit && unit->end > number.end + 1) return;  // "the 110m hurdles"
  bool counted = money;
  if (!counted && atoms.is_word(number.end + 1) && atoms[number.end + 1].space &&
      !atoms[number.end + 1].fact.is(kUnitRole)) {
    const std::string_view next = atoms[number.end + 1].folded;
    counted = atoms[number.end + 1].fact.is(kCountedRole);
    if (!counted && next.size() > 3 && tables.find(next.substr(next.size() - 1)).is(kCountedRole))
      counted = true;
  }
  if (!counted) return;
  if (const auto product = multiply(number.value, Rational::of(atom.fact.value))) {
    number.value = *product;
    number.scale = atom.fact.value;
    ++number.end;
  }
}

}  // namespace concord
