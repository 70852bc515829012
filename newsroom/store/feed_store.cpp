// Keeps the memory of concord feed.
#include "newsroom/store/feed_store.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "text/day.h"
#include "text/hash.h"
#include "text/input_error.h"

namespace concord {
namespace {

// Raised when the tables change; a store of another version is refused.
constexpr std::int64_t kVersion = 1;

constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, finished TEXT,
  items_new INTEGER, items_changed INTEGER, problems INTEGER, pairs_new INTEGER, pairs_checked INTEGER,
  issues_new INTEGER, issues_fixed INTEGER, issues_reopened INTEGER, issues_open INTEGER);
CREATE TABLE IF NOT EXISTS sources (address TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (row INTEGER PRIMARY KEY, side TEXT NOT NULL, id TEXT NOT NULL, hash INTEGER NOT NULL, lang TEXT NOT NULL,
  title TEXT NOT NULL, body TEXT NOT NULL, html INTEGER NOT NULL, file_format TEXT NOT NULL, day TEXT, stamp TEXT NOT NULL,
  url TEXT NOT NULL, first_run INTEGER NOT NULL, changed_run INTEGER NOT NULL, UNIQUE (side, id));
CREATE INDEX IF NOT EXISTS items_by_day ON items (side, day);
CREATE TABLE IF NOT EXISTS versions (item INTEGER NOT NULL REFERENCES items (row), lang TEXT NOT NULL, ref TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS versions_by_item ON versions (item);
CREATE TABLE IF NOT EXISTS pairs (source INTEGER NOT NULL REFERENCES items (row), target INTEGER NOT NULL REFERENCES items (row),
  score REAL NOT NULL, first_run INTEGER NOT NULL, PRIMARY KEY (source, target)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS issues (source INTEGER NOT NULL, target INTEGER NOT NULL, id TEXT NOT NULL, check_name TEXT NOT NULL,
  severity TEXT NOT NULL, message TEXT NOT NULL, json TEXT NOT NULL, open INTEGER NOT NULL, first_run INTEGER NOT NULL,
  changed_run INTEGER NOT NULL, PRIMARY KEY (source, target, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS verdicts (issue TEXT PRIMARY KEY, verdict TEXT NOT NULL, given TEXT NOT NULL) WITHOUT ROWID;
)";

std::int64_t content_hash(const FeedItem& item) {
  return static_cast<std::int64_t>(fnv1a(item.title + '\0' + item.body + '\0' + item.lang +
                                         (item.published ? iso_day(*item.published) : "")));
}

}  // namespace

std::string_view state_name(IssueState state) {
  switch (state) {
    case IssueState::kNew:
      return "new";
    case IssueState::kUnchanged:
      return "unchanged";
    case IssueState::kFixed:
      return "fixed";
    case IssueState::kReopened:
      return "reopened";
  }
  return "new";
}

FeedStore::FeedStore(const std::string& folder, bool exclusive) : folder_(folder) {
  std::error_code error;
  if (exclusive) {
    std::filesystem::create_directories(folder, error);
    if (error)
      throw InputError(folder, 0, "cannot be created: " + error.message(),
                       "name a folder that can be written");
    auto lock = FolderLock::try_take(folder);
    if (!lock) throw InputError(folder, 0, "is in use by another run", "wait until it is finished");
    lock_.emplace(std::move(*lock));
  } else if (!std::filesystem::exists(folder + "/feed.sqlite", error)) {
    throw InputError(folder, 0, "is not a store of concord: no run has written it yet",
                     "run concord feed --source S --target T --store " + folder);
  }
  database_.emplace(folder + "/feed.sqlite",
                    exclusive ? Database::Access::kWrite : Database::Access::kRead);
  Statement version = database_->prepare("PRAGMA user_version");
  version.step();
  const std::int64_t found = version.number(0);
  version.reset();
  if (found != kVersion && (found != 0 || !exclusive))
    throw InputError(folder, 0, "is a store of another version of concord", "name another folder");
  if (found == 0) {
    database_->execute(kSchema);
    database_->execute("PRAGMA user_version=" + std::to_string(kVersion));
  }
  // Versions before 0.2 kept passwords with the addresses.
  if (exclusive) database_->execute("DELETE FROM sources WHERE address GLOB 'http*://*@*'");
  database_->execute("CREATE TEMP TABLE silenced (issue TEXT PRIMARY KEY) WITHOUT ROWID");
}

void FeedStore::silence(const std::vector<std::string>& issues) {
  Statement insert = database_->prepare("INSERT OR IGNORE INTO temp.silenced VALUES (?)");
  for (const std::string& issue : issues) insert.run(issue);
}

std::vector<RunRow> FeedStore::runs(std::size_t last) {
  std::vector<RunRow> rows;
  Statement select = database_->prepare(
      "SELECT id, started, finished, items_new, items_changed, problems, pairs_new, pairs_checked, "
      "issues_new, "
      "issues_fixed, issues_reopened, "
      "issues_open FROM (SELECT * FROM runs ORDER BY id DESC LIMIT ?) ORDER BY id");
  select.bind(last);
  while (select.step()) {
    RunRow& row = rows.emplace_back();
    row.id = select.number(0);
    row.started = select.text(1);
    row.state = select.null(2) ? "interrupted" : "done";
    row.counts = {select.number(3), select.number(4),  select.number(5),
                  select.number(6), select.number(7),  select.number(8),
                  select.number(9), select.number(10), select.number(11)};
  }
  // The last one may still be at work: then its process has the lock.
  if (!rows.empty() && rows.back().state == "interrupted" && !lock_) {
    if (!FolderLock::try_take(folder_)) rows.back().state = "running";
  }
  return rows;
}

std::int64_t FeedStore::begin_run(const std::string& now) {
  database_->prepare("INSERT INTO runs (started) VALUES (?)").run(now);
  run_ = database_->last_row();
  transaction_.emplace(*database_);
  return run_;
}

void FeedStore::commit_run(const std::string& now, const RunCounts& c) {
  database_
      ->prepare(
          "UPDATE runs SET finished=?, items_new=?, items_changed=?, problems=?, pairs_new=?, "
          "pairs_checked=?, "
          "issues_new=?, issues_fixed=?, "
          "issues_reopened=?, issues_open=? WHERE id=?")
      .run(now, c.items_new, c.items_changed, c.problems, c.pairs_new, c.pairs_checked,
           c.issues_new, c.issues_fixed, c.issues_reopened, c.issues_open, run_);
  transaction_->commit();
  transaction_.reset();
}

HttpValidators FeedStore::validators(const std::string& address) {
  Statement select = database_->prepare("SELECT etag, last_modified FROM sources WHERE address=?");
  select.bind(address);
  return select.step() ? HttpValidators{select.text(0), select.text(1)} : HttpValidators{};
}

void FeedStore::set_validators(const std::string& address, const HttpValidators& validators) {
  database_->prepare("INSERT OR REPLACE INTO sources VALUES (?, ?, ?)")
      .run(address, validators.etag, validators.last_modified);
}

FeedStore::PutResult FeedStore::put_item(const std::string& side, const FeedItem& item,
                                         std::int64_t run) {
  const std::int64_t hash = content_hash(item);
  Statement known = database_->prepare("SELECT row, hash FROM items WHERE side=? AND id=?");
  std::int64_t row = 0;
  // An item whose id the feed has given twice went by its address; it still does when it comes
  // alone.
  for (const std::string* id : {&item.url, &item.id}) {
    if (row != 0 || id->empty()) continue;
    known.bind(side, *id);
    if (known.step()) {
      if (known.number(1) == hash) return PutResult::kSame;
      row = known.number(0);
    }
    known.reset();
  }
  const std::optional<std::string> day =
      item.published ? std::optional(iso_day(*item.published)) : std::nullopt;
  if (row != 0) {
    database_
        ->prepare(
            "UPDATE items SET hash=?, lang=?, title=?, body=?, html=?, file_format=?, day=?, "
            "stamp=?, url=?, "
            "changed_run=? WHERE row=?")
        .run(hash, item.lang, item.title, item.body, item.html, item.file_format, day, item.stamp,
             item.url, run, row);
    database_->prepare("DELETE FROM versions WHERE item=?").run(row);
  } else {
    database_
        ->prepare(
            "INSERT INTO items (side, id, hash, lang, title, body, html, file_format, day, stamp, "
            "url, first_run, "
            "changed_run) "
            "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .run(side, item.id, hash, item.lang, item.title, item.body, item.html, item.file_format,
             day, item.stamp, item.url, run, run);
  }
  const std::int64_t stored = row != 0 ? row : database_->last_row();
  for (const FeedLink& link : item.versions)
    database_->prepare("INSERT INTO versions VALUES (?, ?, ?)").run(stored, link.lang, link.ref);
  return row != 0 ? PutResult::kChanged : PutResult::kNew;
}

std::vector<StoredItem> FeedStore::items_near_changes(const std::string& side, int window,
                                                      std::int64_t run) {
  std::vector<StoredItem> items;
  Statement versions = database_->prepare("SELECT lang, ref FROM versions WHERE item=?");
  Statement select = database_->prepare(
      "WITH days AS (SELECT DISTINCT day FROM items WHERE changed_run=?1) "
      "SELECT row, id, lang, title, body, html, file_format, day, stamp, url, changed_run FROM "
      "items WHERE side=?2 AND "
      "(changed_run=?1 OR "
      "((day IS NULL OR EXISTS (SELECT 1 FROM days WHERE days.day IS NULL OR "
      "abs(julianday(days.day) - "
      "julianday(items.day)) <= ?3)) "
      "AND EXISTS (SELECT 1 FROM days))) ORDER BY row");
  select.bind(run, side, window);
  while (select.step()) {
    StoredItem& stored = items.emplace_back();
    stored.row = select.number(0);
    FeedItem& item = stored.item;
    item.id = select.text(1);
    item.lang = select.text(2);
    item.title = select.text(3);
    item.body = select.text(4);
    item.html = select.number(5) != 0;
    item.file_format = select.text(6);
    if (!select.null(7)) item.published = parse_iso_day(select.text(7));
    item.stamp = select.text(8);
    item.url = select.text(9);
    stored.changed = select.number(10) == run;
    versions.bind(stored.row);
    while (versions.step()) item.versions.push_back({versions.text(0), versions.text(1)});
  }
  return items;
}

std::vector<FeedStore::StoredPair> FeedStore::pairs() {
  std::vector<StoredPair> pairs;
  Statement select = database_->prepare("SELECT source, target FROM pairs ORDER BY source, target");
  while (select.step()) pairs.push_back({select.number(0), select.number(1)});
  return pairs;
}

bool FeedStore::put_pair(const StoredPair& pair, double score, std::int64_t run) {
  Statement known = database_->prepare("SELECT 1 FROM pairs WHERE source=? AND target=?");
  known.bind(pair.source, pair.target);
  if (known.step()) return false;
  known.reset();
  database_->prepare("INSERT INTO pairs VALUES (?, ?, ?, ?)")
      .run(pair.source, pair.target, score, run);
  return true;
}

void FeedStore::drop_other_pairs(const StoredPair& pair) {
  // Another source language may share the target; within the two sides of a feed a report has one
  // partner.
  database_->prepare("DELETE FROM pairs WHERE source=? AND target<>?")
      .run(pair.source, pair.target);
}

std::vector<IssueChange> FeedStore::put_issues(const StoredPair& pair, const std::string& name,
                                               const std::vector<RecordedIssue>& issues,
                                               std::int64_t run) {
  std::map<std::string, bool> known;  // id to open
  Statement select = database_->prepare("SELECT id, open FROM issues WHERE source=? AND target=?");
  select.bind(pair.source, pair.target);
  while (select.step()) known[select.text(0)] = select.number(1) != 0;
  select.reset();
  Statement verdict = database_->prepare(
      "SELECT 1 FROM verdicts WHERE issue=?1 AND verdict='accepted' UNION ALL SELECT 1 FROM "
      "temp.silenced WHERE "
      "issue=?1");
  const auto accepted = [&](const std::string& id) {
    verdict.bind(id);
    return verdict.step();
  };

  std::vector<IssueChange> changes;
  for (const RecordedIssue& issue : issues) {
    const auto found = known.find(issue.id);
    const IssueState state = found == known.end() ? IssueState::kNew
                             : found->second      ? IssueState::kUnchanged
                                                  : IssueState::kReopened;
    changes.push_back({state, name, issue, accepted(issue.id)});
    if (state == IssueState::kNew) {
      database_->prepare("INSERT OR IGNORE INTO issues VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)")
          .run(pair.source, pair.target, issue.id, issue.check, severity_name(issue.severity),
               issue.message, issue.json, run, run);
    } else if (state == IssueState::kReopened) {
      database_
          ->prepare(
              "UPDATE issues SET open=1, json=?, changed_run=? WHERE source=? AND target=? AND "
              "id=?")
          .run(issue.json, run, pair.source, pair.target, issue.id);
    }
    if (found != known.end()) known.erase(found);
  }
  Statement gone = database_->prepare(
      "SELECT check_name, severity, message, json FROM issues WHERE source=? AND target=? AND "
      "id=?");
  for (const auto& [id, open] : known) {
    if (!open) continue;
    gone.bind(pair.source, pair.target, id);
    if (!gone.step()) continue;
    changes.push_back({IssueState::kFixed,
                       name,
                       {id, gone.text(0), severity_of(gone.text(1)).value_or(Severity::kWarning),
                        gone.text(2), gone.text(3)},
                       accepted(id)});
    database_
        ->prepare("UPDATE issues SET open=0, changed_run=? WHERE source=? AND target=? AND id=?")
        .run(run, pair.source, pair.target, id);
  }
  return changes;
}

std::int64_t FeedStore::open_issues() {
  Statement count = database_->prepare(
      "SELECT count(*) FROM issues JOIN pairs USING (source, target) WHERE open=1 AND id NOT IN "
      "(SELECT issue FROM "
      "verdicts UNION SELECT issue FROM temp.silenced)");
  count.step();
  return count.number(0);
}

std::vector<OpenCount> FeedStore::open_by_check() {
  Statement select = database_->prepare(
      "SELECT check_name, severity, count(*) AS issues FROM issues JOIN pairs USING (source, "
      "target) WHERE open=1 AND "
      "id NOT IN (SELECT issue FROM verdicts UNION SELECT issue FROM temp.silenced) GROUP BY "
      "severity, check_name "
      "ORDER BY severity='error' DESC, severity='warning' DESC, issues DESC, check_name");
  std::vector<OpenCount> counts;
  while (select.step()) counts.push_back({select.text(0), select.text(1), select.number(2)});
  return counts;
}

bool FeedStore::accept(const std::string& issue, const std::string& now) {
  Statement known = database_->prepare("SELECT 1 FROM issues WHERE id=?");
  known.bind(issue);
  if (!known.step()) return false;
  known.reset();
  database_->prepare("INSERT OR REPLACE INTO verdicts VALUES (?, 'accepted', ?)").run(issue, now);
  return true;
}

std::vector<std::string> FeedStore::accepted() {
  std::vector<std::string> ids;
  Statement select = database_->prepare("SELECT issue FROM verdicts WHERE verdict='accepted'");
  while (select.step()) ids.push_back(select.text(0));
  return ids;
}

}  // namespace concord
