// Work on many threads, results in the order of the input, with a bounded number of items under
// way.
//
//   run_ordered(jobs, next_line, [&] { return [&](std::string line) { return check(line); }; },
//   print_result);
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>
#include <utility>
#include <vector>

namespace concord {

/// Calls `next()` (an optional of an item; from one thread at a time) until it gives none, hands
/// every item to a worker, and every result to `done(result)` on the calling thread, in the order
/// of the items. `make_worker()` is called once on each of the `jobs` threads and gives the
/// function that turns an item into a result. At most sixteen items a thread are held. The first
/// exception of any of them stops the run and is thrown again; results before the item that failed
/// have been handed over.
template <class Next, class MakeWorker, class Done>
void run_ordered(unsigned jobs, Next next, MakeWorker make_worker, Done done) {
  using Item = typename decltype(next())::value_type;
  using Result = decltype(make_worker()(std::declval<Item>()));
  struct Outcome {
    std::optional<Result> result;
    std::exception_ptr error;
  };

  constexpr std::ptrdiff_t kItemsPerThread = 16;
  std::counting_semaphore<> slots(static_cast<std::ptrdiff_t>(jobs) * kItemsPerThread);
  std::mutex input_mutex;
  std::mutex output_mutex;
  std::condition_variable ready;
  std::size_t taken = 0;                    // under input_mutex
  bool exhausted = false;                   // under input_mutex
  std::map<std::size_t, Outcome> outcomes;  // under output_mutex
  std::optional<std::size_t> total;         // under output_mutex

  const auto deliver = [&](std::size_t at, Outcome outcome) {
    const std::lock_guard lock(output_mutex);
    outcomes.emplace(at, std::move(outcome));
    ready.notify_one();
  };
  const auto thread_main = [&] {
    std::optional<decltype(make_worker())> worker;
    for (;;) {
      slots.acquire();
      std::optional<Item> item;
      std::size_t at = 0;
      std::exception_ptr error;
      {
        const std::lock_guard lock(input_mutex);
        if (exhausted) break;
        at = taken++;
        try {
          item = next();
        } catch (...) {
          error = std::current_exception();
        }
        if (!item) exhausted = true;
      }
      if (!item) {
        if (error) deliver(at, {std::nullopt, error});
        const std::lock_guard lock(output_mutex);
        total = at + (error ? 1 : 0);
        ready.notify_one();
        break;
      }
      try {
        if (!worker) worker.emplace(make_worker());
        deliver(at, {(*worker)(std::move(*item)), nullptr});
      } catch (...) {
        deliver(at, {std::nullopt, std::current_exception()});
      }
    }
    slots.release();  // wakes the next thread, which finds the input exhausted
  };

  std::vector<std::thread> threads;
  std::exception_ptr failure;
  for (unsigned i = 0; i < jobs; ++i) threads.emplace_back(thread_main);
  for (std::size_t at = 0;; ++at) {
    Outcome outcome;
    {
      std::unique_lock lock(output_mutex);
      ready.wait(lock, [&] { return outcomes.contains(at) || (total && at >= *total); });
      if (!outcomes.contains(at)) break;
      outcome = std::move(outcomes.extract(at).mapped());
    }
    failure = outcome.error;
    if (!failure) {
      try {
        done(std::move(*outcome.result));
      } catch (...) {
        failure = std::current_exception();
      }
    }
    if (failure) break;
    slots.release();
  }
  if (failure) {
    {
      const std::lock_guard lock(input_mutex);
      exhausted = true;
    }
    slots.release(static_cast<std::ptrdiff_t>(jobs));
  }
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace concord
