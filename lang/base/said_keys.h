// The keys of a fact that do not depend on when the report was published.
//
//   said_keys(mention);   // "16 November": "--11-16", whatever the year of publication
#pragma once

#include <string>
#include <vector>

#include "lang/base/mention.h"

namespace concord {

/// anchor_keys() of what a mention says in so many words: of a date the readings that need no
/// publication date, and day and month, month or weekday by themselves. What the publication date
/// makes of it stays out, so that it moves no bead and no severity of another check. Empty for
/// names that must be compared by sound, and for dates that say nothing by themselves
/// ("yesterday").
std::vector<std::string> said_keys(const Mention& mention);

}  // namespace concord
