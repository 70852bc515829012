// A thin layer over SQLite: statements with bound values, errors as InputError.
//
//   Database db(path);
//   Statement insert = db.prepare("INSERT INTO items VALUES (?, ?)");
//   insert.run(id, text);
//   for (Statement rows = db.prepare("SELECT id FROM items"); rows.step();) use(rows.text(0));
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

class Database;

/// A prepared statement. Texts are copied in and out.
class Statement {
 public:
  /// Binds all values, runs to the end and makes ready for the next. Throws InputError, also when
  /// the disk is full.
  template <class... Values>
  void run(const Values&... values) {
    bind(values...);
    while (step()) {
    }
    reset();
  }
  /// Binds the parameters from the first.
  template <class... Values>
  void bind(const Values&... values) {
    reset();
    int at = 0;
    (bind_one(++at, values), ...);
  }
  /// Binds one parameter, counted from 1, and leaves the others.
  template <class Value>
  void bind_at(int at, const Value& value) {
    bind_one(at, value);
  }
  /// Moves to the next row; false after the last one.
  bool step();
  void reset();

  std::string text(int column) const;
  int columns() const { return sqlite3_column_count(statement_.get()); }
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
  bool null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }

 private:
  friend class Database;
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Statement(const Database& database, sqlite3_stmt* statement)
      : database_(&database), statement_(statement) {}

  void bind_one(int at, std::string_view value);
  void bind_one(int at, const std::string& value) { bind_one(at, std::string_view(value)); }
  void bind_one(int at, const char* value) { bind_one(at, std::string_view(value)); }
  void bind_one(int at, double value);
  void bind_one(int at, std::int64_t value);
  void bind_one(int at, int value) { bind_one(at, static_cast<std::int64_t>(value)); }
  void bind_one(int at, bool value) { bind_one(at, static_cast<std::int64_t>(value)); }
  void bind_one(int at, std::size_t value) { bind_one(at, static_cast<std::int64_t>(value)); }
  void bind_one(int at, const std::optional<std::string>& value);
  void bind_one(int at, const std::optional<double>& value);

  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

/// An open database file, in write-ahead mode, so that a process killed at any moment leaves it
/// whole.
class Database {
 public:
  enum class Access : std::uint8_t {
    kRead,   ///< the file must exist; it and its folder may be write-protected
    kWrite,  ///< made when absent
  };
  /// Opens the file. Throws InputError when it cannot be opened or is not a database.
  explicit Database(const std::string& path, Access access = Access::kWrite);

  Statement prepare(const std::string& sql) const;
  /// Runs statements without values.
  void execute(const std::string& sql) const;
  std::int64_t last_row() const { return sqlite3_last_insert_rowid(handle_.get()); }
  [[noreturn]] void fail(int code) const;

 private:
  struct Closer {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  void open(const std::string& name, int flags);
  void open_reading();
  void open_writing();

  std::string path_;
  std::unique_ptr<sqlite3, Closer> handle_;
};

/// BEGIN IMMEDIATE; rolled back unless commit() is called.
class Transaction {
 public:
  explicit Transaction(const Database& database) : database_(&database) {
    database.execute("BEGIN IMMEDIATE");
  }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  const Database* database_;
};

}  // namespace concord
