// Checks texts as they come, from many threads, without loading anything twice.
//
//   LiveChecker checker(find_data_dirs(), {});
//   checker.check(source, target, [&](PairReport& report) { ... });
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "checks/core/checkers.h"
#include "formats/feed_item.h"
#include "newsroom/engine/settings.h"

namespace concord {

/// Keeps checkers between calls. Safe to use from many threads.
class LiveChecker {
 public:
  /// Throws InputError for settings that cannot be read.
  LiveChecker(const DataDirs& dirs, const SettingsFiles& settings);

  /// Reads a version. Throws InputError.
  Article read(const FeedItem& item);
  /// Reads, aligns and checks two versions by the newsroom's settings, and hands the report to
  /// `use`, during which alone it is valid. Throws InputError for a text that cannot be compared.
  void check(const FeedItem& source, const FeedItem& target,
             const std::function<void(PairReport&)>& use);

 private:
  /// Checkers with the number of pairs they have seen.
  struct Worker {
    explicit Worker(SharedResources& shared) : checkers(shared) {}
    Checkers checkers;
    std::size_t used = 0;
  };
  std::unique_ptr<Worker> take();
  void give_back(std::unique_ptr<Worker> worker);

  Packs packs_;
  SharedResources shared_;
  NewsroomSettings settings_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;  // under mutex_
};

}  // namespace concord
