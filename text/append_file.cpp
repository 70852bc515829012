// Appends records to a file, cuts it back, locks it.
#include "text/append_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "text/input_error.h"
#include "text/output_file.h"

namespace concord {

AppendFile::AppendFile(std::string path) : AppendFile() {
  path_ = std::move(path);
  open_locked();
}

AppendFile AppendFile::beside(const std::string& path) {
  AppendFile file;
  file.path_ = path;
  if (path == "-") {
    file.fd_ = STDOUT_FILENO;
    file.special_ = true;
    return file;
  }
  file.target_ = find_write_target(path);
  if (file.target_->kind == WriteTarget::Kind::kSpecial) {
    file.fd_ = open_special(*file.target_);
    file.special_ = true;
    return file;
  }
  file.path_ = file.target_->path + ".part";
  file.open_locked();
  // Nobody may read the new file before its name who may not read the old one.
  if (file.fresh_) take_permissions(file.fd_, *file.target_);
  return file;
}

void AppendFile::open_locked() {
  for (;;) {
    // A pipe that somebody put there must not hold the run up.
    constexpr int kFlags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    fd_ = ::open(path_.c_str(), kFlags | O_CREAT | O_EXCL, 0666);
    fresh_ = fd_ >= 0;
    if (fd_ < 0 && errno == EEXIST) {
      fd_ = ::open(path_.c_str(), kFlags);
      if (fd_ < 0 && errno == ENOENT) continue;  // removed in between
    }
    if (fd_ < 0) refuse_output(path_, "cannot be written: ");
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      fresh_ = false;
      throw InputError(path_, 0, "is being written by another run",
                       "wait for it or name another file");
    }
    // The run that had it may have renamed or removed it before this one got the lock.
    struct stat mine = {};
    struct stat named = {};
    if (::fstat(fd_, &mine) != 0) refuse_output(path_, "cannot be written: ");
    if (!S_ISREG(mine.st_mode)) throw InputError(path_, 0, "is not a file", "name a file to write");
    size_ = static_cast<std::uint64_t>(mine.st_size);
    if (::stat(path_.c_str(), &named) == 0 && named.st_ino == mine.st_ino &&
        named.st_dev == mine.st_dev)
      return;
    ::close(std::exchange(fd_, -1));
  }
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      fd_(std::exchange(other.fd_, -1)),
      size_(other.size_),
      special_(other.special_),
      fresh_(std::exchange(other.fresh_, false)) {}

AppendFile::~AppendFile() {
  if (fd_ >= 0 && fresh_ && size_ == 0) ::unlink(path_.c_str());
  if (fd_ >= 0 && fd_ != STDOUT_FILENO) ::close(fd_);
}

void AppendFile::append(std::string_view bytes) {
  write_all(fd_, bytes, path_ == "-" ? "standard output" : path_);
  if (!special_) size_ += bytes.size();
}

void AppendFile::truncate(std::uint64_t size) {
  if (special_ || size == size_) return;
  if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) refuse_output(path_, "cannot be cut: ");
  size_ = size;
}

void AppendFile::finish() {
  if (special_) return;
  sync_file(fd_, path_);
  fresh_ = false;
  if (!target_) return;
  take_permissions(fd_, *target_);
  replace_target(path_, *target_);  // and only then gives the lock up
  ::close(std::exchange(fd_, -1));
}

void AppendFile::remove() {
  if (!special_) ::unlink(path_.c_str());
  fresh_ = false;
}

}  // namespace concord
