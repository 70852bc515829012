// Writes and reads the images of tables.
//
// The file, in the byte order of the machine that compiled it: the header below; then each part,
// its size in eight bytes and its items.
#include "lang/base/table_image.h"

#include <unicode/uversion.h>

#include <array>
#include <filesystem>
#include <stdexcept>

#include "lang/base/flat_map.h"
#include "text/read_file.h"

namespace concord {
namespace {

constexpr std::array<char, 8> kMagic{'c', 'o', 'n', 'c',
                                     't', 'a', 'b', '2'};  // ends in the version

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint64_t key = 0;
  std::uint64_t size = 0;  ///< of what follows, in bytes
  std::uint64_t sum = 0;   ///< hash_of_bytes of what follows
};

}  // namespace

ImageSources::ImageSources() { add(U_ICU_VERSION); }

void ImageSources::add(std::string_view bytes) {
  key_ = (key_ ^ hash_of_bytes(bytes)) * 0x9E3779B97F4A7C15ULL;
}

void ImageSources::add_file(const std::string& path) {
  add(std::filesystem::exists(path) ? read_file(path) : std::string());
}

std::string ImageWriter::bytes(const ImageSources& sources) const {
  const Header header{kMagic, sources.key(), body_.size(), hash_of_bytes(body_)};
  return std::string(reinterpret_cast<const char*>(&header), sizeof(header)) + body_;
}

ImageReader::ImageReader(const std::string& path, const ImageSources& sources) {
  if (!std::filesystem::exists(path)) return;
  bytes_ = read_file(path);
  Header header;
  if (bytes_.size() < sizeof(header)) return;
  std::memcpy(&header, take(sizeof(header)), sizeof(header));
  const std::string_view body = std::string_view(bytes_).substr(sizeof(header));
  found_ = header.magic == kMagic && header.key == sources.key() && header.size == body.size() &&
           header.sum == hash_of_bytes(body);
}

const char* ImageReader::take(std::size_t bytes) {
  if (bytes > bytes_.size() - at_)
    throw std::out_of_range("a table image has other parts than those asked for");
  at_ += bytes;
  return bytes_.data() + (at_ - bytes);
}

}  // namespace concord
