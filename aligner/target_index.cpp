// Builds and searches segments of postings.
//
// The bytes of a segment, as numbers of 32 bits in the byte order of the machine: how many keys,
// how many positions, the lowest and the highest one; the keys, ascending; where the positions of
// each key end; the positions.
#include "aligner/target_index.h"

#include <algorithm>
#include <cstring>

#include "aligner/sort_by_key.h"
#include "text/input_error.h"

namespace concord {
namespace {

// Numbers before the keys of a segment.
constexpr std::size_t kHeader = 4;

}  // namespace

std::vector<TargetKey> target_keys(const DocumentProfile& document) {
  std::vector<TargetKey> all;
  all.reserve(document.keys.size());
  // Each key above its place, so that the first of the same keys comes first.
  std::vector<std::uint64_t> order;
  order.reserve(document.keys.size());
  for (std::uint32_t f = 0; f < document.features.size(); ++f) {
    const DocumentFeature& feature = document.features[f];
    for (std::uint32_t k = feature.first_key; k < feature.first_key + feature.key_count; ++k) {
      order.push_back(std::uint64_t{document.keys[k].key} << 32 | all.size());
      all.push_back({document.keys[k].key, document.keys[k].strength, f});
    }
  }
  std::sort(order.begin(), order.end());
  std::vector<TargetKey> keys;
  keys.reserve(all.size());
  for (const std::uint64_t entry : order) {
    const TargetKey& key = all[static_cast<std::uint32_t>(entry)];
    if (keys.empty() || keys.back().key != key.key) keys.push_back(key);
  }
  return keys;
}

std::string build_postings(std::vector<Posting> postings) {
  sort_by_key(postings, [](const Posting& posting) { return posting.key; });
  std::uint32_t keys = 0;
  for (std::size_t i = 0; i < postings.size(); ++i)
    keys += i == 0 || postings[i].key != postings[i - 1].key ? 1 : 0;
  std::uint32_t lowest = postings.empty() ? 0 : postings.front().position;
  std::uint32_t highest = lowest;
  for (const Posting& posting : postings) {
    lowest = std::min(lowest, posting.position);
    highest = std::max(highest, posting.position);
  }
  std::string bytes((kHeader + 2 * std::size_t{keys} + postings.size()) * sizeof(std::uint32_t),
                    '\0');
  std::size_t at = 0;
  const auto put = [&](std::size_t value) {
    const auto number = static_cast<std::uint32_t>(value);
    std::memcpy(bytes.data() + at, &number, sizeof(number));
    at += sizeof(number);
  };
  put(keys);
  put(postings.size());
  put(lowest);
  put(highest);
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (i == 0 || postings[i].key != postings[i - 1].key) put(postings[i].key);
  }
  for (std::size_t i = 1; i <= postings.size(); ++i) {
    if (i == postings.size() || postings[i].key != postings[i - 1].key) put(i);
  }
  for (const Posting& posting : postings) put(posting.position);
  return bytes;
}

Postings::Postings(std::string_view bytes, const std::string& name) {
  const std::span numbers(reinterpret_cast<const std::uint32_t*>(bytes.data()),
                          bytes.size() / sizeof(std::uint32_t));
  const bool whole =
      numbers.size() >= kHeader &&
      numbers.size() == kHeader + 2 * std::size_t{numbers[0]} + std::size_t{numbers[1]};
  if (!whole) throw InputError(name, 0, "is not whole", "make the index again");
  const std::size_t keys = numbers[0];
  lowest_ = numbers[2];
  highest_ = numbers[3];
  keys_ = HashTable(numbers.subspan(kHeader, keys));
  ends_ = numbers.subspan(kHeader + keys, keys);
  positions_ = numbers.subspan(kHeader + 2 * keys);
}

std::array<std::span<const std::uint32_t>, 2> Postings::find(std::uint32_t key,
                                                             const TargetWindow& window) const {
  const std::optional<std::size_t> place = keys_.find(key);
  if (!place) return {};
  const std::size_t size = positions_.size();
  const auto first =
      positions_.begin() +
      static_cast<std::ptrdiff_t>(*place == 0 ? 0 : std::min(std::size_t{ends_[*place - 1]}, size));
  const auto end = std::max(first, positions_.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                            std::size_t{ends_[*place]}, size)));
  const auto low = std::lower_bound(first, end, window.begin);
  const auto high = std::lower_bound(low, end, window.end);
  return {std::span(low, high), std::span(std::lower_bound(high, end, window.undated), end)};
}

std::int32_t day_number(std::optional<Day> day) {
  return day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : kNoDay;
}

std::optional<Day> day_of_number(std::int32_t number) {
  if (number == kNoDay) return std::nullopt;
  return Day(std::chrono::days(number));
}

TargetWindow TargetIndex::window(std::optional<Day> day, int within) const {
  const auto place = [&](auto found) { return static_cast<std::uint32_t>(found - days.begin()); };
  const auto undated = std::lower_bound(days.begin(), days.end(), kNoDay);
  if (!day) return {0, place(undated), place(undated)};
  const std::int64_t middle = day_number(day);
  const auto begin = std::lower_bound(days.begin(), undated, middle - within);
  const auto end = std::upper_bound(begin, undated, middle + within);
  return {place(begin), place(end), place(undated)};
}

}  // namespace concord
