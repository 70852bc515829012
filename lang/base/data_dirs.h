// Where the data of the program are on this machine: found once, by the program, and handed down.
//
//   Packs packs(find_data_dirs());   // in app/ and in tests only
#pragma once

#include <string>

namespace concord {

/// The folders that the library reads. It looks for none by itself.
struct DataDirs {
  std::string packs;     ///< one folder per language, and the tables that all share
  std::string lexicons;  ///< what was compiled from them; need not exist
  std::string messages;  ///< one table per language of the interface
};

/// The folders of an installed program, of its source tree, or of a copy. Packs, in this order:
/// `named` (from --data), the environment variable CONCORD_DATA, share/concord/data beside the
/// program's bin folder, the source tree it was built from. Lexicons: CONCORD_LEXICONS, else
/// share/concord/lexicons beside the bin folder. Messages: beside the packs or, where only the
/// packs were copied, those of the program. Throws InputError when there are no packs.
DataDirs find_data_dirs(const std::string& named = {});

}  // namespace concord
