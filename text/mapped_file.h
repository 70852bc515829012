// A file as memory: pages come when they are touched and go when the system needs them.
//
//   const MappedFile file("archive.index");
//   use(file.bytes());
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

/// A file mapped for reading. Many threads may read it.
class MappedFile {
 public:
  /// Throws InputError for what is not a file or cannot be read.
  explicit MappedFile(const std::string& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile();

  /// Empty for an empty file.
  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }
  /// Gives the pages in memory back; whoever touches them again, reads them again.
  void release() const;

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// The memory of this process that is in use at this moment, in bytes, pages of mapped files
/// included; 0 where the system does not tell.
std::size_t resident_memory();

/// Whether less than an eighth of so many bytes is left.
bool near_limit(std::size_t memory);

/// Gives memory that was freed back to the system, so that it counts no longer.
void return_freed_memory();

}  // namespace concord
