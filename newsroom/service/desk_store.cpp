// Keeps the queue of a newsroom.
#include "newsroom/service/desk_store.h"

#include <algorithm>
#include <utility>

#include "newsroom/service/plain_words.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr const char* kColumns =
    "id, key, source_name, source_lang, target_name, target_lang, published, outlet, state, "
    "assignee, created, updated, revision, title, errors, warnings, infos, silenced, worst, "
    "worst_severity, error";

DeskPair pair_of(const SqlRow& row) {
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

/// The words as the database's query language writes them; the last one may go on.
std::string words_query(const std::string& words, SqlDialect dialect) {
  const bool sqlite = dialect == SqlDialect::kSqlite;
  std::string query;
  for (const std::string& word : plain_words(words)) {
    if (!query.empty()) query += sqlite ? " " : " & ";
    query += sqlite ? "\"" + word + "\"" : "'" + word + "'";
  }
  return query.empty() ? query : query + (sqlite ? "*" : ":*");
}

/// A row is locked for the rest of the transaction; SQLite locks the database at its begin.
const char* for_update(const SqlConnection& db) {
  return db.dialect() == SqlDialect::kSqlite ? "" : " FOR UPDATE";
}

/// What is found by its words: PostgreSQL takes a megabyte of distinct words, and no report has so
/// many.
void index_words(SqlConnection& db, std::int64_t id, const DeskPair& pair) {
  constexpr std::size_t kMostBytes = 300'000;
  std::string text = fold(pair.title + "\n" + pair.source.text + "\n" + pair.target.text);
  if (text.size() > kMostBytes) {
    text.resize(kMostBytes);
    while (first_invalid_utf8(text)) text.pop_back();
  }
  if (db.dialect() == SqlDialect::kPostgres) {
    db.query("UPDATE pairs SET words=to_tsvector('simple', ?2) WHERE id=?1", {id, text});
    return;
  }
  db.query("DELETE FROM pair_words WHERE rowid=?1", {id});
  db.query("INSERT INTO pair_words (rowid, text) VALUES (?1, ?2)", {id, text});
}

/// The condition of a filter, with its values.
std::string where(const DeskFilter& filter, SqlDialect dialect, std::vector<SqlValue>& values) {
  std::string sql = " WHERE 1=1";
  const auto add = [&](const std::string& value, std::string condition) {
    if (value.empty()) return;
    values.emplace_back(value);
    const std::string number = "?" + std::to_string(values.size());
    for (std::size_t at = condition.find('?'); at != std::string::npos;
         at = condition.find('?', at + number.size()))
      condition.replace(at, 1, number);
    sql += " AND " + condition;
  };
  add(filter.state, "state=?");
  add(filter.lang, "(source_lang=? OR target_lang=?)");
  add(filter.outlet, "outlet=?");
  add(filter.assignee, "assignee=?");
  const std::string words = words_query(filter.words, dialect);
  if (words.empty() && !filter.words.empty()) sql += " AND 1=0";
  add(words, dialect == SqlDialect::kSqlite
                 ? "id IN (SELECT rowid FROM pair_words WHERE pair_words MATCH ?)"
                 : "words @@ to_tsquery('simple', ?)");
  add(filter.since,
      "id IN (SELECT pair FROM issues WHERE (gone IS NULL AND first_seen>=?) OR gone>=?)");
  if (filter.severity == "error") sql += " AND errors>0";
  if (filter.severity == "warning") sql += " AND warnings>0";
  if (filter.severity == "info") sql += " AND infos>0";
  return sql;
}

/// Whether an issue counts no more: a verdict of the desk comes before the newsroom's settings.
bool is_silenced(const SqlRow& row, std::size_t silenced, std::size_t verdict) {
  const std::string& said = row.text(verdict);
  if (said.empty()) return row.number(silenced) != 0;
  return Judgement{said, {}}.silences();
}

/// Counts the issues of a pair by the verdicts in force and finds the worst.
void recount(SqlConnection& db, std::int64_t pair) {
  IssueCounts counts;
  std::string worst;
  std::optional<Severity> worst_severity;
  for (const SqlRow& row :
       db.query("SELECT severity, message, silenced, verdict FROM issues LEFT JOIN verdicts ON "
                "verdicts.issue=issues.id AND current=1 WHERE issues.pair=?1 AND gone IS NULL "
                "ORDER BY place",
                {pair})) {
    const Severity severity = severity_of(row.text(0)).value_or(Severity::kInfo);
    if (is_silenced(row, 2, 3)) {
      ++counts.silenced;
      continue;
    }
    ++(severity == Severity::kError     ? counts.errors
       : severity == Severity::kWarning ? counts.warnings
                                        : counts.infos);
    if (worst_severity && *worst_severity >= severity) continue;
    worst_severity = severity;
    worst = row.text(1);
  }
  db.query(
      "UPDATE pairs SET errors=?2, warnings=?3, infos=?4, silenced=?5, worst=?6, worst_severity=?7 "
      "WHERE id=?1",
      {pair, counts.errors, counts.warnings, counts.infos, counts.silenced, worst,
       worst_severity ? std::string(severity_name(*worst_severity)) : std::string()});
}

bool changed(SqlConnection& db, std::int64_t id, const std::string& now) {
  return !db.query("UPDATE pairs SET updated=?2 WHERE id=?1 RETURNING id", {id, now}).empty();
}

/// Replaces the texts of a pair that is locked.
void replace_texts(SqlConnection& db, const DeskPair& pair, const std::string& now) {
  db.query(
      "UPDATE pairs SET source_text=?2, target_text=?3, revision=revision+1, state=?4, updated=?5 "
      "WHERE id=?1",
      {pair.id, pair.source.text, pair.target.text, pair.state, now});
  index_words(db, pair.id, pair);
}

}  // namespace

std::int64_t DeskStore::add(const DeskPair& pair, const std::string& now) {
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  const SqlValue key = pair.key.empty() ? SqlValue(std::nullopt) : SqlValue(pair.key);
  const std::vector<SqlRow> added = db->query(
      "INSERT INTO pairs (key, source_name, source_lang, source_text, target_name, target_lang, "
      "target_text, published, outlet, state, assignee, created, updated, revision) VALUES "
      "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?12,1) ON CONFLICT (key) DO NOTHING RETURNING id",
      {key, pair.source.name, pair.source.lang, pair.source.text, pair.target.name,
       pair.target.lang, pair.target.text, pair.published, pair.outlet, pair.state, pair.assignee,
       now});
  std::int64_t id = 0;
  if (!added.empty()) {
    id = added.front().number(0);
    index_words(*db, id, pair);
  } else {
    const std::vector<SqlRow> known =
        db->query(std::string("SELECT id, source_text, target_text FROM pairs WHERE key=?1") +
                      for_update(*db),
                  {key});
    if (known.empty()) throw StoreFailure("", 0, "a pair was removed while it was added");
    id = known.front().number(0);
    DeskPair now_known = pair;
    now_known.id = id;
    now_known.state = "new";
    if (known.front().text(1) != pair.source.text || known.front().text(2) != pair.target.text)
      replace_texts(*db, now_known, now);
  }
  transaction.commit();
  return id;
}

std::optional<DeskPair> DeskStore::get(std::int64_t id) {
  const std::vector<SqlRow> rows = pool_->lease()->query(
      std::string("SELECT ") + kColumns + ", source_text, target_text FROM pairs WHERE id=?1",
      {id});
  if (rows.empty()) return std::nullopt;
  DeskPair pair = pair_of(rows.front());
  pair.source.text = rows.front().text(21);
  pair.target.text = rows.front().text(22);
  return pair;
}

std::vector<DeskPair> DeskStore::list(const DeskFilter& filter) {
  SqlLease db = pool_->lease();
  std::vector<SqlValue> values;
  const std::string conditions = where(filter, db->dialect(), values);
  std::vector<DeskPair> pairs;
  for (const SqlRow& row :
       db->query(std::string("SELECT ") + kColumns + " FROM pairs" + conditions +
                     " ORDER BY updated DESC, id DESC LIMIT " + std::to_string(filter.limit) +
                     " OFFSET " + std::to_string(filter.offset),
                 values))
    pairs.push_back(pair_of(row));
  return pairs;
}

std::size_t DeskStore::count(const DeskFilter& filter) {
  SqlLease db = pool_->lease();
  std::vector<SqlValue> values;
  const std::string conditions = where(filter, db->dialect(), values);
  return static_cast<std::size_t>(
      db->query("SELECT count(*) FROM pairs" + conditions, values).front().number(0));
}

std::vector<std::string> DeskStore::distinct(const char* column) {
  const std::string name = column;
  std::vector<std::string> values;
  for (const SqlRow& row : pool_->lease()->query("SELECT DISTINCT " + name + " FROM pairs WHERE " +
                                                 name + "!='' ORDER BY 1"))
    values.push_back(row.text(0));
  return values;
}
std::vector<std::string> DeskStore::outlets() { return distinct("outlet"); }
std::vector<std::string> DeskStore::assignees() { return distinct("assignee"); }

std::optional<std::int64_t> DeskStore::set_texts(std::int64_t id, std::int64_t revision,
                                                 const std::string& source,
                                                 const std::string& target,
                                                 const std::string& now) {
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  const std::vector<SqlRow> known = db->query(
      std::string("SELECT revision, title, state FROM pairs WHERE id=?1") + for_update(*db), {id});
  if (known.empty() || known.front().number(0) != revision) return std::nullopt;
  DeskPair pair;
  pair.id = id;
  pair.title = known.front().text(1);
  pair.state = known.front().text(2);
  pair.source.text = source;
  pair.target.text = target;
  replace_texts(*db, pair, now);
  transaction.commit();
  return revision + 1;
}

void DeskStore::set_result(const DeskPair& result, const std::vector<DeskIssue>& issues,
                           const std::string& now, const TellErrors& tell) {
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  const std::vector<SqlRow> known = db->query(
      std::string("SELECT revision FROM pairs WHERE id=?1") + for_update(*db), {result.id});
  if (known.empty() || known.front().number(0) != result.revision) return;
  db->query(
      "UPDATE pairs SET source_lang=?2, target_lang=?3, title=?4, error=?5, checked=?6 "
      "WHERE id=?1",
      {result.id, result.source.lang, result.target.lang, result.title, result.error,
       result.revision});
  std::vector<std::string> open;
  for (const SqlRow& row :
       db->query("SELECT id FROM issues WHERE pair=?1 AND gone IS NULL", {result.id}))
    open.push_back(row.text(0));
  db->query("UPDATE issues SET gone=?2 WHERE pair=?1 AND gone IS NULL", {result.id, now});
  std::vector<DeskIssue> new_errors;
  std::size_t place = 0;
  for (const DeskIssue& issue : issues) {
    const bool was_open = std::find(open.begin(), open.end(), issue.id) != open.end();
    db->query(
        "INSERT INTO issues (pair, id, check_name, severity, message, first_seen, gone, silenced, "
        "source, target, place) VALUES (?1,?2,?3,?4,?5,?6,NULL,?7,?8,?9,?10) ON CONFLICT (pair, "
        "id) DO UPDATE SET severity=?4, message=?5, first_seen=CASE WHEN ?11=1 THEN "
        "issues.first_seen ELSE ?6 END, gone=NULL, silenced=?7, source=?8, target=?9, place=?10",
        {result.id, issue.id, issue.check, std::string(severity_name(issue.severity)),
         issue.message, now, issue.silenced ? 1 : 0, issue.source, issue.target, place++,
         was_open ? 1 : 0});
    if (!was_open && issue.severity == Severity::kError && !issue.silenced)
      new_errors.push_back(issue);
  }
  recount(*db, result.id);
  if (tell) tell(*db, new_errors);
  transaction.commit();
}

std::vector<std::int64_t> DeskStore::unchecked(const std::string& before, std::size_t limit) {
  std::vector<std::int64_t> ids;
  for (const SqlRow& row : pool_->lease()->query(
           "SELECT id FROM pairs WHERE checked<revision AND updated<?1 ORDER BY id LIMIT ?2",
           {before, limit}))
    ids.push_back(row.number(0));
  return ids;
}

void DeskStore::check_again(const std::string& check) {
  pool_->lease()->query(
      "UPDATE pairs SET checked=0 WHERE id IN (SELECT pair FROM issues WHERE gone IS NULL AND "
      "check_name=?1)",
      {check});
}

std::vector<DeskIssue> DeskStore::issues(std::int64_t pair) {
  std::vector<DeskIssue> all;
  for (const SqlRow& row : pool_->lease()->query(
           "SELECT id, check_name, severity, message, source, target, silenced FROM issues WHERE "
           "pair=?1 AND gone IS NULL ORDER BY place",
           {pair}))
    all.push_back({row.text(0), row.text(1), severity_of(row.text(2)).value_or(Severity::kInfo),
                   row.text(3), row.text(4), row.text(5), row.number(6) != 0});
  return all;
}

bool DeskStore::set_state(std::int64_t id, const std::string& state, const std::string& assignee,
                          const std::string& now) {
  return !pool_->lease()
              ->query("UPDATE pairs SET state=?2, assignee=?3, updated=?4 WHERE id=?1 RETURNING id",
                      {id, state, assignee, now})
              .empty();
}

bool DeskStore::remove(std::int64_t id) {
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  if (db->dialect() == SqlDialect::kSqlite)
    db->query("DELETE FROM pair_words WHERE rowid=?1", {id});
  const bool removed = !db->query("DELETE FROM pairs WHERE id=?1 RETURNING id", {id}).empty();
  transaction.commit();
  return removed;
}

void DeskStore::judge(std::int64_t pair, const DeskVerdict& verdict) {
  SqlLease db = pool_->lease();
  SqlTransaction transaction(*db);
  // The pair's row first, so that two who judge it wait for each other and one verdict is in force.
  if (!changed(*db, pair, verdict.at)) return;
  db->query("UPDATE verdicts SET current=0 WHERE issue=?1", {verdict.issue});
  db->query(
      "INSERT INTO verdicts (pair, issue, verdict, note, who, given, check_name, current) VALUES "
      "(?1,?2,?3,?4,?5,?6,?7,1)",
      {pair, verdict.issue, verdict.verdict, verdict.note, verdict.who, verdict.at, verdict.check});
  recount(*db, pair);
  transaction.commit();
}

std::vector<DeskVerdict> DeskStore::verdicts(std::int64_t pair) {
  std::vector<DeskVerdict> verdicts;
  for (const SqlRow& row : pool_->lease()->query(
           "SELECT issue, verdict, note, who, given, check_name FROM verdicts WHERE current=1 AND "
           "(verdict!='' OR note!='') AND issue IN (SELECT id FROM issues WHERE pair=?1 UNION "
           "SELECT issue FROM verdicts WHERE pair=?1) ORDER BY id",
           {pair}))
    verdicts.push_back(
        {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)});
  return verdicts;
}

std::vector<BaselineEntry> verdicts_in_force(SqlConnection& db) {
  std::vector<BaselineEntry> entries;
  for (const SqlRow& row : db.query(
           "SELECT issue, verdict, note, check_name FROM verdicts WHERE current=1 AND verdict!='' "
           "ORDER BY id")) {
    BaselineEntry entry;
    entry.id = row.text(0);
    entry.verdict = row.text(1);
    entry.note = row.text(2);
    entry.check = row.text(3);
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<CheckEarnings> DeskStore::earnings() {
  std::vector<CheckEarnings> all;
  for (const SqlRow& row : pool_->lease()->query(
           "SELECT check_name, sum(CASE WHEN verdict='real' THEN 1 ELSE 0 END), sum(CASE WHEN "
           "verdict='false-alarm' THEN 1 ELSE 0 END), sum(CASE WHEN verdict='intended' THEN 1 ELSE "
           "0 END) FROM verdicts WHERE current=1 AND verdict IN ('real','false-alarm','intended') "
           "GROUP BY 1 ORDER BY 1")) {
    all.push_back({row.text(0), static_cast<std::size_t>(row.number(1)),
                   static_cast<std::size_t>(row.number(2)),
                   static_cast<std::size_t>(row.number(3))});
  }
  return all;
}

}  // namespace concord
