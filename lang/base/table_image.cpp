// Writes and reads the images of tables.
//
// The file, in the byte order of the machine that compiled it: the header below; then each part,
// a list with its size before its items.
#include "lang/base/table_image.h"

#include <sys/stat.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <stdexcept>

#include "lang/base/flat_map.h"
#include "text/read_file.h"

namespace concord {
namespace {

constexpr std::array<char, 8> kMagic{'c', 'o', 'n', 'c',
                                     't', 'a', 'c', '5'};  // ends in the version

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint64_t key = 0;
  std::uint64_t stamp = 0;  ///< 0: look at the key
  std::uint64_t size = 0;   ///< of what follows, in bytes
  std::uint64_t sum = 0;    ///< of these fields: to read what follows takes longer than to use it

  std::uint64_t sum_of_fields() const;
};

// A file that was changed so lately may be changed again within the second that its time tells.
constexpr std::int64_t kSettled = 2;  // seconds

std::uint64_t mixed(std::uint64_t sum, std::uint64_t next) {
  return (sum ^ next) * 0x9E3779B97F4A7C15ULL;
}

/// A checksum in four lanes, since a multiplication must not wait for the one before. Every step
/// can be undone, so that one word that is wrong always shows.
std::uint64_t sum_of(std::string_view bytes) {
  std::uint64_t a = 1;
  std::uint64_t b = 2;
  std::uint64_t c = 3;
  std::uint64_t d = 4;
  const auto word = [&](std::size_t at) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof(value));
    return value;
  };
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    a = mixed(a, word(at));
    b = mixed(b, word(at + 8));
    c = mixed(c, word(at + 16));
    d = mixed(d, word(at + 24));
  }
  const std::uint64_t rest = hash_of_bytes(bytes.substr(at));
  std::uint64_t sum = bytes.size();
  for (const std::uint64_t lane : {a, b, c, d, rest}) sum = mixed(sum ^ sum >> 32, lane);
  return sum;
}

std::uint64_t Header::sum_of_fields() const { return mixed(mixed(mixed(1, key), stamp), size); }

}  // namespace

void ImageSources::add(std::string_view bytes) { sources_.push_back({std::string(bytes), {}}); }

void ImageSources::add_file(const std::string& path) { sources_.push_back({{}, path}); }

void ImageSources::add_folder(const std::string& path, std::string_view ending) {
  std::vector<std::string> names;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(path, missing)) {
    std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) sources_.push_back({name, path + "/" + name});
}

std::uint64_t ImageSources::key() const {
  std::uint64_t key = mixed(0, sum_of(U_ICU_VERSION));
  for (const Source& source : sources_) {
    key = mixed(key, sum_of(source.bytes));
    if (!source.file.empty() && std::filesystem::exists(source.file))
      key = mixed(key, sum_of(read_file(source.file)));
  }
  return key;
}

std::uint64_t ImageSources::stamp() const {
  std::uint64_t stamp = mixed(0, sum_of(U_ICU_VERSION));
  const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
  for (const Source& source : sources_) {
    stamp = mixed(stamp, sum_of(source.bytes));
    struct stat info {};
    if (source.file.empty() || ::stat(source.file.c_str(), &info) != 0) continue;
    if (info.st_mtime > now - kSettled) return 0;
    stamp = mixed(mixed(stamp, static_cast<std::uint64_t>(info.st_size)),
                  static_cast<std::uint64_t>(info.st_mtime));
  }
  return stamp;
}

std::string ImageWriter::bytes(const ImageSources& sources) const {
  Header header{kMagic, sources.key(), sources.stamp(), body_.size(), 0};
  header.sum = header.sum_of_fields();
  return std::string(reinterpret_cast<const char*>(&header), sizeof(header)) + body_;
}

ImageReader::ImageReader(const std::string& path, const ImageSources& sources) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return;
  file_ = std::make_shared<const MappedFile>(path);
  bytes_ = file_->bytes();
  Header header;
  if (bytes_.size() < sizeof(header)) return;
  std::memcpy(&header, take(sizeof(header)), sizeof(header));
  const std::size_t size = bytes_.size() - sizeof(header);
  if (header.magic != kMagic || header.size != size || header.sum != header.sum_of_fields()) return;
  const std::uint64_t stamp = sources.stamp();
  found_ = (stamp != 0 && header.stamp == stamp) || header.key == sources.key();
}

const char* ImageReader::take(std::size_t bytes) {
  if (at_ > bytes_.size() || bytes > bytes_.size() - at_)
    throw std::out_of_range("a table image has other parts than those asked for");
  at_ += bytes;
  return bytes_.data() + (at_ - bytes);
}

}  // namespace concord
