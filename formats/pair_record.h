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
#include <string>
#include <string_view>

#include "checks/core/report.h"
#include "formats/feed_item.h"
#include "formats/writer.h"

namespace concord {

/// One line of a manifest.
struct PairRequest {
  nlohmann::ordered_json id;  ///< as given: a text or a number; null when the line has none
  FeedItem source;            ///< a version named by path has file_format set and an empty body
  FeedItem target;
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

/// Counts the issues of a report, all severities.
IssueCounts count_issues(const PairReport& report);

/// The record of a checked pair without its line end. `issue_lines` is what the "jsonl" writer gave
/// for it; `units` the number of translation units that it adds to the memory.
std::string pair_record(const nlohmann::ordered_json& id, std::size_t line,
                        const PairReport& report, std::string_view issue_lines, std::size_t units);

/// The record of a pair that could not be checked, without its line end.
std::string error_record(const nlohmann::ordered_json& id, std::size_t line,
                         const std::string& error);

/// Which of `shards` parts an id belongs to, from 0. The same on every machine. `shards` must not
/// be 0.
std::uint32_t shard_of(std::string_view id, std::uint32_t shards);

/// The name of the page of a pair: the id where it is a plain file name, else made into one and
/// told apart by a hash.
std::string page_name(std::string_view id);

}  // namespace concord
