// Keeps the queue of a newsroom in SQLite.
#include "newsroom/service/desk_store.h"

#include <algorithm>
#include <utility>

#include "text/input_error.h"

namespace concord {
namespace {

// "ccdk": distinguishes the file from other SQLite files.
constexpr std::int64_t kApplication = 0x6363646b;
// Raised when the tables change.
constexpr std::int64_t kVersion = 1;

constexpr const char* kSchema = R"(
CREATE TABLE pairs (id INTEGER PRIMARY KEY, key TEXT UNIQUE, source_name TEXT NOT NULL, source_lang TEXT NOT NULL,
  source_text TEXT NOT NULL, target_name TEXT NOT NULL, target_lang TEXT NOT NULL, target_text TEXT NOT NULL,
  published TEXT NOT NULL, outlet TEXT NOT NULL, state TEXT NOT NULL, assignee TEXT NOT NULL, created TEXT NOT NULL,
  updated TEXT NOT NULL, revision INTEGER NOT NULL, title TEXT NOT NULL DEFAULT '', errors INTEGER NOT NULL DEFAULT 0,
  warnings INTEGER NOT NULL DEFAULT 0, infos INTEGER NOT NULL DEFAULT 0, silenced INTEGER NOT NULL DEFAULT 0,
  worst TEXT NOT NULL DEFAULT '', worst_severity TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '');
CREATE INDEX pairs_by_update ON pairs (updated);
CREATE TABLE issues (pair INTEGER NOT NULL REFERENCES pairs (id) ON DELETE CASCADE, id TEXT NOT NULL, check_name TEXT NOT NULL,
  severity TEXT NOT NULL, message TEXT NOT NULL, first_seen TEXT NOT NULL, gone TEXT, PRIMARY KEY (pair, id)) WITHOUT ROWID;
CREATE TABLE verdicts (row INTEGER PRIMARY KEY, pair INTEGER NOT NULL REFERENCES pairs (id) ON DELETE CASCADE,
  issue TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL, who TEXT NOT NULL, given TEXT NOT NULL,
  check_name TEXT NOT NULL, current INTEGER NOT NULL);
CREATE INDEX verdicts_by_issue ON verdicts (issue);
CREATE INDEX verdicts_by_pair ON verdicts (pair);
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize='unicode61 remove_diacritics 0');
)";

constexpr const char* kColumns =
    "id, key, source_name, source_lang, target_name, target_lang, published, outlet, state, "
    "assignee, created, updated, revision, title, errors, warnings, infos, silenced, worst, "
    "worst_severity, error";

DeskPair pair_of(const Statement& row) {
  DeskPair pair;
  pair.id = row.number(0);
  pair.key = row.text(1);
  pair.source = {row.text(2), row.text(3), {}};
  pair.target = {row.text(4), row.text(5), {}};
  pair.published = row.text(6);
  pair.outlet = row.text(7);
  pair.state = row.text(8);
  pair.assignee = row.text(9);
  pair.created = row.text(10);
  pair.updated = row.text(11);
  pair.revision = row.number(12);
  pair.title = row.text(13);
  pair.counts = {static_cast<std::size_t>(row.number(14)), static_cast<std::size_t>(row.number(15)),
                 static_cast<std::size_t>(row.number(16)),
                 static_cast<std::size_t>(row.number(17))};
  pair.worst = row.text(18);
  pair.worst_severity = row.text(19);
  pair.error = row.text(20);
  return pair;
}

/// The words as an FTS5 query: each quoted, so that none is an operator; the last as a prefix.
std::string words_query(const std::string& words) {
  std::string query;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = words.find_first_not_of(" \t\r\n\"", at);
    if (begin == std::string::npos) break;
    at = std::min(words.find_first_of(" \t\r\n\"", begin), words.size());
    query += (query.empty() ? "\"" : " \"") + words.substr(begin, at - begin) + "\"";
  }
  return query.empty() ? query : query + "*";
}

std::int64_t pragma(const Database& database, const std::string& name) {
  Statement value = database.prepare("PRAGMA " + name);
  return value.step() ? value.number(0) : 0;
}

void bind_all(Statement& statement, const std::vector<std::string>& values) {
  int at = 0;
  for (const std::string& value : values) statement.bind_at(++at, value);
}

}  // namespace

DeskStore::DeskStore(const std::string& path) : database_(path) {
  const std::int64_t application = pragma(database_, "application_id");
  const std::int64_t version = pragma(database_, "user_version");
  if (application == kApplication && version == kVersion) {
    database_.execute("PRAGMA synchronous=FULL");
    return;
  }
  Statement tables = database_.prepare("SELECT count(*) FROM sqlite_master");
  if (application != 0 || (tables.step() && tables.number(0) > 0))
    throw InputError(path, 0,
                     application == kApplication ? "is of another version of concord"
                                                 : "is a database of another program",
                     "name another --store");
  tables.reset();
  Transaction transaction(database_);
  database_.execute(kSchema);
  database_.execute("PRAGMA application_id=" + std::to_string(kApplication));
  database_.execute("PRAGMA user_version=" + std::to_string(kVersion));
  transaction.commit();
  // An answer to an editor is a promise: it is on disk, also after a power failure.
  database_.execute("PRAGMA synchronous=FULL");
}

void DeskStore::index_words(std::int64_t id, const DeskPair& pair) {
  database_.prepare("INSERT INTO words (rowid, text) VALUES (?, ?)")
      .run(id, pair.title + "\n" + pair.source.text + "\n" + pair.target.text);
}

std::int64_t DeskStore::add(const DeskPair& pair, const std::string& now) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  if (!pair.key.empty()) {
    Statement known =
        database_.prepare("SELECT id, source_text, target_text FROM pairs WHERE key=?");
    known.bind(pair.key);
    if (known.step()) {
      const std::int64_t id = known.number(0);
      const bool same = known.text(1) == pair.source.text && known.text(2) == pair.target.text;
      known.reset();
      if (same) return id;
      database_.prepare("DELETE FROM words WHERE rowid=?").run(id);
      database_
          .prepare(
              "UPDATE pairs SET source_text=?, target_text=?, state='new', "
              "revision=revision+1, updated=? WHERE id=?")
          .run(pair.source.text, pair.target.text, now, id);
      index_words(id, pair);
      transaction.commit();
      return id;
    }
  }
  const std::optional<std::string> key = pair.key.empty() ? std::nullopt : std::optional(pair.key);
  database_
      .prepare(
          "INSERT INTO pairs (key, source_name, source_lang, source_text, target_name, "
          "target_lang, target_text, published, outlet, state, assignee, created, updated, "
          "revision) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,1)")
      .run(key, pair.source.name, pair.source.lang, pair.source.text, pair.target.name,
           pair.target.lang, pair.target.text, pair.published, pair.outlet, pair.state,
           pair.assignee, now, now);
  const std::int64_t id = database_.last_row();
  index_words(id, pair);
  transaction.commit();
  return id;
}

std::optional<DeskPair> DeskStore::get(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  Statement row = database_.prepare(std::string("SELECT ") + kColumns +
                                    ", source_text, target_text FROM pairs WHERE id=?");
  row.bind(id);
  if (!row.step()) return std::nullopt;
  DeskPair pair = pair_of(row);
  pair.source.text = row.text(21);
  pair.target.text = row.text(22);
  return pair;
}

std::string DeskStore::where(const DeskFilter& filter, std::vector<std::string>& values) const {
  std::string sql = " WHERE 1";
  const auto add = [&](const std::string& value, const std::string& condition, int times = 1) {
    if (value.empty()) return;
    sql += " AND " + condition;
    for (int i = 0; i < times; ++i) values.push_back(value);
  };
  add(filter.state, "state=?");
  add(filter.lang, "(source_lang=? OR target_lang=?)", 2);
  add(filter.outlet, "outlet=?");
  add(filter.assignee, "assignee=?");
  add(words_query(filter.words), "id IN (SELECT rowid FROM words WHERE words MATCH ?)");
  add(filter.since,
      "id IN (SELECT pair FROM issues WHERE (gone IS NULL AND first_seen>=?) OR gone>=?)", 2);
  if (filter.severity == "error") sql += " AND errors>0";
  if (filter.severity == "warning") sql += " AND warnings>0";
  if (filter.severity == "info") sql += " AND infos>0";
  return sql;
}

std::vector<DeskPair> DeskStore::list(const DeskFilter& filter) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> values;
  const std::string conditions = where(filter, values);
  Statement rows =
      database_.prepare(std::string("SELECT ") + kColumns + " FROM pairs" + conditions +
                        " ORDER BY updated DESC, id DESC LIMIT " + std::to_string(filter.limit) +
                        " OFFSET " + std::to_string(filter.offset));
  bind_all(rows, values);
  std::vector<DeskPair> pairs;
  while (rows.step()) pairs.push_back(pair_of(rows));
  return pairs;
}

std::size_t DeskStore::count(const DeskFilter& filter) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> values;
  Statement rows = database_.prepare("SELECT count(*) FROM pairs" + where(filter, values));
  bind_all(rows, values);
  return rows.step() ? static_cast<std::size_t>(rows.number(0)) : 0;
}

std::vector<std::string> DeskStore::distinct(const char* column) {
  const std::lock_guard lock(mutex_);
  const std::string name = column;
  Statement rows = database_.prepare("SELECT DISTINCT " + name + " FROM pairs WHERE " + name +
                                     "!='' ORDER BY 1");
  std::vector<std::string> values;
  while (rows.step()) values.push_back(rows.text(0));
  return values;
}
std::vector<std::string> DeskStore::outlets() { return distinct("outlet"); }
std::vector<std::string> DeskStore::assignees() { return distinct("assignee"); }

std::optional<std::int64_t> DeskStore::set_texts(std::int64_t id, std::int64_t revision,
                                                 const std::string& source,
                                                 const std::string& target,
                                                 const std::string& now) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  Statement known = database_.prepare("SELECT revision, title FROM pairs WHERE id=?");
  known.bind(id);
  if (!known.step() || known.number(0) != revision) return std::nullopt;
  DeskPair pair;
  pair.title = known.text(1);
  known.reset();
  database_.prepare("DELETE FROM words WHERE rowid=?").run(id);
  pair.source.text = source;
  pair.target.text = target;
  index_words(id, pair);
  database_
      .prepare(
          "UPDATE pairs SET source_text=?, target_text=?, revision=revision+1, updated=? "
          "WHERE id=?")
      .run(source, target, now, id);
  transaction.commit();
  return revision + 1;
}

void DeskStore::set_result(const DeskPair& result, const std::vector<RecordedIssue>& issues,
                           const std::string& now) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  Statement known = database_.prepare("SELECT revision FROM pairs WHERE id=?");
  known.bind(result.id);
  if (!known.step() || known.number(0) != result.revision) return;
  known.reset();
  database_
      .prepare(
          "UPDATE pairs SET source_lang=?, target_lang=?, title=?, errors=?, warnings=?, "
          "infos=?, silenced=?, worst=?, worst_severity=?, error=? WHERE id=?")
      .run(result.source.lang, result.target.lang, result.title, result.counts.errors,
           result.counts.warnings, result.counts.infos, result.counts.silenced, result.worst,
           result.worst_severity, result.error, result.id);
  database_.prepare("UPDATE issues SET gone=? WHERE pair=? AND gone IS NULL").run(now, result.id);
  Statement put = database_.prepare(
      "INSERT INTO issues VALUES (?1,?2,?3,?4,?5,?6,NULL) ON CONFLICT (pair, id) DO UPDATE SET "
      "severity=?4, message=?5, first_seen=CASE WHEN gone=?6 THEN first_seen ELSE ?6 END, "
      "gone=NULL");
  for (const RecordedIssue& issue : issues)
    put.run(result.id, issue.id, issue.check, std::string(severity_name(issue.severity)),
            issue.message, now);
  transaction.commit();
}

bool DeskStore::changed(std::int64_t id, const std::string& now) {
  database_.prepare("UPDATE pairs SET updated=? WHERE id=?").run(now, id);
  Statement changes = database_.prepare("SELECT changes()");
  return changes.step() && changes.number(0) > 0;
}

bool DeskStore::set_state(std::int64_t id, const std::string& state, const std::string& assignee,
                          const std::string& now) {
  const std::lock_guard lock(mutex_);
  database_.prepare("UPDATE pairs SET state=?, assignee=? WHERE id=?").run(state, assignee, id);
  return changed(id, now);
}

bool DeskStore::remove(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  database_.prepare("DELETE FROM words WHERE rowid=?").run(id);
  database_.prepare("DELETE FROM pairs WHERE id=?").run(id);
  Statement changes = database_.prepare("SELECT changes()");
  const bool removed = changes.step() && changes.number(0) > 0;
  changes.reset();
  transaction.commit();
  return removed;
}

void DeskStore::judge(std::int64_t pair, const DeskVerdict& verdict) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  database_.prepare("UPDATE verdicts SET current=0 WHERE issue=?").run(verdict.issue);
  database_.prepare("INSERT INTO verdicts VALUES (NULL,?,?,?,?,?,?,?,1)")
      .run(pair, verdict.issue, verdict.verdict, verdict.note, verdict.who, verdict.at,
           verdict.check);
  changed(pair, verdict.at);
  transaction.commit();
}

std::vector<DeskVerdict> DeskStore::verdicts(std::int64_t pair) {
  const std::lock_guard lock(mutex_);
  Statement rows = database_.prepare(
      "SELECT issue, verdict, note, who, given, check_name FROM verdicts WHERE current=1 AND "
      "(verdict!='' OR note!='') AND issue IN (SELECT id FROM issues WHERE pair=?1 UNION SELECT "
      "issue FROM verdicts WHERE pair=?1) ORDER BY row");
  rows.bind(pair);
  std::vector<DeskVerdict> verdicts;
  while (rows.step())
    verdicts.push_back(
        {rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
  return verdicts;
}

std::vector<BaselineEntry> DeskStore::baseline() {
  const std::lock_guard lock(mutex_);
  Statement rows = database_.prepare(
      "SELECT issue, verdict, note, check_name FROM verdicts WHERE current=1 AND verdict!='' ORDER "
      "BY row");
  std::vector<BaselineEntry> entries;
  while (rows.step()) {
    BaselineEntry entry;
    entry.id = rows.text(0);
    entry.verdict = rows.text(1);
    entry.note = rows.text(2);
    entry.check = rows.text(3);
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<CheckEarnings> DeskStore::earnings() {
  const std::lock_guard lock(mutex_);
  Statement rows = database_.prepare(
      "SELECT check_name, sum(verdict='real'), sum(verdict='false-alarm'), "
      "sum(verdict='intended') FROM verdicts WHERE current=1 AND verdict IN "
      "('real','false-alarm','intended') GROUP BY 1 ORDER BY 1");
  std::vector<CheckEarnings> all;
  while (rows.step()) {
    all.push_back({rows.text(0), static_cast<std::size_t>(rows.number(1)),
                   static_cast<std::size_t>(rows.number(2)),
                   static_cast<std::size_t>(rows.number(3))});
  }
  return all;
}

}  // namespace concord
