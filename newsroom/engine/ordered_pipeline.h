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
#include <type_traits>
#include <utility>
#include <vector>

namespace concord {

/// The threads of one run_ordered() and what they share. `Next` gives an optional of an item,
/// `MakeWorker` gives the function that turns an item into a result.
template <class Next, class MakeWorker>
class OrderedPipeline {
 public:
  using Item = typename std::invoke_result_t<Next&>::value_type;
  using Worker = std::invoke_result_t<MakeWorker&>;
  using Result = std::invoke_result_t<Worker&, Item>;
  struct Outcome {
    std::optional<Result> result;
    std::exception_ptr error;
  };

  OrderedPipeline(unsigned jobs, Next next, MakeWorker make_worker)
      : next_(std::move(next)),
        make_worker_(std::move(make_worker)),
        slots_(static_cast<std::ptrdiff_t>(jobs) * kItemsPerThread) {
    for (unsigned i = 0; i < jobs; ++i) threads_.emplace_back([this] { thread_main(); });
  }

  /// Waits for the outcome of item `at`; none when the input has fewer items.
  std::optional<Outcome> wait(std::size_t at) {
    std::unique_lock lock(output_mutex_);
    ready_.wait(lock, [&] { return outcomes_.contains(at) || (total_ && at >= *total_); });
    if (!outcomes_.contains(at)) return std::nullopt;
    return std::move(outcomes_.extract(at).mapped());
  }

  /// Lets one more item be taken.
  void release() { slots_.release(); }

  /// Takes no more items.
  void stop() {
    {
      const std::lock_guard lock(input_mutex_);
      exhausted_ = true;
    }
    slots_.release(static_cast<std::ptrdiff_t>(threads_.size()));
  }

  void join() {
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  static constexpr std::ptrdiff_t kItemsPerThread = 16;

  struct Taken {
    std::size_t at = 0;
    std::optional<Item> item;  ///< none at the end of the input, and when `error` is set
    std::exception_ptr error;
  };

  /// The next item; nothing at all when another thread has found the end.
  std::optional<Taken> take() {
    const std::lock_guard lock(input_mutex_);
    if (exhausted_) return std::nullopt;
    Taken taken;
    taken.at = taken_++;
    try {
      taken.item = next_();
    } catch (...) {
      taken.error = std::current_exception();
    }
    exhausted_ = !taken.item;
    return taken;
  }

  void deliver(std::size_t at, Outcome outcome) {
    const std::lock_guard lock(output_mutex_);
    outcomes_.emplace(at, std::move(outcome));
    ready_.notify_one();
  }

  void deliver_end(const Taken& taken) {
    if (taken.error) deliver(taken.at, {std::nullopt, taken.error});
    const std::lock_guard lock(output_mutex_);
    total_ = taken.at + (taken.error ? 1 : 0);
    ready_.notify_one();
  }

  void thread_main() {
    std::optional<Worker> worker;
    for (;;) {
      slots_.acquire();
      std::optional<Taken> taken = take();
      if (!taken) break;
      if (!taken->item) {
        deliver_end(*taken);
        break;
      }
      try {
        if (!worker) worker.emplace(make_worker_());
        deliver(taken->at, {(*worker)(std::move(*taken->item)), nullptr});
      } catch (...) {
        deliver(taken->at, {std::nullopt, std::current_exception()});
      }
    }
    slots_.release();  // wakes the next thread, which finds the input exhausted
  }

  Next next_;
  MakeWorker make_worker_;
  std::counting_semaphore<> slots_;
  std::mutex input_mutex_;
  std::mutex output_mutex_;
  std::condition_variable ready_;
  std::size_t taken_ = 0;                    // under input_mutex_
  bool exhausted_ = false;                   // under input_mutex_
  std::map<std::size_t, Outcome> outcomes_;  // under output_mutex_
  std::optional<std::size_t> total_;         // under output_mutex_
  std::vector<std::thread> threads_;
};

/// Calls `next()` (an optional of an item; from one thread at a time) until it gives none, hands
/// every item to a worker, and every result to `done(result)` on the calling thread, in the order
/// of the items. `make_worker()` is called once on each of the `jobs` threads and gives the
/// function that turns an item into a result. At most sixteen items a thread are held. The first
/// exception of any of them stops the run and is thrown again; results before the item that failed
/// have been handed over.
template <class Next, class MakeWorker, class Done>
void run_ordered(unsigned jobs, Next next, MakeWorker make_worker, Done done) {
  OrderedPipeline<Next, MakeWorker> pipeline(jobs, std::move(next), std::move(make_worker));
  std::exception_ptr failure;
  for (std::size_t at = 0; !failure; ++at) {
    auto outcome = pipeline.wait(at);
    if (!outcome) break;
    failure = outcome->error;
    if (failure) break;
    try {
      done(std::move(*outcome->result));
    } catch (...) {
      failure = std::current_exception();
    }
    if (!failure) pipeline.release();
  }
  if (failure) pipeline.stop();
  pipeline.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace concord
