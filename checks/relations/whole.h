// Which of two figures of a sentence is the whole, of which the other is a part.
//
//   "21 of the 41 patients", "out of 41 patients, 21 had visited the market": 41 in both
#pragma once

#include <array>

#include "lang/pack/analyse.h"

namespace concord {

/// 1 when the first figure is the whole, -1 when the second is, 0 where no word for "of" says so.
/// The spans are of the article, both in `sentence`.
int whole(const AnalysedSentence& sentence, const LanguagePack& pack,
          const std::array<Span, 2>& figures);

}  // namespace concord
