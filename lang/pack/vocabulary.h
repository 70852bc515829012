// Splits text into tokens, and analyses each distinct word of them once, by its language pack.
//
//   Vocabulary vocabulary(pack);
//   for (const Token& token : tokenize(text, sentence.span, vocabulary)) token.word->stem;
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

#include "lang/lexicon/lexicon.h"
#include "lang/pack/pack.h"
#include "lang/words/word.h"
#include "text/span.h"

namespace concord {

/// How much of a word is analysed: only what somebody is going to ask.
enum class WordDepth : std::uint8_t {
  kReading,   ///< what tells the parts of a page apart: letters, stem, dates, function words
  kMentions,  ///< also what mentions, the lexicon and sounds need
  kAll,       ///< also what the checks need: negation, claims, gender, directions, clauses
};

/// Interns surface forms of one language. One object serves one thread; words stay where they are
/// until clear().
class Vocabulary {
 public:
  /// Words get no lexicon_id. `pack` must outlive the object.
  explicit Vocabulary(const LanguagePack& pack, WordDepth depth = WordDepth::kAll)
      : pack_(&pack), depth_(depth) {}
  /// Looks every word up on one side of a lexicon, which must outlive the object.
  Vocabulary(const LanguagePack& pack, const Lexicon& lexicon, Side side,
             WordDepth depth = WordDepth::kAll)
      : pack_(&pack), lexicon_(&lexicon), side_(side), depth_(depth) {}
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
  WordDepth depth_ = WordDepth::kAll;
  /// A place of the hash table; a free one has no word.
  struct Slot {
    std::uint64_t hash = 0;
    const Word* word = nullptr;
  };
  friend std::vector<Token> tokenize(std::string_view text, Span span, Vocabulary& vocabulary);
  Word& analyse(std::string_view surface);
  void analyse_mentions(Word& word) const;
  void analyse_claims(Word& word) const;
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
