// JSON from strangers: parsed with limits, fields read with clear errors.
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

/// Parses one JSON value. Throws InputError (file `name`, line `line`, 0 for none) for what is not
/// JSON, is not UTF-8 or is nested deeper than 100 levels; time and memory stay proportional to the
/// text.
nlohmann::json parse_json(const std::string& name, std::size_t line, std::string_view text);

/// The members of an object that has nothing but text and null in it, those that are null left out:
/// a short cut for the lines of archives. None for anything else, well-formed or not, which
/// parse_json() may read or refuse.
std::optional<std::map<std::string, std::string>> text_members(std::string_view text);

/// The text of a member; empty when it is absent or null. Throws InputError when it is not text.
std::string text_member(const nlohmann::json& object, const char* key, const std::string& name,
                        std::size_t line);

}  // namespace concord
