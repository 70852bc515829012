// Talks to SQLite.
#include "newsroom/store/sqlite.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "formats/escape.h"
#include "text/input_error.h"

namespace concord {
namespace {

// How long another process may hold the write lock.
constexpr int kBusyMilliseconds = 10'000;
constexpr int kPauseMilliseconds = 20;

}  // namespace

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  database_->fail(code);
}

void Statement::reset() {
  // An error of the last step was reported by step() already.
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::string Statement::text(int column) const {
  const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

void Statement::bind_one(int at, std::string_view value) {
  const int code =
      sqlite3_bind_text64(statement_.get(), at, value.data() == nullptr ? "" : value.data(),
                          value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) database_->fail(code);
}

void Statement::bind_one(int at, double value) { sqlite3_bind_double(statement_.get(), at, value); }
void Statement::bind_one(int at, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), at, value);
}
void Statement::bind_one(int at, const std::optional<std::string>& value) {
  if (value) bind_one(at, std::string_view(*value));
}
void Statement::bind_one(int at, const std::optional<double>& value) {
  if (value) bind_one(at, *value);
}

Database::Database(const std::string& path, Access access) : path_(path) {
  access == Access::kRead ? open_reading() : open_writing();
  execute("PRAGMA foreign_keys=ON");
}

void Database::open(const std::string& name, int flags) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
}

// A reader of a write-ahead log needs its two files. Where they are absent and the folder is
// write-protected, nobody is writing, and the file can be read as one that never changes.
void Database::open_reading() {
  open(path_, SQLITE_OPEN_READONLY);
  const int code =
      sqlite3_exec(handle_.get(), "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return;
  const int reason = code & 0xFF;
  std::error_code none;
  const auto log = std::filesystem::file_size(path_ + "-wal", none);
  const bool has_log = !none && log > 0;
  if (has_log || (reason != SQLITE_CANTOPEN && reason != SQLITE_READONLY)) fail(code);
  open("file:" + uri_of_path(path_) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

void Database::open_writing() {
  open(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  // Where several processes make the file at once, the change to a write-ahead log says that it is
  // in use without waiting as long as it may.
  int log = SQLITE_BUSY;
  for (int waited = 0; log == SQLITE_BUSY && waited < kBusyMilliseconds;
       waited += kPauseMilliseconds) {
    if (waited > 0) sqlite3_sleep(kPauseMilliseconds);
    log = sqlite3_exec(handle_.get(), "PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr);
  }
  if (log != SQLITE_OK) fail(log);
  execute("PRAGMA synchronous=NORMAL");
}

Statement Database::prepare(const std::string& sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(handle_.get(), sql.c_str(), static_cast<int>(sql.size()),
                                      &statement, nullptr);
  if (code != SQLITE_OK) fail(code);
  return {*this, statement};
}

void Database::execute(const std::string& sql) const {
  const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

void Database::fail(int code) const {
  // Beside the file itself stand those of the write-ahead log, for which a full disk is an input or
  // output error.
  const int reason = handle_ ? sqlite3_system_errno(handle_.get()) : 0;
  const bool no_room = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
  if ((code & 0xFF) == SQLITE_FULL || ((code & 0xFF) == SQLITE_IOERR && no_room))
    throw InputError(path_, 0, "cannot grow: the disk is full",
                     "make room; the store is as it was before this run");
  switch (code & 0xFF) {
    case SQLITE_BUSY:
      throw InputError(path_, 0, "is in use by another process", "wait for it");
    case SQLITE_NOTADB:
      throw InputError(path_, 0, "is not a store of concord", "name another folder");
    default:
      break;
  }
  throw InputError(path_, 0, std::string("cannot be used: ") + sqlite3_errmsg(handle_.get()),
                   "check the folder, its permissions and the free space");
}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  try {
    database_->execute("ROLLBACK");
  } catch (const InputError&) {
    // SQLite has rolled back by itself, as it does when the disk is full.
  }
}

void Transaction::commit() {
  database_->execute("COMMIT");
  database_ = nullptr;
}

}  // namespace concord
