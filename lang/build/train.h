// Learns pairs of words from translated segments.
#pragma once

#include <string>
#include <vector>

#include "lang/lexicon/term_files.h"
#include "lang/pack/pack.h"

namespace concord {

/// Two words that rendered each other, in their commonest printed forms.
struct LearntPair {
  std::string source;
  std::string target;
  double probability = 0;  ///< share of the source word's occurrences in which both directions link
                           ///< it to the target word
  std::size_t count = 0;   ///< such occurrences, at least 2
};

/// The fewest segments from which train() learns: below, IBM Model 1 pairs words that merely stand
/// in the same few lines.
constexpr std::size_t kFewestSegments = 200;

/// IBM Model 1 (Brown et al. 1993), five iterations in each direction over the stems of content
/// words, then the links on which both directions agree (Och and Ney 2003, intersection). Segments
/// of more than 100 content words are left out. Throws InputError for fewer than kFewestSegments;
/// pairs come in order of source word.
std::vector<LearntPair> train(const std::vector<TextPair>& segments, const LanguagePack& source,
                              const LanguagePack& target);

}  // namespace concord
