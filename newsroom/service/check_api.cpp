// POST /api/v1/check and /read: texts as they come, nothing is stored.
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "formats/issue_view.h"
#include "formats/read_article.h"
#include "formats/writer.h"
#include "newsroom/engine/pair_worker.h"
#include "newsroom/service/desk.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/json_request.h"
#include "newsroom/service/suggestion.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

/// A version that a client sends: its text, a file's bytes or an address, never a path, which would
/// let it read our files.
FeedItem version_of(Desk& desk, const Json& body, const char* key, const std::string& date) {
  const auto member = body.find(key);
  if (member == body.end() || !member->is_object())
    throw InputError("request", 0, std::string("has no \"") + key + "\" with a \"text\"",
                     "give {\"source\": {\"text\": ...}, \"target\": {\"text\": ...}}");
  const std::string lang = text_of(*member, "lang");
  const std::string name = text_of(*member, "name").empty() ? key : text_of(*member, "name");
  FeedItem item;
  if (const std::string address = text_of(*member, "address"); !address.empty()) {
    if (!desk.fetches.try_acquire_for(std::chrono::seconds(5)))
      throw BusyError("the service is busy; try again");
    const std::shared_ptr<void> release(nullptr, [&desk](void*) { desk.fetches.release(); });
    item = fetched_version(address, lang, desk.options.fetch);
  } else if (const std::string file = text_of(*member, "file"); !file.empty()) {
    item = uploaded_version(name, file, lang);
  } else {
    item.id = name;
    item.lang = lang;
    item.body = text_of(*member, "text");
    item.file_format = text_of(*member, "format") == "html" ? "html" : "text";
  }
  item.published = day_of(date);
  return item;
}

namespace {

/// What an editor could write, for each issue where that is plain.
OrderedJson suggestions_json(const PairReport& report) {
  OrderedJson all = OrderedJson::object();
  for (const Issue& issue : report.issues) {
    if (!issue.source || !issue.target) continue;
    const SaidValue source{issue.source->span.of(report.source.article.text), issue.source->value};
    const SaidValue target{issue.target->span.of(report.target.article.text), issue.target->value};
    if (const auto text = suggested_text(source, target, report.target.article.lang))
      all[issue.id] = *text;
  }
  return all;
}

std::string check_json(Desk& desk, const DeskPair& pair, const std::vector<DeskVerdict>& verdicts,
                       const std::string& lang) {
  std::string out;
  WriterOptions options;
  options.messages = desk.messages;
  options.ui_lang = lang;
  options.version = desk.options.version;
  options.judged = true;
  desk.checker.check(item_of(pair.source, pair.published), item_of(pair.target, pair.published),
                     verdicts, [&](PairReport& report) {
                       const MessageCatalogue messages(desk.messages, lang);
                       Tally tally;
                       tally.add(report, options.min_severity);
                       const auto writer = make_report_writer("json", options);
                       out =
                           "{\"report\":" + document_of(*writer, report) +
                           ",\"summary\":" + OrderedJson(summary_text(tally, messages)).dump() +
                           ",\"compared\":" + OrderedJson(compared_text(report, messages)).dump() +
                           ",\"suggestions\":" + suggestions_json(report).dump() + "}\n";
                     });
  return out;
}

ServiceResponse post_read(Desk& desk, const DeskRequest& request, std::int64_t,
                          const std::string&) {
  const Json body = body_of(request);
  const Article article =
      desk.checker.read(version_of(desk, body, "version", text_of(body, "date")));
  require_text(article);
  return json_response({{"name", article.name},
                        {"lang", article.lang},
                        {"date", article.published ? iso_day(*article.published) : ""},
                        {"text", report_text(article)}});
}

ServiceResponse post_check(Desk& desk, const DeskRequest& request, std::int64_t,
                           const std::string&) {
  const Json body = body_of(request);
  const std::string date = text_of(body, "date");
  const FeedItem source = version_of(desk, body, "source", date);
  const FeedItem target = version_of(desk, body, "target", date);
  std::vector<DeskVerdict> verdicts;
  if (const auto pair = body.find("pair"); pair != body.end() && pair->is_number_integer())
    verdicts = desk.store.verdicts(pair->get<std::int64_t>());
  const std::string format = text_of(body, "format");
  const std::string lang = desk.ui_lang(request);
  if (format.empty() || format == "desk") {
    DeskPair pair;
    pair.source = {source.id, source.lang, source.body};
    pair.target = {target.id, target.lang, target.body};
    pair.published = date;
    return {200, "application/json; charset=utf-8", check_json(desk, pair, verdicts, lang), {}};
  }
  ServiceResponse response;
  WriterOptions options;
  options.messages = desk.messages;
  options.ui_lang = lang;
  options.version = desk.options.version;
  const auto writer = make_report_writer(format, options);  // refuses an unknown format first
  desk.checker.check(source, target, verdicts,
                     [&](PairReport& report) { response.body = document_of(*writer, report); });
  response.type = format == "html"                        ? "text/html; charset=utf-8"
                  : format == "json" || format == "sarif" ? "application/json; charset=utf-8"
                                                          : "text/plain; charset=utf-8";
  if (format == "html")
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'";  // the page has its own
  return response;
}

}  // namespace

void add_check_routes(Desk& desk, DeskRoutes& routes) {
  routes.add(desk, {"POST", "/api/v1/check", Role::kReader}, post_check);
  routes.add(desk, {"POST", "/api/v1/read", Role::kEditor}, post_read);
}

}  // namespace concord
