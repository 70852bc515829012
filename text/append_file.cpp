// Appends records to a file, cuts it back, locks it.
#include "text/append_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "text/input_error.h"

namespace concord {

AppendFile::AppendFile(std::string path, Mode mode) : path_(std::move(path)) {
  if (path_ == "-") {
    fd_ = 1;
    return;
  }
  fd_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (fd_ < 0) refuse("cannot be written: ");
  struct stat info = {};
  if (mode == Mode::kFresh) {
    truncate(0);
  } else if (::fstat(fd_, &info) == 0) {
    size_ = static_cast<std::uint64_t>(info.st_size);
  }
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), size_(other.size_) {}

AppendFile::~AppendFile() {
  if (fd_ > 2) ::close(fd_);
}

void AppendFile::refuse(const char* what) const {
  throw InputError(path_ == "-" ? "standard output" : path_, 0,
                   std::string(what) + std::strerror(errno),
                   "check the folder, its permissions and the free space");
}

void AppendFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) refuse("cannot be written: ");
    size_ += static_cast<std::uint64_t>(put);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

void AppendFile::truncate(std::uint64_t size) {
  if (fd_ == 1) return;
  // Devices such as /dev/null cannot be cut and need not be.
  struct stat info = {};
  if (::fstat(fd_, &info) == 0 && !S_ISREG(info.st_mode)) return;
  if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) refuse("cannot be cut: ");
  size_ = size;
}

bool AppendFile::try_lock() { return ::flock(fd_, LOCK_EX | LOCK_NB) == 0; }

void AppendFile::close_as(const std::string& path) {
  const int fd = std::exchange(fd_, -1);
  if (::close(fd) != 0) refuse("cannot be written: ");
  if (::rename(path_.c_str(), path.c_str()) != 0) refuse("cannot be renamed: ");
}

}  // namespace concord
