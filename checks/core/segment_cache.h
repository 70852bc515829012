// The issues of aligned segments that were checked lately: archives repeat themselves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/core/issue.h"

namespace concord {

/// What is kept of a checked pair of segments.
struct CheckedSegments {
  std::vector<Issue> issues;
  /// How many dates, names and figures each side has.
  struct Counts {
    std::uint32_t dates = 0;
    std::uint32_t names = 0;
    std::uint32_t figures = 0;
  };
  std::array<Counts, 2> found;  ///< by side
};

/// Keeps what was used last, in about 16 MB: some 100,000 pairs of sentences with few issues. One
/// object serves one thread.
class SegmentCache {
 public:
  /// Two hashes of the text, together 128 bits, so that the texts themselves need not be kept.
  struct Key {
    std::uint64_t one = 0;
    std::uint64_t two = 0;
    bool operator==(const Key&) const = default;
  };
  /// The key of fields in their order.
  static Key key(std::initializer_list<std::string_view> fields);

  /// What is kept for a key, or null; valid until the next call.
  const CheckedSegments* find(const Key& key);
  void add(const Key& key, CheckedSegments checked);

 private:
  struct Hash {
    std::size_t operator()(const Key& key) const { return static_cast<std::size_t>(key.one); }
  };
  using Map = std::unordered_map<Key, CheckedSegments, Hash>;
  // Half of the room each: when the young are full they become the old, and what was not asked for
  // since the last time goes.
  Map young_;
  Map old_;
  std::size_t bytes_ = 0;  // of the young
};

}  // namespace concord
