// Reads requests in JSON.
#include "newsroom/service/json_request.h"

#include <nlohmann/json.hpp>

#include "text/day.h"
#include "text/input_error.h"

namespace concord {

using Json = nlohmann::json;

Json body_of(const ServiceRequest& request) {
  Json body = parse_json("request", 0, request.body);
  if (!body.is_object())
    throw InputError("request", 0, "is not a JSON object", "see /api/v1/openapi.json");
  return body;
}

std::string text_of(const Json& object, const char* key) {
  std::string text = text_member(object, key, "request", 0);
  if (text.find('\0') != std::string::npos)
    throw InputError("request", 0, std::string("\"") + key + "\" has a NUL character", "");
  return text;
}

std::optional<Day> day_of(const std::string& date) {
  if (date.empty()) return std::nullopt;
  const auto day = parse_iso_day(date);
  if (!day)
    throw InputError("request", 0, "\"date\": '" + date + "' is not a date", "write YYYY-MM-DD");
  return day;
}

std::string who(const DeskRequest& request, const std::string& said) {
  return request.caller.kind == CallerKind::kOpen ? said : request.caller.person.name;
}

}  // namespace concord
