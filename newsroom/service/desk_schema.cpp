// The tables of the service, as steps from one version to the next.
#include "newsroom/service/desk_store.h"

namespace concord {
namespace {

constexpr const char* kPairs = R"(
CREATE TABLE pairs (id $ID, key TEXT UNIQUE, source_name TEXT NOT NULL, source_lang TEXT NOT NULL,
  source_text TEXT NOT NULL, target_name TEXT NOT NULL, target_lang TEXT NOT NULL,
  target_text TEXT NOT NULL, published TEXT NOT NULL, outlet TEXT NOT NULL, state TEXT NOT NULL,
  assignee TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL, revision $NUMBER NOT NULL,
  title TEXT NOT NULL DEFAULT '', errors $NUMBER NOT NULL DEFAULT 0,
  warnings $NUMBER NOT NULL DEFAULT 0, infos $NUMBER NOT NULL DEFAULT 0,
  silenced $NUMBER NOT NULL DEFAULT 0, worst TEXT NOT NULL DEFAULT '',
  worst_severity TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '');
CREATE INDEX pairs_by_update ON pairs (updated);
CREATE TABLE issues (pair $NUMBER NOT NULL REFERENCES pairs (id) ON DELETE CASCADE,
  id TEXT NOT NULL, check_name TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL,
  first_seen TEXT NOT NULL, gone TEXT, PRIMARY KEY (pair, id));
)";
// The first version called the number of a verdict "row", which PostgreSQL keeps for itself.
std::string verdicts_table(const std::string& id) {
  return "CREATE TABLE verdicts (" + id + R"( $ID,
  pair $NUMBER NOT NULL REFERENCES pairs (id) ON DELETE CASCADE,
  issue TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL, who TEXT NOT NULL,
  given TEXT NOT NULL, check_name TEXT NOT NULL, current $NUMBER NOT NULL);
CREATE INDEX verdicts_by_issue ON verdicts (issue);
CREATE INDEX verdicts_by_pair ON verdicts (pair);
)";
}
// Words are folded before they come here, so that both databases find the same.
constexpr const char* kSqliteWords =
    "CREATE VIRTUAL TABLE pair_words USING fts5 (text, tokenize='unicode61 remove_diacritics "
    "0');\n";
constexpr const char* kPostgresWords =
    "ALTER TABLE pairs ADD COLUMN words tsvector;\n"
    "CREATE INDEX pairs_by_words ON pairs USING gin (words);\n";

// Issues keep what a verdict needs to be counted without checking the pair again, and the words
// that they mark.
constexpr const char* kIssueDetails = R"(
ALTER TABLE issues ADD COLUMN silenced $NUMBER NOT NULL DEFAULT 0;
ALTER TABLE issues ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE issues ADD COLUMN target TEXT NOT NULL DEFAULT '';
ALTER TABLE issues ADD COLUMN place $NUMBER NOT NULL DEFAULT 0;
)";

constexpr const char* kPeople = R"(
CREATE TABLE accounts (name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL,
  created TEXT NOT NULL);
CREATE TABLE sessions (token TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE, created TEXT NOT NULL,
  used TEXT NOT NULL);
CREATE INDEX sessions_by_account ON sessions (account);
CREATE TABLE api_keys (id $ID, name TEXT NOT NULL, token TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
  created TEXT NOT NULL, revoked TEXT);
CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE audit (id $ID, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
  client TEXT NOT NULL);
)";

// Which revision of the texts was checked last; 0 for none.
constexpr const char* kChecked = R"(
ALTER TABLE pairs ADD COLUMN checked $NUMBER NOT NULL DEFAULT 0;
UPDATE pairs SET checked=revision;
)";

// Requests by their idempotency keys, events on their way, and the desk's own glossary.
constexpr const char* kPrograms = R"(
CREATE TABLE requests (person TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL,
  status $NUMBER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, location TEXT NOT NULL,
  begun TEXT NOT NULL, PRIMARY KEY (person, key));
CREATE TABLE deliveries (id $ID, address TEXT NOT NULL, event TEXT NOT NULL, body TEXT NOT NULL,
  created TEXT NOT NULL, due TEXT NOT NULL, attempts $NUMBER NOT NULL, state TEXT NOT NULL,
  error TEXT NOT NULL);
CREATE INDEX deliveries_by_state ON deliveries (state, due);
CREATE TABLE glossary (id $ID, source_lang TEXT NOT NULL, target_lang TEXT NOT NULL,
  source TEXT NOT NULL, target TEXT NOT NULL, source_key TEXT NOT NULL, target_key TEXT NOT NULL,
  check_name TEXT NOT NULL, state TEXT NOT NULL, pair $NUMBER NOT NULL, proposed_by TEXT NOT NULL,
  proposed TEXT NOT NULL, decided_by TEXT NOT NULL, decided TEXT NOT NULL,
  UNIQUE (source_lang, target_lang, check_name, source_key, target_key));
)";

/// The first versions called the words of pairs "words" in SQLite; a translation memory in the same
/// file has words of its own.
void rename_words(SqlConnection& db) {
  if (db.dialect() != SqlDialect::kSqlite) return;
  const auto renamed = db.query("SELECT 1 FROM sqlite_master WHERE name='pair_words'");
  if (renamed.empty()) db.execute("ALTER TABLE words RENAME TO pair_words");
}

}  // namespace

const SqlSchema& desk_schema() {
  // "ccdk" in ASCII.
  static const SqlSchema schema = {
      0x6363646b,
      "a desk of concord",
      {{kPairs, verdicts_table("row") + kSqliteWords, verdicts_table("id") + kPostgresWords},
       {kIssueDetails, "ALTER TABLE verdicts RENAME COLUMN row TO id;", ""},
       {kPeople, "", ""},
       {kPrograms, "", ""},
       {kChecked, "", ""},
       {"", "", "", rename_words}}};
  return schema;
}

}  // namespace concord
