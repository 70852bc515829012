// Issues as JSON: those of a pair as records show them, and the parts that documents share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/report.h"
#include "formats/json_object.h"
#include "formats/messages.h"
#include "formats/pair_record.h"
#include "formats/writer.h"
#include "text/unicode.h"

namespace concord {

/// The issues that `options` show, in the order of the report.
std::vector<RecordedIssue> recorded_issues(const PairReport& report, const WriterOptions& options,
                                           const MessageCatalogue& messages);

/// Appends a passage as the "source" or "target" of an issue in jsonl; `index` counts the code
/// points of `text`.
void append_passage(std::string& out, const Passage& passage, std::string_view text,
                    const CodePointIndex& index);

/// Writes the last members of an issue, its types of error and its judgement, and ends it.
void end_issue(JsonObject& json, const std::string& check,
               const std::optional<Judgement>& judgement);

}  // namespace concord
