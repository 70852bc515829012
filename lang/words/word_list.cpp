// Reads and writes compiled word lists.
//
// The file, in the byte order of the machine that compiled it:
//   8 bytes   magic "concwrd1"
//   uint32    number of bits that choose a bucket
//   uint32    number of entries
//   uint32    2^bits + 1 offsets of the buckets' first entries
//   uint16    entries: 14 bits of the form's hash, a bit for proper, a bit for ordinary
// A lookup reads one bucket of about sixteen entries.
#include "lang/words/word_list.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "text/hash.h"
#include "text/input_error.h"

namespace concord {
namespace {

constexpr std::array<char, 8> kMagic{'c', 'o', 'n', 'c', 'w', 'r', 'd', '1'};
constexpr std::size_t kHeader = kMagic.size() + 2 * sizeof(std::uint32_t);
constexpr std::size_t kPerBucket = 16;  // entries, about
constexpr std::uint32_t kMaxBits = 24;  // more buckets than any language has words
constexpr std::uint32_t kFingerprintBits = 14;
constexpr std::uint16_t kOrdinary = 1;
constexpr std::uint16_t kProper = 2;

/// FNV-1a with the finisher of MurmurHash3, so that the high bits are as good as the low ones.
std::uint64_t hash_of(std::string_view form) {
  std::uint64_t hash = fnv1a(form);
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdU;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53U;
  return hash ^ (hash >> 33);
}

/// The hash of a folded form with Cyrillic yo as ye, as most news prints it.
std::uint64_t hash_without_dots(std::string_view folded) {
  constexpr std::string_view kYo = "\u0451";
  if (folded.find(kYo) == std::string_view::npos) return hash_of(folded);
  std::string form(folded);
  for (std::size_t at = form.find(kYo); at != std::string::npos; at = form.find(kYo, at))
    form.replace(at, kYo.size(), "\u0435");
  return hash_of(form);
}

std::size_t bucket_of(std::uint64_t hash, std::uint32_t bits) {
  return bits == 0 ? 0 : static_cast<std::size_t>(hash >> (64 - bits));
}

std::uint16_t fingerprint_of(std::uint64_t hash) {
  return static_cast<std::uint16_t>((hash & ((1U << kFingerprintBits) - 1)) << 2);
}

template <class Number>
void append(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

}  // namespace

std::string WordList::compile(const std::vector<ListedWord>& words) {
  std::uint32_t bits = 0;
  while (bits < kMaxBits && (words.size() >> bits) > kPerBucket) ++bits;
  std::vector<std::pair<std::uint64_t, std::uint16_t>>
      entries;  // bucket << 16 | fingerprint; status
  entries.reserve(words.size());
  for (const ListedWord& word : words) {
    const std::uint64_t hash = hash_without_dots(word.folded);
    const std::uint16_t status = static_cast<std::uint16_t>((word.status.ordinary ? kOrdinary : 0) |
                                                            (word.status.proper ? kProper : 0));
    entries.emplace_back(std::uint64_t{bucket_of(hash, bits)} << 16 | fingerprint_of(hash), status);
  }
  std::sort(entries.begin(), entries.end());
  std::size_t kept = 0;
  for (const auto& entry : entries) {
    if (kept > 0 && entries[kept - 1].first == entry.first) {
      entries[kept - 1].second =
          static_cast<std::uint16_t>(entries[kept - 1].second | entry.second);
    } else {
      entries[kept++] = entry;
    }
  }
  entries.resize(kept);
  std::string bytes(kMagic.data(), kMagic.size());
  append(bytes, bits);
  append(bytes, static_cast<std::uint32_t>(kept));
  std::size_t at = 0;
  for (std::uint64_t bucket = 0; bucket <= std::uint64_t{1} << bits; ++bucket) {
    while (at < kept && entries[at].first >> 16 < bucket) ++at;
    append(bytes, static_cast<std::uint32_t>(at));
  }
  for (const auto& [key, status] : entries)
    append(bytes, static_cast<std::uint16_t>((key & 0xffffU) | status));
  return bytes;
}

void WordList::check(std::string_view bytes, const std::string& name) {
  const auto refuse = [&] {
    throw InputError(name, 0, "is a damaged word list", "build concord again or remove the file");
  };
  std::uint32_t count = 0;
  if (bytes.size() < kHeader || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0)
    refuse();
  std::memcpy(&bits_, bytes.data() + kMagic.size(), sizeof(bits_));
  std::memcpy(&count, bytes.data() + kMagic.size() + sizeof(bits_), sizeof(count));
  if (bits_ > kMaxBits) refuse();
  const std::size_t offsets = (std::size_t{1} << bits_) + 1;
  if (bytes.size() !=
      kHeader + offsets * sizeof(std::uint32_t) + std::size_t{count} * sizeof(std::uint16_t))
    refuse();
  buckets_ = reinterpret_cast<const std::uint32_t*>(bytes.data() + kHeader);
  entries_ = reinterpret_cast<const std::uint16_t*>(bytes.data() + kHeader +
                                                    offsets * sizeof(std::uint32_t));
  if (buckets_[offsets - 1] != count)
    refuse();  // the others are held within the entries where they are used
}

WordList WordList::open(const std::string& path) {
  WordList list;
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return list;
  struct stat info {};
  const bool regular = fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0;
  const std::size_t size = regular ? static_cast<std::size_t>(info.st_size) : 0;
  void* const mapped = regular ? mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  close(file);
  if (mapped == MAP_FAILED)
    throw InputError(path, 0, "cannot be mapped into memory", "check the file");
  list.owner_ = std::shared_ptr<const void>(
      mapped, [size](const void* at) { munmap(const_cast<void*>(at), size); });
  list.check({static_cast<const char*>(mapped), size}, path);
  return list;
}

WordList WordList::of_bytes(std::string bytes, const std::string& name) {
  WordList list;
  const auto kept = std::make_shared<const std::string>(std::move(bytes));
  list.owner_ = kept;
  list.check(*kept, name);
  return list;
}

WordStatus WordList::find(std::string_view folded) const {
  if (empty() || folded.empty()) return {};
  const std::uint64_t hash = hash_without_dots(folded);
  const std::size_t bucket = bucket_of(hash, bits_);
  const std::uint32_t last = buckets_[std::size_t{1} << bits_];
  for (std::uint32_t i = buckets_[bucket]; i < std::min(buckets_[bucket + 1], last); ++i) {
    if ((entries_[i] & ~3U) == fingerprint_of(hash))
      return {(entries_[i] & kOrdinary) != 0, (entries_[i] & kProper) != 0};
  }
  return {};
}

}  // namespace concord
