// Who may use the desk: accounts, sessions, API keys, and a record of what was done with them.
//
//   DeskAccounts accounts(pool);
//   accounts.add("olena", "correct horse battery", Role::kEditor, now);
//   if (const auto token = accounts.log_in("olena", password, now)) set_cookie(*token);
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/store/sql.h"

namespace concord {

/// What somebody may do; each may what those before may.
enum class Role : std::uint8_t {
  kNobody,  ///< log in
  kReader,  ///< see the queue, the pairs and the reports, compare texts
  kEditor,  ///< add and change pairs, judge issues, decide about the glossary
  kAdmin,   ///< accounts and keys
};
/// "reader", "editor", "admin".
std::string_view role_name(Role role);
/// None for an unknown name.
std::optional<Role> role_of(std::string_view name);

struct Person {
  std::string name;
  Role role = Role::kNobody;
};

struct Account {
  std::string name;
  Role role = Role::kReader;
  std::string created;
};

struct ApiKey {
  std::int64_t id = 0;
  std::string name;  ///< what it is for
  Role role = Role::kReader;
  std::string created;
  std::string revoked;  ///< empty while it is valid
};

/// Something that was done, for those who look into it later.
struct AuditRow {
  std::string at;
  std::string who;     ///< a name as it was given: nothing in it is trusted
  std::string what;    ///< "log-in", "log-in-failed", "account-added olena editor"
  std::string client;  ///< the address that asked; empty for the command line
};

/// Safe to use from many threads. Times are ISO 8601 in UTC. All functions throw StoreFailure when
/// the database fails.
class DeskAccounts {
 public:
  explicit DeskAccounts(SqlPool& pool) : pool_(&pool) {}

  /// Whether there is an account, so that people must log in.
  bool any();
  std::vector<Account> accounts();
  /// Throws InputError for a name that cannot be one or is taken, and for a weak password: fewer
  /// than 12 letters, or the name in it.
  void add(const std::string& name, const std::string& password, Role role, const std::string& now);
  /// Ends all sessions of the account. Throws InputError for a weak password or no such account.
  void set_password(const std::string& name, const std::string& password);
  /// Throws InputError when there is no such account or no admin would be left.
  void set_role(const std::string& name, Role role);
  void remove(const std::string& name);
  /// The role of an account; none when there is no such account.
  std::optional<Role> role(const std::string& name);

  /// Begins a session; its token, or none when name and password do not match.
  std::optional<std::string> log_in(const std::string& name, const std::string& password,
                                    std::int64_t now);
  /// Whose session it is; none when it has ended: twelve hours after its last use, a week after it
  /// began.
  std::optional<Person> session(const std::string& token, std::int64_t now);
  void log_out(const std::string& token);

  /// Makes a key and returns it; it cannot be read again. Throws InputError for an empty name.
  std::string add_key(const std::string& name, Role role, const std::string& now);
  /// False when there is no such key.
  bool revoke_key(std::int64_t id, const std::string& now);
  std::vector<ApiKey> keys();
  std::optional<Person> key(const std::string& token);

  /// A secret of this desk, made at first use and the same for all its processes.
  std::string secret();

  void note(const AuditRow& row);
  /// The last ones first.
  std::vector<AuditRow> audit(std::size_t limit);

 private:
  void require_admin_besides(SqlConnection& db, const std::string& name);

  SqlPool* pool_;
  std::mutex hashing_;  // one password at a time: each takes 64 MiB
};

}  // namespace concord
