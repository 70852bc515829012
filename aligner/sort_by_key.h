// Sorts many items by hashes, in time that grows as their number does.
//
//   sort_by_key(postings, [](const Posting& posting) { return posting.key; });
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace concord {

/// Sorts by a key of 32 bits; items with the same key stay in their order. A radix sort from the
/// lowest digit on (Knuth, volume 3, algorithm 5.2.5R), which needs as much room again.
template <class Item, class KeyOf>
void sort_by_key(std::vector<Item>& items, KeyOf key_of) {
  constexpr unsigned kBits = 11;  // of a digit: three for a key
  constexpr std::size_t kDigits = std::size_t{1} << kBits;
  std::vector<Item> sorted(items.size());
  for (unsigned shift = 0; shift < 32; shift += kBits) {
    const auto digit = [&](const Item& item) { return (key_of(item) >> shift) & (kDigits - 1); };
    std::array<std::size_t, kDigits> next{};  // where the next item of a digit goes
    for (const Item& item : items) ++next[digit(item)];
    std::size_t begin = 0;
    for (std::size_t& place : next) begin += std::exchange(place, begin);
    for (const Item& item : items) sorted[next[digit(item)]++] = item;
    items.swap(sorted);
  }
}

}  // namespace concord
