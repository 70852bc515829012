// Finds a phrase in segments, in whatever forms its words stand: the concordance of a memory.
//
//   TmPhrase phrase(words.split("joint statement"));
//   if (const auto at = phrase.find(words.split(text))) at->of(text);   // "Joint Statements"
#pragma once

#include <array>
#include <optional>
#include <string>

#include "text/segment_match.h"
#include "text/span.h"

namespace concord {

/// A phrase to look for.
class TmPhrase {
 public:
  /// `phrase` must have a word.
  explicit TmPhrase(MatchSegment phrase);

  /// The first place where the words stand one after the other, each in any form: in bytes of
  /// MatchSegment::text. Forms are the same word, or words of at least four letters that differ in
  /// at most three letters at the end. The span is empty where the place is known in the folded
  /// text only.
  std::optional<Span> find(const MatchSegment& segment) const;

  /// What every text with the phrase holds, for a quick look before it is split into words: the
  /// beginning of the longest word in small letters, with a capital, and in capitals.
  const std::array<std::string, 3>& traces() const { return traces_; }

 private:
  MatchSegment phrase_;
  std::array<std::string, 3> traces_;
};

}  // namespace concord
