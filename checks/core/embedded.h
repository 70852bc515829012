// Posts and quotations that the original prints in the language of the other version.
#pragma once

#include "lang/pack/analyse.h"
#include "lang/pack/pack.h"

namespace concord {

/// Takes the sentences of the original that are in the language of its translation out of both
/// lists of sentences, and marks a block of nothing else as boilerplate ("other-language"): an
/// embedded post, the translation of which the page gives itself. Nothing happens where most of the
/// text is in that language: then the version is.
void set_aside_embedded(AnalysedArticle& original, const LanguagePack& own,
                        const LanguagePack& other);

}  // namespace concord
