// Keeps accounts, sessions and keys.
#include "newsroom/service/desk_accounts.h"

#include <algorithm>

#include "newsroom/service/secrets.h"
#include "text/clock.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::int64_t kIdleSeconds = 12 * 3600;
constexpr std::int64_t kLongestSeconds = 7 * 86'400;
constexpr std::int64_t kAuditSeconds = 400 * 86'400;
// How exactly the last use of a session is known: not every key that is typed writes to the disk.
constexpr std::int64_t kUseSeconds = 300;
constexpr std::size_t kShortestPassword = 12;   // letters; NIST SP 800-63B asks for eight at least
constexpr std::size_t kLongestPassword = 1024;  // bytes
constexpr std::size_t kLongestName = 64;        // letters
constexpr const char* kKeyPrefix = "cck_";      // so that scanners for secrets know one

// The hash of a password that nobody has: a name without an account takes as long as one with.
constexpr const char* kNobodysHash =
    "$argon2id$v=19$m=65536,t=2,p=1$DeQZcRiMLf8PQw1CvR4tCA$"
    "uBOv81cwLjCbaVuMa/Nt48lX9TJHg8yZSPkWKrciK6U";

void require_name(const std::string& name) {
  bool good = !name.empty() && name == to_nfc(name) && count_code_points(name) <= kLongestName;
  for (std::size_t at = 0; good && at < name.size();) {
    const char32_t c = next_code_point(name, at);
    good =
        is_letter(c) || is_mark(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '@';
  }
  if (!good)
    throw InputError("", 0, "'" + name + "' cannot be a name",
                     "use letters, digits, '.', '-', '_' and '@', 64 at most");
}

void require_strong(const std::string& name, const std::string& password) {
  if (first_invalid_utf8(password) || password.size() > kLongestPassword)
    throw InputError("", 0, "the password is too long or not text", "");
  if (count_code_points(password) < kShortestPassword)
    throw InputError("", 0, "the password is too short", "use 12 letters or more");
  if (fold(password).find(fold(name)) != std::string::npos)
    throw InputError("", 0, "the password contains the name", "use another");
}

}  // namespace

std::string_view role_name(Role role) {
  switch (role) {
    case Role::kNobody:
      break;
    case Role::kReader:
      return "reader";
    case Role::kEditor:
      return "editor";
    case Role::kAdmin:
      return "admin";
  }
  return "nobody";
}

std::optional<Role> role_of(std::string_view name) {
  for (const Role role : {Role::kReader, Role::kEditor, Role::kAdmin}) {
    if (role_name(role) == name) return role;
  }
  return std::nullopt;
}

bool DeskAccounts::any() {
  return !pool_->lease()->query("SELECT 1 FROM accounts LIMIT 1").empty();
}

std::vector<Account> DeskAccounts::accounts() {
  std::vector<Account> all;
  for (const SqlRow& row :
       pool_->lease()->query("SELECT name, role, created FROM accounts ORDER BY name"))
    all.push_back({row.text(0), role_of(row.text(1)).value_or(Role::kReader), row.text(2)});
  return all;
}

void DeskAccounts::add(const std::string& name, const std::string& password, Role role,
                       const std::string& now) {
  require_name(name);
  require_strong(name, password);
  if (role != Role::kAdmin && !any())
    throw InputError("", 0, "the first account must be that of an admin", "add one first");
  const std::lock_guard lock(hashing_);
  if (pool_->lease()
          ->query("INSERT INTO accounts (name, hash, role, created) VALUES (?1,?2,?3,?4) ON "
                  "CONFLICT (name) DO NOTHING RETURNING name",
                  {name, password_hash(password), std::string(role_name(role)), now})
          .empty())
    throw InputError("", 0, "there is an account '" + name + "' already", "use another name");
}

void DeskAccounts::set_password(const std::string& name, const std::string& password) {
  require_strong(name, password);
  const std::lock_guard lock(hashing_);
  const std::string hash = password_hash(password);
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  if (db->query("UPDATE accounts SET hash=?2 WHERE name=?1 RETURNING name", {name, hash}).empty())
    throw InputError("", 0, "there is no account '" + name + "'", "");
  db->query("DELETE FROM sessions WHERE account=?1", {name});
  transaction.commit();
}

/// The desk must not lock itself out.
void DeskAccounts::require_admin_besides(SqlConnection& db, const std::string& name) {
  if (db.query("SELECT 1 FROM accounts WHERE name=?1 AND role='admin'", {name}).empty()) return;
  if (db.query("SELECT 1 FROM accounts WHERE name!=?1 AND role='admin' LIMIT 1", {name}).empty())
    throw InputError("", 0, "'" + name + "' is the only admin", "make another one first");
}

void DeskAccounts::set_role(const std::string& name, Role role) {
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  if (role != Role::kAdmin) require_admin_besides(*db, name);
  if (db->query("UPDATE accounts SET role=?2 WHERE name=?1 RETURNING name",
                {name, std::string(role_name(role))})
          .empty())
    throw InputError("", 0, "there is no account '" + name + "'", "");
  transaction.commit();
}

void DeskAccounts::remove(const std::string& name) {
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  require_admin_besides(*db, name);
  if (db->query("DELETE FROM accounts WHERE name=?1 RETURNING name", {name}).empty())
    throw InputError("", 0, "there is no account '" + name + "'", "");
  transaction.commit();
}

std::optional<Role> DeskAccounts::role(const std::string& name) {
  const std::vector<SqlRow> rows =
      pool_->lease()->query("SELECT role FROM accounts WHERE name=?1", {name});
  return rows.empty() ? std::nullopt : role_of(rows.front().text(0));
}

std::optional<std::string> DeskAccounts::log_in(const std::string& name,
                                                const std::string& password, std::int64_t now) {
  const std::vector<SqlRow> rows =
      pool_->lease()->query("SELECT hash FROM accounts WHERE name=?1", {name});
  const std::string stored = rows.empty() ? kNobodysHash : rows.front().text(0);
  {
    const std::lock_guard lock(hashing_);
    if (!password_matches(stored, password) || rows.empty()) return std::nullopt;
  }
  std::string token = new_token();
  SqlLease db = pool_->lease();
  db->query("DELETE FROM sessions WHERE created<?1 OR used<?2",
            {iso_time(now - kLongestSeconds), iso_time(now - kIdleSeconds)});
  db->query("DELETE FROM audit WHERE at<?1", {iso_time(now - kAuditSeconds)});
  db->query("INSERT INTO sessions (token, account, created, used) VALUES (?1,?2,?3,?3)",
            {token_hash(token), name, iso_time(now)});
  return token;
}

std::optional<Person> DeskAccounts::session(const std::string& token, std::int64_t now) {
  SqlLease db = pool_->lease();
  const std::string hash = token_hash(token);
  const std::vector<SqlRow> rows = db->query(
      "SELECT name, role, used FROM sessions JOIN accounts ON accounts.name=sessions.account WHERE "
      "token=?1 AND sessions.created>=?2 AND used>=?3",
      {hash, iso_time(now - kLongestSeconds), iso_time(now - kIdleSeconds)});
  if (rows.empty()) return std::nullopt;
  if (rows.front().text(2) < iso_time(now - kUseSeconds))
    db->query("UPDATE sessions SET used=?2 WHERE token=?1", {hash, iso_time(now)});
  return Person{rows.front().text(0), role_of(rows.front().text(1)).value_or(Role::kReader)};
}

void DeskAccounts::log_out(const std::string& token) {
  pool_->lease()->query("DELETE FROM sessions WHERE token=?1", {token_hash(token)});
}

std::string DeskAccounts::add_key(const std::string& name, Role role, const std::string& now) {
  if (name.empty() || count_code_points(name) > kLongestName)
    throw InputError("", 0, "a key needs a name", "say what it is for, in 64 letters at most");
  std::string token = kKeyPrefix + new_token();
  pool_->lease()->query("INSERT INTO api_keys (name, token, role, created) VALUES (?1,?2,?3,?4)",
                        {name, token_hash(token), std::string(role_name(role)), now});
  return token;
}

bool DeskAccounts::revoke_key(std::int64_t id, const std::string& now) {
  return !pool_->lease()
              ->query("UPDATE api_keys SET revoked=?2 WHERE id=?1 AND revoked IS NULL RETURNING id",
                      {id, now})
              .empty();
}

std::vector<ApiKey> DeskAccounts::keys() {
  std::vector<ApiKey> all;
  for (const SqlRow& row :
       pool_->lease()->query("SELECT id, name, role, created, revoked FROM api_keys ORDER BY id"))
    all.push_back({row.number(0), row.text(1), role_of(row.text(2)).value_or(Role::kReader),
                   row.text(3), row.text(4)});
  return all;
}

std::optional<Person> DeskAccounts::key(const std::string& token) {
  const std::vector<SqlRow> rows = pool_->lease()->query(
      "SELECT name, role FROM api_keys WHERE token=?1 AND revoked IS NULL", {token_hash(token)});
  if (rows.empty()) return std::nullopt;
  return Person{rows.front().text(0), role_of(rows.front().text(1)).value_or(Role::kReader)};
}

std::string DeskAccounts::secret() {
  SqlLease db = pool_->lease();
  db->query("INSERT INTO secrets (name, value) VALUES ('desk', ?1) ON CONFLICT (name) DO NOTHING",
            {new_token()});
  return db->query("SELECT value FROM secrets WHERE name='desk'").front().text(0);
}

void DeskAccounts::note(const AuditRow& row) {
  constexpr std::size_t kLongest = 200;  // bytes: a name that is not an account may be anything
  std::string who = row.who.substr(0, kLongest);
  while (first_invalid_utf8(who)) who.pop_back();
  pool_->lease()->query("INSERT INTO audit (at, who, what, client) VALUES (?1,?2,?3,?4)",
                        {row.at, who, row.what, row.client});
}

std::vector<AuditRow> DeskAccounts::audit(std::size_t limit) {
  std::vector<AuditRow> rows;
  for (const SqlRow& row : pool_->lease()->query(
           "SELECT at, who, what, client FROM audit ORDER BY id DESC LIMIT ?1", {limit}))
    rows.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
  return rows;
}

}  // namespace concord
