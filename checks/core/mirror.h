// Exchanges the sides of what is known about a pair.
//
//   mirror(report);  // "2030 in the source is 2035 in the target" is "2035 in the source is 2030
//   ..."
#pragma once

#include <string_view>

#include "checks/core/report.h"

namespace concord {

/// The name of a check when the sides change places: what was dropped was added.
std::string_view mirrored_check(std::string_view check);

/// The id of a reason when the sides change places: "number.missing" of "number.added".
std::string_view mirrored_message(std::string_view id);

/// Makes the source of a report its target and the reverse: both versions, the beads in the order
/// of sort_beads(), checks, reasons, passages. Severities, confidences and the order of the issues
/// stay; ids are not set again.
void mirror(PairReport& report);

}  // namespace concord
