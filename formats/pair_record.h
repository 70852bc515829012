// The JSON lines of concord batch: a request for each pair, a record for each answer.
//
//   {"id": "17", "source": "17.ru.txt", "target": {"text": "...", "lang": "en"}, "date":
//   "2024-11-17"}
//   {"id": "17", "line": 1, "source": {...}, "target": {...}, "beads": [...], "counts": {...},
//   "issues": [...], "units": 12}
//   {"id": "18", "line": 2, "error": "18.ru.txt: there is no such file; check the path"}
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/report.h"
#include "formats/feed_item.h"
#include "formats/messages.h"
#include "formats/writer.h"

namespace concord {

/// One line of a manifest.
struct PairRequest {
  nlohmann::ordered_json id;  ///< as given: a text or a number; null when the line has none
  FeedItem source;            ///< a version to be read has FeedItem::file and an empty body; its id
  FeedItem target;            ///< is that of the item in the file, or the file again
};

/// Parses line `line` (from 1) of the manifest `name`. Throws InputError; `id` is set as soon as it
/// is known, so that the error can be recorded under it.
PairRequest parse_pair_request(const std::string& name, std::size_t line, std::string_view text,
                               nlohmann::ordered_json& id);

/// The id as text, for fingerprints, file names and sharding.
std::string id_text(const nlohmann::ordered_json& id);

/// How many issues of each severity a pair has.
struct IssueCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t silenced = 0;  ///< of any severity, judged in an earlier run; not counted above
};

/// {"error": N, "warning": N, "info": N, "silenced": N}.
nlohmann::ordered_json counts_json(const IssueCounts& counts);

/// Counts the issues of a report, all severities.
IssueCounts count_issues(const PairReport& report);

/// A version of a pair that was checked.
struct RecordedSide {
  std::string name;
  std::string lang;
  std::optional<Day> published;
  std::size_t sentences = 0;
};

/// An issue that a record shows.
struct RecordedIssue {
  std::string id;  ///< fingerprint
  std::string check;
  Severity severity = Severity::kWarning;
  std::string message;  ///< in the language of the run
  std::string json;     ///< the whole issue as the "jsonl" writer writes it, without a line end
};

/// What a batch says of one pair.
struct PairRecord {
  nlohmann::ordered_json id;
  std::size_t line = 0;  ///< of the manifest, from 1
  std::string error;     ///< why it could not be checked; empty when it was
  RecordedSide source;
  RecordedSide target;
  std::vector<Bead> beads;
  IssueCounts counts;  ///< of all issues, also of those that are not shown
  std::vector<RecordedIssue> issues;
  std::size_t units = 0;  ///< translation units that it adds to the memory
};

/// The record of a checked pair with the issues that `options` show, in the language of `messages`.
PairRecord pair_record(const nlohmann::ordered_json& id, std::size_t line, const PairReport& report,
                       const WriterOptions& options, const MessageCatalogue& messages);

/// The record as one JSON line, without its line end.
std::string record_json(const PairRecord& record);

/// Which of `shards` parts an id belongs to, from 0. The same on every machine. `shards` must not
/// be 0.
std::uint32_t shard_of(std::string_view id, std::uint32_t shards);

/// The name of the page of a pair: the id where it is a plain file name, else made into one and
/// distinguished by a hash.
std::string page_name(std::string_view id);

}  // namespace concord
