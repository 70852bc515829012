// Finds numbers, ordinals, money, percents and units in a sentence.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/mention.h"
#include "lang/words/number_word.h"

namespace concord {

struct NumberTables;
struct Token;

/// A unit of measure: value in base units = value * factor + offset.
struct Unit {
  std::string ucum;       ///< UCUM symbol, "km"
  std::string dimension;  ///< units of one dimension can be converted: "length"
  Rational factor;
  Rational offset;  ///< not 0 for temperatures only

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(ucum, dimension, factor, offset);
  }
};

/// The number words, scale words, hedges, currencies and units of one language, from its pack.
/// Immutable; may be used by many threads at once.
class NumberRules {
 public:
  /// A language without a pack gets the language-neutral rules (digits). Throws InputError for a
  /// broken table.
  static NumberRules load(const std::string& data_dir, const std::string& tag);
  /// The rules of no language, without digits.
  NumberRules();
  ~NumberRules();
  NumberRules(NumberRules&&) noexcept;
  NumberRules& operator=(NumberRules&&) noexcept;

  /// What a word contributes to a number; both forms of Word. Called once for every distinct word.
  NumberWord word(std::string_view surface, std::string_view folded) const;

  /// The unit with a UCUM symbol; null for one that lang/data/units.tsv has not.
  const Unit* unit(std::string_view ucum) const;

  /// The unit that a word names; null for a word that names none, or several of one at once
  /// ("decade").
  const Unit* unit_of(const NumberWord& word) const;

  /// The code of the currency that shares its bare name with `code` ("USD" for "AUD": both are
  /// dollars); empty for one that shares none, or is the one meant by the bare name. `code` may be
  /// a unit's: a pound is a weight, too.
  std::string_view bare_currency(std::string_view code) const;

  /// Appends the quantities of a sentence in order. `taken` are spans that are something else
  /// already (dates): what lies in them is left out. No tokens: nothing.
  void find(std::string_view text, const std::vector<Token>& tokens, const std::vector<Span>& taken,
            std::vector<Mention>& mentions) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image);

 private:
  explicit NumberRules(std::unique_ptr<NumberTables> tables);
  std::unique_ptr<NumberTables> tables_;
};

}  // namespace concord
