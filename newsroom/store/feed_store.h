// What concord feed remembers between runs: items, pairs, issues, verdicts and runs, in one SQLite
// file.
//
//   FeedStore store("store");              // makes the folder; one process at a time
//   FeedRun run = store.begin_run(now);    // everything until commit() is one transaction
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/issue.h"
#include "formats/feed_item.h"
#include "formats/pair_record.h"
#include "newsroom/store/http_client.h"
#include "newsroom/store/sqlite.h"
#include "text/folder_lock.h"

namespace concord {

/// An item of the store.
struct StoredItem {
  std::int64_t row = 0;
  FeedItem item;
  bool changed = false;  ///< new in this run, or its text is another
};

enum class IssueState : std::uint8_t { kNew, kUnchanged, kFixed, kReopened };
/// "new", "unchanged", "fixed", "reopened".
std::string_view state_name(IssueState state);

/// What became of an issue in this run.
struct IssueChange {
  IssueState state = IssueState::kNew;
  std::string pair;  ///< id of the source item
  RecordedIssue issue;
  bool accepted = false;  ///< a verdict or a baseline says that it is known or none
};

/// Numbers of a run, as --status shows them.
struct RunCounts {
  std::int64_t items_new = 0;
  std::int64_t items_changed = 0;
  std::int64_t problems = 0;
  std::int64_t pairs_new = 0;
  std::int64_t pairs_checked = 0;
  std::int64_t issues_new = 0;
  std::int64_t issues_fixed = 0;
  std::int64_t issues_reopened = 0;
  std::int64_t issues_open = 0;
};

/// How many issues of a check are open and not accepted.
struct OpenCount {
  std::string check;
  std::string severity;
  std::int64_t issues = 0;
};

struct RunRow {
  std::int64_t id = 0;
  std::string started;
  std::string state;  ///< "done", "interrupted", "running"
  RunCounts counts;
};

/// The store. Its folder is locked while the object lives.
class FeedStore {
 public:
  /// `exclusive` false: only reads, beside a run; the store may be write-protected. Throws
  /// InputError when another run has the store or it cannot be used.
  FeedStore(const std::string& folder, bool exclusive);

  const std::string& folder() const { return folder_; }
  /// Takes issues as accepted as long as this object lives: those of baselines, which may change
  /// from run to run.
  void silence(const std::vector<std::string>& issues);
  std::vector<RunRow> runs(std::size_t last);

  /// Notes that a run has begun, in a transaction of its own, and opens the transaction of the run.
  std::int64_t begin_run(const std::string& now);
  /// Makes everything since begin_run() lasting.
  void commit_run(const std::string& now, const RunCounts& counts);

  HttpValidators validators(const std::string& address);
  void set_validators(const std::string& address, const HttpValidators& validators);

  enum class PutResult : std::uint8_t { kNew, kChanged, kSame };
  PutResult put_item(const std::string& side, const FeedItem& item, std::int64_t run);
  /// The items of a side whose day lies within `window` days of an item that is new or changed in
  /// this run, and those; without a day all. In order of row.
  std::vector<StoredItem> items_near_changes(const std::string& side, int window, std::int64_t run);

  struct StoredPair {
    std::int64_t source = 0;  ///< rows of items
    std::int64_t target = 0;
  };
  std::vector<StoredPair> pairs();
  /// Whether the pair is new.
  bool put_pair(const StoredPair& pair, double score, std::int64_t run);
  /// Takes the partner away from what was paired otherwise before.
  void drop_other_pairs(const StoredPair& pair);

  /// Compares the issues of a pair that was checked with those known of it. `pair` is its name in
  /// changes.
  std::vector<IssueChange> put_issues(const StoredPair& pair, const std::string& name,
                                      const std::vector<RecordedIssue>& issues, std::int64_t run);
  std::int64_t open_issues();
  /// By severity, then by number, most first.
  std::vector<OpenCount> open_by_check();
  /// Says of an issue that it is none; false when the store does not know it.
  bool accept(const std::string& issue, const std::string& now);
  /// The ids of all issues of which that was said.
  std::vector<std::string> accepted();

 private:
  std::string folder_;
  std::optional<FolderLock> lock_;
  std::optional<Database> database_;
  std::optional<Transaction> transaction_;
  std::int64_t run_ = 0;
};

}  // namespace concord
