// The dependency order of the folders: an #include may only point upwards in the table of
// docs/ARCHITECTURE.md.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace {
namespace fs = std::filesystem;

// Each folder with the folders it may include; its own is implied.
const std::map<std::string, std::set<std::string>> kAllowed = {
    {"text", {}},
    {"lang", {"text"}},
    {"aligner", {"text", "lang"}},
    {"checks", {"text", "lang", "aligner"}},
    {"formats", {"text", "lang", "aligner", "checks"}},
    {"newsroom", {"text", "lang", "aligner", "checks", "formats", "app"}},
    {"app", {"text", "lang", "aligner", "checks", "formats", "newsroom"}},
};

TEST(Layers, IncludesPointUpwardsOnly) {
  const std::regex include("^\\s*#include \"([a-z]+)/");
  int includes = 0;
  for (const auto& [folder, allowed] : kAllowed) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(fs::path(CONCORD_SOURCE_DIR) / folder)) {
      const std::string ending = entry.path().extension();
      if (ending != ".h" && ending != ".cpp") continue;
      std::ifstream in(entry.path());
      std::string line;
      for (int number = 1; std::getline(in, line); ++number) {
        std::smatch match;
        if (!std::regex_search(line, match, include)) continue;
        ++includes;
        const std::string used = match[1];
        EXPECT_TRUE(used == folder || allowed.contains(used))
            << entry.path() << ":" << number << ": " << line;
      }
    }
  }
  EXPECT_GT(includes, 50);
}

TEST(Layers, OnlyTheProgramPrintsOrExits) {
  const std::regex prints("\\b(std::cout|std::cerr|printf\\(|puts\\(|std::exit\\(|abort\\()");
  for (const char* folder : {"text", "lang", "aligner", "checks", "formats"}) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(fs::path(CONCORD_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".cpp") continue;
      std::ifstream in(entry.path());
      std::string line;
      for (int number = 1; std::getline(in, line); ++number) {
        const bool formats_only =
            line.find("snprintf") != std::string::npos || line.find("fmt::") != std::string::npos;
        EXPECT_TRUE(formats_only || !std::regex_search(line, prints))
            << entry.path() << ":" << number << ": " << line;
      }
    }
  }
}

TEST(Layers, SourcesAreAsciiAndSayTheirJobFirst) {
  for (const auto& [folder, allowed] : kAllowed) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(fs::path(CONCORD_SOURCE_DIR) / folder)) {
      const std::string ending = entry.path().extension();
      if (ending != ".h" && ending != ".cpp") continue;
      std::ifstream in(entry.path());
      std::string line;
      for (int number = 1; std::getline(in, line); ++number) {
        EXPECT_TRUE(number > 1 || line.starts_with("// "))
            << entry.path() << " does not say its job in the first line";
        for (const char c : line) {
          if (static_cast<unsigned char>(c) >= 0x80) {
            ADD_FAILURE() << entry.path() << ":" << number << ": not ASCII";
            break;
          }
        }
      }
    }
  }
}

}  // namespace
