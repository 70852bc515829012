// Results come in the order of the input from any number of threads; errors stop the run.
#include "newsroom/engine/ordered_pipeline.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace concord {
namespace {

/// Doubles 0 .. count - 1 with later items finishing earlier; throws where told.
std::vector<int> doubled(unsigned jobs, int count, int worker_throws = -1, int done_throws = -1) {
  std::vector<int> out;
  int given = 0;
  run_ordered(
      jobs,
      [&]() -> std::optional<int> { return given < count ? std::optional(given++) : std::nullopt; },
      [&] {
        return [&](int item) {
          if (item == worker_throws) throw std::runtime_error("worker");
          std::this_thread::sleep_for(std::chrono::microseconds((7 * item) % 50));
          return 2 * item;
        };
      },
      [&](int result) {
        if (result == 2 * done_throws) throw std::runtime_error("done");
        out.push_back(result);
      });
  return out;
}

TEST(OrderedPipeline, KeepsTheOrder) {
  for (const unsigned jobs : {1U, 2U, 7U}) {
    for (const int count : {0, 1, 16, 1000}) {
      const std::vector<int> out = doubled(jobs, count);
      ASSERT_EQ(out.size(), static_cast<std::size_t>(count));
      for (int i = 0; i < count; ++i) ASSERT_EQ(out[static_cast<std::size_t>(i)], 2 * i);
    }
  }
}

TEST(OrderedPipeline, StopsAtTheFirstError) {
  for (const unsigned jobs : {1U, 3U}) {
    EXPECT_THROW(doubled(jobs, 1000, 500), std::runtime_error);
    EXPECT_THROW(doubled(jobs, 1000, -1, 0), std::runtime_error);
    EXPECT_THROW(doubled(jobs, 1000, 999, 998), std::runtime_error);
  }
}

TEST(OrderedPipeline, AnInputThatFailsStopsTheRun) {
  int given = 0;
  std::size_t done = 0;
  const auto run = [&] {
    run_ordered(
        2,
        [&]() -> std::optional<int> {
          if (given == 40) throw std::runtime_error("input");
          return given++;
        },
        [] { return [](int item) { return item; }; }, [&](int) { ++done; });
  };
  EXPECT_THROW(run(), std::runtime_error);
  EXPECT_EQ(done, 40U);
}

}  // namespace
}  // namespace concord
