// Reads dictionaries in the format of dictd (RFC 2229's server), as Debian packages them.
//
//   for (const DictEntry& entry : read_dictd("/usr/share/dictd/mueller7")) entry.headword;
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/pack/lexicon_builder.h"

namespace concord {

/// One article of a dictionary.
struct DictEntry {
  std::string headword;
  std::string text;  ///< as the dictionary prints it, headword line included
};

/// Receives a pair of terms; `rank` counts the renderings of the term from 0, the first being the
/// commonest.
using TermSink = std::function<void(TermPair pair, int rank)>;

/// Reads PATH.index and PATH.dict.dz (or PATH.dict); entries about the database itself are left
/// out. Throws InputError when one of them is missing, is not in this format or points outside the
/// other.
std::vector<DictEntry> read_dictd(const std::string& path);

/// The glosses of one article of Mueller's English-Russian dictionary (package mueller7-dict):
/// headword to Russian, then every example ("to take prisoner ...") as a phrase of its own. The
/// English side is TermPair::source.
void mueller_glosses(const DictEntry& entry, const TermSink& sink);

/// The glosses of one article of a FreeDict dictionary (package dict-freedict-eng-ind): headword to
/// gloss; definitions are skipped.
void freedict_glosses(const DictEntry& entry, const TermSink& sink);

}  // namespace concord
