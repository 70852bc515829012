// Lists the folders of packs.
#include "lang/base/languages.h"

#include <algorithm>
#include <filesystem>

namespace concord {
namespace fs = std::filesystem;

std::vector<std::string> languages_with(const std::string& data_dir, const std::string& name) {
  std::vector<std::string> tags;
  std::error_code missing;
  for (const fs::directory_entry& entry : fs::directory_iterator(data_dir, missing)) {
    if (entry.is_directory() && (name.empty() || fs::exists(entry.path() / name)))
      tags.push_back(entry.path().filename().string());
  }
  std::sort(tags.begin(), tags.end());
  return tags;
}

}  // namespace concord
