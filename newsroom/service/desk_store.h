// What the service keeps: pairs with their texts, their issues as last checked, verdicts.
//
//   SqlPool pool("desk.db", 1, desk_schema());
//   DeskStore store(pool);
//   const std::int64_t id = store.add(pair, now);
//   for (const DeskPair& row : store.list({.state = "new"})) show(row);
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/issue.h"
#include "formats/baseline.h"
#include "formats/pair_record.h"
#include "newsroom/store/sql.h"

namespace concord {

/// One version of a pair.
struct DeskSide {
  std::string name;  ///< a file name or an address, for people
  std::string lang;  ///< BCP 47; empty until it was detected
  std::string text;
};

/// A pair in the queue. Times are ISO 8601 in UTC.
struct DeskPair {
  std::int64_t id = 0;
  std::string key;  ///< the id that a feed or a manifest gives; empty for none
  DeskSide source;
  DeskSide target;
  std::string published;  ///< YYYY-MM-DD; empty where unknown
  std::string outlet;
  std::string state = "new";  ///< "new", "review", "done"
  std::string assignee;       ///< who has it; empty for nobody
  std::string created;
  std::string updated;        ///< when a text, the state or a verdict changed
  std::int64_t revision = 1;  ///< of the texts; every change of them adds one
  std::string title;          ///< the target's headline, else its first words
  IssueCounts counts;
  std::string worst;           ///< the message of the most serious issue; empty for none
  std::string worst_severity;  ///< its severity
  std::string error;           ///< why it could not be checked; empty when it was
};

/// What is asked of the queue. Empty texts ask nothing.
struct DeskFilter {
  std::string state;
  std::string lang;      ///< of either version
  std::string severity;  ///< pairs with an issue of this severity
  std::string outlet;
  std::string assignee;
  std::string words;  ///< all must stand in the texts or the title, the last one may go on
  std::string since;  ///< pairs with an issue that came or went at or after this time
  std::size_t limit = 50;
  std::size_t offset = 0;
};

/// A decision of one person about one issue; see Judgement for the verdicts.
struct DeskVerdict {
  std::string issue;
  std::string verdict;  ///< empty: taken back
  std::string note;
  std::string who;
  std::string at;
  std::string check;  ///< of the issue, for the counts by check
};

/// An issue as a check found it.
struct DeskIssue {
  std::string id;
  std::string check;
  Severity severity = Severity::kWarning;
  std::string message;
  std::string source;     ///< the words that it marks; empty when that side has none
  std::string target;     ///< likewise
  bool silenced = false;  ///< by the newsroom's settings; verdicts of the desk come on top
};

/// How often a check was judged. "baseline" and "open" do not count.
struct CheckEarnings {
  std::string check;
  std::size_t real = 0;
  std::size_t false_alarms = 0;
  std::size_t intended = 0;
};

/// The tables of everything that the service keeps.
const SqlSchema& desk_schema();

/// What is done about errors that a check has found for the first time, over the connection on
/// which they are kept.
using TellErrors = std::function<void(SqlConnection&, const std::vector<DeskIssue>&)>;

/// All verdicts in force, as entries of a baseline.
std::vector<BaselineEntry> verdicts_in_force(SqlConnection& db);

/// Safe to use from many threads and, over one database, from many processes. Every change is on
/// disk when the function returns, so that a process that is killed loses nothing it has answered
/// for. All functions throw StoreFailure when the database fails.
class DeskStore {
 public:
  /// `pool` has the tables of desk_schema() and must outlive the object.
  explicit DeskStore(SqlPool& pool) : pool_(&pool) {}

  /// Adds a pair and returns its id. One with the key of a known pair replaces that pair's texts
  /// where they differ, and is the same pair.
  std::int64_t add(const DeskPair& pair, const std::string& now);
  std::optional<DeskPair> get(std::int64_t id);
  /// Newest change first, without texts.
  std::vector<DeskPair> list(const DeskFilter& filter);
  /// How many pairs pass the filter, whatever its limit.
  std::size_t count(const DeskFilter& filter);
  /// All values of "outlet" and "assignee" that occur, sorted.
  std::vector<std::string> outlets();
  std::vector<std::string> assignees();

  /// Replaces the texts if the pair still has this revision; the new revision, or none when it has
  /// another or there is no such pair.
  std::optional<std::int64_t> set_texts(std::int64_t id, std::int64_t revision,
                                        const std::string& source, const std::string& target,
                                        const std::string& now);
  /// Keeps what a check of a revision gave: languages, title, error of `result`, and the issues;
  /// counts and the worst issue follow from these and the verdicts. Nothing is kept when the texts
  /// have changed since. `tell` gets the errors that were not there before, within the transaction.
  void set_result(const DeskPair& result, const std::vector<DeskIssue>& issues,
                  const std::string& now, const TellErrors& tell = {});
  /// Pairs whose texts nobody has checked since they changed, at most `limit`, oldest first; only
  /// those that changed before a time.
  std::vector<std::int64_t> unchecked(const std::string& before, std::size_t limit);
  /// Has the pairs checked anew that have an open issue of a check.
  void check_again(const std::string& check);
  /// The issues of a pair as last checked, in the order of the report.
  std::vector<DeskIssue> issues(std::int64_t pair);
  /// False when there is no such pair.
  bool set_state(std::int64_t id, const std::string& state, const std::string& assignee,
                 const std::string& now);
  bool remove(std::int64_t id);

  /// Keeps a verdict with its history, and counts the pair's issues anew.
  void judge(std::int64_t pair, const DeskVerdict& verdict);
  /// The verdicts in force on the issues of a pair.
  std::vector<DeskVerdict> verdicts(std::int64_t pair);
  /// See verdicts_in_force().
  std::vector<BaselineEntry> baseline() { return verdicts_in_force(*pool_->lease()); }
  /// What became of verdicts, by check, in the order of their names.
  std::vector<CheckEarnings> earnings();

 private:
  std::vector<std::string> distinct(const char* column);

  SqlPool* pool_;
};

}  // namespace concord
