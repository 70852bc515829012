// Makes responses and input of values.
#include "newsroom/service/desk_values.h"

#include <ctime>

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

}  // namespace concord
