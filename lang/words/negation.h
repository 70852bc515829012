// Finds what negates in a sentence: words and phrases that say "not", and those that can stand for
// it in a translation.
//
//   std::vector<NegationCue> cues = pack.negation.find(sentence.tokens);   // "has not yet": one
//   cue, two tokens
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"
#include "lang/words/word.h"

namespace concord {

class Table;
struct TableRow;

/// A negation, or what may be the counterpart of one: tokens [first, first + count).
struct NegationCue {
  std::uint32_t first = 0;
  std::uint32_t count = 1;
  NegationKind kind = NegationKind::kNegation;
  bool loose = false;  ///< negates no verb ("nobody", "without"), so a translation often says it in
                       ///< other words
  std::uint32_t end() const { return first + count; }
};

/// The rules of lang/data/<tag>/negation.tsv; its header says what they are. A language without the
/// table has no cues. Immutable after load.
class NegationRules {
 public:
  /// Throws InputError for a row of an unknown kind.
  static NegationRules load(const std::string& data_dir, std::string_view tag);

  bool empty() const { return empty_; }
  /// What a word is by itself and whether a phrase may begin with it: kept in Word::polarity, so
  /// found once per word.
  Polarity polarity(std::string_view folded) const;
  /// The word without a negating prefix ("unfit" gives "fit"); empty when it has none. It only is a
  /// negation when the rest is a word of the language, which the caller must look up.
  std::string_view without_prefix(std::string_view folded) const;
  /// The cues of a sentence in order, disjoint.
  std::vector<NegationCue> find(const std::vector<Token>& tokens) const;
  /// Whether a word carries a negation before it on to what follows: "not to park or stop".
  bool carries(std::string_view folded) const { return carriers_.contains(folded); }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(empty_, words_, affixes_, phrases_, affixes_from_, phrases_from_, prefixes_, openers_,
          carriers_, loose_);
  }

 private:
  /// A word of a pattern: a whole word, one of which only the beginning and the end are given, or a
  /// number.
  struct Part {
    std::string begin;
    std::string end;
    bool open = false;    ///< any letters between begin and end: "refus*", "*n't", "in*ble"
    bool number = false;  ///< "#"
    bool matches(std::string_view folded) const;
    template <class Image>
    void exchange(Image& image) {
      image(begin, end, open, number);
    }
  };
  struct Phrase {
    std::vector<Part> parts;
    NegationKind kind = NegationKind::kNegation;
    bool loose = false;
    template <class Image>
    void exchange(Image& image) {
      image(parts, kind, loose);
    }
  };
  /// Numbers of phrases by the first letter of a word that they may begin with, in order.
  class Index {
   public:
    void add(const Part& first, std::uint32_t phrase);
    const std::vector<std::uint32_t>& of(std::string_view folded) const {
      return buckets_[bucket(folded)];
    }
    template <class Image>
    void exchange(Image& image) {
      image(buckets_);
    }

   private:
    static constexpr std::size_t kBuckets = 64;  // a power of two above the letters of an alphabet
    static std::size_t bucket(std::string_view folded);
    std::array<std::vector<std::uint32_t>, kBuckets> buckets_;
  };
  /// One row of the table that is a phrase.
  static Phrase phrase_of(const Table& table, const TableRow& row);
  std::size_t match(const Phrase& phrase, const std::vector<Token>& tokens, std::size_t at) const;
  /// Whether the negation at `at` stands in a clause that an opener begins.
  bool opened(const std::vector<Token>& tokens, std::size_t at) const;

  bool empty_ = true;
  StringMap<NegationKind> words_;  // folded words by themselves
  std::vector<Phrase> affixes_;    // single words that are open, longest first
  std::vector<Phrase> phrases_;    // two or more words, longest first
  Index affixes_from_;
  Index phrases_from_;
  std::vector<std::string> prefixes_;
  StringSet openers_;   // folded
  StringSet carriers_;  // folded
  StringSet loose_;     // folded single words
};

}  // namespace concord
