// Where the language packs are on this machine.
#pragma once

#include <string>

namespace concord {

/// The folder that holds one folder per language. In this order: `named` (from --data), the
/// environment variable CONCORD_DATA, share/concord/data beside the program's bin folder, the
/// source tree it was built from. Throws InputError when none of them exists.
std::string find_data_dir(const std::string& named = {});

/// The folder with the compiled lexicons of the program (ru-en.lexicon, ...): the environment
/// variable CONCORD_LEXICONS, else share/concord/lexicons beside the program's bin folder. It need
/// not exist.
std::string find_lexicon_dir();

}  // namespace concord
