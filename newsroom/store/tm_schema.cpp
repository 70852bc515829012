// The tables of a translation memory.
#include "newsroom/store/tm_store.h"

namespace concord {
namespace {

constexpr const char* kUnits = R"(
CREATE TABLE documents (id $ID, source TEXT NOT NULL, target TEXT NOT NULL,
  UNIQUE (source, target));
CREATE TABLE units (id $ID, fingerprint $NUMBER NOT NULL UNIQUE,
  document $NUMBER NOT NULL REFERENCES documents (id), source_lang TEXT NOT NULL,
  target_lang TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
  source_key $NUMBER NOT NULL, target_key $NUMBER NOT NULL, outlet TEXT NOT NULL, day TEXT,
  added TEXT NOT NULL, confidence DOUBLE PRECISION, issues TEXT NOT NULL, verdict TEXT NOT NULL);
CREATE INDEX units_by_document ON units (document);
CREATE INDEX units_by_source ON units (source_key);
CREATE INDEX units_by_target ON units (target_key);
CREATE TABLE terms (term $NUMBER PRIMARY KEY, units $NUMBER NOT NULL);
)";

// The words of both texts stand in a full-text index as eight letters and digits each, so that
// SQLite's tokenizer cannot take them apart; it keeps row ids only. `terms` counts the units with a
// word, because FTS5 can find that only by reading them all.
constexpr const char* kSqliteWords = R"(
CREATE VIRTUAL TABLE words USING fts5 (terms, content='', detail=none, columnsize=0,
  tokenize='ascii');
INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
)";
// An inverted index (GIN) of PostgreSQL cannot give the last units with a common word first, as
// this does from its key alone.
constexpr const char* kPostgresWords =
    "CREATE TABLE postings (term BIGINT NOT NULL, unit BIGINT NOT NULL, PRIMARY KEY (term, "
    "unit));\n";

}  // namespace

const SqlSchema& tm_schema() {
  // "cctm" in ASCII.
  static const SqlSchema schema = {
      0x6363746d, "a translation memory of concord", {{kUnits, kSqliteWords, kPostgresWords}}};
  return schema;
}

}  // namespace concord
