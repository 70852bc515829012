// Files that appear whole or not at all.
//
//   OutputFile file("all.tmx");
//   file.write(head);
//   file.commit();               // all.tmx is the new file here
#pragma once

#include <string>
#include <string_view>

#include "text/write_target.h"

namespace concord {

/// A file that is written piece by piece beside its name and appears under it only with commit(),
/// so that it is either complete or untouched, even after a power cut. Without commit() nothing is
/// left. A file that is there already gives the new one its permissions and its owner; a symbolic
/// link stays one; a device or a pipe is written to as the pieces come. Every function throws
/// InputError when the file cannot be written.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  void write(std::string_view bytes);
  /// Puts all that was written on the disk, so that only the renaming is left to fail: call it for
  /// every file of a run before the first commit().
  void prepare();
  void commit();

 private:
  void flush();

  WriteTarget target_;
  FileBeside file_;
  std::string buffer_;
};

/// Writes a whole file as OutputFile does.
void write_file(const std::string& path, std::string_view bytes);

/// Writes all bytes to a descriptor. Throws InputError under `name`.
void write_all(int fd, std::string_view bytes, const std::string& name);

}  // namespace concord
