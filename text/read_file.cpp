// Reads whole files.
#include "text/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "text/input_error.h"

namespace concord {
namespace {

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (fd_ > 2) ::close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

std::string read_file(const std::string& path, std::size_t limit) {
  const FileDescriptor file(path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    if (errno == ENOENT) throw InputError(path, 0, "there is no such file", "check the path");
    throw InputError(path, 0, std::string("cannot be read: ") + std::strerror(errno),
                     "check the path and its permissions");
  }
  struct stat info = {};
  if (::fstat(file.get(), &info) == 0) {
    if (S_ISDIR(info.st_mode))
      throw InputError(path, 0, "is a folder, not a file", "name one report");
    if (S_ISREG(info.st_mode) && static_cast<std::size_t>(info.st_size) > limit) {
      throw InputError(path, 0, "is larger than " + std::to_string(limit) + " bytes", "split it");
    }
  }
  std::string bytes;
  if (S_ISREG(info.st_mode)) bytes.reserve(static_cast<std::size_t>(info.st_size) + 1);
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw InputError(path, 0, std::string("cannot be read: ") + std::strerror(errno),
                       "check the file");
    }
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
    if (bytes.size() > limit)
      throw InputError(path, 0, "is larger than " + std::to_string(limit) + " bytes", "split it");
  }
}

}  // namespace concord
