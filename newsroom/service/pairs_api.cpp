// The pairs of the queue as JSON: added, changed, judged, sent.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "formats/read_article.h"
#include "newsroom/engine/pair_worker.h"
#include "newsroom/service/desk.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/json_request.h"
#include "text/clock.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

namespace {

// Pairs on one page of the queue, at most.
constexpr std::size_t kMostPairs = 200;

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
  filter.limit = std::min(number_of(request, "limit", filter.limit), kMostPairs);
  filter.offset = number_of(request, "offset", 0);
  return filter;
}

namespace {

ServiceResponse get_pairs(Desk& desk, const DeskRequest& request, std::int64_t,
                          const std::string&) {
  const DeskFilter filter = filter_of(request);
  OrderedJson pairs = OrderedJson::array();
  for (const DeskPair& pair : desk.store.list(filter)) pairs.push_back(pair_json(pair, false));
  return json_response({{"total", desk.store.count(filter)}, {"pairs", std::move(pairs)}});
}

ServiceResponse post_pairs(Desk& desk, const DeskRequest& request, std::int64_t,
                           const std::string&) {
  const Json body = body_of(request);
  DeskPair pair;
  pair.published = text_of(body, "date");
  const FeedItem source = version_of(desk, body, "source", pair.published);
  const FeedItem target = version_of(desk, body, "target", pair.published);
  for (const FeedItem* item : {&source, &target}) {
    const Article article = desk.checker.read(*item);  // refuses what cannot be compared
    require_text(article);
    (item == &source ? pair.source : pair.target) = {item->id, article.lang, report_text(article)};
    if (pair.published.empty() && article.published) pair.published = iso_day(*article.published);
  }
  pair.key = text_of(body, "key");
  pair.outlet = text_of(body, "outlet");
  const std::int64_t id = desk.store.add(pair, service_time());
  desk.check_stored(id);
  ServiceResponse response = json_response(pair_json(desk.store.get(id).value(), false), 201);
  response.headers["Location"] = fmt::format("/api/v1/pairs/{}", id);
  return response;
}

ServiceResponse get_pair(Desk& desk, const DeskRequest&, std::int64_t id, const std::string&) {
  const auto pair = desk.store.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  OrderedJson json = pair_json(*pair, true);
  json["verdicts"] = OrderedJson::array();
  for (const DeskVerdict& verdict : desk.store.verdicts(id))
    json["verdicts"].push_back(verdict_json(verdict));
  return json_response(json);
}

ServiceResponse patch_pair(Desk& desk, const DeskRequest& request, std::int64_t id,
                           const std::string&) {
  const Json body = body_of(request);
  auto pair = desk.store.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  if (body.contains("state")) pair->state = text_of(body, "state");
  if (body.contains("assignee")) pair->assignee = text_of(body, "assignee");
  if (pair->state != "new" && pair->state != "review" && pair->state != "done")
    throw InputError("request", 0, "\"state\": '" + pair->state + "' is unknown",
                     "use new, review or done");
  desk.store.set_state(id, pair->state, pair->assignee, service_time());
  desk.remember(*pair);
  return json_response(pair_json(desk.store.get(id).value_or(*pair), false));
}

ServiceResponse put_texts(Desk& desk, const DeskRequest& request, std::int64_t id,
                          const std::string&) {
  const Json body = body_of(request);
  const auto pair = desk.store.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  const auto revision = body.find("revision");
  if (revision == body.end() || !revision->is_number_integer())
    throw InputError("request", 0, "has no \"revision\"", "give that of the texts you changed");
  const auto text = [&](const char* key, const std::string& before) {
    return body.contains(key) ? text_of(body, key) : before;
  };
  const auto kept =
      desk.store.set_texts(id, revision->get<std::int64_t>(), text("source", pair->source.text),
                           text("target", pair->target.text), service_time());
  if (!kept)
    return problem_response(409,
                            "somebody else has changed the texts: load them again before you save");
  desk.check_stored(id);
  return json_response(pair_json(desk.store.get(id).value_or(*pair), false));
}

ServiceResponse delete_pair(Desk& desk, const DeskRequest&, std::int64_t id, const std::string&) {
  if (!desk.store.remove(id)) return problem_response(404, "there is no such pair");
  return {204, "application/json", {}, {}};
}

ServiceResponse get_report(Desk& desk, const DeskRequest& request, std::int64_t id,
                           const std::string&) {
  const auto pair = desk.store.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  const std::string format =
      request.parameter("format").empty() ? "html" : request.parameter("format");
  WriterOptions options;
  options.messages = desk.messages;
  options.ui_lang = desk.ui_lang(request);
  options.version = desk.options.version;
  options.judged = true;
  const auto writer = make_writer(format, options);
  ServiceResponse response;
  desk.checker.check(item_of(pair->source, pair->published), item_of(pair->target, pair->published),
                     desk.store.verdicts(id),
                     [&](PairReport& report) { response.body = document_of(*writer, report); });
  if (format == "html") {
    response.type = "text/html; charset=utf-8";
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'";  // the page has its own
  } else if (format != "json" && format != "sarif") {
    response.type = "text/plain; charset=utf-8";
  }
  return response;
}

ServiceResponse post_send(Desk& desk, const DeskRequest& request, std::int64_t id,
                          const std::string&) {
  const auto pair = desk.store.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  if (!desk.outbox.has_addresses()) return problem_response(409, "this desk has no webhook");
  const std::string now = service_time();
  const OrderedJson event = {{"type", "text.corrected"},
                             {"timestamp", now},
                             {"data",
                              {{"pair", pair->id},
                               {"key", pair->key},
                               {"title", pair->title},
                               {"revision", pair->revision},
                               {"who", request.caller.person.name},
                               {"source", side_json(pair->source, true)},
                               {"target", side_json(pair->target, true)}}}};
  desk.outbox.add(*desk.pool.lease(), "text.corrected", event.dump(), now);
  desk.outbox.wake();
  return json_response({{"sent", true}}, 202);
}

ServiceResponse put_verdict(Desk& desk, const DeskRequest& request, std::int64_t id,
                            const std::string& issue) {
  const Json body = body_of(request);
  const auto pair = desk.store.get(id);
  if (!pair) return problem_response(404, "there is no such pair");
  const DeskVerdict verdict{issue,
                            text_of(body, "verdict"),
                            text_of(body, "note"),
                            who(request, text_of(body, "who")),
                            service_time(),
                            text_of(body, "check")};
  const std::string& said = verdict.verdict;
  if (!said.empty() && said != "real" && said != "false-alarm" && said != "intended")
    throw InputError("request", 0, "\"verdict\": '" + said + "' is unknown",
                     "use real, false-alarm, intended, or nothing to take it back");
  constexpr std::size_t kLongest = 4'000;  // bytes of a note
  if (verdict.note.size() > kLongest) throw InputError("request", 0, "the note is too long", "");
  desk.store.judge(id, verdict);
  desk.propose(*pair, verdict);
  desk.remember(*pair);
  return json_response(verdict_json(verdict));
}

ServiceResponse get_verdicts(Desk& desk, const DeskRequest&, std::int64_t, const std::string&) {
  ServiceResponse response;
  response.type = "application/x-ndjson";
  for (const BaselineEntry& entry : desk.store.baseline()) response.body += to_line(entry);
  return response;
}

}  // namespace

void add_pair_routes(Desk& desk, DeskRoutes& routes) {
  routes.add(desk, {"GET", "/api/v1/pairs", Role::kReader}, get_pairs);
  routes.add(desk, {"POST", "/api/v1/pairs", Role::kEditor}, post_pairs);
  routes.add(desk, {"GET", "/api/v1/pairs/{id}", Role::kReader}, get_pair);
  routes.add(desk, {"PATCH", "/api/v1/pairs/{id}", Role::kEditor}, patch_pair);
  routes.add(desk, {"PUT", "/api/v1/pairs/{id}/texts", Role::kEditor}, put_texts);
  routes.add(desk, {"DELETE", "/api/v1/pairs/{id}", Role::kEditor}, delete_pair);
  routes.add(desk, {"GET", "/pairs/{id}/report", Role::kReader}, get_report);
  routes.add(desk, {"GET", "/api/v1/pairs/{id}/report", Role::kReader}, get_report);
  routes.add(desk, {"POST", "/api/v1/pairs/{id}/send", Role::kEditor}, post_send);
  routes.add(desk, {"PUT", "/api/v1/pairs/{id}/verdicts/{name}", Role::kEditor}, put_verdict);
  routes.add(desk, {"GET", "/api/v1/verdicts", Role::kReader}, get_verdicts);
}

}  // namespace concord
