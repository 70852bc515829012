// The words of one report as numbers: paragraphs are compared by their words many times.
//
//   ReportWords words;
//   const WordNumbers lead = words.of(text, paragraph);
//   if (words.share(summary, lead) >= 0.8) ...   // the summary repeats it
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"
#include "lang/words/word.h"
#include "text/span.h"

namespace concord {

/// Words by the numbers of one ReportWords, in the order of the text.
using WordNumbers = std::vector<std::uint32_t>;

/// Numbers the folded words of a report. Words are stretches of letters, digits and marks.
class ReportWords {
 public:
  /// The words of `span` of `text`.
  WordNumbers of(std::string_view text, Span span);
  /// The same by the tokens of the span, whose words are looked at once in a report.
  WordNumbers of(std::string_view text, Span span, std::span<const Token> tokens);
  /// The first five letters of each word: what inflected forms of a word share.
  WordNumbers beginnings(const WordNumbers& words);
  /// The share of `part` that occurs in `whole`; words of one or two letters do not count. 0 where
  /// fewer than three count.
  double share(const WordNumbers& part, const WordNumbers& whole) const;

 private:
  /// Numbers [first, first + count) of numbers_.
  struct Known {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    bool met = false;
  };

  std::uint32_t number_of(std::string_view word);
  /// Appends the words of a folded text.
  void append(std::string_view folded, WordNumbers& words);

  StringSet words_;
  NumberMap<Known> known_;    // by the address of the word of a token
  WordNumbers numbers_;       // of these words, one after the other
  std::vector<bool> counts_;  // of each word, whether share() looks at it
};

}  // namespace concord
