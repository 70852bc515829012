// The tables of NumberRules: number words, phrases, units and currencies of one language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"
#include "lang/numbers/number_roles.h"
#include "lang/numbers/numbers.h"
#include "lang/words/number_word.h"

namespace concord {

/// Several atoms that count as one word. Hyphens and full stops between the parts are not kept.
struct NumberPhrase {
  std::vector<std::string> rest;  ///< the atoms after the first, folded
  NumberWord word;
};

/// A unit as one language names it.
struct UnitName {
  std::string ucum;
  std::int64_t multiplier =
      1;  ///< 10 for a decade: ten years; above 1 it needs no number before it. -1: below zero
};

/// How a language writes numbers: the rows "decimal", "group" and "style" of its numbers.tsv.
struct NumberStyle {
  char32_t decimal = '.';        ///< the decimal separator
  std::u32string groups = U" ";  ///< the separators of thousands that need no other sign of it
  /// bare-scales: a multiplier or a scale counts without a number or an article: "tysyacha",
  /// "mille".
  bool bare_scales = false;
  /// counted-of: the word "of" joins a number with a scale to what it counts: "5 millions d'euros".
  bool counted_of = false;
  /// lone-roman: a Roman numeral may be one letter: "V s"yezd".
  bool lone_roman = false;
  /// range-needs-from: the word between the ends of a range is also a preposition of its own.
  bool range_needs_from = false;
  /// lone-ago: a unit of time without a number is one of it before "ago": "chas nazad".
  bool lone_ago = false;
  /// padded-digits: a count below ten may be printed with a zero before it: "05 du an".
  bool padded_digits = false;
  /// scale-adds-digits: three digits after a thousand are added to it: "3 tysyachi 500".
  bool scale_adds_digits = false;

  bool is_group(char32_t sign) const { return groups.find(sign) != std::u32string::npos; }
};

/// Everything lang/data/ says about numbers of one language.
struct NumberTables {
  StringMap<NumberWord> words;                   ///< by folded form
  StringMap<std::vector<NumberPhrase>> phrases;  ///< by folded first atom; longest first
  StringMap<NumberWord> suffixes;                ///< second halves of compounds, by folded form
  StringMap<std::int64_t> prefixes;              ///< first halves of compounds
  std::vector<UnitName> unit_names{{}};          ///< index 0 is not a unit
  std::vector<std::string> currencies{{}};       ///< ISO 4217 codes; index 0 is none
  StringMap<Unit> units;                         ///< by UCUM symbol
  StringMap<std::string> bare_currencies;        ///< see NumberRules::bare_currency
  NumberStyle style;

  /// The facts of a folded word without digits; see NumberRules::word.
  NumberWord find(std::string_view folded) const;
  /// The quantity of a word that is a compound of number prefixes and a suffix ("dvukhletniy"); no
  /// roles when it is none.
  NumberWord compound(std::string_view folded) const;
};

/// Reads lang/data/units.tsv, currencies.tsv, currency-names.tsv and the three tables of the
/// language. Throws InputError for a broken one.
NumberTables load_number_tables(const std::string& data_dir, const std::string& tag);

/// The parts of a form as the grammar sees them: runs of letters, runs of digits and single signs;
/// spaces and hyphens part.
std::vector<std::string> number_atoms(std::string_view folded);

/// The value of a Roman numeral of the letters I, V and X, Latin or the Cyrillic look-alikes; 0
/// when `surface` is none.
std::int64_t roman_value(std::string_view surface);

}  // namespace concord
