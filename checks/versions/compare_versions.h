// From the issues of pairs of versions to issues of all versions, each told once.
#pragma once

#include <vector>

#include "checks/versions/version_report.h"
#include "lang/names/name_match.h"

namespace concord {

/// `pairs` has every two of `versions` (at least two) versions once, the earlier one as the source,
/// with the issues that count. Differences of several pairs that concern the same words are one
/// issue, and the version that stands alone is named where the pairs, or the figures, dates and
/// names of the row, show which one it is.
VersionReport compare_versions(const std::vector<ComparedPair>& pairs, std::size_t versions,
                               const NameMatcher& names);

}  // namespace concord
