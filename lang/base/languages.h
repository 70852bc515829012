// Which languages the folder of packs has.
#pragma once

#include <string>
#include <vector>

namespace concord {

/// The tags of all folders of `data_dir` that have a file `name`, sorted; every folder for an empty
/// name. None where `data_dir` is missing.
std::vector<std::string> languages_with(const std::string& data_dir, const std::string& name);

}  // namespace concord
