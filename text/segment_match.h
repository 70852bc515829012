// How alike two segments are, as translation memories count it: the edits between their words.
//
//   SegmentWords words;
//   MatchSegment asked = words.split("The port handled 5.2 million tonnes.");
//   match_score(asked, words.split("The port handled 5.3 million tonnes."));   // 5 of 6 words:
//   0.83
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace concord {

/// A segment split for comparison.
struct MatchSegment {
  std::string text;         ///< as given
  std::string folded;       ///< see fold()
  std::vector<Span> words;  ///< into `folded`, in order; neither white space nor punctuation

  std::string_view word(std::size_t at) const { return words[at].of(folded); }
  /// A 64-bit hash of the words in their order (FNV-1a): equal for texts that differ in case,
  /// spaces and punctuation only.
  std::uint64_t key() const;
};

/// Finds words by Unicode's rules (UAX #29, ICU's root locale). One object serves one thread.
class SegmentWords {
 public:
  SegmentWords();
  SegmentWords(const SegmentWords&) = delete;
  SegmentWords& operator=(const SegmentWords&) = delete;
  ~SegmentWords();

  /// `text` must be valid UTF-8; an empty one has no words.
  MatchSegment split(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A hash of one word (FNV-1a), for an index.
std::uint64_t word_key(std::string_view folded_word);

/// In [0, 1]: 1 for equal texts, 0.99 for equal words, otherwise 1 - edits / words of the longer
/// segment, at most 0.98. Edits are inserted, removed and replaced words (Levenshtein 1966 over
/// words, as CAT tools count). A word that is replaced by one with the same beginning, as inflected
/// forms have, costs the part of the longer that differs; words with digits are equal or not.
/// Segments without words are alike only when they are equal. Symmetric. Gives 0 as soon as the
/// score must be below `least`.
double match_score(const MatchSegment& a, const MatchSegment& b, double least = 0);

}  // namespace concord
