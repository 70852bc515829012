// Results come back in order from any number of threads; errors come in their turn.
#include "newsroom/engine/ordered_pool.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

namespace concord {
namespace {

/// Squares of 0 .. count - 1, later ones done earlier; the worker throws where told.
std::vector<int> squares(unsigned jobs, int count, int throws = -1) {
  std::vector<int> out;
  OrderedPool<int, int> pool(
      jobs,
      [&] {
        return [&](int item) {
          if (item == throws) throw std::runtime_error("worker");
          std::this_thread::sleep_for(std::chrono::microseconds((7 * item) % 50));
          return item * item;
        };
      },
      [&](int result) { out.push_back(result); });
  try {
    for (int i = 0; i < count; ++i) pool.push(i);
    pool.finish();
  } catch (const std::runtime_error&) {
    out.push_back(-1);
  }
  return out;
}

TEST(OrderedPoolTest, GivesTheSameForEveryNumberOfThreads) {
  const std::vector<int> alone = squares(1, 500);
  ASSERT_EQ(alone.size(), 500u);
  EXPECT_EQ(alone[20], 400);
  for (const unsigned jobs : {2U, 3U, 8U}) EXPECT_EQ(squares(jobs, 500), alone);
}

TEST(OrderedPoolTest, HandsOverWhatCameBeforeAnError) {
  for (const unsigned jobs : {1U, 2U, 8U})
    EXPECT_EQ(squares(jobs, 100, 3), (std::vector<int>{0, 1, 4, -1})) << jobs;
}

TEST(OrderedPoolTest, NothingGivesNothing) { EXPECT_TRUE(squares(4, 0).empty()); }

}  // namespace
}  // namespace concord
