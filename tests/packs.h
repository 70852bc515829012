// The language packs of the source tree, so that tests walk what is there instead of a list.
//
//   INSTANTIATE_TEST_SUITE_P(Language, X, testing::ValuesIn(test::packs_with("negation.tsv")),
//                            test::TagName());
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace concord::test {

/// The tags of the packs in lang/data that have a file or folder, sorted.
inline std::vector<std::string> packs_with(const std::string& name) {
  namespace fs = std::filesystem;
  std::vector<std::string> tags;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "lang/data")) {
    if (entry.is_directory() && fs::exists(entry.path() / name))
      tags.push_back(entry.path().filename());
  }
  std::sort(tags.begin(), tags.end());
  return tags;
}

/// The tags of the languages whose clause model with English is there, sorted.
inline std::vector<std::string> clause_models_with_english() {
  namespace fs = std::filesystem;
  std::vector<std::string> tags;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "lang/data/en/clause-models"))
    tags.push_back(entry.path().stem());
  std::sort(tags.begin(), tags.end());
  return tags;
}

/// The languages other than English in which some folder of samples has a source, sorted.
inline std::vector<std::string> sample_languages() {
  std::vector<std::string> tags = packs_with("lexicon");
  namespace fs = std::filesystem;
  std::erase_if(tags, [](const std::string& tag) {
    const fs::directory_iterator folders(fs::path(CONCORD_SOURCE_DIR) / "samples");
    return std::none_of(begin(folders), end(folders), [&](const fs::directory_entry& folder) {
      return fs::exists(folder.path() / ("source." + tag + ".txt"));
    });
  });
  return tags;
}

/// The name of a test whose parameter is a language tag.
struct TagName {
  std::string operator()(const testing::TestParamInfo<std::string>& tag) const {
    std::string name = tag.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
  }
};

}  // namespace concord::test
