// The segments of a translation memory in two languages, for learning from them.
//
//   for (const TextPair& pair : read_text_pairs("old.tmx", {"ru", "en"})) ...
#pragma once

#include <string>
#include <vector>

#include "lang/lexicon/term_files.h"

namespace concord {

/// The units of a TMX file that have both languages, inline codes left out; damaged units are left
/// out, too. Throws InputError for a file that is missing, is not TMX, is cut, or has no pair of
/// these languages.
std::vector<TextPair> read_text_pairs(const std::string& path, const LanguagePair& languages);

}  // namespace concord
