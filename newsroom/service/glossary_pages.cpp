// The glossary of the desk: as JSON, and as a page on which editors decide.
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "formats/escape.h"
#include "newsroom/service/desk.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/json_request.h"
#include "newsroom/service/page_maker.h"

namespace concord {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

/// One term of the glossary, with what can be decided about it.
std::string term_row(const DeskTerm& term, const PageMaker& page, bool may_decide) {
  const auto button = [&](const char* state, const char* label) {
    return may_decide && term.state != state
               ? page.button_form("/glossary", {{"id", std::to_string(term.id)}, {"state", state}},
                                  page.text(label))
               : std::string();
  };
  const std::string who =
      page_text(term.proposed_by.empty() ? std::to_string(term.pair) : term.proposed_by);
  return fmt::format(
             "<tr><th scope=\"row\"><span lang=\"{0}\">{1}</span> = <span lang=\"{2}\">{3}</span>"
             "</th><td class=\"langs\">{0} \xE2\x86\x92 {2}</td><td>{4}</td><td>{5}</td>",
             page_text(term.source_lang), page_text(term.source), page_text(term.target_lang),
             page_text(term.target), page.html("check." + term.check),
             page.html("desk.term-" + term.state)) +
         fmt::format(
             "<td><a href=\"/pairs/{}\">{}</a></td><td>{}</td><td class=\"row\">{}{}</td></tr>\n",
             term.pair, who, page_text(term.decided_by), button("confirmed", "desk.confirm"),
             button("rejected", "desk.reject"));
}

ServiceResponse get_glossary(Desk& desk, const DeskRequest&, std::int64_t, const std::string&) {
  OrderedJson terms = OrderedJson::array();
  for (const DeskTerm& term : desk.glossary.all())
    terms.push_back({{"id", term.id},
                     {"source_lang", term.source_lang},
                     {"target_lang", term.target_lang},
                     {"source", term.source},
                     {"target", term.target},
                     {"check", term.check},
                     {"state", term.state},
                     {"pair", term.pair},
                     {"proposed_by", term.proposed_by},
                     {"proposed", term.proposed},
                     {"decided_by", term.decided_by},
                     {"decided", term.decided}});
  return json_response({{"terms", std::move(terms)}});
}

ServiceResponse put_glossary(Desk& desk, const DeskRequest& request, std::int64_t id,
                             const std::string&) {
  const Json body = body_of(request);
  const std::string state = text_of(body, "state");
  if (!desk.decide(id, state, who(request, text_of(body, "who"))))
    return problem_response(404, "there is no such term");
  return json_response({{"id", id}, {"state", state}});
}

ServiceResponse glossary_page(Desk& desk, const DeskRequest& request, std::int64_t,
                              const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  const bool may = request.caller.person.role >= Role::kEditor;
  std::string rows;
  for (const DeskTerm& term : desk.glossary.all()) rows += term_row(term, page, may);
  std::string body = "<h1>" + page.html("desk.glossary") + "</h1>\n<p class=\"compared\">" +
                     page.html("desk.glossary-about") + "</p>\n";
  if (!rows.empty())
    body += page.table_head({"desk.term", "index.languages", "page.check", "desk.state",
                             "desk.proposed-by", "desk.decided-by", "desk.decide"}) +
            rows + "</tbody></table></div>\n";
  return page.response(page.text("desk.glossary"), "glossary", body, false);
}

ServiceResponse post_glossary(Desk& desk, const DeskRequest& request, std::int64_t,
                              const std::string&) {
  const auto form = form_values(request.body);
  const auto value = [&](const char* name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
  };
  std::int64_t id = 0;
  const std::string number = value("id");
  std::from_chars(number.data(), number.data() + number.size(), id);
  desk.decide(id, value("state"), request.caller.person.name);
  ServiceResponse response{303, "text/plain; charset=utf-8", "", {}};
  response.headers["Location"] = "/glossary";
  return response;
}

}  // namespace

void add_glossary_routes(Desk& desk, DeskRoutes& routes) {
  routes.add(desk, {"GET", "/api/v1/glossary", Role::kReader}, get_glossary);
  routes.add(desk, {"PUT", "/api/v1/glossary/{id}", Role::kEditor}, put_glossary);
  routes.add(desk, {"GET", "/glossary", Role::kReader}, glossary_page);
  routes.add(desk, {"POST", "/glossary", Role::kEditor, true}, post_glossary);
}

}  // namespace concord
