// Runs statements of the common interface over SQLite.
#include "newsroom/store/sqlite_connection.h"

#include <filesystem>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "newsroom/store/sqlite.h"

namespace concord {
namespace {

// Statements that stay prepared: all that a store has, unless filters are combined in many ways.
constexpr std::size_t kMostPrepared = 200;

/// Runs a function of SQLite; its errors are those of the store.
template <class Function>
auto as_failure(const Function& function) {
  try {
    return function();
  } catch (const StoreFailure&) {
    throw;
  } catch (const InputError& error) {
    throw StoreFailure("", 0, error.what());
  }
}

/// Makes a statement ready for its next use, whatever happens: one that waits in the middle of its
/// rows would keep the database from being written.
class Use {
 public:
  explicit Use(Statement& statement) : statement_(&statement) {}
  ~Use() { statement_->reset(); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

 private:
  Statement* statement_;
};

void bind_all(Statement& statement, const std::vector<SqlValue>& values) {
  int at = 0;
  for (const SqlValue& value : values) {
    ++at;
    if (const auto* number = value.number()) statement.bind_at(at, *number);
    if (const auto* fraction = value.fraction()) statement.bind_at(at, *fraction);
    if (const auto* text = value.text()) statement.bind_at(at, *text);
  }
}

SqlRow row_of(const Statement& statement) {
  std::vector<std::optional<std::string>> row(static_cast<std::size_t>(statement.columns()));
  for (int i = 0; i < statement.columns(); ++i) {
    if (!statement.null(i)) row[static_cast<std::size_t>(i)] = statement.text(i);
  }
  return SqlRow(std::move(row));
}

class SqliteConnection : public SqlConnection {
 public:
  SqliteConnection(const std::string& path, Database::Access access) : database_(path, access) {
    if (access == Database::Access::kWrite) database_.execute("PRAGMA synchronous=FULL");
    // Kibibytes: what a search of a memory or an export takes at most.
    database_.execute("PRAGMA cache_size=-32768");
  }

  std::vector<SqlRow> query(const std::string& sql, const std::vector<SqlValue>& values) override {
    return as_failure([&] {
      Statement& statement = prepared(sql);
      const Use use(statement);
      bind_all(statement, values);
      std::vector<SqlRow> rows;
      while (statement.step()) rows.push_back(row_of(statement));
      return rows;
    });
  }
  void each(const std::string& sql, const std::vector<SqlValue>& values,
            const std::function<bool(const SqlRow&)>& use) override {
    Statement statement = as_failure([&] { return database_.prepare(sql); });
    as_failure([&] { bind_all(statement, values); });
    while (as_failure([&] { return statement.step(); }) && use(row_of(statement))) {
    }
  }
  void execute(const std::string& sql) override {
    as_failure([&] { database_.execute(sql); });
  }
  SqlDialect dialect() const override { return SqlDialect::kSqlite; }

 private:
  Statement& prepared(const std::string& sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return known->second;
    if (statements_.size() >= kMostPrepared) statements_.clear();
    return statements_.emplace(sql, database_.prepare(sql)).first->second;
  }

  Database database_;
  std::unordered_map<std::string, Statement> statements_;  // ends before the database
};

}  // namespace

std::unique_ptr<SqlConnection> open_sqlite(const std::string& path, SqlAccess access) {
  std::error_code error;
  if (access != SqlAccess::kWrite && !std::filesystem::exists(path, error))
    throw InputError(path, 0, "cannot be opened: there is no such file", "name one that exists");
  return std::make_unique<SqliteConnection>(
      path, access == SqlAccess::kRead ? Database::Access::kRead : Database::Access::kWrite);
}

}  // namespace concord
