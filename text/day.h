// Civil days as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/article.h"

namespace concord {

/// The day of an ISO 8601 calendar date "YYYY-MM-DD", exactly these ten characters; none for
/// anything else.
std::optional<Day> parse_iso_day(std::string_view text);

/// "YYYY-MM-DD".
std::string iso_day(Day day);

}  // namespace concord
