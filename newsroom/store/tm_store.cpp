// Keeps a translation memory.
#include "newsroom/store/tm_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <utility>

#include "newsroom/store/postgres.h"
#include "newsroom/store/tm_phrase.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord {
namespace {

constexpr const char* kColumns =
    "units.id, source_lang, target_lang, units.source, units.target, documents.source, "
    "documents.target, outlet, day, added, confidence, issues, verdict";

// Row ids read from the index for one search: bounds the time of a text of common words only. The
// rarest words come first, and of each the units that were added last.
constexpr std::size_t kMaxPostings = 8'000;
// Units compared word by word.
constexpr std::size_t kMaxCompared = 100;
// Units with the very words of the text that are looked at.
constexpr std::size_t kMaxExact = 50;

std::int64_t signed_key(std::uint64_t key) { return static_cast<std::int64_t>(key); }

SqlValue value_or_null(const std::string& text) {
  return text.empty() ? SqlValue(std::nullopt) : SqlValue(text);
}

MemoryUnit unit_of(const SqlRow& row) {
  MemoryUnit unit;
  unit.source_lang = row.text(1);
  unit.target_lang = row.text(2);
  unit.source = row.text(3);
  unit.target = row.text(4);
  unit.source_document = row.text(5);
  unit.target_document = row.text(6);
  unit.outlet = row.text(7);
  if (!row.null(8)) unit.day = parse_iso_day(row.text(8));
  unit.added = row.text(9);
  if (!row.null(10)) unit.confidence = row.fraction(10);
  unit.issues = row.text(11);
  unit.verdict = row.text(12);
  return unit;
}

TmTerms terms_of(const MatchSegment& source, const MatchSegment& target) {
  TmTerms terms;
  add_terms(source, terms);
  add_terms(target, terms);
  return terms;
}

/// Units with their documents. SQLite is told to read the units in their order: it would look
/// through the documents first, and sort.
std::string select_units(SqlDialect dialect) {
  return fmt::format("SELECT {} FROM units {} JOIN documents ON documents.id = document", kColumns,
                     dialect == SqlDialect::kSqlite ? "CROSS" : "INNER");
}

}  // namespace

TmStore::TmStore(const std::string& url, SqlAccess access)
    : own_(open_sql(url, access, tm_schema())), db_(own_.get()), index_(*db_) {
  // What a run adds can be added again; waiting for the disk with every pair would double its time.
  if (access != SqlAccess::kRead)
    db_->execute(db_->dialect() == SqlDialect::kSqlite ? "PRAGMA synchronous=NORMAL"
                                                       : "SET synchronous_commit=off");
}

TmStore::TmStore(SqlConnection& connection) : db_(&connection), index_(connection) {}

/// Waits for other writers, in a transaction: two that add the same units in another order would
/// block each other. SQLite lets one write at a time by itself.
void TmStore::begin_writing() {
  if (db_->dialect() == SqlDialect::kPostgres)
    db_->query("SELECT pg_advisory_xact_lock(?1)", {tm_schema().application});
}

std::int64_t TmStore::document_row(const MemoryDocuments& documents) {
  const std::vector<SqlRow> known =
      db_->query("SELECT id FROM documents WHERE source=?1 AND target=?2",
                 {documents.source, documents.target});
  if (!known.empty()) return known.front().number(0);
  return db_
      ->query("INSERT INTO documents (source, target) VALUES (?1, ?2) RETURNING id",
              {documents.source, documents.target})
      .front()
      .number(0);
}

bool TmStore::put(const MemoryUnit& unit) {
  const std::int64_t fingerprint = signed_key(unit.fingerprint());
  const SqlValue day = value_or_null(unit.day ? iso_day(*unit.day) : std::string());
  // Three digits are what TMX says; a unit must not change by going out and in.
  const SqlValue confidence = unit.confidence ? SqlValue(std::round(*unit.confidence * 1000) / 1000)
                                              : SqlValue(std::nullopt);
  const std::vector<SqlRow> known =
      db_->query("SELECT id FROM units WHERE fingerprint=?1", {fingerprint});
  if (!known.empty()) {
    // What was decided about a unit stays unless something else is said now.
    db_->query(
        "UPDATE units SET outlet=?1, day=?2, confidence=?3, issues=?4, verdict=CASE WHEN ?5 = '' "
        "THEN verdict ELSE ?5 END WHERE id=?6",
        {unit.outlet, day, confidence, unit.issues, unit.verdict, known.front().number(0)});
    return false;
  }
  const MatchSegment source = words_.split(unit.source);
  const MatchSegment target = words_.split(unit.target);
  const std::int64_t document = document_row({unit.source_document, unit.target_document});
  const std::vector<SqlRow> added = db_->query(
      "INSERT INTO units (fingerprint, document, source_lang, target_lang, source, target, "
      "source_key, target_key, outlet, day, added, confidence, issues, verdict) VALUES "
      "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14) RETURNING id",
      {fingerprint, document, unit.source_lang, unit.target_lang, unit.source, unit.target,
       signed_key(source.key()), signed_key(target.key()), unit.outlet, day, unit.added, confidence,
       unit.issues, unit.verdict});
  index_.add(added.front().number(0), terms_of(source, target));
  return true;
}

std::size_t TmStore::add(const std::vector<MemoryUnit>& units) {
  SqlTransaction transaction(*db_);
  begin_writing();
  std::size_t added = 0;
  for (const MemoryUnit& unit : units) added += put(unit) ? 1 : 0;
  index_.flush();
  transaction.commit();
  return added;
}

void TmStore::put_pair(const MemoryDocuments& documents, const std::vector<MemoryUnit>& units) {
  SqlTransaction transaction(*db_);
  begin_writing();
  std::set<std::int64_t> staying;
  for (const MemoryUnit& unit : units) staying.insert(signed_key(unit.fingerprint()));
  for (const SqlRow& row :
       db_->query(fmt::format("SELECT {}, fingerprint FROM units JOIN documents ON documents.id = "
                              "document WHERE document = ?1",
                              kColumns),
                  {document_row(documents)})) {
    if (staying.contains(row.number(13))) continue;
    const MemoryUnit gone = unit_of(row);
    index_.remove(row.number(0), terms_of(words_.split(gone.source), words_.split(gone.target)));
    db_->query("DELETE FROM units WHERE id=?1", {row.number(0)});
  }
  for (const MemoryUnit& unit : units) put(unit);
  index_.flush();
  transaction.commit();
}

bool TmStore::set_verdict(std::int64_t id, const std::string& verdict) {
  return !db_->query("UPDATE units SET verdict=?2 WHERE id=?1 RETURNING id", {id, verdict}).empty();
}

std::vector<std::int64_t> TmStore::candidates(const MatchSegment& asked, const TmSearch& search) {
  TmTerms terms;
  add_terms(asked, terms);
  // Weight by row: the sum of ln(units / units with the word) over shared words.
  std::unordered_map<std::int64_t, float> weights;
  const double units =
      static_cast<double>(db_->query("SELECT max(id) FROM units").front().number(0)) + 1;
  std::size_t budget = kMaxPostings;
  for (const TmWords::Term& term : index_.known(terms)) {
    if (budget == 0) break;
    const auto weight = static_cast<float>(std::log(1 + units / static_cast<double>(term.units)));
    const std::vector<std::int64_t> rows = index_.units_with(term, budget);
    for (const std::int64_t row : rows) weights[row] += weight;
    budget -= rows.size();
  }
  std::vector<std::pair<float, std::int64_t>> order;
  for (const auto& [row, weight] : weights) order.emplace_back(weight, row);
  const std::size_t kept = std::min(order.size(), std::max(kMaxCompared, search.limit));
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    std::greater<>());
  std::vector<std::int64_t> found;
  for (std::size_t i = 0; i < kept; ++i) found.push_back(order[i].second);
  return found;
}

/// Units by their ids. A server is asked once; in SQLite a question costs nothing.
std::vector<SqlRow> TmStore::units(const std::vector<std::int64_t>& rows) {
  const std::string select = select_units(db_->dialect()) + " WHERE units.id = ";
  if (db_->dialect() == SqlDialect::kPostgres)
    return db_->query(select + "ANY (CAST(?1 AS BIGINT[]))", {postgres_array(rows)});
  std::vector<SqlRow> found;
  for (const std::int64_t row : rows) {
    for (SqlRow& unit : db_->query(select + "?1", {row})) found.push_back(std::move(unit));
  }
  return found;
}

void TmStore::compare(const MatchSegment& asked, const std::vector<std::int64_t>& rows,
                      const TmSearch& search, std::vector<TmMatch>& matches) {
  for (const SqlRow& row : units(rows)) {
    TmMatch match{row.number(0), 0, false, unit_of(row)};
    if (!passes(match.unit, search.filter)) continue;
    for (const bool target : {false, true}) {
      const std::string& lang = target ? match.unit.target_lang : match.unit.source_lang;
      if (!in_language(lang, search.lang)) continue;
      const double score = match_score(
          asked, words_.split(target ? match.unit.target : match.unit.source), search.least_score);
      if (score > match.score) {
        match.score = score;
        match.target = target;
      }
    }
    if (match.score >= search.least_score && match.score > 0) matches.push_back(std::move(match));
  }
}

std::vector<TmMatch> TmStore::search(std::string_view text, const TmSearch& search) {
  const MatchSegment asked = words_.split(text);
  std::vector<TmMatch> matches;
  if (asked.words.empty() || search.limit == 0) return matches;
  const std::size_t exact = std::max(kMaxExact, search.limit);
  std::vector<std::int64_t> rows;
  for (const char* column : {"source_key", "target_key"}) {
    for (const SqlRow& same : db_->query(
             fmt::format("SELECT id FROM units WHERE {} = ?1 ORDER BY id DESC LIMIT ?2", column),
             {signed_key(asked.key()), exact}))
      rows.push_back(same.number(0));
  }
  for (const std::int64_t row : candidates(asked, search)) rows.push_back(row);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  compare(asked, rows, search, matches);
  std::sort(matches.begin(), matches.end(), [](const TmMatch& a, const TmMatch& b) {
    return std::pair(a.score, a.id) > std::pair(b.score, b.id);
  });
  std::set<std::pair<std::string, std::string>> told;
  std::vector<TmMatch> best;
  for (TmMatch& match : matches) {
    if (best.size() == search.limit) break;
    if (told.emplace(match.unit.source, match.unit.target).second) best.push_back(std::move(match));
  }
  return best;
}

std::vector<TmMatch> TmStore::find(std::string_view text, const TmSearch& asked) {
  std::vector<TmMatch> found = search(text, asked);
  return found.empty() ? concordance(text, asked) : found;
}

std::vector<TmMatch> TmStore::concordance(std::string_view text, const TmSearch& search) {
  const MatchSegment asked = words_.split(text);
  std::vector<TmMatch> matches;
  if (asked.words.empty() || search.limit == 0) return matches;
  const TmPhrase phrase(asked);
  std::vector<SqlValue> values;
  const std::string condition = tm_condition(search.filter, db_->dialect(), values);
  // Finding bytes is a hundred times faster than finding words.
  const char* const find = db_->dialect() == SqlDialect::kSqlite ? "instr" : "strpos";
  std::string traces;
  for (const std::string& trace : phrase.traces()) {
    values.emplace_back(trace);
    for (const char* side : {"units.source", "units.target"})
      traces +=
          fmt::format("{}{}({}, ?{}) > 0", traces.empty() ? "" : " OR ", find, side, values.size());
  }
  std::set<std::pair<std::string, std::string>> told;
  db_->each(fmt::format("{} WHERE {} AND ({}) ORDER BY units.id DESC", select_units(db_->dialect()),
                        condition, traces),
            values, [&](const SqlRow& row) {
              TmMatch match{row.number(0), 0, false, unit_of(row)};
              for (const bool target : {false, true}) {
                const std::string& lang = target ? match.unit.target_lang : match.unit.source_lang;
                if (match.phrase || !in_language(lang, search.lang)) continue;
                match.phrase =
                    phrase.find(words_.split(target ? match.unit.target : match.unit.source));
                match.target = target;
              }
              if (match.phrase && told.emplace(match.unit.source, match.unit.target).second)
                matches.push_back(std::move(match));
              return matches.size() < search.limit;
            });
  return matches;
}

std::vector<MemoryUnit> TmStore::neighbours(std::int64_t id, std::size_t count, bool before) {
  std::vector<MemoryUnit> units;
  for (const SqlRow& row : db_->query(
           fmt::format("SELECT {} FROM units JOIN documents ON documents.id = document WHERE "
                       "document = (SELECT document FROM units WHERE id = ?1) AND units.id {} ?1 "
                       "ORDER BY units.id {} LIMIT ?2",
                       kColumns, before ? "<" : ">", before ? "DESC" : "ASC"),
           {id, count}))
    units.push_back(unit_of(row));
  if (before) std::reverse(units.begin(), units.end());
  return units;
}

void TmStore::each(const TmFilter& filter,
                   const std::function<void(std::int64_t id, const MemoryUnit& unit)>& use) {
  std::vector<SqlValue> values;
  std::string condition = tm_condition(filter, db_->dialect(), values);
  if (filter.unique) {
    condition += fmt::format(
        " AND units.id IN (SELECT id FROM (SELECT units.id AS id, row_number() OVER (PARTITION BY "
        "source_lang, target_lang, source_key, target_key ORDER BY CASE WHEN verdict = 'approved' "
        "THEN 0 ELSE 1 END, confidence DESC NULLS LAST, units.id DESC) AS place FROM units JOIN "
        "documents ON documents.id = document WHERE {}) AS ranked WHERE place = 1)",
        condition);
  }
  db_->each(fmt::format("{} WHERE {} ORDER BY units.id", select_units(db_->dialect()), condition),
            values, [&](const SqlRow& row) {
              use(row.number(0), unit_of(row));
              return true;
            });
}

std::vector<TmCount> TmStore::counts() {
  std::vector<TmCount> counts;
  const auto share = [](const char* condition) {
    return fmt::format(", sum(CASE WHEN {} THEN 1 ELSE 0 END)", condition);
  };
  for (const SqlRow& row :
       db_->query("SELECT source_lang, target_lang, count(*), count(DISTINCT document)" +
                  share("issues <> ''") + share("issues LIKE '%:error%'") +
                  share("verdict = 'approved'") + share("verdict = 'rejected'") +
                  ", min(day), max(day) FROM units GROUP BY source_lang, target_lang ORDER BY "
                  "source_lang, target_lang")) {
    counts.push_back({row.text(0), row.text(1), row.number(2), row.number(3), row.number(4),
                      row.number(5), row.number(6), row.number(7), row.text(8), row.text(9)});
  }
  return counts;
}

void TmStore::optimize() { index_.optimize(); }

}  // namespace concord
