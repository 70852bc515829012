// What was checked lately is found again; memory stays bounded.
#include "checks/core/segment_cache.h"

#include <gtest/gtest.h>

#include <string>

namespace concord {
namespace {

SegmentCache::Key key_of(int i) { return SegmentCache::key({"", "source " + std::to_string(i)}); }

CheckedSegments entry(std::uint32_t figures) {
  CheckedSegments checked;
  checked.found[1].figures = figures;
  return checked;
}

TEST(SegmentCacheTest, FindsWhatWasAdded) {
  SegmentCache cache;
  EXPECT_EQ(cache.find(key_of(1)), nullptr);
  cache.add(key_of(1), entry(7));
  ASSERT_NE(cache.find(key_of(1)), nullptr);
  EXPECT_EQ(cache.find(key_of(1))->found[1].figures, 7u);
  EXPECT_EQ(cache.find(key_of(2)), nullptr);
}

TEST(SegmentCacheTest, KeepsFieldsApart) {
  EXPECT_NE(SegmentCache::key({"a", "bc"}), SegmentCache::key({"ab", "c"}));
  EXPECT_NE(SegmentCache::key({"a", ""}), SegmentCache::key({"", "a"}));
}

TEST(SegmentCacheTest, ForgetsTheOldestAndKeepsWhatIsUsed) {
  SegmentCache cache;
  cache.add(key_of(-1), entry(5));
  std::size_t known = 0;
  for (int i = 0; i < 300'000; ++i) {
    cache.add(key_of(i), entry(1));
    if (i % 1000 != 0) continue;
    ASSERT_NE(cache.find(key_of(-1)), nullptr) << i;
  }
  for (int i = 0; i < 300'000; ++i) known += cache.find(key_of(i)) != nullptr ? 1 : 0;
  EXPECT_EQ(cache.find(key_of(0)), nullptr);
  EXPECT_GT(known, 50'000u);
  EXPECT_LT(known, 200'000u);
}

}  // namespace
}  // namespace concord
