// A translation memory in a database, SQLite or PostgreSQL, with an index by which a million units
// are searched in milliseconds.
//
//   TmStore memory("memory.sqlite", SqlAccess::kWrite);
//   memory.put_pair(documents, units);   // what one pair of reports gives; a transaction
//   for (const TmMatch& match : memory.search("...", {})) use(match.score, match.unit);
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/tmx/memory_unit.h"
#include "newsroom/store/sql.h"
#include "newsroom/store/tm_filter.h"
#include "newsroom/store/tm_words.h"
#include "text/segment_match.h"

namespace concord {

struct TmSearch {
  TmFilter filter;
  std::string lang;  ///< of the text: only that side is compared; empty: either side
  double least_score = 0.6;
  std::size_t limit = 5;
};

/// A unit that is like the text that was asked for.
struct TmMatch {
  std::int64_t id = 0;  ///< of the unit in its memory
  double score = 0;     ///< see match_score()
  bool target = false;  ///< whether it is the target that is like it
  MemoryUnit unit;
  /// Of a concordance: where the phrase stands in that side; see TmPhrase::find().
  std::optional<Span> phrase = {};
};

/// A row of `concord tm stats`.
struct TmCount {
  std::string source_lang;
  std::string target_lang;
  std::int64_t units = 0;
  std::int64_t documents = 0;
  std::int64_t with_issues = 0;
  std::int64_t with_errors = 0;
  std::int64_t approved = 0;
  std::int64_t rejected = 0;
  std::string first_day;  ///< ISO 8601; empty when no unit is dated
  std::string last_day;
};

/// The tables of a memory.
const SqlSchema& tm_schema();

/// The memory, for one thread. Several processes may write: each waits for the others' transactions
/// (ten seconds at most, with PostgreSQL thirty).
class TmStore {
 public:
  /// Opens a memory by its address; see open_sql().
  TmStore(const std::string& url, SqlAccess access);
  /// The memory of a connection that has the tables; it must outlive the object.
  explicit TmStore(SqlConnection& connection);

  /// Makes the units of one pair of reports those that the memory has of it: new ones are added,
  /// known ones updated, others removed, all of them when there are none. Verdicts stay. One
  /// transaction.
  void put_pair(const MemoryDocuments& documents, const std::vector<MemoryUnit>& units);
  /// Adds units of any documents and updates known ones. One transaction. Returns how many were
  /// new.
  std::size_t add(const std::vector<MemoryUnit>& units);
  /// Says of a unit "approved", "rejected" or "" (no longer either); false when there is no such
  /// unit.
  bool set_verdict(std::int64_t id, const std::string& verdict);

  /// Bytes of a text that can be asked for: comparing grows with the square, and the longest
  /// sentences of agencies have some 150 words.
  static constexpr std::size_t kLongest = 10'000;
  /// What search() finds; where that is nothing, what concordance() does.
  std::vector<TmMatch> find(std::string_view text, const TmSearch& search);
  /// The best matches first; of equal ones the unit that was added last. Units that say the same in
  /// both languages are reported once. Empty for a text without words.
  std::vector<TmMatch> search(std::string_view text, const TmSearch& search);
  /// The units with a phrase in one of their sides, the last added first, each pair of texts once.
  /// Looks through the whole memory where few units have it, which takes time by its size. Empty
  /// for a text without words; the least score does not count.
  std::vector<TmMatch> concordance(std::string_view phrase, const TmSearch& search);
  /// The units of the same two documents that were added before and after a unit, `count` of each,
  /// in order.
  std::vector<MemoryUnit> neighbours(std::int64_t id, std::size_t count, bool before);
  /// Every unit that the filter lets through, in the order in which they were added, in constant
  /// memory.
  void each(const TmFilter& filter,
            const std::function<void(std::int64_t id, const MemoryUnit& unit)>& use);
  std::vector<TmCount> counts();
  /// Merges the index after much was added, so that searching is fast. May take seconds.
  void optimize();

 private:
  bool put(const MemoryUnit& unit);
  void begin_writing();
  std::int64_t document_row(const MemoryDocuments& documents);
  std::vector<std::int64_t> candidates(const MatchSegment& asked, const TmSearch& search);
  std::vector<SqlRow> units(const std::vector<std::int64_t>& rows);
  void compare(const MatchSegment& asked, const std::vector<std::int64_t>& rows,
               const TmSearch& search, std::vector<TmMatch>& matches);

  std::unique_ptr<SqlConnection> own_;
  SqlConnection* db_;
  TmWords index_;
  SegmentWords words_;
};

}  // namespace concord
