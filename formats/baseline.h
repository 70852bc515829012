// Baselines and reviews: which issues somebody judged before, so that they do not come back with
// every run.
//
//   Baseline baseline;
//   baseline.read("reviewed.jsonl", read_file("reviewed.jsonl"));
//   baseline.apply(report);
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "checks/core/report.h"
#include "formats/messages.h"

namespace concord {

/// The names of the two documents that an issue is about; of aligned segments the file's, twice.
using DocumentNames = std::pair<std::string, std::string>;
DocumentNames document_names(const PairReport& report);

/// One judged issue, as one line of a baseline or of the page's reviewed.jsonl says it.
struct BaselineEntry {
  std::string id;       ///< the issue's fingerprint
  std::string verdict;  ///< see Judgement
  std::string note;
  std::string check;  ///< this and the following are for people and for finding stale entries; all
                      ///< may be empty
  std::string message;
  DocumentNames documents;
};

/// The line of an entry, JSON with a line end.
std::string to_line(const BaselineEntry& entry);

/// A set of judged issues. Entries are matched by fingerprint alone; a later entry of the same id
/// replaces an earlier one.
class Baseline {
 public:
  /// Adds the lines of a file: an object a line with "id" and perhaps "verdict", "note", "check",
  /// "message", "source_document", "target_document"; what `check --format jsonl` prints is a
  /// baseline too. Lines with "summary" are skipped. Throws InputError with the line for anything
  /// else, and for an unknown verdict.
  void read(const std::string& name, std::string_view bytes);

  /// Marks every judged issue of a report as such, and remembers which entries were met and which
  /// documents were seen.
  void apply(PairReport& report);

  /// Adds an entry with the verdict "baseline" for every issue of a report that is not judged;
  /// returns how many.
  std::size_t record(const PairReport& report, const MessageCatalogue& messages);

  const std::vector<BaselineEntry>& entries() const { return entries_; }
  /// Entries about documents that were seen, or about no named document, whose issue did not come:
  /// fixed, or the text has changed.
  std::vector<const BaselineEntry*> stale() const;
  /// Adds the entries of another baseline whose issue has none here; returns how many.
  std::size_t add_missing(const Baseline& other);
  /// Removes entries by their issue, those that are here; returns how many.
  std::size_t remove(const std::vector<const BaselineEntry*>& entries);
  bool empty() const { return entries_.empty(); }

 private:
  void add(BaselineEntry entry);

  std::vector<BaselineEntry> entries_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_set<std::string> met_;
  std::unordered_set<std::string> seen_;  // documents, joined
};

}  // namespace concord
