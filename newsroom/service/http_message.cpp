// Takes a request target apart.
#include "newsroom/service/http_message.h"

#include <algorithm>
#include <utility>

#include "text/ascii.h"

namespace concord {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Decodes percent signs; `form` also makes spaces of plus signs (HTML, form encoding).
std::string decoded(std::string_view text, bool form) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
        hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += form && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string value_of(const std::map<std::string, std::string>& map, const std::string& name) {
  const auto found = map.find(name);
  return found == map.end() ? std::string() : found->second;
}

}  // namespace

std::string ServiceRequest::header(const std::string& name) const {
  return value_of(headers, name);
}
std::string ServiceRequest::parameter(const std::string& name) const {
  return value_of(query, name);
}

ServiceRequest service_request(std::string method, std::string_view target,
                               std::map<std::string, std::string> headers, std::string body) {
  ServiceRequest request;
  request.method = std::move(method);
  request.headers = std::move(headers);
  request.body = std::move(body);
  const std::size_t mark = target.find('?');
  request.path = decoded(target.substr(0, mark), false);
  if (mark == std::string_view::npos) return request;
  request.query = form_values(target.substr(mark + 1));
  return request;
}

std::map<std::string, std::string> form_values(std::string_view text) {
  std::map<std::string, std::string> values;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view part = text.substr(0, end);
    const std::size_t equals = part.find('=');
    values[decoded(part.substr(0, equals), true)] =
        equals == std::string_view::npos ? std::string() : decoded(part.substr(equals + 1), true);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return values;
}

std::string cookie_value(const std::string& header, std::string_view name) {
  for (std::size_t at = 0; at < header.size();) {
    const std::size_t end = std::min(header.find(';', at), header.size());
    const std::string_view pair = ascii_trimmed(std::string_view(header).substr(at, end - at));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return std::string(pair.substr(equals + 1));
    at = end + 1;
  }
  return {};
}

}  // namespace concord
