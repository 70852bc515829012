// Looks for the folder with the language packs.
#include "lang/base/data_dir.h"

#include <cstdlib>
#include <filesystem>

#include "text/input_error.h"

namespace concord {
namespace fs = std::filesystem;

std::string find_data_dir(const std::string& named) {
  std::error_code ignored;
  if (!named.empty()) {
    if (fs::is_directory(named, ignored)) return named;
    throw InputError(named, 0, "is not a folder with language packs", "check --data");
  }
  if (const char* set = std::getenv("CONCORD_DATA"); set != nullptr && *set != '\0') {
    if (fs::is_directory(set, ignored)) return set;
    throw InputError(set, 0, "is not a folder with language packs",
                     "check the environment variable CONCORD_DATA");
  }
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (const fs::path& candidate : {program.parent_path().parent_path() / "share/concord/data",
                                    fs::path(CONCORD_SOURCE_DATA)}) {
    if (fs::is_directory(candidate, ignored)) return candidate.string();
  }
  throw InputError("", 0, "the language packs are not installed",
                   "set CONCORD_DATA to the folder lang/data of concord");
}

std::string find_lexicon_dir() {
  if (const char* set = std::getenv("CONCORD_LEXICONS"); set != nullptr && *set != '\0') return set;
  std::error_code ignored;
  return (fs::read_symlink("/proc/self/exe", ignored).parent_path().parent_path() /
          "share/concord/lexicons")
      .string();
}

}  // namespace concord
