// Words and tokens: what a sentence is made of, with each distinct word analysed once.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "lang/words/name_word.h"
#include "lang/words/number_word.h"
#include "lang/words/sound.h"
#include "text/span.h"

namespace concord {

struct LanguagePack;
class Lexicon;
enum class Side : std::uint8_t;

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

/// Everything that is known about one surface form, shared by all its occurrences.
struct Word {
  std::string surface;  ///< as printed
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
  /// The stem's entry on its side of the lexicon, 0 for none; see Lexicon::find.
  std::uint32_t lexicon_id = 0;
  NumberWord number;              ///< what it contributes to a number; see NumberRules::word
  NameWord name;                  ///< what it contributes to a name; see NameRules::word
  SoundKey sound = 0;             ///< of the stem; 0 for a function word
  std::uint8_t opens_clause = 0;  ///< see LanguagePack::clause_openers
  std::uint32_t length = 0;       ///< code points of `surface`
};

/// One token of a sentence: a run of letters, digits, marks, inner apostrophes and hyphens, or one
/// other character.
struct Token {
  Span span;                   ///< in the text that was tokenised
  const Word* word = nullptr;  ///< owned by a Vocabulary; never null
  bool space_before = false;

  bool is_word() const { return word->has_letter || word->has_digit; }
};

/// Interns surface forms of one language. One object serves one thread; words stay where they are
/// until clear().
class Vocabulary {
 public:
  /// Words get no lexicon_id. `pack` must outlive the object.
  explicit Vocabulary(const LanguagePack& pack) : pack_(&pack) {}
  /// Looks every word up on one side of a lexicon, which must outlive the object.
  Vocabulary(const LanguagePack& pack, const Lexicon& lexicon, Side side)
      : pack_(&pack), lexicon_(&lexicon), side_(side) {}
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;

  /// The analysed word of a non-empty surface form.
  const Word& intern(std::string_view surface);
  std::size_t size() const { return words_.size(); }
  /// Forgets all words; every Token made before is invalid afterwards. Keeps memory flat over
  /// endless input.
  void clear();

 private:
  const LanguagePack* pack_;
  const Lexicon* lexicon_ = nullptr;
  Side side_{};
  /// A place of the hash table; a free one has no word.
  struct Slot {
    std::uint64_t hash = 0;
    const Word* word = nullptr;
  };
  friend std::vector<Token> tokenize(std::string_view text, Span span, Vocabulary& vocabulary);
  Word& analyse(std::string_view surface);
  void grow();

  std::deque<Word> words_;
  std::vector<Token> tokens_;  // of the sentence that is being tokenised
  std::vector<Slot> slots_;    // open addressing, a power of two, at most half full
};

/// The tokens of `span` of `text`, in order. White space is not a token. "3,2", "U.S." and "17:30"
/// are several tokens: the mention finders put them together by the rules of the language. An empty
/// span gives none.
std::vector<Token> tokenize(std::string_view text, Span span, Vocabulary& vocabulary);

}  // namespace concord
