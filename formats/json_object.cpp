// Appends the members of JSON objects.
#include "formats/json_object.h"

#include <charconv>

#include "formats/escape.h"

namespace concord {

std::string& JsonObject::member(std::string_view key) {
  if (!first_) *out_ += ',';
  first_ = false;
  append_json(*out_, key);
  *out_ += ':';
  return *out_;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view value) {
  append_json(member(key), value);
  return *this;
}

JsonObject& JsonObject::number(std::string_view key, std::size_t value) {
  char digits[24];
  const auto written = std::to_chars(digits, digits + sizeof digits, value);
  member(key).append(digits, written.ptr);
  return *this;
}

JsonObject& JsonObject::number(std::string_view key, double value) {
  char digits[32];
  const auto written = std::to_chars(digits, digits + sizeof digits, value);
  const std::string_view said(digits, static_cast<std::size_t>(written.ptr - digits));
  member(key) += said;
  if (said.find_first_of(".e") == std::string_view::npos) *out_ += ".0";
  return *this;
}

JsonObject& JsonObject::raw(std::string_view key, std::string_view json) {
  member(key) += json;
  return *this;
}

}  // namespace concord
