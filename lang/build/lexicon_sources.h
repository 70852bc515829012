// Where a lexicon comes from: the packs, dictionaries installed on this machine, and files of the
// user.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/pack/lexicon_builder.h"
#include "lang/pack/packs.h"

namespace concord {

/// The language that the terms of the packs (lang/data/<tag>/lexicon) lead to, and over which two
/// others are joined.
constexpr std::string_view kPivotTag = "en";

/// Where the dictionaries of other packages are looked for.
struct DictionaryFolders {
  std::string dictd = "/usr/share/dictd";
  std::string apertium = "/usr/share/apertium";
  std::string hunspell = "/usr/share/hunspell";
};

/// A compiled lexicon with what was used for it and what was not there.
struct CompiledLexicon {
  std::string bytes;
  std::vector<std::string>
      notes;  ///< one line each, for a person: "mueller7: 123,456 pairs", "... is not installed"
};

/// Adds the pairs of lang/data/<tag>/lexicon/*.tsv, origin "pack"; returns how many. `builder` must
/// be from `tag` to kPivotTag. Throws InputError for a broken table.
std::size_t add_pack_terms(LexiconBuilder& builder, const std::string& data_dir,
                           const std::string& tag);

/// Compiles the lexicon of `tag` and English from its pack and the dictionaries found; one that is
/// missing or not in the format that is known is left out, with a note.
CompiledLexicon compile_lexicon(Packs& packs, const std::string& tag,
                                const DictionaryFolders& folders = {});

/// The same of two languages neither of which is English, from their lexicons with English (from
/// the language to English): over English, and by the dictionaries that lead from one to the other.
CompiledLexicon compile_pair_lexicon(Packs& packs, const Lexicon& source, const Lexicon& target,
                                     const DictionaryFolders& folders = {});

/// The lexicon of a language with itself: every word that `known` (lexicons one side of which is
/// that language) has on that side renders itself, so that all its forms meet. Phrases are left
/// out: their words meet.
CompiledLexicon compile_same_lexicon(Packs& packs, const std::string& tag,
                                     const std::vector<Lexicon>& known);

}  // namespace concord
