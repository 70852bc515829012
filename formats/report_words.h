// The words of one report as numbers: paragraphs are compared by their words many times.
//
//   ReportWords words;
//   const WordNumbers lead = words.of(text, paragraph);
//   if (words.share(summary, lead) >= 0.8) ...   // the summary repeats it
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"
#include "text/span.h"

namespace concord {

/// Words by the numbers of one ReportWords, in the order of the text.
using WordNumbers = std::vector<std::uint32_t>;

/// Numbers the folded words of a report. Words are stretches of letters, digits and marks.
class ReportWords {
 public:
  /// The words of `span` of `text`.
  WordNumbers of(std::string_view text, Span span);
  /// The first five letters of each word: what inflected forms of a word share.
  WordNumbers beginnings(const WordNumbers& words);
  /// The share of `part` that occurs in `whole`; words of one or two letters do not count. 0 where
  /// fewer than three count.
  double share(const WordNumbers& part, const WordNumbers& whole) const;

 private:
  std::uint32_t number_of(std::string_view word);

  StringSet words_;
  std::vector<bool> counts_;  // of each word, whether share() looks at it
};

}  // namespace concord
