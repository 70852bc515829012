// The samples of the source tree, so that tests walk what is there instead of a list.
//
//   INSTANTIATE_TEST_SUITE_P(Folder, X, testing::ValuesIn(test::samples_with("beads.ladder")));
#pragma once

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace concord::test {

/// The folders in samples/, at any depth, that hold a file of this name, sorted.
inline std::vector<std::string> samples_with(const std::string& name) {
  namespace fs = std::filesystem;
  std::vector<std::string> folders;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "samples")) {
    if (entry.path().filename() == name) folders.push_back(entry.path().parent_path().string());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

/// The path of the file of a folder whose name begins with `prefix`. Throws std::runtime_error
/// where there is none.
inline std::string file_that_starts(const std::string& folder, const std::string& prefix) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(prefix)) return entry.path().string();
  }
  throw std::runtime_error(folder + " has no file " + prefix + "*");
}

}  // namespace concord::test
