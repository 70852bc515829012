// A database by its address, SQLite or PostgreSQL, behind one small interface.
//
//   SqlPool pool("postgresql:///newsroom", 4, schema);   // or "desk.db"
//   SqlLease db = pool.lease();
//   SqlTransaction transaction(*db);
//   for (const SqlRow& row : db->query("SELECT id FROM items WHERE name=?1", {name}))
//     use(row.number(0));
//   transaction.commit();
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "text/input_error.h"

namespace concord {

/// Thrown when the database does not answer or refuses: a fault of the service, not of its input.
class StoreFailure : public InputError {
 public:
  using InputError::InputError;
};

/// A value that is bound to a statement: nothing (NULL), a whole number, a fraction or a text.
class SqlValue {
 public:
  SqlValue(std::nullopt_t) {}
  SqlValue(std::int64_t number) : value_(number) {}
  SqlValue(std::size_t number) : value_(static_cast<std::int64_t>(number)) {}
  SqlValue(int number) : value_(std::int64_t{number}) {}
  SqlValue(double fraction) : value_(fraction) {}
  SqlValue(std::string text) : value_(std::move(text)) {}
  SqlValue(const char* text) : value_(std::string(text)) {}

  bool null() const { return value_.index() == 0; }
  const std::int64_t* number() const { return std::get_if<std::int64_t>(&value_); }
  const double* fraction() const { return std::get_if<double>(&value_); }
  const std::string* text() const { return std::get_if<std::string>(&value_); }

 private:
  std::variant<std::monostate, std::int64_t, double, std::string> value_;
};

/// A row of a result. NULL reads as an empty text and as 0.
class SqlRow {
 public:
  explicit SqlRow(std::vector<std::optional<std::string>> values) : values_(std::move(values)) {}
  const std::string& text(std::size_t column) const;
  std::int64_t number(std::size_t column) const;
  double fraction(std::size_t column) const;
  bool null(std::size_t column) const { return !values_[column]; }

 private:
  std::vector<std::optional<std::string>> values_;
};

enum class SqlDialect : std::uint8_t { kSqlite, kPostgres };

/// One connection; for one thread at a time. What fails throws StoreFailure.
class SqlConnection {
 public:
  virtual ~SqlConnection() = default;
  /// Runs one statement, whose values are written ?1, ?2 and so on, and gives all rows.
  virtual std::vector<SqlRow> query(const std::string& sql,
                                    const std::vector<SqlValue>& values = {}) = 0;
  /// Hands over the rows of one statement as they come, in constant memory, until there are no more
  /// or `use` returns false. `use` may run other statements, but no each().
  virtual void each(const std::string& sql, const std::vector<SqlValue>& values,
                    const std::function<bool(const SqlRow&)>& use) = 0;
  /// Runs statements without values.
  virtual void execute(const std::string& sql) = 0;
  virtual SqlDialect dialect() const = 0;
  /// Whether the connection was lost and must not be used again.
  virtual bool broken() const { return false; }
};

/// BEGIN (SQLite: at once for writing); rolled back unless commit() is called.
class SqlTransaction {
 public:
  explicit SqlTransaction(SqlConnection& connection);
  ~SqlTransaction();
  SqlTransaction(const SqlTransaction&) = delete;
  SqlTransaction& operator=(const SqlTransaction&) = delete;
  void commit();

 private:
  SqlConnection* connection_;
};

/// The tables of a store, as steps from one version to the next. In a step, "$ID" is the type of a
/// primary key that counts by itself and "$NUMBER" that of a whole number. One database may hold
/// several stores, as a desk with its translation memory.
struct SqlSchema {
  std::int64_t application = 0;  ///< distinguishes the store from others: "cc" and two more letters
  const char* what = "";         ///< "a desk"
  struct Step {
    std::string common;
    std::string sqlite;                             ///< run after the common part
    std::string postgres;                           ///< run after the common part
    std::function<void(SqlConnection&)> more = {};  ///< what SQL alone cannot say, after these
  };
  std::vector<Step> steps;
};

enum class SqlAccess : std::uint8_t {
  kRead,    ///< the database must have the tables; a file and its folder may be write-protected
  kChange,  ///< the database must exist
  kWrite,   ///< an SQLite file is made when absent
};

/// Opens a database for one thread, by its address as SqlPool takes it. Brings the tables up to the
/// last step of `schema`; with kRead they must be there. Throws InputError when the database cannot
/// be used, does not have the tables, is another program's or of a later version.
std::unique_ptr<SqlConnection> open_sql(const std::string& url, SqlAccess access,
                                        const SqlSchema& schema);

class SqlPool;

/// A connection for a while; it goes back when the object ends.
class SqlLease {
 public:
  SqlLease(SqlPool& pool, std::unique_ptr<SqlConnection> connection)
      : pool_(&pool), connection_(std::move(connection)) {}
  ~SqlLease();
  SqlLease(SqlLease&&) = default;
  SqlLease& operator=(SqlLease&&) = delete;
  SqlConnection* operator->() const { return connection_.get(); }
  SqlConnection& operator*() const { return *connection_; }

 private:
  SqlPool* pool_;
  std::unique_ptr<SqlConnection> connection_;
};

/// The connections to one database. Safe to use from many threads.
class SqlPool {
 public:
  /// `url` is "postgresql://..." (libpq's syntax) or the path of an SQLite file, which is made when
  /// absent; `most` is how many connections may be open to a server (SQLite: one). Brings the
  /// tables up to date as open_sql() does and throws as it does.
  SqlPool(const std::string& url, std::size_t most, const SqlSchema& schema);

  /// Waits for a connection that is free, ten seconds at most. Throws StoreFailure.
  SqlLease lease();

 private:
  friend class SqlLease;
  void give_back(std::unique_ptr<SqlConnection> connection);

  std::string name_;  ///< for messages, without a password
  std::function<std::unique_ptr<SqlConnection>()> open_;
  std::size_t most_ = 1;
  std::mutex mutex_;
  std::condition_variable free_;
  std::size_t open_count_ = 0;                        // under mutex_
  std::vector<std::unique_ptr<SqlConnection>> idle_;  // under mutex_
};

/// Whether an address of a store names a PostgreSQL server.
bool is_postgres_url(std::string_view url);

}  // namespace concord
