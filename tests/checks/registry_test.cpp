// What every check of the registry must have: a page, messages, examples that run, and a place
// where it fires.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "checks/core/check.h"
#include "formats/messages.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

const fs::path kRoot = CONCORD_SOURCE_DIR;

std::vector<std::string> check_names() {
  std::vector<std::string> names;
  for (const Check& check : all_checks()) names.emplace_back(check.name);
  return names;
}

class RegisteredCheck : public testing::TestWithParam<std::string> {
 protected:
  std::string page() const { return read_file(kRoot / "docs/checks" / (GetParam() + ".md")); }
};

/// Whether a file below a folder matches; `name` is a pattern of file names.
bool any_file(const fs::path& folder, const std::regex& name, const std::regex& text) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (!std::regex_match(entry.path().filename().string(), name)) continue;
    if (std::regex_search(read_file(entry.path()), text)) return true;
  }
  return false;
}

TEST_P(RegisteredCheck, HasAPageOfItsName) {
  EXPECT_TRUE(std::regex_search(page(), std::regex("^# (The check `)?" + GetParam() + "`?\n")));
}

TEST_P(RegisteredCheck, HasANameInEveryCatalogue) {
  for (const std::string& lang : ui_languages(find_data_dirs().messages))
    EXPECT_NE(MessageCatalogue(find_data_dirs().messages, lang).pattern("check." + GetParam()), "")
        << lang;
}

TEST_P(RegisteredCheck, ExamplesOfItsPageRun) {
  if (page().find("| expected") == std::string::npos) return;
  EXPECT_TRUE(any_file(kRoot / "tests/checks", std::regex(".*_test\\.cpp"),
                       std::regex("\"" + GetParam() + "\\.md\"")))
      << "no test runs docs/checks/" << GetParam() << ".md";
}

TEST_P(RegisteredCheck, FiresSomewhere) {
  const std::string name = GetParam();
  const bool on_its_page = std::regex_search(page(), std::regex("\\| [^|\n]*(error|warning|info)"));
  const bool in_a_sample =
      any_file(kRoot / "samples", std::regex(".*\\.tsv"), std::regex("(^|\n)" + name + "\t"));
  const bool in_a_test =
      any_file(kRoot / "tests", std::regex(".*_test\\.cpp"), std::regex("\"" + name + "\""));
  EXPECT_TRUE(on_its_page || in_a_sample || in_a_test);
}

INSTANTIATE_TEST_SUITE_P(All, RegisteredCheck, testing::ValuesIn(check_names()),
                         [](const auto& check) {
                           std::string name = check.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace concord
