// What the desk has declared to be the same: pairs of names, terms and renderings, proposed by
// false alarms and confirmed by an editor.
//
//   DeskGlossary glossary(pool);
//   glossary.propose(term, now);                       // from a verdict
//   glossary.decide(id, "confirmed", "olena", now);
//   glossary.knows(term) == true;                      // in every later check
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "newsroom/store/sql.h"

namespace concord {

/// Words of both languages that a check took for different.
struct DeskTerm {
  std::int64_t id = 0;
  std::string source_lang;
  std::string target_lang;
  std::string source;  ///< as they stood in the text
  std::string target;
  std::string source_key;  ///< their stems, so that inflected forms are the same words
  std::string target_key;
  std::string check;
  std::string state = "proposed";  ///< "proposed", "confirmed", "rejected"
  std::int64_t pair = 0;           ///< the pair that was judged
  std::string proposed_by;
  std::string proposed;
  std::string decided_by;
  std::string decided;
};

/// Whether false alarms of a check are about what words mean, and not about a value of this report.
bool is_learnt(std::string_view check);

/// A term by languages, check and stems: terms with equal keys say the same.
std::string key_of(const DeskTerm& term);
/// The keys of all confirmed terms.
std::unordered_set<std::string> confirmed_keys(SqlConnection& db);

/// Safe to use from many threads and processes.
class DeskGlossary {
 public:
  explicit DeskGlossary(SqlPool& pool) : pool_(&pool) {}

  /// Adds a proposal unless the same words are there, decided or not. Does nothing for words
  /// without a key.
  void propose(const DeskTerm& term, const std::string& now);
  /// Confirms, rejects or opens again; the term, or none when there is none of that number.
  std::optional<DeskTerm> decide(std::int64_t id, const std::string& state, const std::string& who,
                                 const std::string& now);
  /// All terms, undecided ones first, then the latest.
  std::vector<DeskTerm> all();
  /// Whether an editor has confirmed these words, by languages, check and keys. What another
  /// process confirms is known within two seconds.
  bool knows(const DeskTerm& term);

 private:
  using Keys = std::unordered_set<std::string>;
  std::shared_ptr<const Keys> confirmed();

  SqlPool* pool_;
  std::mutex mutex_;
  std::shared_ptr<const Keys> keys_;                    // under mutex_
  std::chrono::steady_clock::time_point read_at_ = {};  // under mutex_
};

}  // namespace concord
