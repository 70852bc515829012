// The issues of a pair as records show them, each with its JSON.
#pragma once

#include <vector>

#include "checks/core/report.h"
#include "formats/messages.h"
#include "formats/pair_record.h"
#include "formats/writer.h"

namespace concord {

/// The issues that `options` show, in the order of the report.
std::vector<RecordedIssue> recorded_issues(const PairReport& report, const WriterOptions& options,
                                           const MessageCatalogue& messages);

}  // namespace concord
