// Requests that are sent twice and done once (the header Idempotency-Key).
//
//   IdempotencyStore known(pool);
//   const KnownRequest before = known.begin({"olena", "key-1"}, request_hash, now);
//   if (before.state == KnownRequest::State::kNew) known.finish({"olena", "key-1"}, answer());
#pragma once

#include <cstdint>
#include <string>

#include "newsroom/service/http_message.h"
#include "newsroom/store/sql.h"

namespace concord {

/// A key is of the person who sends it.
struct IdempotencyKey {
  std::string person;
  std::string key;
};

struct KnownRequest {
  enum class State : std::uint8_t {
    kNew,      ///< to be done now
    kDone,     ///< was done: `response` is what was answered
    kRunning,  ///< is being done
    kOther,    ///< the key was used for another request
  };
  State state = State::kNew;
  ServiceResponse response = {};
};

/// Safe to use from many threads and processes. Keys are kept for a day.
class IdempotencyStore {
 public:
  explicit IdempotencyStore(SqlPool& pool) : pool_(&pool) {}

  /// Notes that a request begins, unless its key is known. `now` is in seconds since 1970. One that
  /// was begun and not finished within two minutes, as when the process was killed, is new again.
  KnownRequest begin(const IdempotencyKey& key, const std::string& request_hash, std::int64_t now);
  void finish(const IdempotencyKey& key, const ServiceResponse& response);
  /// Forgets a request that failed on our side, so that it can be tried again.
  void forget(const IdempotencyKey& key);

 private:
  SqlPool* pool_;
};

}  // namespace concord
