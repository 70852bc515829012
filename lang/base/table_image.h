// Tables as they lie in memory, compiled at build time: loading them is copying, not parsing.
//
//   ImageReader image(dirs.lexicons + "/ru.stems", sources.key());
//   if (image.found()) stems.exchange(image);     // else the tables are read
//
// An image belongs to the very bytes of the tables that it was made from. One of other tables, of
// another version of concord or of ICU, truncated or damaged is not found: the tables are read as
// if there were none.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace concord {

/// Sums up what an image is made from.
class ImageSources {
 public:
  ImageSources();
  /// Adds the bytes of a file; a missing one counts as such.
  void add_file(const std::string& path);
  void add(std::string_view bytes);
  std::uint64_t key() const { return key_; }

 private:
  std::uint64_t key_ = 0;
};

/// Collects the parts of an image. Structures must have no gaps between their fields, so that equal
/// tables give equal bytes.
class ImageWriter {
 public:
  template <class Item>
  void operator()(const std::vector<Item>& items) {
    static_assert(std::is_trivially_copyable_v<Item>);
    const std::uint64_t bytes = items.size() * sizeof(Item);
    body_.append(reinterpret_cast<const char*>(&bytes), sizeof(bytes));
    body_.append(reinterpret_cast<const char*>(items.data()), bytes);
  }
  /// The bytes of the file.
  std::string bytes(const ImageSources& sources) const;

 private:
  std::string body_;
};

/// Gives the parts of an image in the order in which they were written.
class ImageReader {
 public:
  /// Reads a file, if it is there and was made from such sources.
  ImageReader(const std::string& path, const ImageSources& sources);
  bool found() const { return found_; }

  /// Replaces the items by those of the next part.
  template <class Item>
  void operator()(std::vector<Item>& items) {
    static_assert(std::is_trivially_copyable_v<Item>);
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, take(sizeof(bytes)), sizeof(bytes));
    const char* const first = take(bytes);
    items.resize(bytes / sizeof(Item));
    if (!items.empty()) std::memcpy(items.data(), first, items.size() * sizeof(Item));
  }

 private:
  /// The next bytes of the file, which has them: its checksum is right.
  const char* take(std::size_t bytes);

  std::string bytes_;
  std::size_t at_ = 0;
  bool found_ = false;
};

}  // namespace concord
