// Sorting by hashes.
#include "aligner/sort_by_key.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace concord {
namespace {

struct Item {
  std::uint32_t key = 0;
  std::size_t place = 0;
  friend bool operator==(const Item&, const Item&) = default;
};

TEST(SortByKey, SortsAsAStableSortDoes) {
  for (const std::size_t count : {0, 1, 2, 1000, 5000}) {
    std::vector<Item> items;
    std::uint32_t hash = 1;
    for (std::size_t i = 0; i < count; ++i) {
      hash = hash * 1664525 + 1013904223;
      items.push_back({i % 3 == 0 ? hash : hash % 7 << (i % 30), i});
    }
    std::vector<Item> expected = items;
    std::stable_sort(expected.begin(), expected.end(),
                     [](const Item& a, const Item& b) { return a.key < b.key; });
    sort_by_key(items, [](const Item& item) { return item.key; });
    EXPECT_EQ(items, expected) << count;
  }
}

}  // namespace
}  // namespace concord
