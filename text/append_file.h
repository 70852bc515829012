// A file that grows by whole records and can be cut back to the last good one.
//
//   AppendFile out = AppendFile::beside("results.jsonl");   // grows in results.jsonl.part
//   out.truncate(last_good_size);
//   out.append("one line\n");
//   out.finish();                                           // results.jsonl is the new file
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/write_target.h"

namespace concord {

/// An open file that bytes are only ever added to, of one run at a time. Every append reaches the
/// operating system before it returns, so what was appended survives the process (not a power cut).
/// A file that this object made and nothing was put into is removed with it.
class AppendFile {
 public:
  /// Opens or creates the file and keeps what is in it; never through a symbolic link. Throws
  /// InputError when it cannot be written or another run has it.
  explicit AppendFile(std::string path);
  /// Opens PATH.part, which finish() makes PATH; a device or a pipe is written to itself, and "-"
  /// is standard output. Throws as the constructor.
  static AppendFile beside(const std::string& path);
  ~AppendFile();
  AppendFile(AppendFile&& other) noexcept;
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  const std::string& path() const { return path_; }
  /// Whether it can be cut and continued: not standard output, a device or a pipe.
  bool is_file() const { return !special_; }
  /// The size in bytes; what was written to anything but a file does not count.
  std::uint64_t size() const { return size_; }
  /// Adds bytes at the end. Throws InputError when the disk is full or the reader of a pipe is
  /// gone.
  void append(std::string_view bytes);
  /// Cuts the file to `size` bytes, which must not be more than it has. Throws InputError.
  void truncate(std::uint64_t size);
  /// Puts the bytes on the disk and, of a file that was opened beside another, gives it that one's
  /// name, permissions and owner. Throws InputError. Nothing may be added afterwards.
  void finish();
  /// Removes the file.
  void remove();

 private:
  AppendFile() = default;
  void open_locked();

  std::string path_;
  std::optional<WriteTarget> target_;
  int fd_ = -1;
  std::uint64_t size_ = 0;
  bool special_ = false;
  bool fresh_ = false;  // made by this object
};

}  // namespace concord
