// Joins the beads of pairs of versions into rows over all versions.
//
//   std::vector<VersionRow> rows = version_rows(pairs, 3);
#pragma once

#include <vector>

#include "checks/versions/version_report.h"

namespace concord {

/// The rows of `versions` versions. The beads with the reference (version 0) decide; those of two
/// other versions count for sentences that the reference does not have. Every sentence of every
/// version is in one row.
std::vector<VersionRow> version_rows(const std::vector<ComparedPair>& pairs, std::size_t versions);

}  // namespace concord
