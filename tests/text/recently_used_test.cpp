#include "text/recently_used.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(RecentlyUsed, KeepsWhatIsAskedForAndForgetsTheRest) {
  RecentlyUsed<int> kept(100);
  EXPECT_EQ(kept.find("a"), nullptr);
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(*kept.add("a", 1, 40), 1);
    kept.add("b", 2, 40);
  }
  ASSERT_NE(kept.find("a"), nullptr);
  for (int i = 0; i < 10; ++i) {
    for (int twice = 0; twice < 2; ++twice) kept.add("other " + std::to_string(i), i, 40);
    ASSERT_NE(kept.find("a"), nullptr) << i;
  }
  EXPECT_EQ(*kept.find("a"), 1);
  EXPECT_EQ(kept.find("b"), nullptr);
  EXPECT_EQ(kept.find("other 0"), nullptr);
}

TEST(RecentlyUsed, DoesNotKeepWhatComesOnce) {
  RecentlyUsed<int> kept(100);
  EXPECT_EQ(*kept.add("a", 1, 1), 1);
  EXPECT_EQ(kept.find("a"), nullptr);
  EXPECT_EQ(*kept.add("a", 2, 1), 2);
  ASSERT_NE(kept.find("a"), nullptr);
  EXPECT_EQ(*kept.find("a"), 2);
}

TEST(RecentlyUsed, KeepsAllThatIsAskedForWhereItShould) {
  RecentlyUsed<int> kept(100, KeepWhen::kAsked);
  EXPECT_EQ(*kept.add("a", 1, 40), 1);
  ASSERT_NE(kept.find("a"), nullptr);
  for (int i = 0; i < 10; ++i) kept.add("other " + std::to_string(i), i, 40);
  EXPECT_EQ(kept.find("a"), nullptr);
  ASSERT_NE(kept.find("other 9"), nullptr);
  EXPECT_EQ(*kept.find("other 9"), 9);
}

TEST(RecentlyUsed, DoesNotKeepWhatIsTooLarge) {
  RecentlyUsed<int> kept(100);
  for (int twice = 0; twice < 2; ++twice) EXPECT_EQ(*kept.add("a", 1, 101), 1);
  EXPECT_EQ(kept.find("a"), nullptr);
}

}  // namespace
}  // namespace concord
