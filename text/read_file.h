// Whole files in and out, with errors that say what is wrong, and no half-written output.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

/// Reads a whole file; "-" is standard input. Throws InputError when it is missing, a directory,
/// unreadable or larger than `limit` bytes. An empty file gives an empty string.
std::string read_file(const std::string& path, std::size_t limit = std::size_t{1} << 31);

/// A file that is written piece by piece beside its name and appears under it only with commit(),
/// so that it is either complete or untouched. Without commit() the temporary file is removed.
/// Every function throws InputError when the folder cannot be written.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  void write(std::string_view bytes);
  void commit();

 private:
  [[noreturn]] void refuse(const char* what);
  void flush();

  std::string path_;
  std::string beside_;
  std::string buffer_;
  int fd_ = -1;
};

/// Writes beside `path` and renames, so that the file is either complete or untouched. Throws
/// InputError when the folder cannot be written. The temporary file is removed on failure.
void write_file(const std::string& path, std::string_view bytes);

}  // namespace concord
