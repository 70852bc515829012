// A sentence as the number grammar sees it: words, runs of digits and signs, each with its number
// facts.
//
//   "$2.5bn in 25-letniy"  ->  $ 2 . 5 bn in 25 -letniy      (-: joined by a hyphen)
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/numbers/number_tables.h"
#include "lang/words/word.h"
#include "text/span.h"

namespace concord {

/// A word, a run of digits or a sign; tokens with digits or number words between hyphens are
/// several.
struct Atom {
  Span span;
  std::string_view folded;
  NumberWord fact;
  std::span<const NumberPhrase> phrases = {};  ///< those that may begin here
  char32_t sign = 0;                           ///< the sign, 0 for words and digits
  bool digits = false;
  bool space = false;       ///< white space before it
  bool apostrophe = false;  ///< an apostrophe inside one token before it, and `hyphen`
  bool hyphen = false;      ///< a hyphen inside one token before it
  bool capital = false;
  bool taken = false;  ///< part of a mention of another kind

  bool glued() const { return !space && !hyphen; }
};

/// A word or phrase that was found at an atom.
struct Hit {
  const NumberWord* word;
  std::size_t end;  ///< after its last atom
};

/// The atoms of one sentence. Keeps references to the tables, the text and the tokens.
class NumberAtoms {
 public:
  /// `taken` are spans that are something else already: their atoms are not part of any number.
  NumberAtoms(const NumberTables& tables, std::string_view text, const std::vector<Token>& tokens,
              const std::vector<Span>& taken);

  std::size_t size() const { return atoms_.size(); }
  const Atom& operator[](std::size_t i) const { return atoms_[i]; }

  /// The longest phrase at atom `i`, or its word, that has one of `roles`. Nothing past the end.
  std::optional<Hit> hit(std::size_t i, std::uint64_t roles) const;
  /// `i`, or the atom after it where `i` is the full stop of an abbreviation.
  std::size_t behind_stop(std::size_t i) const;
  /// Whether atom `i` exists, is not taken and is neither a sign nor a run of digits.
  bool is_word(std::size_t i) const {
    return i < atoms_.size() && atoms_[i].sign == 0 && !atoms_[i].digits && !atoms_[i].taken;
  }
  /// Whether atom `i` exists, is a run of digits and is not taken.
  bool is_number_start(std::size_t i) const {
    return i < atoms_.size() && atoms_[i].digits && !atoms_[i].taken;
  }

 private:
  void split(const Token& token, bool space);
  void split_words(const Token& token, std::size_t at, bool space);
  std::size_t add_foreign_digits(const std::vector<Token>& tokens, std::size_t i);

  const NumberTables& tables_;
  std::string_view text_;
  std::vector<Atom> atoms_;
  std::deque<std::string> folded_;  // of parts of tokens; stay where they are
};

}  // namespace concord
