// Indexes words: SQLite by its full-text index, which is small, PostgreSQL by a table of pairs.
#include "newsroom/store/tm_words.h"

#include <algorithm>
#include <string>
#include <utility>

#include "newsroom/store/postgres.h"

namespace concord {
namespace {

constexpr std::uint64_t kTermBits = 40;

/// The number of a word in the index: the low bits of its hash.
std::int64_t term_number(std::string_view word) {
  return static_cast<std::int64_t>(word_key(word) & ((std::uint64_t{1} << kTermBits) - 1));
}

/// The same as FTS5 sees it: five bits a character (RFC 4648 base32 in small letters).
std::string term_of(std::int64_t number) {
  constexpr std::string_view kDigits = "abcdefghijklmnopqrstuvwxyz234567";
  std::string text;
  for (std::uint64_t bits = 0; bits < kTermBits; bits += 5) text += kDigits[(number >> bits) & 31];
  return text;
}

std::string fts_terms(const TmTerms& terms) {
  std::string text;
  for (const std::int64_t term : terms) {
    text += term_of(term);
    text += ' ';
  }
  return text;
}

std::string array_of(const TmTerms& terms) { return postgres_array({terms.begin(), terms.end()}); }

}  // namespace

void add_terms(const MatchSegment& segment, TmTerms& terms) {
  for (std::size_t i = 0; i < segment.words.size(); ++i) terms.insert(term_number(segment.word(i)));
}

void TmWords::add(std::int64_t unit, const TmTerms& terms) {
  for (const std::int64_t term : terms) ++changes_[term];
  if (db_->dialect() == SqlDialect::kSqlite) {
    db_->query("INSERT INTO words (rowid, terms) VALUES (?1, ?2)", {unit, fts_terms(terms)});
  } else {
    db_->query(
        "INSERT INTO postings (term, unit) SELECT unnest(CAST(?2 AS BIGINT[])), "
        "CAST(?1 AS BIGINT)",
        {unit, array_of(terms)});
  }
}

void TmWords::remove(std::int64_t unit, const TmTerms& terms) {
  for (const std::int64_t term : terms) --changes_[term];
  if (db_->dialect() == SqlDialect::kSqlite) {
    db_->query("INSERT INTO words (words, rowid, terms) VALUES ('delete', ?1, ?2)",
               {unit, fts_terms(terms)});
  } else {
    db_->query("DELETE FROM postings WHERE term=ANY (CAST(?2 AS BIGINT[])) AND unit=?1",
               {unit, array_of(terms)});
  }
}

void TmWords::flush() {
  std::vector<std::pair<std::int64_t, std::int64_t>> changes(changes_.begin(), changes_.end());
  changes_.clear();
  std::sort(changes.begin(), changes.end());
  if (db_->dialect() == SqlDialect::kSqlite) {
    for (const auto& [term, units] : changes)
      db_->query(
          "INSERT INTO terms VALUES (?1, ?2) ON CONFLICT (term) DO UPDATE SET units = units + ?2",
          {term, units});
    return;
  }
  std::vector<std::int64_t> terms;
  std::vector<std::int64_t> counts;
  for (const auto& [term, units] : changes) {
    terms.push_back(term);
    counts.push_back(units);
  }
  db_->query(
      "INSERT INTO terms SELECT * FROM unnest(CAST(?1 AS BIGINT[]), CAST(?2 AS BIGINT[])) "
      "ON CONFLICT (term) DO UPDATE SET units = terms.units + excluded.units",
      {postgres_array(terms), postgres_array(counts)});
}

std::vector<TmWords::Term> TmWords::known(const TmTerms& terms) {
  std::vector<Term> found;
  const auto take = [&](const std::vector<SqlRow>& rows) {
    for (const SqlRow& row : rows) {
      if (row.number(0) > 0) found.push_back({row.number(0), row.number(1)});
    }
  };
  if (db_->dialect() == SqlDialect::kSqlite) {
    for (const std::int64_t term : terms)
      take(db_->query("SELECT units, term FROM terms WHERE term=?1", {term}));
  } else {
    take(db_->query("SELECT units, term FROM terms WHERE term=ANY (CAST(?1 AS BIGINT[]))",
                    {array_of(terms)}));
  }
  std::sort(found.begin(), found.end(), [](const Term& a, const Term& b) {
    return std::pair(a.units, a.number) < std::pair(b.units, b.number);
  });
  return found;
}

std::vector<std::int64_t> TmWords::units_with(const Term& term, std::size_t limit) {
  const std::vector<SqlRow> rows =
      db_->dialect() == SqlDialect::kSqlite
          ? db_->query("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
                       {term_of(term.number), limit})
          : db_->query("SELECT unit FROM postings WHERE term=?1 ORDER BY unit DESC LIMIT ?2",
                       {term.number, limit});
  std::vector<std::int64_t> units;
  for (const SqlRow& row : rows) units.push_back(row.number(0));
  return units;
}

void TmWords::optimize() {
  db_->execute(db_->dialect() == SqlDialect::kSqlite
                   ? "INSERT INTO words (words) VALUES ('optimize'); PRAGMA optimize"
                   : "ANALYZE units, postings, terms");
}

}  // namespace concord
