// Settles by the pair what each block of two versions is: what one version alone leaves open, the
// other tells.
//
//   const std::vector<Bead> asides = settle_structure(source, target, lexicon, names);
//   // source.sentences is now the body; asides pair headlines, captions and headings
#pragma once

#include <vector>

#include "aligner/align.h"
#include "lang/lexicon/lexicon.h"
#include "lang/names/name_match.h"
#include "lang/pack/analyse.h"

namespace concord {

/// Aligns both versions with every doubtful block in, and reads off what the blocks are:
///   - a block whose counterpart is body is body, a caption that carries the lead among them;
///   - blocks that are each other's counterparts and may both be something else (headlines,
///     captions, headings) stay out of the body;
///   - a block without counterpart is what it most likely is by itself (Block::as_text).
/// Moves sentences between AnalysedArticle::sentences and other_sentences and sets roles and
/// as_text: to 0 or 1, or to what it was for text without counterpart. Sentences of boilerplate
/// leave both lists, but for those of kApartRule without counterpart. Returns which of the
/// other_sentences correspond, as beads of indices into them. Articles without a doubtful block
/// stay as they are. `alikes`, unless null, is for build_profiles() of the versions as they are
/// then.
std::vector<Bead> settle_structure(AnalysedArticle& source, AnalysedArticle& target,
                                   const Lexicon& lexicon, const NameMatcher& names,
                                   SoundAlikes* alikes = nullptr);

/// What a pair asks of the aligner: sentences behind the point where the other version breaks off
/// cost little.
AlignOptions align_options(const AnalysedArticle& source, const AnalysedArticle& target);

}  // namespace concord
