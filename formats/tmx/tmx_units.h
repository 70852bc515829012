// The units of a translation memory that one pair gives, as TMX writes them and as a memory keeps
// them.
#pragma once

#include <string>
#include <vector>

#include "formats/issue_view.h"

namespace concord {

/// One <tu>: a bead with both sides.
struct TmxUnit {
  std::string source;  ///< plain text
  std::string target;
  std::string xml;  ///< the whole <tu> element, indented, with a line end
};

/// The units of a pair that `options` let through: no gaps, no unit with an open error-level issue
/// unless tmx_all, none whose bead's confidence is below tmx_min_score.
std::vector<TmxUnit> tmx_units(const PairReport& report, const WriterOptions& options,
                               const MessageCatalogue& messages);

}  // namespace concord
