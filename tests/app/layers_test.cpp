// The house: an #include may only point upwards in the table of docs/ARCHITECTURE.md, and what can
// be read off the sources of the rest of CONTRIBUTING.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {
namespace fs = std::filesystem;

// Each folder with the folders it may include; its own is implied.
const std::map<std::string, std::set<std::string>> kAllowed = {
    {"text", {}},
    {"lang", {"text"}},
    {"aligner", {"text", "lang"}},
    {"checks", {"text", "lang", "aligner"}},
    {"formats", {"text", "lang", "aligner", "checks"}},
    {"newsroom", {"text", "lang", "aligner", "checks", "formats"}},
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

// The rooms of a folder, lowest first: a room may include itself and those before it.
const std::map<std::string, std::vector<std::string>> kRooms = {
    {"lang", {"base", "words", "numbers", "dates", "names", "lexicon", "segment", "pack", "build"}},
    {"checks", {"core", "facts", "names", "relations", "clauses", "text", "versions"}},
    {"newsroom", {"store", "engine", "service", "editor"}},
};
// Subfolders that hold no sources.
const std::set<std::string> kNoRooms = {"data", "messages"};

/// Expects that the includes of one source stay within its room and those below.
void expect_downwards(const fs::path& source, const std::string& folder,
                      const std::vector<std::string>& rooms, std::size_t own) {
  const std::regex include("^\\s*#include \"" + folder + "/([a-z]+)/");
  std::ifstream in(source);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::smatch match;
    if (!std::regex_search(line, match, include)) continue;
    const auto used = std::find(rooms.begin(), rooms.end(), match[1].str());
    EXPECT_LE(used - rooms.begin(), static_cast<std::ptrdiff_t>(own))
        << source << ":" << number << ": " << line;
  }
}

TEST(Layers, RoomsIncludeOnlyThoseBelow) {
  for (const auto& [folder, rooms] : kRooms) {
    for (const fs::directory_entry& room :
         fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / folder)) {
      const std::string name = room.path().filename();
      if (!room.is_directory() || kNoRooms.contains(name)) continue;
      const auto found = std::find(rooms.begin(), rooms.end(), name);
      ASSERT_NE(found, rooms.end()) << folder << "/" << name << " stands in no table of rooms";
      for (const fs::directory_entry& entry : fs::directory_iterator(room)) {
        const std::string ending = entry.path().extension();
        if (ending != ".h" && ending != ".cpp") continue;
        expect_downwards(entry.path(), folder, rooms,
                         static_cast<std::size_t>(found - rooms.begin()));
      }
    }
  }
}

TEST(Layers, OnlyTheProgramPrintsOrExits) {
  const std::regex prints("\\b(std::cout|std::cerr|printf\\(|puts\\(|std::exit\\(|abort\\()");
  for (const char* folder : {"text", "lang", "aligner", "checks", "formats", "newsroom"}) {
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

// The file that looks for the data, and the one that asks it on behalf of the program.
constexpr const char* kDataFinder = "lang/base/data_dirs.cpp";
constexpr const char* kProgram = "app/main.cpp";

TEST(Layers, ResourcesAreArguments) {
  const std::regex finds("find_data_dirs\\(");
  const std::regex looks("getenv\\(|/proc/self/exe|find_data_dirs\\(");
  const fs::path root(CONCORD_SOURCE_DIR);
  for (const auto& [folder, allowed] : kAllowed) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      const fs::path& path = entry.path();
      if (path.extension() != ".cpp" || path == root / kDataFinder || path == root / kProgram)
        continue;
      std::ifstream in(path);
      std::string line;
      for (int number = 1; std::getline(in, line); ++number) {
        // The program may ask what colours the terminal has.
        EXPECT_FALSE(std::regex_search(line, folder == "app" ? finds : looks))
            << path << ":" << number << ": " << line;
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

/// Finds the bodies of functions in lines that clang-format laid out: what begins at one column
/// ends with a brace at the same column. `columns` is 0 for functions, 2 for those of a class.
class Bodies {
 public:
  explicit Bodies(std::size_t columns) : columns_(columns) {}

  /// Takes the next line; the lines of the body that it closes, 0 for a line that closes none.
  int next(const std::string& line) {
    ++lines_;
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos) return 0;
    if (begin == columns_ && line.substr(begin) == "}") return std::exchange(lines_, 0) - 1;
    if (begin == columns_) open_ = false;
    if (!open_ && line.ends_with('{')) {
      open_ = true;
      lines_ = 0;
    }
    return 0;
  }

 private:
  std::size_t columns_;
  bool open_ = false;
  int lines_ = 0;  // since the line that opens the body
};

TEST(Layers, FunctionsFitOnAScreen) {
  constexpr int kScreen = 60;
  int bodies = 0;
  for (const auto& [folder, allowed] : kAllowed) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(fs::path(CONCORD_SOURCE_DIR) / folder)) {
      const std::string ending = entry.path().extension();
      if (ending != ".h" && ending != ".cpp") continue;
      std::ifstream in(entry.path());
      Bodies free(0);
      Bodies member(2);
      std::string line;
      for (int number = 1; std::getline(in, line); ++number) {
        for (Bodies* of : {&free, &member}) {
          const int lines = of->next(line);
          bodies += lines > 0 ? 1 : 0;
          EXPECT_LE(lines, kScreen) << entry.path() << ":" << number << " ends a long function";
        }
      }
    }
  }
  EXPECT_GT(bodies, 1000);
}

}  // namespace
