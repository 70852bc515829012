// All that checking one language pair needs and many threads may share.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "checks/core/clause_model.h"
#include "lang/lexicon/lexicon.h"
#include "lang/lexicon/opposites.h"
#include "lang/names/name_match.h"
#include "lang/pack/glossary.h"
#include "lang/pack/packs.h"

namespace concord {

/// The packs, the lexicon and the name tables of one language pair. Immutable after load.
struct PairResources {
  const LanguagePack* source = nullptr;  ///< owned by a Packs
  const LanguagePack* target = nullptr;
  Lexicon lexicon;
  NameMatcher names;
  ClauseModel clauses;
  Opposites opposites = {};
  Glossary glossary = {};  ///< of the house; empty unless the caller loads one (--terms)
  /// The resources from target to source, where the pair is compared in that order, so that the
  /// same is found whichever side a version is on; then `clauses` and `opposites` here are empty,
  /// and so is the glossary there. Null where the pair is compared from source to target.
  std::shared_ptr<const PairResources> turned = {};
};

/// Loads what there is for a pair of languages; a missing lexicon or pack is not an error.
/// `user_lexicon` names a compiled lexicon that is merged with the program's own; empty for none.
/// Throws InputError when that is of other languages, damaged or missing. `packs` must outlive the
/// result.
PairResources load_resources(Packs& packs, std::string_view source_lang,
                             std::string_view target_lang, const std::string& user_lexicon = {});

}  // namespace concord
