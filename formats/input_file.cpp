// Opens and reads files piece by piece.
#include "formats/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "text/input_error.h"

namespace concord {

InputFile::InputFile(std::string path)
    : path_(std::move(path)), fd_(path_ == "-" ? 0 : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (fd_ < 0)
    refuse(errno == ENOENT ? "there is no such file"
                           : std::string("cannot be read: ") + std::strerror(errno));
  struct stat info = {};
  if (::fstat(fd_, &info) == 0 && S_ISDIR(info.st_mode)) refuse("is a folder, not a file");
}

InputFile::~InputFile() {
  if (fd_ > 2) ::close(fd_);
}

std::string_view InputFile::next() {
  for (;;) {
    const ssize_t got = ::read(fd_, buffer_, sizeof buffer_);
    if (got >= 0) return {buffer_, static_cast<std::size_t>(got)};
    if (errno != EINTR) refuse(std::string("cannot be read: ") + std::strerror(errno));
  }
}

std::string InputFile::rest(std::string begin) {
  for (std::string_view piece = next(); !piece.empty(); piece = next()) begin += piece;
  return begin;
}

bool InputFile::seek(std::size_t byte) {
  return ::lseek(fd_, static_cast<off_t>(byte), SEEK_SET) >= 0;
}

void InputFile::refuse(const std::string& why) const {
  throw InputError(path_, 0, why, "check the path");
}

}  // namespace concord
