// Looks for the folders with the program's data.
#include "lang/base/data_dirs.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "text/input_error.h"

namespace concord {
namespace fs = std::filesystem;
namespace {

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

/// Where the packs of the program itself may be: installed beside it, or in the source tree.
std::vector<fs::path> own_packs(const fs::path& share) {
  return {share / "data", fs::path(CONCORD_SOURCE_DATA)};
}

std::string find_packs(const std::string& named, const fs::path& share) {
  if (!named.empty()) {
    if (is_folder(named)) return named;
    throw InputError(named, 0, "is not a folder with language packs", "check --data");
  }
  if (const std::string set = variable("CONCORD_DATA"); !set.empty()) {
    if (is_folder(set)) return set;
    throw InputError(set, 0, "is not a folder with language packs",
                     "check the environment variable CONCORD_DATA");
  }
  for (const fs::path& packs : own_packs(share)) {
    if (is_folder(packs)) return packs.string();
  }
  throw InputError("", 0, "the language packs are not installed",
                   "set CONCORD_DATA to the folder lang/data of concord");
}

std::string find_messages(const fs::path& packs, const fs::path& share) {
  std::vector<fs::path> candidates{packs};
  for (const fs::path& own : own_packs(share)) candidates.push_back(own);
  for (const fs::path& candidate : candidates) {
    if (is_folder(candidate / ".." / "messages")) return (candidate / ".." / "messages").string();
  }
  throw InputError("", 0, "the messages of the program are not installed",
                   "copy the folder lang/messages of concord beside the language packs");
}

}  // namespace

DataDirs find_data_dirs(const std::string& named) {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path share = program.parent_path().parent_path() / "share/concord";
  DataDirs dirs;
  dirs.packs = find_packs(named, share);
  dirs.lexicons = variable("CONCORD_LEXICONS");
  if (dirs.lexicons.empty()) dirs.lexicons = (share / "lexicons").string();
  dirs.messages = find_messages(dirs.packs, share);
  return dirs;
}

}  // namespace concord
