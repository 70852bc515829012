// Compares files by device and number.
#include "text/file_identity.h"

#include <sys/stat.h>

#include <filesystem>
#include <set>
#include <system_error>

namespace concord {

std::optional<FileId> file_id(const std::string& path) {
  struct stat info = {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return FileId{info.st_dev, info.st_ino};
}

void require_apart(const std::vector<std::string>& inputs,
                   const std::vector<std::string>& outputs) {
  std::set<FileId> read;
  for (const std::string& input : inputs) {
    if (const auto id = file_id(input)) read.insert(*id);
  }
  const auto twice = [](const std::string& path) {
    return InputError(path, 0, "is named for two outputs", "name two files");
  };
  std::set<FileId> written;
  std::set<std::filesystem::path> new_files;
  for (const std::string& output : outputs) {
    if (output.empty() || output == "-") continue;
    std::error_code error;
    if (const auto id = file_id(output)) {
      if (read.contains(*id)) throw SameFileError(output);
      if (!written.insert(*id).second) throw twice(output);
    } else if (!std::filesystem::exists(output, error)) {
      const auto path =
          std::filesystem::weakly_canonical(std::filesystem::absolute(output, error), error);
      if (!error && !new_files.insert(path).second) throw twice(output);
    }
  }
}

}  // namespace concord
