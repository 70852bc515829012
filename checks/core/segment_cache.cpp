// Two generations of checked segments.
#include "checks/core/segment_cache.h"

#include <utility>

#include "text/hash.h"

namespace concord {
namespace {

constexpr std::size_t kMostBytes = 8'000'000;  // of a generation
constexpr std::size_t kEntryBytes = 120;       // of an entry without issues, about

/// The memory that issues take, about.
std::size_t bytes_of(const std::vector<Issue>& issues) {
  std::size_t bytes = issues.size() * sizeof(Issue);
  for (const Issue& issue : issues) {
    for (const auto& [name, value] : issue.message.arguments)
      bytes += sizeof(issue.message.arguments[0]) + value.size();
    for (const Side side : kSides) {
      if (!issue.at(side)) continue;
      bytes += issue.at(side)->value.size();
      for (const Passage& further : issue.at(side)->also)
        bytes += sizeof(Passage) + further.value.size();
    }
  }
  return bytes;
}

}  // namespace

SegmentCache::Key SegmentCache::key(std::initializer_list<std::string_view> fields) {
  Key key{kFnvBegin, 0x9E3779B97F4A7C15ULL};
  for (const std::string_view field : fields) {
    key.one = fnv1a_field(field, key.one);
    for (const char c : field)
      key.two = (key.two ^ static_cast<unsigned char>(c)) * 0xFF51AFD7ED558CCDULL + (key.two >> 29);
    key.two = mix_bits(key.two + field.size());
  }
  key.one = mix_bits(key.one);
  return key;
}

const CheckedSegments* SegmentCache::find(const Key& key) {
  if (const auto known = young_.find(key); known != young_.end()) return &known->second;
  const auto known = old_.find(key);
  if (known == old_.end()) return nullptr;
  CheckedSegments again = std::move(known->second);
  old_.erase(known);
  add(key, std::move(again));
  return &young_.find(key)->second;
}

void SegmentCache::add(const Key& key, CheckedSegments checked) {
  if (bytes_ > kMostBytes) {
    old_ = std::exchange(young_, {});
    bytes_ = 0;
  }
  bytes_ += kEntryBytes + bytes_of(checked.issues);
  young_.insert_or_assign(key, std::move(checked));
}

}  // namespace concord
