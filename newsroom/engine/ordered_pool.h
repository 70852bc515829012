// Work that one thread hands out and takes back in the same order, done on many threads.
//
//   OrderedPool<Rows, Reports> pool(jobs, [&] { return Worker(...); }, [&](Reports r) { print(r);
//   }); while (reader.next(rows)) pool.push(rows); pool.finish();
//
// run_ordered() asks a function for its items; this is for a reader that calls back.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace concord {

/// Results reach `done` on the thread that calls push() and finish(), in the order of the items,
/// while at most four items a thread are held. With one job everything happens on that thread. The
/// first exception of a worker is thrown by push() or finish(), when its item's turn comes; an
/// object that is destroyed before finish() gives up what is left.
template <class Item, class Result>
class OrderedPool {
 public:
  using Work = std::function<Result(Item)>;

  /// `make_work` is called once on each of the `jobs` threads, 1 or more.
  OrderedPool(unsigned jobs, std::function<Work()> make_work, std::function<void(Result)> done)
      : most_(std::size_t{4} * jobs), make_work_(std::move(make_work)), done_(std::move(done)) {
    if (jobs <= 1) return;
    for (unsigned i = 0; i < jobs; ++i) threads_.emplace_back([this] { serve(); });
  }
  ~OrderedPool() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      items_.clear();
    }
    work_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  /// Hands an item out; may hand over results before it returns.
  void push(Item item) {
    if (threads_.empty()) {
      if (!alone_) alone_ = make_work_();
      done_(alone_(std::move(item)));
      return;
    }
    while (pushed_ - taken_ >= most_) take();
    {
      const std::lock_guard lock(mutex_);
      items_.emplace_back(pushed_++, std::move(item));
    }
    work_.notify_one();
  }

  /// Hands over every result that is left.
  void finish() {
    while (taken_ < pushed_) take();
  }

 private:
  struct Outcome {
    std::optional<Result> result;
    std::exception_ptr error;
  };

  /// Waits for the next result in order and hands it over.
  void take() {
    Outcome outcome;
    {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [&] { return outcomes_.contains(taken_); });
      outcome = std::move(outcomes_.extract(taken_).mapped());
    }
    ++taken_;
    if (outcome.error) std::rethrow_exception(outcome.error);
    done_(std::move(*outcome.result));
  }

  void serve() {
    Work work;
    for (;;) {
      std::optional<std::pair<std::size_t, Item>> item;
      {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [&] { return closed_ || !items_.empty(); });
        if (items_.empty()) return;
        item = std::move(items_.front());
        items_.pop_front();
      }
      Outcome outcome;
      try {
        if (!work) work = make_work_();
        outcome.result = work(std::move(item->second));
      } catch (...) {
        outcome.error = std::current_exception();
      }
      {
        const std::lock_guard lock(mutex_);
        outcomes_.emplace(item->first, std::move(outcome));
      }
      ready_.notify_one();
    }
  }

  const std::size_t most_;
  std::function<Work()> make_work_;
  std::function<void(Result)> done_;
  Work alone_;  // of the calling thread, where there are no others
  std::size_t pushed_ = 0;
  std::size_t taken_ = 0;
  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable ready_;
  bool closed_ = false;                             // under mutex_
  std::deque<std::pair<std::size_t, Item>> items_;  // under mutex_
  std::map<std::size_t, Outcome> outcomes_;         // under mutex_
  std::vector<std::thread> threads_;
};

}  // namespace concord
