// Hands items from the thread that reads to those that work.
#include "newsroom/engine/item_stream.h"

#include <utility>

#include "text/input_error.h"

namespace concord {
namespace {

// Items that wait at most: enough that no worker waits for the reader.
constexpr std::size_t kMostWaiting = 256;
// Items of a source that cannot be read, beyond which it is refused unless most of it can be: each
// is kept for the report, and a file of millions of them is no feed.
constexpr std::size_t kMostUnread = 10'000;

/// Ends the reading when nobody wants more.
struct Stopped {};

}  // namespace

ItemStream::ItemStream(Sources sources, std::function<void(const FeedProblem&)> note)
    : thread_([this, sources = std::move(sources), note = std::move(note)] {
        try {
          read(sources, note);
        } catch (const Stopped&) {
          return;
        } catch (...) {
          const std::lock_guard lock(mutex_);
          error_ = std::current_exception();
        }
        const std::lock_guard lock(mutex_);
        ended_ = true;
        filled_.notify_all();
      }) {}

ItemStream::~ItemStream() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    room_.notify_all();
  }
  thread_.join();
}

void ItemStream::read(const Sources& sources, const std::function<void(const FeedProblem&)>& note) {
  bool target = false;
  std::size_t good = 0;  // items of the source
  std::size_t bad = 0;
  const auto add_problem = [&](FeedProblem problem) {
    const std::lock_guard lock(mutex_);
    problems_.push_back(std::move(problem));
  };
  std::string source;
  const FeedSink sink{[&](FeedItem item) {
                        ++good;
                        item.target = target;
                        push(std::move(item));
                      },
                      [&](FeedProblem problem) {
                        add_problem(std::move(problem));
                        if (++bad > kMostUnread && bad > good)
                          throw InputError(
                              source, 0,
                              "has more than 10,000 items that cannot be read, and fewer "
                              "that can",
                              "check its format");
                      },
                      note};
  for (const std::string& path : sources.paths) {
    source = path;
    good = bad = 0;
    try {
      read_source(path, sources.options, sink);
    } catch (const InputError& error) {
      if (!sources.skip_unreadable) throw;
      add_problem({path, error.what()});
    }
    target = true;
  }
}

void ItemStream::push(FeedItem item) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return stopped_ || waiting_.size() < kMostWaiting; });
  if (stopped_) throw Stopped();
  waiting_.push_back(std::move(item));
  if (waiting_.size() == 1) filled_.notify_all();
}

std::optional<FeedItem> ItemStream::next() {
  std::unique_lock lock(mutex_);
  filled_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
  if (waiting_.empty()) {
    if (error_) std::rethrow_exception(error_);
    return std::nullopt;
  }
  FeedItem item = std::move(waiting_.front());
  waiting_.pop_front();
  // A reader that was woken for each item would switch threads for each.
  if (waiting_.size() == kMostWaiting / 2) room_.notify_all();
  return item;
}

std::vector<FeedProblem> ItemStream::problems() const {
  const std::lock_guard lock(mutex_);
  return problems_;
}

}  // namespace concord
