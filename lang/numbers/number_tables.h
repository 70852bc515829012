// The tables of NumberRules: number words, phrases, units and currencies of one language.
#pragma once

#include <span>
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
  NumberWord word;
  std::uint32_t rest = 0;   ///< where the atoms after the first are, see NumberTables::rest_of
  std::uint32_t atoms = 0;  ///< how many these are
};

/// Phrases that begin with one atom: numbers of NumberTables::phrases.
struct PhraseRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// A unit as one language names it.
struct UnitName {
  std::string ucum;
  std::int64_t multiplier =
      1;  ///< 10 for a decade: ten years; above 1 it needs no number before it. -1: below zero

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(ucum, multiplier);
  }
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
  /// ordinal-first: the first word of a compound has the mark of the ordinal: "ketigapuluh lima".
  bool ordinal_first = false;
  /// padded-digits: a count below ten may be printed with a zero before it: "05 du an".
  bool padded_digits = false;
  /// scale-adds-digits: three digits after a thousand are added to it: "3 tysyachi 500".
  bool scale_adds_digits = false;

  /// side-by-side: two digits one after the other are a rough number: "hai ba" is 2 to 3.
  bool side_by_side = false;
  /// unit-inside: the sign of a unit of length or mass may stand for the decimal sign: "1m75".
  bool unit_inside = false;

  bool is_group(char32_t sign) const { return groups.find(sign) != std::u32string::npos; }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(decimal, groups, bare_scales, counted_of, lone_roman, range_needs_from, lone_ago,
          ordinal_first, padded_digits, scale_adds_digits, side_by_side, unit_inside);
  }
};

/// Everything lang/data/ says about numbers of one language.
struct NumberTables {
  StringMap<NumberWord> words;              ///< by folded form
  StringMap<PhraseRange> phrase_ranges;     ///< by folded first atom
  Items<NumberPhrase> phrases;              ///< those of one first atom in a row, longest first
  Items<std::uint32_t> rests;               ///< of phrases, as numbers of atoms
  StringSet atoms;                          ///< folded
  StringMap<NumberWord> suffixes;           ///< second halves of compounds, by folded form
  StringMap<std::int64_t> prefixes;         ///< first halves of compounds
  std::vector<UnitName> unit_names{{}};     ///< index 0 is not a unit
  std::vector<std::string> currencies{{}};  ///< ISO 4217 codes; index 0 is none
  StringMap<Unit> units;                    ///< by UCUM symbol
  StringMap<std::string> bare_currencies;   ///< see NumberRules::bare_currency
  NumberStyle style;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(words, phrase_ranges, phrases, rests, atoms, suffixes, prefixes, unit_names, currencies,
          units, bare_currencies, style);
  }

  /// The phrases that begin with a folded atom, the longest first.
  std::span<const NumberPhrase> phrases_of(std::string_view folded) const;
  /// The atoms of a phrase after the first, as numbers of `atoms`.
  std::span<const std::uint32_t> rest_of(const NumberPhrase& phrase) const {
    return std::span(rests.data(), rests.size()).subspan(phrase.rest, phrase.atoms);
  }
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
