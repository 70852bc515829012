// The API: requests in JSON, answers in JSON, as newsroom/service/page/openapi.json describes them.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <utility>

#include "formats/json_input.h"
#include "formats/read_article.h"
#include "newsroom/service/desk_service.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/service_files.h"
#include "text/clock.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

// Pairs on one page of the queue, at most.
constexpr std::size_t kMostPairs = 200;

/// A request body as a JSON object. Throws InputError.
Json body_of(const ServiceRequest& request) {
  Json body = parse_json("request", 0, request.body);
  if (!body.is_object())
    throw InputError("request", 0, "is not a JSON object", "see /api/v1/openapi.json");
  return body;
}

std::string text_of(const Json& object, const char* key) {
  return text_member(object, key, "request", 0);
}

/// A version that a client sends: its text, never a path, which would let it read our files.
FeedItem version_of(const Json& body, const char* key, const std::string& date) {
  const auto member = body.find(key);
  if (member == body.end() || !member->is_object())
    throw InputError("request", 0, std::string("has no \"") + key + "\" with a \"text\"",
                     "give {\"source\": {\"text\": ...}, \"target\": {\"text\": ...}}");
  FeedItem item;
  item.id = text_of(*member, "name");
  if (item.id.empty()) item.id = key;
  item.lang = text_of(*member, "lang");
  item.body = text_of(*member, "text");
  item.file_format = "text";
  if (text_of(*member, "format") == "html") item.file_format = "html";
  if (!date.empty()) {
    item.published = parse_iso_day(date);
    if (!item.published)
      throw InputError("request", 0, "\"date\": '" + date + "' is not a date", "write YYYY-MM-DD");
  }
  return item;
}

OrderedJson verdict_json(const DeskVerdict& verdict) {
  return {{"issue", verdict.issue}, {"verdict", verdict.verdict}, {"note", verdict.note},
          {"who", verdict.who},     {"at", verdict.at},           {"check", verdict.check}};
}

OrderedJson side_json(const DeskSide& side, bool text) {
  OrderedJson json = {{"name", side.name}, {"lang", side.lang}};
  if (text) json["text"] = side.text;
  return json;
}

OrderedJson pair_json(const DeskPair& pair, bool texts) {
  OrderedJson json = {{"id", pair.id},
                      {"key", pair.key},
                      {"title", pair.title},
                      {"source", side_json(pair.source, texts)},
                      {"target", side_json(pair.target, texts)},
                      {"date", pair.published},
                      {"outlet", pair.outlet},
                      {"state", pair.state},
                      {"assignee", pair.assignee},
                      {"created", pair.created},
                      {"updated", pair.updated},
                      {"revision", pair.revision},
                      {"counts", counts_json(pair.counts)},
                      {"worst", pair.worst},
                      {"worst_severity", pair.worst_severity}};
  if (!pair.error.empty()) json["error"] = pair.error;
  return json;
}

}  // namespace

ServiceResponse DeskService::get_health(const ServiceRequest&, std::int64_t, const std::string&) {
  store_.count({});  // throws when the store cannot be read
  return json_response({{"status", "ok"}, {"version", options_.version}});
}

ServiceResponse DeskService::post_check(const ServiceRequest& request, std::int64_t,
                                        const std::string&) {
  const Json body = body_of(request);
  const std::string date = text_of(body, "date");
  const FeedItem source = version_of(body, "source", date);
  const FeedItem target = version_of(body, "target", date);
  std::vector<DeskVerdict> verdicts;
  if (const auto pair = body.find("pair"); pair != body.end() && pair->is_number_integer())
    verdicts = store_.verdicts(pair->get<std::int64_t>());
  const std::string format = text_of(body, "format");
  const std::string lang = ui_lang(request);
  if (format.empty() || format == "desk") {
    DeskPair pair;
    pair.source = {source.id, source.lang, source.body};
    pair.target = {target.id, target.lang, target.body};
    pair.published = date;
    return {200,
            "application/json; charset=utf-8",
            check_json(pair, verdicts, lang, nullptr, nullptr),
            {}};
  }
  ServiceResponse response;
  WriterOptions options;
  options.ui_lang = lang;
  options.version = options_.version;
  const auto writer = make_report_writer(format, options);  // refuses an unknown format first
  checked(source, target, verdicts,
          [&](PairReport& report) { response.body = document_of(*writer, report); });
  response.type = format == "html"                        ? "text/html; charset=utf-8"
                  : format == "json" || format == "sarif" ? "application/json; charset=utf-8"
                                                          : "text/plain; charset=utf-8";
  if (format == "html")
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'";  // the page has its own
  return response;
}

DeskFilter filter_of(const ServiceRequest& request) {
  DeskFilter filter;
  filter.state = request.parameter("state");
  filter.lang = request.parameter("lang");
  filter.severity = request.parameter("severity");
  filter.outlet = request.parameter("outlet");
  filter.assignee = request.parameter("assignee");
  filter.words = request.parameter("q");
  if (request.parameter("changed") == "day") {
    constexpr std::time_t kDay = 86'400;
    filter.since = iso_time(std::time(nullptr) - kDay);
  }
  const auto number = [&](const char* name, std::size_t otherwise) {
    const std::string text = request.parameter(name);
    if (text.empty() || text.size() > 9 ||
        text.find_first_not_of("0123456789") != std::string::npos)
      return otherwise;
    return static_cast<std::size_t>(std::stoul(text));
  };
  filter.limit = std::min(number("limit", filter.limit), kMostPairs);
  filter.offset = number("offset", 0);
  return filter;
}

ServiceResponse DeskService::get_pairs(const ServiceRequest& request, std::int64_t,
                                       const std::string&) {
  const DeskFilter filter = filter_of(request);
  OrderedJson pairs = OrderedJson::array();
  for (const DeskPair& pair : store_.list(filter)) pairs.push_back(pair_json(pair, false));
  return json_response({{"total", store_.count(filter)}, {"pairs", std::move(pairs)}});
}

ServiceResponse DeskService::post_pairs(const ServiceRequest& request, std::int64_t,
                                        const std::string&) {
  const Json body = body_of(request);
  DeskPair pair;
  pair.published = text_of(body, "date");
  const FeedItem source = version_of(body, "source", pair.published);
  const FeedItem target = version_of(body, "target", pair.published);
  for (const FeedItem* item : {&source, &target}) {
    const Article article = checker_.read(*item);  // refuses what cannot be compared
    require_text(article);
    (item == &source ? pair.source : pair.target) = {item->id, article.lang, article.text};
  }
  pair.key = text_of(body, "key");
  pair.outlet = text_of(body, "outlet");
  const std::int64_t id = store_.add(pair, service_time());
  check_stored(id);
  ServiceResponse response = json_response(pair_json(store_.get(id).value(), false), 201);
  response.headers["Location"] = fmt::format("/api/v1/pairs/{}", id);
  return response;
}

ServiceResponse DeskService::get_pair(const ServiceRequest&, std::int64_t id, const std::string&) {
  const auto pair = store_.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  OrderedJson json = pair_json(*pair, true);
  json["verdicts"] = OrderedJson::array();
  for (const DeskVerdict& verdict : store_.verdicts(id))
    json["verdicts"].push_back(verdict_json(verdict));
  return json_response(json);
}

ServiceResponse DeskService::patch_pair(const ServiceRequest& request, std::int64_t id,
                                        const std::string&) {
  const Json body = body_of(request);
  auto pair = store_.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  if (body.contains("state")) pair->state = text_of(body, "state");
  if (body.contains("assignee")) pair->assignee = text_of(body, "assignee");
  if (pair->state != "new" && pair->state != "review" && pair->state != "done")
    throw InputError("request", 0, "\"state\": '" + pair->state + "' is unknown",
                     "use new, review or done");
  store_.set_state(id, pair->state, pair->assignee, service_time());
  return json_response(pair_json(store_.get(id).value_or(*pair), false));
}

ServiceResponse DeskService::put_texts(const ServiceRequest& request, std::int64_t id,
                                       const std::string&) {
  const Json body = body_of(request);
  const auto pair = store_.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  const auto revision = body.find("revision");
  if (revision == body.end() || !revision->is_number_integer())
    throw InputError("request", 0, "has no \"revision\"", "give that of the texts you changed");
  const auto text = [&](const char* key, const std::string& before) {
    return body.contains(key) ? text_of(body, key) : before;
  };
  const auto kept =
      store_.set_texts(id, revision->get<std::int64_t>(), text("source", pair->source.text),
                       text("target", pair->target.text), service_time());
  if (!kept)
    return problem_response(409,
                            "somebody else has changed the texts: load them again before you save");
  check_stored(id);
  return json_response(pair_json(store_.get(id).value_or(*pair), false));
}

ServiceResponse DeskService::delete_pair(const ServiceRequest&, std::int64_t id,
                                         const std::string&) {
  if (!store_.remove(id)) return problem_response(404, "there is no such pair");
  return {204, "application/json", {}, {}};
}

ServiceResponse DeskService::get_report(const ServiceRequest& request, std::int64_t id,
                                        const std::string&) {
  const auto pair = store_.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  const std::string format =
      request.parameter("format").empty() ? "html" : request.parameter("format");
  WriterOptions options;
  options.ui_lang = ui_lang(request);
  options.version = options_.version;
  options.judged = true;
  const auto writer = make_writer(format, options);
  ServiceResponse response;
  checked(item_of(pair->source, pair->published), item_of(pair->target, pair->published),
          store_.verdicts(id),
          [&](PairReport& report) { response.body = document_of(*writer, report); });
  if (format == "html") {
    response.type = "text/html; charset=utf-8";
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'";  // the page has its own
  } else if (format != "json" && format != "sarif") {
    response.type = "text/plain; charset=utf-8";
  }
  return response;
}

ServiceResponse DeskService::put_verdict(const ServiceRequest& request, std::int64_t id,
                                         const std::string& issue) {
  const Json body = body_of(request);
  if (!store_.get(id)) return problem_response(404, "there is no such pair");
  const DeskVerdict verdict{issue,
                            text_of(body, "verdict"),
                            text_of(body, "note"),
                            person(request, text_of(body, "who")),
                            service_time(),
                            text_of(body, "check")};
  const std::string& said = verdict.verdict;
  if (!said.empty() && said != "real" && said != "false-alarm" && said != "intended")
    throw InputError("request", 0, "\"verdict\": '" + said + "' is unknown",
                     "use real, false-alarm, intended, or nothing to take it back");
  constexpr std::size_t kLongest = 4'000;  // bytes of a note
  if (verdict.note.size() > kLongest) throw InputError("request", 0, "the note is too long", "");
  store_.judge(id, verdict);
  check_stored(id);
  return json_response(verdict_json(verdict));
}

ServiceResponse DeskService::get_checks(const ServiceRequest&, std::int64_t, const std::string&) {
  OrderedJson checks = OrderedJson::array();
  for (const CheckEarnings& row : store_.earnings())
    checks.push_back({{"check", row.check},
                      {"real", row.real},
                      {"false_alarms", row.false_alarms},
                      {"intended", row.intended}});
  return json_response({{"checks", std::move(checks)}});
}

ServiceResponse DeskService::get_verdicts(const ServiceRequest&, std::int64_t, const std::string&) {
  ServiceResponse response;
  response.type = "application/x-ndjson";
  for (const BaselineEntry& entry : store_.baseline()) response.body += to_line(entry);
  return response;
}

ServiceResponse DeskService::get_openapi(const ServiceRequest&, std::int64_t, const std::string&) {
  return {200, "application/json; charset=utf-8", std::string(service_file("openapi.json")), {}};
}

ServiceResponse DeskService::get_metrics(const ServiceRequest&, std::int64_t, const std::string&) {
  // The text format of Prometheus, version 0.0.4.
  return {200,
          "text/plain; version=0.0.4; charset=utf-8",
          fmt::format("# TYPE concord_requests_total counter\nconcord_requests_total {}\n"
                      "# TYPE concord_failures_total counter\nconcord_failures_total {}\n"
                      "# TYPE concord_checks_total counter\nconcord_checks_total {}\n"
                      "# TYPE concord_check_seconds_total counter\nconcord_check_seconds_total "
                      "{:.6f}\n"
                      "# TYPE concord_pairs gauge\nconcord_pairs {}\n",
                      requests_.load(), failures_.load(), checks_.load(),
                      static_cast<double>(check_microseconds_.load()) / 1e6, store_.count({})),
          {}};
}

}  // namespace concord
