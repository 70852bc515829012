// A translation memory in one SQLite file, with an index by which a million units are searched in
// milliseconds.
//
//   TmStore memory("memory.sqlite", TmStore::Mode::kWrite);
//   memory.put_pair(documents, units);                                 // what one pair of reports
//   gives; a transaction for (const TmMatch& match : memory.search("...", {})) use(match.score,
//   match.unit);
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/tmx/memory_unit.h"
#include "newsroom/store/sqlite.h"
#include "text/segment_match.h"

namespace concord {

/// Which units are wanted. Empty members let everything through.
struct TmFilter {
  std::string source_lang;  ///< language subtag: "en" takes "en-GB" too
  std::string target_lang;
  std::optional<double> least_confidence;  ///< units without a confidence are left out then
  std::optional<Day> from;  ///< of publication, both days included; undated units are left out then
  std::optional<Day> to;
  std::string outlet;
  std::string document;         ///< a glob over the names of both documents
  bool without_issues = false;  ///< no open issue at all
  bool all = false;             ///< also units with an open error-level issue and rejected ones
};

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

/// The memory. Several processes may write: each waits for the others' transactions (ten seconds at
/// most).
class TmStore {
 public:
  enum class Mode : std::uint8_t {
    kRead,    ///< the file must exist; it may be write-protected
    kChange,  ///< the file must exist
    kWrite,   ///< made when absent
  };
  /// Throws InputError when the file cannot be used, is not a memory, or is one of another version.
  TmStore(const std::string& path, Mode mode);
  TmStore(const TmStore&) = delete;
  TmStore& operator=(const TmStore&) = delete;
  ~TmStore();

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

  /// The best matches first; of equal ones the unit that was added last. Units that say the same in
  /// both languages are reported once. Empty for a text without words.
  std::vector<TmMatch> search(std::string_view text, const TmSearch& search);
  /// Every unit that the filter lets through, in the order in which they were added, in constant
  /// memory.
  void each(const TmFilter& filter,
            const std::function<void(std::int64_t id, const MemoryUnit& unit)>& use);
  std::vector<TmCount> counts();
  /// Merges the index after much was added, so that searching is fast. May take seconds.
  void optimize();

 private:
  struct Statements;
  bool put(const MemoryUnit& unit);
  std::int64_t document_row(const MemoryDocuments& documents);
  std::string index_terms(const MatchSegment& source, const MatchSegment& target,
                          std::int64_t units);
  void flush_terms();
  std::vector<std::int64_t> candidates(const MatchSegment& asked, const TmSearch& search);
  void compare(const MatchSegment& asked, const std::vector<std::int64_t>& rows,
               const TmSearch& search, std::vector<TmMatch>& matches);

  Database database_;
  std::unique_ptr<Statements> statements_;
  SegmentWords words_;
  std::unordered_map<std::int64_t, std::int64_t>
      term_changes_;  // units more (or fewer) with a word, until committed
};

}  // namespace concord
