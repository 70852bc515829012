// Events that are told to other programs: kept with what they tell, sent until they arrive, signed
// as Standard Webhooks 1.0 says.
//
//   Outbox outbox(pool, {.addresses = {"https://cms.example/hook"}, .secret = "..."});
//   outbox.add(*connection, "errors.new", body, now);   // in the transaction of what it tells
//   outbox.start();                                      // sends until the object ends
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "newsroom/store/sql.h"

namespace concord {

/// To whom events go, as the operator says: nobody else can name an address.
struct WebhookOptions {
  std::vector<std::string> addresses;
  std::string secret;  ///< the key of the signatures
  std::string agent;   ///< how the program names itself
};

/// An event on its way.
struct Delivery {
  std::int64_t id = 0;
  std::string address;
  std::string event;
  std::string body;
  std::int64_t attempts = 0;
};

/// How many events wait, arrived, were given up.
struct OutboxCounts {
  std::int64_t waiting = 0;
  std::int64_t delivered = 0;
  std::int64_t failed = 0;
};

/// Safe to use from many threads; several processes share the work.
class Outbox {
 public:
  /// `pool` must outlive the object.
  Outbox(SqlPool& pool, const WebhookOptions& options);
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  bool has_addresses() const { return !options_.addresses.empty(); }
  /// Keeps an event for every address.
  void add(SqlConnection& connection, const std::string& event, const std::string& body,
           const std::string& now);
  /// Begins to send, on a thread of its own. What does not arrive is sent again after ten seconds,
  /// then three times as long each time, ten times in all.
  void start();
  /// Looks for events at once.
  void wake();
  OutboxCounts counts();

 private:
  void run();
  bool send_next();

  SqlPool* pool_;
  WebhookOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;   // under mutex_
  bool woken_ = false;  // under mutex_
  std::thread thread_;
};

/// The value of "webhook-signature" for a message: HMAC-SHA-256 of "id.timestamp.body".
std::string webhook_signature(std::string_view secret, std::string_view id,
                              std::string_view timestamp, std::string_view body);

}  // namespace concord
