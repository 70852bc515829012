// What concord knows about one pair after checking it: what every writer writes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "aligner/bead.h"
#include "checks/core/issue.h"
#include "lang/pack/analyse.h"

namespace concord {

/// One checked pair of reports, or one pair of aligned segments.
struct PairReport {
  /// The id column of --aligned or of a batch; empty for a pair of files, whose issues are numbered
  /// by bead from 1.
  std::string id;
  AnalysedArticle source;
  AnalysedArticle target;
  std::vector<Bead> beads;
  std::vector<Issue> issues;  ///< by bead, then by position
  /// Of a segment that was aligned already: the file it stands in and its line there, from 1; line
  /// 0 for a pair of articles.
  std::string file = {};
  std::size_t line = 0;
  /// The content of both TMX <seg> elements where the segment came with inline tags; empty
  /// otherwise.
  std::string source_markup = {};
  std::string target_markup = {};

  /// The article of one side.
  const AnalysedArticle& of(Side side) const { return side == Side::kSource ? source : target; }
};

/// The `pair` field of an issue: the report's id, else the bead's number from 1, "0" for an issue
/// outside all beads.
std::string pair_field(const PairReport& report, const Issue& issue);

}  // namespace concord
