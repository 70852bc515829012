// Fills and empties token buckets.
#include "newsroom/service/rate_limiter.h"

#include <algorithm>

namespace concord {

double RateLimiter::tokens(const Bucket& bucket, Time now) const {
  const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
  return std::min(burst_, bucket.tokens + seconds * per_second_);
}

bool RateLimiter::allow(const std::string& client, Time now) {
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= sweep_at_) {
    std::erase_if(buckets_, [&](const auto& entry) { return tokens(entry.second, now) >= burst_; });
    sweep_at_ = std::max(kSweep, 2 * buckets_.size());
  }
  Bucket& bucket = buckets_.try_emplace(client, Bucket{burst_, now}).first->second;
  bucket = {tokens(bucket, now), now};
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

void RateLimiter::give_back(const std::string& client) {
  const std::lock_guard lock(mutex_);
  const auto known = buckets_.find(client);
  if (known != buckets_.end()) known->second.tokens = std::min(burst_, known->second.tokens + 1);
}

std::size_t RateLimiter::size() {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace concord
