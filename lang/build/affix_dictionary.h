// Reads a spelling dictionary with affix rules, the pair of files WORDS.aff and WORDS.dic of
// hunspell(5), and spells out every form.
//
//   std::vector<ListedWord> words = read_affix_dictionary("/usr/share/hunspell/ru_RU");   // 1.4
//   million forms
#pragma once

#include <string>
#include <vector>

#include "lang/words/word_list.h"

namespace concord {

/// All forms of PATH.aff and PATH.dic, folded, with how the dictionary prints them: the entries,
/// each with its prefixes and suffixes, and suffixes of suffixes. Encodings UTF-8 and ISO 8859-1;
/// flags of one character or two. Compounds, circumfix and need-affix flags are not read: a few
/// forms too many do no harm to a list of known words. Throws InputError when a file is missing or
/// in another encoding.
std::vector<ListedWord> read_affix_dictionary(const std::string& path);

}  // namespace concord
