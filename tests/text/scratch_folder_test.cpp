// Folders for temporary files: removed by their run, or by the next one when it was killed.
#include "text/scratch_folder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "text/input_error.h"
#include "text/output_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// TMPDIR in a folder of the test.
class ScratchFolderTest : public testing::Test {
 protected:
  ScratchFolderTest()
      : root_(fs::temp_directory_path() / ("concord-scratch-test-" + std::to_string(getpid()))) {
    const char* before = std::getenv("TMPDIR");
    before_ = before == nullptr ? "" : before;
    fs::create_directories(root_);
    setenv("TMPDIR", root_.c_str(), 1);
  }
  ~ScratchFolderTest() override {
    if (before_.empty()) {
      unsetenv("TMPDIR");
    } else {
      setenv("TMPDIR", before_.c_str(), 1);
    }
    fs::remove_all(root_);
  }
  std::size_t folders() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(root_), {}));
  }

  fs::path root_;
  std::string before_;
};

TEST_F(ScratchFolderTest, IsThereWhileItIsUsed) {
  {
    const ScratchFolder one("concord-test");
    const ScratchFolder two("concord-test");
    write_file(one.file("a"), "x");
    EXPECT_NE(one.path(), two.path());
    EXPECT_EQ(folders(), 2U);
    EXPECT_TRUE(fs::exists(one.file("a")));
    EXPECT_EQ(fs::status(one.path()).permissions(), fs::perms::owner_all);
  }
  EXPECT_EQ(folders(), 0U);
}

TEST_F(ScratchFolderTest, OfAKilledRunIsRemovedByTheNext) {
  const pid_t child = fork();
  if (child == 0) {
    const ScratchFolder left("concord-test");
    write_file(left.file("a"), "x");
    raise(SIGKILL);
  }
  ASSERT_GT(child, 0);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  ASSERT_EQ(folders(), 1U);
  fs::create_directories(root_ / "concord-test-of-somebody");
  fs::create_directory_symlink("/", root_ / "concord-test-link");
  const ScratchFolder mine("concord-test");
  EXPECT_EQ(folders(), 3U);  // what is not of a run stays
  EXPECT_TRUE(fs::exists(mine.path()));
}

TEST_F(ScratchFolderTest, WithoutATemporaryFolderIsRefused) {
  setenv("TMPDIR", (root_ / "none").c_str(), 1);
  EXPECT_THROW(ScratchFolder("concord-test"), InputError);
}

}  // namespace
}  // namespace concord
