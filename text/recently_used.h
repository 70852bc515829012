// Results that were computed lately, by the text that they were computed from.
//
//   RecentlyUsed<Article> articles(16 << 20);
//   std::shared_ptr<const Article> known = articles.find(key);
//   if (!known) known = articles.add(key, read(key), size);   // kept when the key comes again
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace concord {

/// Which values are kept.
enum class KeepWhen : std::uint8_t {
  kAskedTwice,  ///< those whose key came before: most texts that somebody types never come again
  kAsked,       ///< all
};

/// Keeps what was used last. Safe to use from many threads.
template <class Value>
class RecentlyUsed {
 public:
  /// `most` is about how many bytes each of the two halves takes.
  explicit RecentlyUsed(std::size_t most, KeepWhen when = KeepWhen::kAskedTwice)
      : most_(most), when_(when) {}

  /// What is kept for a key; null for nothing.
  std::shared_ptr<const Value> find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    if (const auto young = young_.find(key); young != young_.end()) return young->second.value;
    const auto old = old_.find(key);
    if (old == old_.end()) return nullptr;
    // Asked for again: it is young.
    Entry entry = std::move(old->second);
    old_.erase(old);
    return insert(key, std::move(entry));
  }

  /// Keeps a value of about so many bytes, its key among them, if it is to be kept; returns it.
  std::shared_ptr<const Value> add(const std::string& key, Value value, std::size_t bytes) {
    Entry entry{std::make_shared<const Value>(std::move(value)), bytes};
    const std::lock_guard lock(mutex_);
    return when_ == KeepWhen::kAsked || came_before(key) ? insert(key, std::move(entry))
                                                         : entry.value;
  }

 private:
  struct Entry {
    std::shared_ptr<const Value> value;
    std::size_t bytes = 0;
  };
  using Map = std::unordered_map<std::string, Entry>;
  using Hashes = std::unordered_set<std::size_t>;

  // Hashes of keys that came once, in each of two halves: some hundred kilobytes.
  static constexpr std::size_t kMostOnce = 4096;

  bool came_before(const std::string& key) {
    const std::size_t hash = std::hash<std::string>()(key);
    if (once_.contains(hash) || once_before_.contains(hash)) return true;
    if (once_.size() >= kMostOnce) once_before_ = std::exchange(once_, {});
    once_.insert(hash);
    return false;
  }

  // When the young are too many they become the old, and what was not asked for since the last time
  // goes: as good as a list in the order of use, without one.
  std::shared_ptr<const Value> insert(const std::string& key, Entry entry) {
    std::shared_ptr<const Value> value = entry.value;
    if (entry.bytes > most_) return value;
    if (bytes_ + entry.bytes > most_) {
      old_ = std::exchange(young_, {});
      bytes_ = 0;
    }
    bytes_ += entry.bytes;
    young_.insert_or_assign(key, std::move(entry));
    return value;
  }

  const std::size_t most_;
  const KeepWhen when_;
  std::mutex mutex_;
  Map young_;
  Map old_;
  std::size_t bytes_ = 0;  // of the young
  Hashes once_;
  Hashes once_before_;
};

}  // namespace concord
