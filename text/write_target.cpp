// Finds, opens and replaces the files that outputs go to.
#include "text/write_target.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "text/input_error.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

// As many links as Linux follows (path_resolution(7)).
constexpr int kMostLinks = 40;
constexpr mode_t kPermissions = 07777;

/// The path after all symbolic links of its last part; the last of them may lead to nothing.
std::string followed(const std::string& name) {
  fs::path path = name;
  for (int links = 0; links < kMostLinks; ++links) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) return path.string();
    const fs::path next = fs::read_symlink(path, error);
    if (error) return path.string();
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  errno = ELOOP;
  refuse_output(name, "cannot be written: ");
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// A name in the folder of `path` that nobody can guess.
std::string hidden_name(const std::string& path) {
  std::uint64_t random = 0;
  if (::getrandom(&random, sizeof random, 0) != static_cast<ssize_t>(sizeof random))
    refuse_output(path, "cannot be written: ");
  constexpr std::size_t kLongestName = 255 - 20;  // of a file, in bytes, less what is added
  const std::size_t slash = path.rfind('/');
  const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
  return path.substr(0, begin) + path.substr(begin, kLongestName) +
         fmt::format(".tmp{:016x}", random);
}

}  // namespace

void refuse_output(const std::string& name, const char* what) {
  const std::string why = std::strerror(errno);
  throw InputError(name, 0, what + why, "check the folder, its permissions and the free space");
}

WriteTarget find_write_target(const std::string& name) {
  WriteTarget target;
  target.name = name;
  target.path = followed(name);
  struct stat info = {};
  if (::stat(target.path.c_str(), &info) != 0) {
    if (errno != ENOENT) refuse_output(name, "cannot be written: ");
    return target;
  }
  if (S_ISDIR(info.st_mode))
    throw InputError(name, 0, "is a folder, not a file", "name a file to write");
  if (!S_ISREG(info.st_mode)) {
    target.kind = WriteTarget::Kind::kSpecial;
    return target;
  }
  // What this process may not write it may not replace either. The name as it was given is opened,
  // so that the system's own rules about links of others in shared folders hold.
  const int fd = ::open(name.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0 || ::fstat(fd, &info) != 0) refuse_output(name, "cannot be written: ");
  ::close(fd);
  target.kind = WriteTarget::Kind::kFile;
  target.mode = info.st_mode & kPermissions;
  target.owner = info.st_uid;
  target.group = info.st_gid;
  return target;
}

int open_special(const WriteTarget& target) {
  const int fd = ::open(target.path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) refuse_output(target.name, "cannot be written: ");
  return fd;
}

FileBeside open_beside(const WriteTarget& target) {
  // Nobody else may read what will replace a file whose permissions are narrower than the usual.
  const mode_t mode = target.kind == WriteTarget::Kind::kFile ? 0600 : 0666;
  FileBeside file;
  if (::access("/proc/self/fd", X_OK) == 0) {
    file.fd = ::open(folder_of(target.path).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
    if (file.fd >= 0) return file;
  }
  file.path = hidden_name(target.path);
  file.fd = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (file.fd < 0) refuse_output(target.name, "cannot be written: ");
  return file;
}

std::string name_file_beside(int fd, const WriteTarget& target) {
  std::string path = hidden_name(target.path);
  const std::string open_file = "/proc/self/fd/" + std::to_string(fd);
  if (::linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) != 0)
    refuse_output(target.name, "cannot be written: ");
  return path;
}

void take_permissions(int fd, const WriteTarget& target) {
  if (target.kind != WriteTarget::Kind::kFile) return;
  mode_t mode = target.mode;
  struct stat info = {};
  if (::fstat(fd, &info) != 0) refuse_output(target.name, "cannot be written: ");
  // Only root may give a file away; the group is kept where this process is in it.
  if (info.st_uid != target.owner && ::fchown(fd, target.owner, target.group) != 0) mode &= 01777;
  if (::fstat(fd, &info) == 0 && info.st_gid != target.group &&
      ::fchown(fd, static_cast<uid_t>(-1), target.group) != 0) {
    mode &= ~static_cast<mode_t>(02070);
    mode |= (mode & 07U) << 3;
  }
  if (::fchmod(fd, mode) != 0) refuse_output(target.name, "cannot be written: ");
}

void sync_file(int fd, const std::string& name) {
  // Some file systems and every pipe have nothing to wait for.
  if (::fsync(fd) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP)
    refuse_output(name, "cannot be written: ");
}

void replace_target(const std::string& from, const WriteTarget& target) {
  if (::rename(from.c_str(), target.path.c_str()) != 0)
    refuse_output(target.name, "cannot be replaced: ");
  const int folder = ::open(folder_of(target.path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;  // a folder that may be written and not read
  ::fsync(folder);         // the file has its name already; there is nothing to undo
  ::close(folder);
}

}  // namespace concord
