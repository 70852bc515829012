// Keeps a translation memory.
#include "newsroom/store/tm_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <utility>

#include "text/day.h"
#include "text/input_error.h"

namespace concord {
namespace {

// Raised when the tables change; a memory of another version is refused.
constexpr std::int64_t kVersion = 1;
// "cctm": distinguishes a translation memory from other SQLite files.
constexpr std::int64_t kApplication = 0x6363746d;

// The words of both texts stand in a full-text index as eight letters and digits each (term_of), so
// that SQLite's tokenizer cannot take them apart; it keeps row ids only. `terms` counts the units
// with a word, because FTS5 can find that only by reading them all.
constexpr const char* kSchema = R"(
CREATE TABLE documents (id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, UNIQUE (source, target));
CREATE TABLE units (id INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL UNIQUE, document INTEGER NOT NULL REFERENCES documents (id),
  source_lang TEXT NOT NULL, target_lang TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, source_key INTEGER NOT NULL,
  target_key INTEGER NOT NULL, outlet TEXT NOT NULL, day TEXT, added TEXT NOT NULL, confidence REAL, issues TEXT NOT NULL,
  verdict TEXT NOT NULL);
CREATE INDEX units_by_document ON units (document);
CREATE INDEX units_by_source ON units (source_key);
CREATE INDEX units_by_target ON units (target_key);
CREATE VIRTUAL TABLE words USING fts5 (terms, content='', detail=none, columnsize=0, tokenize='ascii');
INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
CREATE TABLE terms (term INTEGER PRIMARY KEY, units INTEGER NOT NULL);
)";

constexpr const char* kColumns =
    "units.id, source_lang, target_lang, units.source, units.target, documents.source, "
    "documents.target, outlet, day, "
    "added, confidence, issues, verdict";

// Row ids read from the index for one search: bounds the time of a text of common words only. The
// rarest words come first, and of each the units that were added last.
constexpr std::size_t kMaxPostings = 8'000;
// Units compared word by word.
constexpr std::size_t kMaxCompared = 100;
// Units with the very words of the text that are looked at.
constexpr std::size_t kMaxExact = 50;

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

void add_terms(const MatchSegment& segment, std::set<std::int64_t>& terms) {
  for (std::size_t i = 0; i < segment.words.size(); ++i) terms.insert(term_number(segment.word(i)));
}

std::int64_t signed_key(std::uint64_t key) { return static_cast<std::int64_t>(key); }

MemoryUnit unit_of(const Statement& row) {
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
  if (!row.null(10)) unit.confidence = row.real(10);
  unit.issues = row.text(11);
  unit.verdict = row.text(12);
  return unit;
}

bool in_language(std::string_view tag, std::string_view wanted) {
  return wanted.empty() || tag == wanted ||
         (tag.starts_with(wanted) && tag.size() > wanted.size() && tag[wanted.size()] == '-');
}

/// The condition of a filter with its values, numbered from 1.
struct Condition {
  std::string sql = "1";
  std::vector<std::string> texts;
  std::optional<double> number;  // bound last
};

Condition condition_of(const TmFilter& filter) {
  Condition condition;
  const auto add = [&](const std::string& sql, const std::string& value) {
    condition.texts.push_back(value);
    condition.sql += fmt::format(fmt::runtime(" AND (" + sql + ")"), condition.texts.size());
  };
  if (!filter.source_lang.empty())
    add("source_lang = ?{0} OR source_lang GLOB ?{0} || '-*'", filter.source_lang);
  if (!filter.target_lang.empty())
    add("target_lang = ?{0} OR target_lang GLOB ?{0} || '-*'", filter.target_lang);
  if (filter.from) add("day >= ?{0}", iso_day(*filter.from));
  if (filter.to) add("day <= ?{0}", iso_day(*filter.to));
  if (!filter.outlet.empty()) add("outlet = ?{0}", filter.outlet);
  if (!filter.document.empty())
    add("documents.source GLOB ?{0} OR documents.target GLOB ?{0}", filter.document);
  if (filter.without_issues) condition.sql += " AND issues = ''";
  if (!filter.all) condition.sql += " AND instr(issues, ':error') = 0 AND verdict <> 'rejected'";
  if (filter.least_confidence) {
    condition.number = filter.least_confidence;
    condition.sql += fmt::format(" AND confidence >= ?{}", condition.texts.size() + 1);
  }
  return condition;
}

bool passes(const MemoryUnit& unit, const TmFilter& filter) {
  if (!in_language(unit.source_lang, filter.source_lang) ||
      !in_language(unit.target_lang, filter.target_lang))
    return false;
  if (filter.least_confidence && !(unit.confidence && *unit.confidence >= *filter.least_confidence))
    return false;
  if ((filter.from && !(unit.day && *unit.day >= *filter.from)) ||
      (filter.to && !(unit.day && *unit.day <= *filter.to)))
    return false;
  if (!filter.outlet.empty() && unit.outlet != filter.outlet) return false;
  if (!filter.document.empty() &&
      sqlite3_strglob(filter.document.c_str(), unit.source_document.c_str()) != 0 &&
      sqlite3_strglob(filter.document.c_str(), unit.target_document.c_str()) != 0)
    return false;
  if (filter.without_issues && !unit.issues.empty()) return false;
  return filter.all || (!unit.has_error() && unit.verdict != "rejected");
}

std::string existing(const std::string& path, TmStore::Mode mode) {
  std::error_code error;
  if (mode != TmStore::Mode::kWrite && !std::filesystem::exists(path, error))
    throw InputError(path, 0, "cannot be opened: there is no such file",
                     "create it with concord tm add or import");
  return path;
}

}  // namespace

/// What is run for every unit.
struct TmStore::Statements {
  Statement find;
  Statement update;
  Statement insert;
  Statement find_document;
  Statement insert_document;
  Statement index;
  Statement unindex;
  Statement count_term;

  explicit Statements(const Database& database)
      : find(database.prepare("SELECT id FROM units WHERE fingerprint=?")),
        // What was decided about a unit stays unless something else is said now.
        update(database.prepare("UPDATE units SET outlet=?1, day=?2, confidence=?3, issues=?4, "
                                "verdict=CASE WHEN ?5 = '' THEN verdict ELSE ?5 END WHERE id=?6")),
        insert(database.prepare("INSERT INTO units (fingerprint, document, source_lang, "
                                "target_lang, source, target, source_key, "
                                "target_key, outlet, day, added, confidence, issues, verdict) "
                                "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")),
        find_document(database.prepare("SELECT id FROM documents WHERE source=? AND target=?")),
        insert_document(database.prepare("INSERT INTO documents (source, target) VALUES (?, ?)")),
        index(database.prepare("INSERT INTO words (rowid, terms) VALUES (?, ?)")),
        unindex(
            database.prepare("INSERT INTO words (words, rowid, terms) VALUES ('delete', ?, ?)")),
        count_term(database.prepare("INSERT INTO terms VALUES (?1, ?2) ON CONFLICT (term) DO "
                                    "UPDATE SET units = units + ?2")) {}
};

TmStore::TmStore(const std::string& path, Mode mode)
    : database_(existing(path, mode),
                mode == Mode::kRead ? Database::Access::kRead : Database::Access::kWrite) {
  const auto pragma = [&](const char* name) {
    Statement value = database_.prepare(std::string("PRAGMA ") + name);
    value.step();
    return value.number(0);
  };
  database_.execute(
      "PRAGMA cache_size=-32768");  // kibibytes: what a search or an export takes at most
  const auto is_new = [&] { return pragma("user_version") == 0 && pragma("schema_version") == 0; };
  if (mode != Mode::kRead && is_new()) {
    Transaction transaction(database_);
    if (is_new()) {  // another process may have been first
      database_.execute(kSchema);
      database_.execute(
          fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", kApplication, kVersion));
    }
    transaction.commit();
  }
  if (pragma("application_id") != kApplication)
    throw InputError(path, 0, "is a database, but not a translation memory of concord",
                     "name another file");
  if (pragma("user_version") != kVersion) {
    throw InputError(path, 0, "is a translation memory of another version of concord",
                     "export it as TMX with that version and import it");
  }
  statements_ = std::make_unique<Statements>(database_);
}
TmStore::~TmStore() = default;

std::int64_t TmStore::document_row(const MemoryDocuments& documents) {
  Statement& known = statements_->find_document;
  known.bind(documents.source, documents.target);
  const bool found = known.step();
  const std::int64_t row = found ? known.number(0) : 0;
  known.reset();
  if (found) return row;
  statements_->insert_document.run(documents.source, documents.target);
  return database_.last_row();
}

/// The terms of a unit as the index takes them; their counts change by `units`.
std::string TmStore::index_terms(const MatchSegment& source, const MatchSegment& target,
                                 std::int64_t units) {
  std::set<std::int64_t> terms;
  add_terms(source, terms);
  add_terms(target, terms);
  std::string text;
  for (const std::int64_t term : terms) {
    text += term_of(term);
    text += ' ';
    term_changes_[term] += units;
  }
  return text;
}

void TmStore::flush_terms() {
  std::vector<std::pair<std::int64_t, std::int64_t>> changes(term_changes_.begin(),
                                                             term_changes_.end());
  term_changes_.clear();
  std::sort(changes.begin(), changes.end());
  for (const auto& [term, units] : changes) statements_->count_term.run(term, units);
}

bool TmStore::put(const MemoryUnit& unit) {
  const std::int64_t fingerprint = signed_key(unit.fingerprint());
  const std::optional<std::string> day =
      unit.day ? std::optional(iso_day(*unit.day)) : std::nullopt;
  // Three digits are what TMX says; a unit must not change by going out and in.
  const std::optional<double> confidence =
      unit.confidence ? std::optional(std::round(*unit.confidence * 1000) / 1000) : std::nullopt;
  statements_->find.bind(fingerprint);
  const bool known = statements_->find.step();
  const std::int64_t row = known ? statements_->find.number(0) : 0;
  statements_->find.reset();
  if (known) {
    statements_->update.run(unit.outlet, day, confidence, unit.issues, unit.verdict, row);
    return false;
  }
  const MatchSegment source = words_.split(unit.source);
  const MatchSegment target = words_.split(unit.target);
  statements_->insert.run(fingerprint, document_row({unit.source_document, unit.target_document}),
                          unit.source_lang, unit.target_lang, unit.source, unit.target,
                          signed_key(source.key()), signed_key(target.key()), unit.outlet, day,
                          unit.added, confidence, unit.issues, unit.verdict);
  const std::int64_t added = database_.last_row();
  statements_->index.run(added, index_terms(source, target, 1));
  return true;
}

std::size_t TmStore::add(const std::vector<MemoryUnit>& units) {
  Transaction transaction(database_);
  term_changes_.clear();
  std::size_t added = 0;
  for (const MemoryUnit& unit : units) added += put(unit) ? 1 : 0;
  flush_terms();
  transaction.commit();
  return added;
}

void TmStore::put_pair(const MemoryDocuments& documents, const std::vector<MemoryUnit>& units) {
  Transaction transaction(database_);
  term_changes_.clear();
  std::set<std::int64_t> staying;
  for (const MemoryUnit& unit : units) staying.insert(signed_key(unit.fingerprint()));
  std::vector<std::pair<std::int64_t, MemoryUnit>> gone;
  {
    Statement known =
        database_.prepare(fmt::format("SELECT {}, fingerprint FROM units JOIN documents ON "
                                      "documents.id = document WHERE document = ?",
                                      kColumns));
    known.bind(document_row(documents));
    while (known.step()) {
      if (!staying.contains(known.number(13))) gone.emplace_back(known.number(0), unit_of(known));
    }
  }
  Statement remove = database_.prepare("DELETE FROM units WHERE id=?");
  for (const auto& [row, unit] : gone) {
    statements_->unindex.run(row,
                             index_terms(words_.split(unit.source), words_.split(unit.target), -1));
    remove.run(row);
  }
  for (const MemoryUnit& unit : units) put(unit);
  flush_terms();
  transaction.commit();
}

bool TmStore::set_verdict(std::int64_t id, const std::string& verdict) {
  Transaction transaction(database_);
  Statement known = database_.prepare("SELECT 1 FROM units WHERE id=?");
  known.bind(id);
  if (!known.step()) return false;
  known.reset();
  database_.prepare("UPDATE units SET verdict=? WHERE id=?").run(verdict, id);
  transaction.commit();
  return true;
}

std::vector<std::int64_t> TmStore::candidates(const MatchSegment& asked, const TmSearch& search) {
  struct Term {
    std::int64_t units = 0;
    std::int64_t number = 0;
  };
  std::set<std::int64_t> numbers;
  add_terms(asked, numbers);
  std::vector<Term> terms;
  Statement count = database_.prepare("SELECT units FROM terms WHERE term=?");
  for (const std::int64_t number : numbers) {
    count.bind(number);
    if (count.step() && count.number(0) > 0) terms.push_back({count.number(0), number});
  }
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) {
    return std::pair(a.units, a.number) < std::pair(b.units, b.number);
  });

  // Weight by row: the sum of ln(units / units with the word) over shared words.
  std::unordered_map<std::int64_t, float> weights;
  Statement total = database_.prepare("SELECT max(id) FROM units");
  total.step();
  const double units = static_cast<double>(total.number(0)) + 1;
  Statement rows =
      database_.prepare("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?");
  std::size_t budget = kMaxPostings;
  for (const Term& term : terms) {
    if (budget == 0) break;
    const auto weight = static_cast<float>(std::log(1 + units / static_cast<double>(term.units)));
    rows.bind(term_of(term.number), budget);
    while (rows.step()) {
      weights[rows.number(0)] += weight;
      --budget;
    }
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

void TmStore::compare(const MatchSegment& asked, const std::vector<std::int64_t>& rows,
                      const TmSearch& search, std::vector<TmMatch>& matches) {
  Statement select = database_.prepare(fmt::format(
      "SELECT {} FROM units JOIN documents ON documents.id = document WHERE units.id = ?",
      kColumns));
  for (const std::int64_t row : rows) {
    select.bind(row);
    if (!select.step()) continue;
    TmMatch match{row, 0, false, unit_of(select)};
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
    Statement same = database_.prepare(
        fmt::format("SELECT id FROM units WHERE {} = ? ORDER BY id DESC LIMIT ?", column));
    same.bind(signed_key(asked.key()), exact);
    while (same.step()) rows.push_back(same.number(0));
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

void TmStore::each(const TmFilter& filter,
                   const std::function<void(std::int64_t id, const MemoryUnit& unit)>& use) {
  const Condition condition = condition_of(filter);
  Statement select =
      database_.prepare(fmt::format("SELECT {} FROM units CROSS JOIN documents ON documents.id = "
                                    "document WHERE {} ORDER BY units.id",
                                    kColumns, condition.sql));
  int at = 0;
  for (const std::string& text : condition.texts) select.bind_at(++at, text);
  if (condition.number) select.bind_at(++at, *condition.number);
  while (select.step()) use(select.number(0), unit_of(select));
}

std::vector<TmCount> TmStore::counts() {
  std::vector<TmCount> counts;
  Statement select = database_.prepare(
      "SELECT source_lang, target_lang, count(*), count(DISTINCT document), sum(issues <> ''), "
      "sum(instr(issues, "
      "':error') > 0), "
      "sum(verdict = 'approved'), sum(verdict = 'rejected'), min(day), max(day) FROM units GROUP "
      "BY source_lang, "
      "target_lang "
      "ORDER BY source_lang, target_lang");
  while (select.step()) {
    counts.push_back({select.text(0), select.text(1), select.number(2), select.number(3),
                      select.number(4), select.number(5), select.number(6), select.number(7),
                      select.text(8), select.text(9)});
  }
  return counts;
}

void TmStore::optimize() {
  database_.execute("INSERT INTO words (words) VALUES ('optimize'); PRAGMA optimize");
}

}  // namespace concord
