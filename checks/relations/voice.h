// Which of two names of a sentence does something to the other: by order, by case, by voice.
//
//   "Ukraine accused Russia", "Russia was accused by Ukraine": Ukraine in both
#pragma once

#include <array>

#include "lang/pack/analyse.h"

namespace concord {

/// Two names of one sentence, as spans of the article, with the case of each where the language has
/// cases.
struct TwoNames {
  std::array<Span, 2> spans;
  std::array<NameCase, 2> cases{};
};

/// 1 when the first name is the doer, -1 when the second is, 0 where nothing says so: the names
/// stand in different clauses, far apart, or behind prepositions.
int doer(const AnalysedSentence& sentence, const LanguagePack& pack, const TwoNames& names);

}  // namespace concord
