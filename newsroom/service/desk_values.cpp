// Makes responses and input of values.
#include "newsroom/service/desk_values.h"

#include <fmt/format.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "text/clock.h"
#include "text/day.h"

namespace concord {

using OrderedJson = nlohmann::ordered_json;

std::string service_time() { return iso_time(std::time(nullptr)); }

ServiceResponse json_response(const OrderedJson& value, int status) {
  return {status,
          "application/json; charset=utf-8",
          value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n",
          {}};
}

ServiceResponse problem_response(int status, const std::string& detail) {
  ServiceResponse response = json_response({{"status", status}, {"detail", detail}}, status);
  response.type = "application/problem+json";
  return response;
}

std::string document_of(ReportWriter& writer, const PairReport& report) {
  std::string out = writer.begin();
  out += writer.pair(report);
  return out += writer.end();
}

FeedItem item_of(const DeskSide& side, const std::string& published) {
  FeedItem item;
  item.id = side.name;
  item.lang = side.lang;
  item.body = side.text;
  item.file_format = "text";
  if (!published.empty()) item.published = parse_iso_day(published);
  return item;
}

std::string new_errors_json(const DeskPair& pair, const std::vector<DeskIssue>& errors,
                            const std::string& now) {
  OrderedJson issues = OrderedJson::array();
  for (const DeskIssue& issue : errors)
    issues.push_back({{"id", issue.id},
                      {"check", issue.check},
                      {"severity", severity_name(issue.severity)},
                      {"message", issue.message},
                      {"source", issue.source},
                      {"target", issue.target}});
  const OrderedJson event = {
      {"type", "errors.new"},
      {"timestamp", now},
      {"data", {{"pair", pair.id}, {"key", pair.key}, {"title", pair.title}, {"issues", issues}}}};
  return event.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::size_t number_of(const ServiceRequest& request, const char* name, std::size_t otherwise) {
  const std::string text = request.parameter(name);
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
    return otherwise;
  return static_cast<std::size_t>(std::stoul(text));
}

std::string url_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

}  // namespace concord
