// Reads lines through a buffer of fixed size.
#include "text/line_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "text/input_error.h"

namespace concord {

LineReader::LineReader(std::string path) : path_(std::move(path)), fd_(0), buffer_(1 << 16) {
  if (path_ == "-") return;
  fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd_ < 0)
    throw InputError(path_, 0, std::string("cannot be read: ") + std::strerror(errno),
                     "check the path and its permissions");
}

LineReader::~LineReader() {
  if (fd_ > 2) ::close(fd_);
}

bool LineReader::fill() {
  for (;;) {
    const ssize_t got = ::read(fd_, buffer_.data(), buffer_.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw InputError(path_, 0, std::string("cannot be read: ") + std::strerror(errno),
                       "name a file");
    begin_ = 0;
    end_ = static_cast<std::size_t>(got);
    return got > 0;
  }
}

bool LineReader::next(std::string& line) {
  line.clear();
  too_long_ = false;
  bool any = false;
  for (;;) {
    if (begin_ == end_ && !fill()) {
      if (any) ++number_;
      return any;
    }
    any = true;
    const char* const from = buffer_.data() + begin_;
    const void* const found = std::memchr(from, '\n', end_ - begin_);
    const std::size_t size = found != nullptr
                                 ? static_cast<std::size_t>(static_cast<const char*>(found) - from)
                                 : end_ - begin_;
    const std::size_t kept = std::min(size, kMaxLine - line.size());
    too_long_ = too_long_ || kept < size;
    line.append(from, kept);
    begin_ += size;
    if (found == nullptr) continue;
    ++begin_;
    ++number_;
    if (line.ends_with('\r')) line.pop_back();
    return true;
  }
}

}  // namespace concord
