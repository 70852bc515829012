// Requests in JSON: their members, and the versions of a report that they send.
#pragma once

#include <optional>
#include <string>

#include "formats/feed_item.h"
#include "formats/json_input.h"
#include "newsroom/service/desk_access.h"

namespace concord {

/// A request body as a JSON object. Throws InputError.
nlohmann::json body_of(const ServiceRequest& request);

/// A member that is a text without NUL; empty where there is none. Throws InputError.
std::string text_of(const nlohmann::json& object, const char* key);

/// A date; none for an empty text. Throws InputError.
std::optional<Day> day_of(const std::string& date);

/// Who does this: whoever is logged in; where nobody is, who the person says to be.
std::string who(const DeskRequest& request, const std::string& said);

}  // namespace concord
