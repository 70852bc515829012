// Keeps the desk's own glossary.
#include "newsroom/service/desk_glossary.h"

#include <algorithm>
#include <array>

namespace concord {
namespace {

constexpr std::chrono::seconds kKnownFor{2};
constexpr std::size_t kMostShown = 500;

constexpr const char* kColumns =
    "id, source_lang, target_lang, source, target, source_key, target_key, check_name, state, "
    "pair, "
    "proposed_by, proposed, decided_by, decided";

DeskTerm term_of(const SqlRow& row) {
  return {row.number(0), row.text(1),  row.text(2),  row.text(3), row.text(4),
          row.text(5),   row.text(6),  row.text(7),  row.text(8), row.number(9),
          row.text(10),  row.text(11), row.text(12), row.text(13)};
}

}  // namespace

std::string key_of(const DeskTerm& term) {
  return term.source_lang + "\t" + term.target_lang + "\t" + term.check + "\t" + term.source_key +
         "\t" + term.target_key;
}

std::unordered_set<std::string> confirmed_keys(SqlConnection& db) {
  std::unordered_set<std::string> keys;
  for (const SqlRow& row :
       db.query(std::string("SELECT ") + kColumns + " FROM glossary WHERE state='confirmed'"))
    keys.insert(key_of(term_of(row)));
  return keys;
}

bool is_learnt(std::string_view check) {
  constexpr std::array<std::string_view, 5> kLearnt = {"antonym", "inconsistent-name", "name",
                                                       "term", "untranslated"};
  return std::find(kLearnt.begin(), kLearnt.end(), check) != kLearnt.end();
}

void DeskGlossary::propose(const DeskTerm& term, const std::string& now) {
  if (term.source_key.empty() || term.target_key.empty()) return;
  pool_->lease()->query(
      "INSERT INTO glossary (source_lang, target_lang, source, target, source_key, target_key, "
      "check_name, state, pair, proposed_by, proposed, decided_by, decided) VALUES "
      "(?1,?2,?3,?4,?5,?6,?7,'proposed',?8,?9,?10,'','') ON CONFLICT DO NOTHING",
      {term.source_lang, term.target_lang, term.source, term.target, term.source_key,
       term.target_key, term.check, term.pair, term.proposed_by, now});
}

std::optional<DeskTerm> DeskGlossary::decide(std::int64_t id, const std::string& state,
                                             const std::string& who, const std::string& now) {
  const std::vector<SqlRow> rows = pool_->lease()->query(
      std::string(
          "UPDATE glossary SET state=?2, decided_by=?3, decided=?4 WHERE id=?1 RETURNING ") +
          kColumns,
      {id, state, who, now});
  const std::lock_guard lock(mutex_);
  keys_.reset();
  return rows.empty() ? std::nullopt : std::optional(term_of(rows.front()));
}

std::vector<DeskTerm> DeskGlossary::all() {
  std::vector<DeskTerm> terms;
  for (const SqlRow& row : pool_->lease()->query(
           std::string("SELECT ") + kColumns +
           " FROM glossary ORDER BY CASE WHEN state='proposed' THEN 0 ELSE 1 END, id DESC LIMIT " +
           std::to_string(kMostShown)))
    terms.push_back(term_of(row));
  return terms;
}

std::shared_ptr<const DeskGlossary::Keys> DeskGlossary::confirmed() {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (keys_ && now - read_at_ < kKnownFor) return keys_;
  keys_ = std::make_shared<const Keys>(confirmed_keys(*pool_->lease()));
  read_at_ = now;
  return keys_;
}

bool DeskGlossary::knows(const DeskTerm& term) { return confirmed()->contains(key_of(term)); }

}  // namespace concord
