// What a search of a translation memory gives, as JSON: for the command line and for the desk.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "newsroom/store/tm_store.h"

namespace concord {

/// A match: the unit with its score or the place of the phrase, in code points. Members that say
/// nothing are left out.
nlohmann::ordered_json match_json(const TmMatch& match);

}  // namespace concord
