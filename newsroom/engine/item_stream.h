// Reads sources on a thread of its own, a few items ahead of whoever works on them.
//
//   ItemStream items(sources, options, note);
//   while (std::optional<FeedItem> item = items.next()) use(*item);
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "formats/feed_item.h"
#include "formats/read_feed.h"

namespace concord {

/// The items of several sources in their order; those of the first source are on the source side,
/// the others on the target side (FeedItem::target). Memory holds the feed that is being read and a
/// bounded number of items, however many there are.
class ItemStream {
 public:
  /// What is to be read.
  struct Sources {
    std::vector<std::string> paths;
    FeedOptions options;
    bool skip_unreadable = false;  ///< a path that cannot be read is a problem like any other
  };
  /// `note` is called on the thread that reads.
  ItemStream(Sources sources, std::function<void(const FeedProblem&)> note);
  ItemStream(const ItemStream&) = delete;
  ItemStream& operator=(const ItemStream&) = delete;
  ~ItemStream();

  /// The next item, from whichever thread; none at the end. Throws what reading a source threw.
  std::optional<FeedItem> next();
  /// What could not be read; all of it once next() gave none.
  std::vector<FeedProblem> problems() const;

 private:
  void read(const Sources& sources, const std::function<void(const FeedProblem&)>& note);
  void push(FeedItem item);

  mutable std::mutex mutex_;
  std::condition_variable filled_;  // an item waits, or there are no more
  std::condition_variable room_;    // half of the items were taken, or nobody wants more
  std::deque<FeedItem> waiting_;    // under mutex_, as all below
  std::vector<FeedProblem> problems_;
  bool ended_ = false;
  bool stopped_ = false;
  std::exception_ptr error_;
  std::thread thread_;  // last: it uses all above
};

}  // namespace concord
