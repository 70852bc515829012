// Sentences that only say who reports: "The news was reported by the agency, citing the ministry."
//
//   if (only_attributes(content_of(sentence, pack))) ...;
//   const Attributions who = attributions_of(source, target, resources);
//   part_attributions(who, beads);   // none of them is paired far from its place
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "aligner/bead.h"
#include "checks/core/resources.h"
#include "lang/pack/analyse.h"

namespace concord {

/// What the words of a sentence are, function words aside.
struct SentenceContent {
  std::size_t words = 0;
  std::size_t routine = 0;  ///< of attribution, titles, reminders (LanguagePack::routine_stems)
  std::size_t names = 0;    ///< capitalised, and not routine
  bool figure = false;      ///< whether it states a figure or a date
};

/// Counts the words of a sentence; all zero for one without words.
SentenceContent content_of(const AnalysedSentence& sentence, const LanguagePack& pack);

/// Whether a sentence says who reports and nothing else: at most `longest` content words, `share`
/// of them words of attribution and names, without a figure or a date.
bool only_attributes(const SentenceContent& content, std::size_t longest, double share);

/// Whether each body sentence of source and target only says who reports.
using Attributions = std::array<std::vector<bool>, 2>;
Attributions attributions_of(const AnalysedArticle& source, const AnalysedArticle& target,
                             const PairResources& resources);

/// Takes apart one-to-one beads that cross others where one side only says who reports and the
/// other says more: outlets are named anywhere, so that a common name proves nothing. Both
/// sentences become gaps. Beads stay sorted.
void part_attributions(const Attributions& attributions, std::vector<Bead>& beads);

}  // namespace concord
