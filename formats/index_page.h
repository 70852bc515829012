// The index page of a folder of pair pages: what was found by check, then a row a pair, first those
// that need a look.
#pragma once

#include <string>
#include <string_view>

#include "formats/pair_record.h"

namespace concord {

/// What the index page shows of a pair: a short JSON line, with its line end.
std::string index_summary(const PairRecord& record);
/// The same for a record that an earlier run wrote.
std::string index_summary(std::string_view record);

/// The self-contained HTML page for summaries, one a line, in the language `ui_lang`. Pairs that
/// could not be read come first, then by errors, warnings and notes, most first; of equals the
/// earlier one. An empty text gives an empty table. Throws InputError for a language without
/// messages.
std::string index_page(std::string_view summaries, const std::string& messages,
                       const std::string& ui_lang = "en");

}  // namespace concord
