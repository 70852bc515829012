// A folder for temporary files that does not stay behind, even when a run is killed.
//
//   const ScratchFolder scratch("concord-pair");
//   write_file(scratch.file("index"), bytes);
#pragma once

#include <string>

namespace concord {

/// A folder PREFIX-HOST-XXXXXX of this run in TMPDIR (/tmp), removed with all in it. It is held by
/// a lock (flock(2)) that ends with the process, however it ends, so the next run on the same host
/// knows and removes what killed ones have left. On file systems without such locks nothing of
/// other runs is removed.
class ScratchFolder {
 public:
  /// Throws InputError when no folder can be made.
  explicit ScratchFolder(const std::string& prefix);
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  const std::string& path() const { return path_; }
  /// The path of a file in it.
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
  int fd_ = -1;
};

}  // namespace concord
