// Locks folders.
#include "text/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>

#include "text/input_error.h"
#include "text/write_target.h"

namespace concord {

std::optional<FolderLock> FolderLock::try_take(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(fd);
    return std::nullopt;
  }
  return FolderLock(fd);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

FolderLock lock_folder_of(const std::string& path) {
  using namespace std::chrono_literals;
  constexpr auto kPause = 10ms;
  constexpr auto kLongest = 30s;
  std::string folder = std::filesystem::path(find_write_target(path).path).parent_path().string();
  if (folder.empty()) folder = ".";
  for (auto waited = 0ms; waited < kLongest; waited += kPause) {
    if (auto lock = FolderLock::try_take(folder)) return std::move(*lock);
    std::this_thread::sleep_for(kPause);
  }
  throw InputError(path, 0, "is being changed by another run", "wait for it and run again");
}

}  // namespace concord
