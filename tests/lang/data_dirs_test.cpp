// Where the data are: a copy of the packs alone is enough, and what is missing is said.
#include "lang/base/data_dirs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "text/input_error.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

TEST(DataDirs, ACopyOfThePacksAloneServes) {
  const fs::path folder = fs::temp_directory_path() / ("concord-data-" + std::to_string(getpid()));
  const std::string copy = (folder / "copied").string();
  fs::create_directories(folder);
  fs::copy(find_data_dirs().packs, copy, fs::copy_options::recursive);
  const DataDirs dirs = find_data_dirs(copy);
  EXPECT_EQ(dirs.packs, copy);
  EXPECT_EQ(dirs.lexicons, find_data_dirs().lexicons);
  EXPECT_TRUE(fs::exists(fs::path(dirs.messages) / "en.tsv")) << dirs.messages;
  // The program with it: two numbers that differ are an error, exit code 1.
  const std::string pair = (folder / "pair.tsv").string();
  const std::string command = "printf '1\\tAda 12 kapal.\\tThere are 15 ships.\\n' > " + pair +
                              "; CONCORD_DATA=" + copy + " " CONCORD_PROGRAM " check --aligned " +
                              pair + " --src-lang id --tgt-lang en > /dev/null";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 1) << command;
  fs::remove_all(folder);
}

TEST(DataDirs, MessagesBesideThePacksComeFirst) {
  const fs::path folder = fs::temp_directory_path() / ("concord-own-" + std::to_string(getpid()));
  fs::create_directories(folder / "data");
  fs::create_directories(folder / "messages");
  const DataDirs dirs = find_data_dirs((folder / "data").string());
  EXPECT_TRUE(fs::equivalent(dirs.messages, folder / "messages"));
  fs::remove_all(folder);
}

TEST(DataDirs, AMissingFolderIsRefused) {
  try {
    find_data_dirs("/nowhere/packs");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("/nowhere/packs: is not a folder"));
  }
}

}  // namespace
}  // namespace concord
