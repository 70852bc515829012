// Token buckets: a burst, then so many a second; clients apart; memory bounded.
#include "newsroom/service/rate_limiter.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

using std::chrono::milliseconds;

TEST(RateLimiter, LetsABurstThroughAndThenTheRate) {
  RateLimiter limiter(2, 5);
  const RateLimiter::Time begin{};
  int allowed = 0;
  for (int i = 0; i < 10; ++i) allowed += limiter.allow("a", begin) ? 1 : 0;
  EXPECT_EQ(allowed, 5);
  EXPECT_TRUE(limiter.allow("b", begin));
  EXPECT_FALSE(limiter.allow("a", begin + milliseconds(400)));
  EXPECT_TRUE(limiter.allow("a", begin + milliseconds(600)));
  EXPECT_FALSE(limiter.allow("a", begin + milliseconds(600)));
  limiter.give_back("a");
  EXPECT_TRUE(limiter.allow("a", begin + milliseconds(600)));
  // A long pause gives no more than the burst.
  allowed = 0;
  for (int i = 0; i < 10; ++i) allowed += limiter.allow("a", begin + std::chrono::hours(1)) ? 1 : 0;
  EXPECT_EQ(allowed, 5);
}

TEST(RateLimiter, ForgetsWhoHasNotAskedForLong) {
  RateLimiter limiter(1000, 1);
  for (int i = 0; i < 200'000; ++i)
    EXPECT_TRUE(limiter.allow("client " + std::to_string(i), RateLimiter::Time(milliseconds(i))));
  EXPECT_LT(limiter.size(), 5000U);
}

}  // namespace
}  // namespace concord
