// The words of a translation memory's units: which units have a word, and how many.
//
//   TmWords words(db);
//   words.add(unit, terms);                 // in a transaction, which ends with
//   words.flush();
//   for (const TmWords::Term& term : words.known(terms)) words.units_with(term, 100);
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <vector>

#include "newsroom/store/sql.h"
#include "text/segment_match.h"

namespace concord {

/// Words by their numbers, which are hashes.
using TmTerms = std::set<std::int64_t>;

/// The words of a segment join those that are there.
void add_terms(const MatchSegment& segment, TmTerms& terms);

/// The index of one memory, over one connection.
class TmWords {
 public:
  struct Term {
    std::int64_t units = 0;  ///< how many have it
    std::int64_t number = 0;
  };

  explicit TmWords(SqlConnection& db) : db_(&db) {}

  /// The words of a unit come, or go. Counts change with flush() alone.
  void add(std::int64_t unit, const TmTerms& terms);
  void remove(std::int64_t unit, const TmTerms& terms);
  void flush();

  /// The words that any unit has, the rarest first.
  std::vector<Term> known(const TmTerms& terms);
  /// The units with a word, the last added first, at most `limit`.
  std::vector<std::int64_t> units_with(const Term& term, std::size_t limit);
  /// Makes searching fast after much was added. May take seconds.
  void optimize();

 private:
  SqlConnection* db_;
  std::unordered_map<std::int64_t, std::int64_t> changes_;  // of counts, until flush()
};

}  // namespace concord
