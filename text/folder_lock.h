// One run at a time for what is read, changed and written back.
//
//   const FolderLock lock = lock_folder_of("baseline.jsonl");
//   std::string bytes = read_file("baseline.jsonl");
//   write_file("baseline.jsonl", bytes + more);
#pragma once

#include <optional>
#include <string>

namespace concord {

/// Holds a folder (flock(2)) against every other run that takes it, so that nothing is left behind
/// and a file that does not exist yet can be held, too. On file systems without such locks it holds
/// nothing.
class FolderLock {
 public:
  /// None when another run holds the folder. A folder that cannot be read is not held.
  static std::optional<FolderLock> try_take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

/// Takes the folder of a file and waits for other runs. Hold it only from the last reading to the
/// writing: other files of the folder wait as well. Throws InputError when it stays taken for half
/// a minute.
FolderLock lock_folder_of(const std::string& path);

}  // namespace concord
