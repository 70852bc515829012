// Token buckets: how often somebody may ask.
//
//   RateLimiter limiter(20, 100);               // 20 a second, 100 at once
//   if (!limiter.allow("olena", now)) refuse();
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace concord {

/// Safe to use from many threads. Memory is bounded: buckets that are full again are forgotten.
class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `burst` requests at once, then `per_second` of them; both greater than 0.
  RateLimiter(double per_second, double burst) : per_second_(per_second), burst_(burst) {}

  /// Takes one token of a client; false when it has none.
  bool allow(const std::string& client, Time now);
  /// Puts one token back: the request did not count.
  void give_back(const std::string& client);
  /// How many clients it remembers.
  std::size_t size();

 private:
  struct Bucket {
    double tokens = 0;
    Time filled;
  };
  /// How many tokens a bucket holds by now.
  double tokens(const Bucket& bucket, Time now) const;

  static constexpr std::size_t kSweep = 1024;  ///< buckets, before full ones are looked for

  double per_second_;
  double burst_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
  std::size_t sweep_at_ = kSweep;
};

}  // namespace concord
