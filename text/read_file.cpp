// Reads whole files and writes them atomically.
#include "text/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

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

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  struct stat info = {};
  if (::stat(path_.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
    throw InputError(path_, 0, "is a folder, not a file", "name a file to write");
  }
  // A name that no other process and no other object of this one uses, in the same folder so that
  // rename stays atomic.
  beside_ = path_ + ".tmp" + std::to_string(::getpid());
  fd_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd_ < 0) refuse("cannot be written: ");
}

OutputFile::~OutputFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!beside_.empty()) ::unlink(beside_.c_str());
}

void OutputFile::refuse(const char* what) {
  const std::string why = std::strerror(errno);
  throw InputError(path_, 0, std::string(what) + why,
                   "check the folder, its permissions and the free space");
}

void OutputFile::write(std::string_view bytes) {
  constexpr std::size_t kBuffered = 1 << 16;
  buffer_ += bytes;
  if (buffer_.size() >= kBuffered) flush();
}

void OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t put = ::write(fd_, rest.data(), rest.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) refuse("cannot be written: ");
    rest.remove_prefix(static_cast<std::size_t>(put));
  }
  buffer_.clear();
}

void OutputFile::commit() {
  flush();
  const int fd = fd_;
  fd_ = -1;
  if (::close(fd) != 0) refuse("cannot be written: ");  // a full disk may show only here
  if (::rename(beside_.c_str(), path_.c_str()) != 0) refuse("cannot be replaced: ");
  beside_.clear();
}

void write_file(const std::string& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.commit();
}

}  // namespace concord
