// Sends events.
#include "newsroom/service/outbox.h"

#include <algorithm>
#include <ctime>
#include <optional>

#include "newsroom/service/secrets.h"
#include "newsroom/store/http_client.h"
#include "text/clock.h"

namespace concord {
namespace {

constexpr std::chrono::seconds kPause{5};  // between looks for what other processes have added
constexpr std::int64_t kLease = 60;        // seconds in which no other process sends the same
constexpr std::int64_t kFirstDelay = 10;   // seconds
constexpr std::int64_t kMostAttempts = 10;
constexpr long kSendSeconds = 15;
constexpr std::int64_t kKeptSeconds = 30 * 86'400;  // what has arrived, for whoever looks into it

/// When an event that failed so many times is sent again, in seconds from now.
std::int64_t delay_after(std::int64_t attempts) {
  std::int64_t delay = kFirstDelay;
  for (std::int64_t i = 1; i < attempts; ++i) delay *= 3;
  return delay;
}

/// Takes the next event that is due and keeps it from others for a while.
std::optional<Delivery> claim(SqlPool& pool, std::time_t now) {
  const std::vector<SqlRow> rows = pool.lease()->query(
      "UPDATE deliveries SET due=?2, attempts=attempts+1 WHERE state='waiting' AND due<=?1 AND "
      "id=(SELECT id FROM deliveries WHERE state='waiting' AND due<=?1 ORDER BY id LIMIT 1) "
      "RETURNING id, address, event, body, attempts",
      {iso_time(now), iso_time(now + kLease)});
  if (rows.empty()) return std::nullopt;
  const SqlRow& row = rows.front();
  return Delivery{row.number(0), row.text(1), row.text(2), row.text(3), row.number(4)};
}

}  // namespace

std::string webhook_signature(std::string_view secret, std::string_view id,
                              std::string_view timestamp, std::string_view body) {
  constexpr std::string_view kPrefix = "whsec_";
  std::string key(secret);
  if (secret.starts_with(kPrefix))
    key = base64_bytes(secret.substr(kPrefix.size())).value_or(std::string(secret));
  return "v1," + signature_base64(
                     key, std::string(id) + "." + std::string(timestamp) + "." + std::string(body));
}

Outbox::Outbox(SqlPool& pool, const WebhookOptions& options) : pool_(&pool), options_(options) {}

Outbox::~Outbox() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Outbox::add(SqlConnection& connection, const std::string& event, const std::string& body,
                 const std::string& now) {
  connection.query("DELETE FROM deliveries WHERE state='delivered' AND due<?1",
                   {iso_time(std::time(nullptr) - kKeptSeconds)});
  for (const std::string& address : options_.addresses)
    connection.query(
        "INSERT INTO deliveries (address, event, body, created, due, attempts, state, error) "
        "VALUES "
        "(?1,?2,?3,?4,?4,0,'waiting','')",
        {address, event, body, now});
}

void Outbox::start() {
  if (has_addresses()) thread_ = std::thread([this] { run(); });
}

void Outbox::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void Outbox::run() {
  for (;;) {
    bool more = false;
    try {
      more = send_next();
    } catch (const InputError&) {
      // The store does not answer; it is asked again later.
    }
    std::unique_lock lock(mutex_);
    if (!more) changed_.wait_for(lock, kPause, [&] { return stop_ || woken_; });
    woken_ = false;
    if (stop_) return;
  }
}

bool Outbox::send_next() {
  const std::time_t now = std::time(nullptr);
  const std::optional<Delivery> event = claim(*pool_, now);
  if (!event) return false;
  std::string error;
  const std::string id = "msg_" + std::to_string(event->id);
  const std::string timestamp = std::to_string(now);
  HttpLimits limits;
  limits.seconds = kSendSeconds;
  limits.bytes = std::size_t{1} << 20;
  limits.agent = options_.agent;
  try {
    const long status = post_json(
        event->address, event->body,
        {"webhook-id: " + id, "webhook-timestamp: " + timestamp,
         "webhook-signature: " + webhook_signature(options_.secret, id, timestamp, event->body)},
        limits);
    if (status < 200 || status > 299) error = "status " + std::to_string(status);
  } catch (const InputError& failure) {
    error = failure.what();
  }
  const std::string state = error.empty()                      ? "delivered"
                            : event->attempts >= kMostAttempts ? "failed"
                                                               : "waiting";
  pool_->lease()->query(
      "UPDATE deliveries SET state=?2, error=?3, due=?4 WHERE id=?1",
      {event->id, state, error, iso_time(std::time(nullptr) + delay_after(event->attempts))});
  return true;
}

OutboxCounts Outbox::counts() {
  OutboxCounts counts;
  for (const SqlRow& row :
       pool_->lease()->query("SELECT state, count(*) FROM deliveries GROUP BY state")) {
    (row.text(0) == "waiting"     ? counts.waiting
     : row.text(0) == "delivered" ? counts.delivered
                                  : counts.failed) = row.number(1);
  }
  return counts;
}

}  // namespace concord
