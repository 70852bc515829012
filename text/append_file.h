// A file that grows by whole records and can be cut back to the last good one.
//
//   AppendFile out("results.jsonl", AppendFile::Mode::kContinue);
//   out.truncate(last_good_size);
//   out.append("one line\n");
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

/// An open file that bytes are only ever added to. Every append reaches the operating system before
/// it returns, so what was appended survives the process (not a power cut).
class AppendFile {
 public:
  enum class Mode : std::uint8_t {
    kFresh,     ///< empties the file
    kContinue,  ///< keeps what is there
  };

  /// Opens or creates the file; "-" is standard output, which starts at size 0. Throws InputError
  /// when it cannot be written.
  AppendFile(std::string path, Mode mode);
  ~AppendFile();
  AppendFile(AppendFile&& other) noexcept;
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  const std::string& path() const { return path_; }
  /// The size in bytes.
  std::uint64_t size() const { return size_; }
  /// Adds bytes at the end. Throws InputError when the disk is full or the reader of a pipe is
  /// gone.
  void append(std::string_view bytes);
  /// Cuts the file to `size` bytes, which must not be more than it has. Throws InputError.
  void truncate(std::uint64_t size);
  /// Takes the file for this process alone until it is closed; false when another process has it.
  bool try_lock();
  /// Closes and renames over `path`. Throws InputError. The object must not be used afterwards.
  void close_as(const std::string& path);

 private:
  [[noreturn]] void refuse(const char* what) const;

  std::string path_;
  int fd_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace concord
