// Keeps answers by the keys of their requests.
#include "newsroom/service/idempotency.h"

#include "text/clock.h"

namespace concord {
namespace {

constexpr std::int64_t kKeptSeconds = 86'400;
constexpr std::int64_t kLongestRequest = 120;  // seconds

}  // namespace

KnownRequest IdempotencyStore::begin(const IdempotencyKey& key, const std::string& request_hash,
                                     std::int64_t now) {
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  db->query("DELETE FROM requests WHERE begun<?1 OR (status=0 AND begun<?2)",
            {iso_time(now - kKeptSeconds), iso_time(now - kLongestRequest)});
  const bool is_new =
      !db->query(
             "INSERT INTO requests (person, key, request, status, type, body, location, begun) "
             "VALUES (?1,?2,?3,0,'','','',?4) ON CONFLICT (person, key) DO NOTHING RETURNING key",
             {key.person, key.key, request_hash, iso_time(now)})
           .empty();
  KnownRequest known;
  if (!is_new) {
    const std::vector<SqlRow> rows = db->query(
        "SELECT request, status, type, body, location FROM requests WHERE person=?1 AND key=?2",
        {key.person, key.key});
    if (rows.empty() || rows.front().number(1) == 0) {
      known.state = KnownRequest::State::kRunning;
    } else {
      const SqlRow& row = rows.front();
      known.state = KnownRequest::State::kDone;
      known.response = {static_cast<int>(row.number(1)), row.text(2), row.text(3), {}};
      if (!row.text(4).empty()) known.response.headers["Location"] = row.text(4);
    }
    if (!rows.empty() && rows.front().text(0) != request_hash)
      known.state = KnownRequest::State::kOther;
  }
  transaction.commit();
  return known;
}

void IdempotencyStore::finish(const IdempotencyKey& key, const ServiceResponse& response) {
  const auto location = response.headers.find("Location");
  pool_->lease()->query(
      "UPDATE requests SET status=?3, type=?4, body=?5, location=?6 WHERE person=?1 AND key=?2",
      {key.person, key.key, response.status, response.type, response.body,
       location == response.headers.end() ? std::string() : location->second});
}

void IdempotencyStore::forget(const IdempotencyKey& key) {
  pool_->lease()->query("DELETE FROM requests WHERE person=?1 AND key=?2", {key.person, key.key});
}

}  // namespace concord
