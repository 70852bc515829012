// Makes, holds and removes folders for temporary files.
#include "text/scratch_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "text/input_error.h"

namespace concord {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kPlaces = "XXXXXX";  // of mkdtemp(3)

/// Temporary folders may be shared by hosts whose locks do not know of each other.
std::string host() {
  char name[256] = "";
  if (::gethostname(name, sizeof name - 1) != 0) return "host";
  std::string text = name;
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

int open_folder(const std::string& path) {
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/// Whether a path still names the folder that is open.
bool is_at(const std::string& path, int fd) {
  struct stat named = {};
  struct stat open = {};
  return ::lstat(path.c_str(), &named) == 0 && ::fstat(fd, &open) == 0 &&
         named.st_ino == open.st_ino && named.st_dev == open.st_dev;
}

/// Removes a folder of this user that no run holds.
void remove_if_free(const std::string& path) {
  const int fd = open_folder(path);
  if (fd < 0) return;
  struct stat info = {};
  if (::fstat(fd, &info) == 0 && info.st_uid == ::geteuid() &&
      ::flock(fd, LOCK_EX | LOCK_NB) == 0) {
    std::error_code error;
    fs::remove_all(path, error);
  }
  ::close(fd);
}

void remove_free_ones(const fs::path& parent, const std::string& begin) {
  std::error_code error;
  for (fs::directory_iterator one(parent, error), end; !error && one != end; one.increment(error)) {
    const std::string name = one->path().filename().string();
    if (name.size() == begin.size() + kPlaces.size() && name.starts_with(begin))
      remove_if_free(one->path().string());
  }
}

}  // namespace

ScratchFolder::ScratchFolder(const std::string& prefix) {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  const std::string begin = prefix + "-" + host() + "-";
  if (!error) remove_free_ones(parent, begin);
  for (;;) {
    std::string name = (parent / (begin + std::string(kPlaces))).string();
    if (error || ::mkdtemp(name.data()) == nullptr)
      throw InputError(name, 0, "cannot be made", "set TMPDIR to a folder with space");
    const int fd = open_folder(name);
    if (fd >= 0) ::flock(fd, LOCK_EX);
    path_ = name;
    fd_ = fd;
    // Another run may have seen it before it was held, and removed it.
    if (fd < 0 || is_at(name, fd)) return;
    ::close(fd);
  }
}

ScratchFolder::~ScratchFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace concord
