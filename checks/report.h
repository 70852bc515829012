// What concord knows about one pair after checking it: what every writer writes.
#pragma once

#include <string>
#include <vector>

#include "aligner/bead.h"
#include "checks/issue.h"
#include "lang/analyse.h"

namespace concord {

/// One checked pair of reports, or one pair of aligned segments.
struct PairReport {
  /// The id column of --aligned or of a batch; empty for a pair of files, whose issues are numbered by bead from 1.
  std::string id;
  AnalysedArticle source;
  AnalysedArticle target;
  std::vector<Bead> beads;
  std::vector<Issue> issues;  ///< by bead, then by position
};

/// The `pair` field of an issue: the report's id, else the bead's number from 1, "0" for an issue outside all beads.
std::string pair_field(const PairReport& report, const Issue& issue);

}  // namespace concord
