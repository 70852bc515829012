// Words and tokens: what a sentence is made of, and what is known of each distinct word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "lang/words/name_word.h"
#include "lang/words/number_word.h"
#include "lang/words/sound.h"
#include "text/span.h"

namespace concord {

/// What a word or phrase does to the truth of its sentence, see lang/words/negation.h.
enum class NegationKind : std::uint8_t {
  kPlain,     ///< nothing
  kNegation,  ///< "not", "without": the other version must have a counterpart
  kLicence,   ///< "refuse", "not only": may be the counterpart of a negation, needs none itself
  kAntonym,   ///< "unfit", "hard": may stand for a negation together with the word that it denies
};

/// A word's entry in the negation table of its language.
struct Polarity {
  NegationKind kind = NegationKind::kPlain;
  bool known = false;          ///< the table has the word
  bool begins_phrase = false;  ///< a phrase of the table may begin here: "no doubt"
};

/// Kinds of a table of classes of words, a bit each.
using CueKinds = std::uint64_t;

/// A word's entry in such a table, see lang/words/cues.h.
struct CueWord {
  CueKinds kinds = 0;
  CueKinds maybe = 0;          ///< kinds that it may be of, too
  bool begins_phrase = false;  ///< a phrase of the table may begin here
};

/// Everything that is known about one surface form, shared by all its occurrences.
struct Word {
  std::string surface;  ///< as printed, but with_plain_hyphens()
  std::string folded;   ///< fold(surface)
  std::string stem;     ///< Stemmer::stem(folded)
  bool has_letter = false;
  bool has_digit = false;
  bool capitalised = false;  ///< the first letter is upper case
  bool all_caps = false;     ///< two or more letters, all upper case
  bool cyrillic = false;     ///< has a Cyrillic letter
  bool latin = false;        ///< has a Latin letter
  bool function = false;     ///< in the pack's function-words.tsv
  /// What the pack's dates know of the word, 0 for nothing; see DateRules::entry_of.
  std::uint32_t date_entry = 0;
  Polarity polarity;
  CueWord claim;      ///< in the pack's claims.tsv
  CueWord gender;     ///< in its gender.tsv
  CueWord direction;  ///< in its directions.tsv
  /// The stem's entry on its side of the lexicon, 0 for none; see Lexicon::find.
  std::uint32_t lexicon_id = 0;
  NumberWord number;              ///< what it contributes to a number; see NumberRules::word
  NameWord name;                  ///< what it contributes to a name; see NameRules::word
  SoundKey sound = 0;             ///< of the stem; 0 for a function word
  std::uint8_t opens_clause = 0;  ///< see LanguagePack::clause_openers
  std::uint32_t length = 0;       ///< code points of `surface`
};

/// One token of a sentence: a run of letters, digits, marks, inner apostrophes and hyphens, or one
/// other character. A long text has millions: what their spans tell is not kept besides.
struct Token {
  Span span;                   ///< in the text that was tokenised
  const Word* word = nullptr;  ///< owned by a Vocabulary; never null

  bool is_word() const { return word->has_letter || word->has_digit; }
};

/// Whether white space stands between a token of one text and the one before it: nothing else is
/// no token. False for the first.
inline bool space_before(std::span<const Token> tokens, std::size_t at) {
  return at > 0 && tokens[at - 1].span.end < tokens[at].span.begin;
}

}  // namespace concord
