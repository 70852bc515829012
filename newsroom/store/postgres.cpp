// Talks to PostgreSQL.
#include "newsroom/store/postgres.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "text/ascii.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// libpq, loaded when a store is on a server: most commands and most desks need none of it, and the
/// libraries that it needs in turn take as long to load as all else.
class PostgresLibrary {
  template <class Function>
  Function* find(const char* name) const {
    void* const found = library_ == nullptr ? nullptr : dlsym(library_, name);
    if (found == nullptr)
      throw InputError("", 0, "libpq cannot be loaded, so no PostgreSQL server can be used",
                       "install libpq5");
    return reinterpret_cast<Function*>(found);
  }

  void* const library_ = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);  // its interface since 2006

 public:
  decltype(PQconnectdbParams)* const connect =
      find<decltype(PQconnectdbParams)>("PQconnectdbParams");
  decltype(PQfinish)* const finish = find<decltype(PQfinish)>("PQfinish");
  decltype(PQstatus)* const status = find<decltype(PQstatus)>("PQstatus");
  decltype(PQtransactionStatus)* const transaction_status =
      find<decltype(PQtransactionStatus)>("PQtransactionStatus");
  decltype(PQerrorMessage)* const error = find<decltype(PQerrorMessage)>("PQerrorMessage");
  decltype(PQexec)* const exec = find<decltype(PQexec)>("PQexec");
  decltype(PQexecParams)* const exec_params = find<decltype(PQexecParams)>("PQexecParams");
  decltype(PQresultStatus)* const result_status = find<decltype(PQresultStatus)>("PQresultStatus");
  decltype(PQclear)* const clear = find<decltype(PQclear)>("PQclear");
  decltype(PQntuples)* const rows = find<decltype(PQntuples)>("PQntuples");
  decltype(PQnfields)* const columns = find<decltype(PQnfields)>("PQnfields");
  decltype(PQgetvalue)* const value = find<decltype(PQgetvalue)>("PQgetvalue");
  decltype(PQgetlength)* const length = find<decltype(PQgetlength)>("PQgetlength");
  decltype(PQgetisnull)* const is_null = find<decltype(PQgetisnull)>("PQgetisnull");
  decltype(PQsetNoticeProcessor)* const set_notices =
      find<decltype(PQsetNoticeProcessor)>("PQsetNoticeProcessor");
};

/// "?1" as the server writes it: "$1". Our statements have no question mark in a text.
std::string numbered(const std::string& sql) {
  std::string out = sql;
  std::replace(out.begin(), out.end(), '?', '$');
  return out;
}

/// The text as the server takes it: bytes that are not UTF-8 become "?", NUL goes.
std::string storable(std::string text) {
  std::erase(text, '\0');
  while (const auto bad = first_invalid_utf8(text)) text[*bad] = '?';
  return text;
}

/// A value as the server reads it.
std::string written(const SqlValue& value) {
  if (const auto* number = value.number()) return std::to_string(*number);
  if (const auto* fraction = value.fraction()) return fmt::format("{}", *fraction);
  return value.text() == nullptr ? std::string() : storable(*value.text());
}

class PostgresConnection : public SqlConnection {
 public:
  PostgresConnection(std::shared_ptr<const PostgresLibrary> library, const std::string& url)
      : library_(std::move(library)) {
    // Later keywords replace those of the address (libpq, section 34.1.1).
    const char* const keys[] = {"connect_timeout", "application_name", "dbname",
                                "client_encoding", "options",          nullptr};
    const char* const values[] = {
        "10",
        "concord",
        url.c_str(),
        "UTF8",
        "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s",
        nullptr};
    handle_ = library_->connect(keys, values, 1);
    if (library_->status(handle_) != CONNECTION_OK) {
      const std::string reason(ascii_trimmed(library_->error(handle_)));
      library_->finish(handle_);
      throw StoreFailure("", 0, "the PostgreSQL database cannot be used: " + one_line(reason),
                         "check --store and the server");
    }
    library_->set_notices(
        handle_, [](void*, const char*) {}, nullptr);
  }
  ~PostgresConnection() override { library_->finish(handle_); }
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  std::vector<SqlRow> query(const std::string& sql, const std::vector<SqlValue>& values) override {
    std::vector<std::string> texts;
    for (const SqlValue& value : values) texts.push_back(written(value));
    std::vector<const char*> pointers;
    for (std::size_t i = 0; i < values.size(); ++i)
      pointers.push_back(values[i].null() ? nullptr : texts[i].c_str());
    const Result result(*this, library_->exec_params(handle_, numbered(sql).c_str(),
                                                     static_cast<int>(values.size()), nullptr,
                                                     pointers.data(), nullptr, nullptr, 0));
    std::vector<SqlRow> rows;
    const int columns = library_->columns(result.get());
    for (int row = 0; row < library_->rows(result.get()); ++row) {
      std::vector<std::optional<std::string>> cells(static_cast<std::size_t>(columns));
      for (int i = 0; i < columns; ++i) {
        if (library_->is_null(result.get(), row, i) == 0)
          cells[static_cast<std::size_t>(i)] =
              std::string(library_->value(result.get(), row, i),
                          static_cast<std::size_t>(library_->length(result.get(), row, i)));
      }
      rows.emplace_back(std::move(cells));
    }
    return rows;
  }

  void each(const std::string& sql, const std::vector<SqlValue>& values,
            const std::function<bool(const SqlRow&)>& use) override {
    // A cursor lives in a transaction.
    std::optional<SqlTransaction> transaction;
    if (library_->transaction_status(handle_) == PQTRANS_IDLE) transaction.emplace(*this);
    query("DECLARE concord_rows NO SCROLL CURSOR FOR " + sql, values);
    for (bool more = true; more;) {
      const std::vector<SqlRow> rows = query("FETCH 500 FROM concord_rows", {});
      more = !rows.empty();
      for (const SqlRow& row : rows) {
        if (!(more = use(row))) break;
      }
    }
    execute("CLOSE concord_rows");
    if (transaction) transaction->commit();
  }

  void execute(const std::string& sql) override {
    const Result result(*this, library_->exec(handle_, sql.c_str()));
  }
  SqlDialect dialect() const override { return SqlDialect::kPostgres; }
  bool broken() const override { return library_->status(handle_) != CONNECTION_OK; }

 private:
  /// A result that is known to be good.
  class Result {
   public:
    Result(const PostgresConnection& connection, PGresult* result)
        : library_(connection.library_.get()), result_(result) {
      const ExecStatusType status = library_->result_status(result);
      if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
      library_->clear(result);
      throw StoreFailure(
          "", 0,
          "the PostgreSQL database refuses: " +
              one_line(std::string(ascii_trimmed(library_->error(connection.handle_)))),
          "check the server");
    }
    ~Result() { library_->clear(result_); }
    Result(const Result&) = delete;
    Result& operator=(const Result&) = delete;
    PGresult* get() const { return result_; }

   private:
    const PostgresLibrary* library_;
    PGresult* result_;
  };

  static std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  std::shared_ptr<const PostgresLibrary> library_;
  PGconn* handle_ = nullptr;
};

}  // namespace

std::string postgres_array(const std::vector<std::int64_t>& numbers) {
  return fmt::format("{{{}}}", fmt::join(numbers, ","));
}

std::function<std::unique_ptr<SqlConnection>()> postgres_connector(const std::string& url) {
  auto library = std::make_shared<const PostgresLibrary>();
  return [library, url] { return std::make_unique<PostgresConnection>(library, url); };
}

}  // namespace concord
