// The translation memory of the desk: its search, as JSON and as a page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <nlohmann/json.hpp>

#include "formats/escape.h"
#include "newsroom/service/desk.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/page_maker.h"
#include "newsroom/store/tm_json.h"
#include "text/clock.h"
#include "text/day.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Units that one search shows, at most.
constexpr std::size_t kMostUnits = 100;
constexpr std::size_t kUsualUnits = 20;

TmSearch search_of(const ServiceRequest& request) {
  TmSearch search;
  search.lang = request.parameter("lang");
  search.filter.source_lang = request.parameter("src-lang");
  search.filter.target_lang = request.parameter("tgt-lang");
  search.filter.outlet = request.parameter("outlet");
  search.filter.all = request.parameter("all") == "1";
  search.limit = std::min(number_of(request, "limit", kUsualUnits), kMostUnits);
  return search;
}

std::string asked_text(const ServiceRequest& request) {
  std::string text = request.parameter("q");
  if (first_invalid_utf8(text) || text.find('\0') != std::string::npos)
    throw InputError("request", 0, "\"q\" is not a text in UTF-8", "");
  return text;
}

/// A side of a unit; the phrase that was asked for is marked.
std::string side_html(const TmMatch& match, bool target) {
  const std::string& text = target ? match.unit.target : match.unit.source;
  const std::string& lang = target ? match.unit.target_lang : match.unit.source_lang;
  std::string out = page_text(text);
  if (match.target == target && match.phrase && !match.phrase->empty()) {
    const Span at = *match.phrase;
    out = page_text(text.substr(0, at.begin)) + "<mark>" + page_text(std::string(at.of(text))) +
          "</mark>" + page_text(text.substr(at.end));
  }
  return fmt::format("<td lang=\"{}\">{}</td>", page_text(lang), out);
}

std::string unit_row(const TmMatch& match) {
  const MemoryUnit& unit = match.unit;
  const std::int64_t pair = pair_of_document(unit.source_document);
  std::string where = page_text(unit.source_document);
  if (pair > 0)
    where = fmt::format("<a href=\"/pairs/{}\">{}</a>", pair,
                        page_text(unit.day ? iso_day(*unit.day) : std::to_string(pair)));
  const std::string score =
      match.phrase ? "\xE2\x80\x93" : fmt::format("{:.0f}%", std::floor(match.score * 100));
  return fmt::format("<tr><td class=\"count\">{}</td>{}{}<td>{}</td><td>{}</td></tr>\n", score,
                     side_html(match, false), side_html(match, true), where,
                     page_text(unit.outlet));
}

ServiceResponse get_memory(Desk& desk, const DeskRequest& request, std::int64_t,
                           const std::string&) {
  nlohmann::ordered_json matches = nlohmann::ordered_json::array();
  for (const TmMatch& match : desk.memory.find(
           asked_text(request), request.parameter("phrase") == "1", search_of(request)))
    matches.push_back(match_json(match));
  return json_response({{"matches", std::move(matches)}});
}

ServiceResponse memory_page(Desk& desk, const DeskRequest& request, std::int64_t,
                            const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  const std::string text = asked_text(request);
  std::string rows;
  if (!text.empty()) {
    for (const TmMatch& match : desk.memory.find(text, false, search_of(request)))
      rows += unit_row(match);
    rows = rows.empty() ? "<p>" + page.html("desk.memory-none") + "</p>\n"
                        : page.table_head({"desk.similar", "desk.source", "desk.target",
                                           "desk.pair", "desk.outlet"}) +
                              rows + "</tbody></table></div>\n";
  }
  const std::string body = page.file(
      "memory.html",
      {{"q", page_text(text)},
       {"lang-options", page.language_options(request.parameter("lang"), page.text("page.all"))},
       {"rows", rows}});
  return page.response(page.text("desk.memory"), "memory", body, false);
}

}  // namespace

void add_memory_routes(Desk& desk, DeskRoutes& routes) {
  routes.add(desk, {"GET", "/api/v1/memory", Role::kReader}, get_memory);
  routes.add(desk, {"GET", "/memory", Role::kReader}, memory_page);
}

}  // namespace concord
