// Checks texts as they come, from many threads, without loading anything twice.
//
//   LiveChecker checker(find_data_dirs(), {});
//   checker.check(source, target, [&](PairReport& report) { ... });
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "checks/core/checkers.h"
#include "formats/feed_item.h"
#include "lang/pack/pack.h"
#include "newsroom/engine/settings.h"
#include "text/recently_used.h"

namespace concord {

/// Keeps checkers between calls. Safe to use from many threads.
class LiveChecker {
 public:
  /// Throws InputError for settings that cannot be read.
  LiveChecker(const DataDirs& dirs, const SettingsFiles& settings);

  /// What the newsroom has set.
  const NewsroomSettings& settings() const { return settings_; }
  /// The tags of the installed packs, sorted.
  std::vector<std::string> languages() const { return installed_packs(packs_.data_dir()); }
  /// Reads a version from its body alone: a name that a client gives is never a file of ours. Of
  /// two texts that somebody edits one stays as it is: what was read lately is not read again.
  /// Throws InputError.
  Article read(const FeedItem& item);
  /// Reads a version of a manifest of ours, which may name a file. Throws InputError.
  Article read_named(const FeedItem& item);
  /// What makes stems of words of a language; valid as long as the object.
  const Stemmer& stemmer(const std::string& lang) { return packs_.get(lang).stemmer; }
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
  RecentlyUsed<Article> articles_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;  // under mutex_
};

}  // namespace concord
