// Writes files beside their names and renames them.
#include "text/output_file.h"

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace concord {

OutputFile::OutputFile(std::string path) : target_(find_write_target(path)) {
  if (target_.kind == WriteTarget::Kind::kSpecial) {
    file_.fd = open_special(target_);
  } else {
    file_ = open_beside(target_);
  }
}

OutputFile::~OutputFile() {
  if (file_.fd >= 0) ::close(file_.fd);
  if (!file_.path.empty()) ::unlink(file_.path.c_str());
}

void write_all(int fd, std::string_view bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) refuse_output(name, "cannot be written: ");
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

void OutputFile::write(std::string_view bytes) {
  constexpr std::size_t kBuffered = 1 << 16;
  buffer_ += bytes;
  if (buffer_.size() >= kBuffered) flush();
}

void OutputFile::flush() {
  write_all(file_.fd, buffer_, target_.name);
  buffer_.clear();
}

void OutputFile::prepare() {
  flush();
  if (target_.kind != WriteTarget::Kind::kSpecial) sync_file(file_.fd, target_.name);
}

void OutputFile::commit() {
  prepare();
  const bool special = target_.kind == WriteTarget::Kind::kSpecial;
  if (!special) {
    take_permissions(file_.fd, target_);
    if (file_.path.empty()) file_.path = name_file_beside(file_.fd, target_);
  }
  // A full disk may show only here.
  if (::close(std::exchange(file_.fd, -1)) != 0) refuse_output(target_.name, "cannot be written: ");
  if (special) return;
  replace_target(file_.path, target_);
  file_.path.clear();
}

void write_file(const std::string& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.commit();
}

}  // namespace concord
