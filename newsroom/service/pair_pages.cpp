// The queue and the editor of a pair, as pages.
#include <fmt/format.h>

#include <algorithm>

#include "checks/core/check.h"
#include "formats/escape.h"
#include "newsroom/service/desk.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/page_maker.h"

namespace concord {
namespace {

/// What the editor of a pair offers.
struct EditorOptions {
  bool may_change = false;  ///< texts, state and verdicts
  bool fetches = false;     ///< pages by their address
  bool sends = false;       ///< the corrected text to a webhook
};

/// The same with what is counted, for windows too small for a head above.
std::string named_count(std::size_t count, const char* severity, const std::string& name) {
  return fmt::format("<td class=\"count {}\" data-label=\"{}\">{}</td>",
                     count > 0 ? severity : "none", name, count);
}

std::string queue_row(const DeskPair& pair, const PageMaker& page) {
  std::string worst;
  if (!pair.error.empty()) {
    worst = fmt::format("<span class=\"worst error\">{}</span>", page_text(pair.error));
  } else if (!pair.worst.empty()) {
    worst = fmt::format("<span class=\"worst {}\">{}</span>", page_text(pair.worst_severity),
                        page_text(pair.worst));
  }
  return fmt::format(
             "<tr><th scope=\"row\"><a href=\"/pairs/{}\">{}</a>{}</th><td class=\"langs\">{} "
             "\xE2\x86\x92 "
             "{}</td><td>{}</td>",
             pair.id, page_text(pair.title.empty() ? pair.target.name : pair.title), worst,
             page_text(pair.source.lang), page_text(pair.target.lang), page_text(pair.outlet)) +
         named_count(pair.counts.errors, "error", page.html("index.errors")) +
         named_count(pair.counts.warnings, "warning", page.html("index.warnings")) +
         named_count(pair.counts.infos, "info", page.html("index.infos")) +
         fmt::format(
             "<td>{}</td><td>{}</td><td class=\"time\"><time datetime=\"{}\">{}</time></td>"
             "</tr>\n",
             page.html("desk.state-" + pair.state), page_text(pair.assignee),
             page_text(pair.updated),
             page_text(pair.updated.substr(0, 10) + " " + pair.updated.substr(11, 5)));
}

std::string queue_table(const std::vector<DeskPair>& pairs, const PageMaker& page) {
  std::string out = page.table_head(
      {"index.pair", "index.languages", "desk.outlet", "index.errors", "index.warnings",
       "index.infos", "desk.state", "desk.assignee", "desk.updated"},
      "queue");
  for (const DeskPair& pair : pairs) out += queue_row(pair, page);
  return out + "</tbody></table></div>\n";
}

/// Links to the pages of the queue before and after this one.
std::string page_links(const ServiceRequest& request, const DeskFilter& filter, std::size_t total,
                       const PageMaker& page) {
  const auto link = [&](std::size_t offset, const char* id) {
    std::string query;
    for (const auto& [name, value] : request.query) {
      if (name != "offset" && !value.empty())
        query += url_encoded(name) + "=" + url_encoded(value) + "&";
    }
    return fmt::format("<a href=\"/?{}offset={}\">{}</a> ", page_text(query), offset,
                       page.html(id));
  };
  std::string out = "<p>";
  if (filter.offset > 0)
    out += link(filter.offset > filter.limit ? filter.offset - filter.limit : 0, "page.previous");
  if (filter.offset + filter.limit < total) out += link(filter.offset + filter.limit, "page.next");
  return out + "</p>";
}

/// The strings that the script says, as data attributes.
std::string script_strings(const PageMaker& page) {
  std::string out;
  const auto add = [&](const std::string& name, const std::string& text) {
    out += fmt::format(" data-{}=\"{}\"", name, page_text(text));
  };
  for (const char* id : {"saved", "copied", "waiting", "sent"})
    add(id, page.text(std::string("desk.") + id));
  add("apply", page.text("desk.apply", {{"text", "{text}"}}));
  for (const char* level : {"error", "warning", "info"})
    add(std::string("severity-") + level, page.text(std::string("severity.") + level));
  for (const Check& check : all_checks())
    add("check-" + std::string(check.name), page.text("check." + std::string(check.name)));
  return out;
}

/// The editor of a pair; a pair that is not stored yet has the id 0.
std::string editor_html(const DeskPair& pair, const PageMaker& page, const EditorOptions& options) {
  const bool stored = pair.id != 0;
  return page.file(
      "pair.html",
      {{"heading", stored ? page_text(pair.title) : page.html("desk.new")},
       {"id", std::to_string(pair.id)},
       {"data", fmt::format("data-pair=\"{}\" data-revision=\"{}\" data-nonce=\"{}\"", pair.id,
                            pair.revision, page.nonce())},
       {"strings", script_strings(page)},
       {"date", page_text(pair.published)},
       {"outlet", page_text(pair.outlet)},
       {"fixed", stored ? "readonly" : ""},
       {"assignee", page_text(pair.assignee)},
       {"stored-only", stored ? "" : "hidden"},
       {"new-only", stored || !options.may_change ? "hidden" : ""},
       {"address-only", stored || !options.fetches ? "hidden" : ""},
       {"change-only", options.may_change ? "" : "hidden"},
       {"send-only", stored && options.may_change && options.sends ? "" : "hidden"},
       {"state-options", page.options("desk.state", {"new", "review", "done"}, pair.state)},
       {"save-label", page.html(stored ? "desk.save" : "desk.add")},
       {"source-lang-options", page.language_options(pair.source.lang, page.text("desk.detect"))},
       {"target-lang-options", page.language_options(pair.target.lang, page.text("desk.detect"))},
       {"source", page_text(pair.source.text)},
       {"target", page_text(pair.target.text)}});
}

EditorOptions editor_options(Desk& desk, const DeskRequest& request) {
  return {request.caller.person.role >= Role::kEditor, !desk.options.fetch.hosts.empty(),
          desk.outbox.has_addresses()};
}

ServiceResponse queue_page(Desk& desk, const DeskRequest& request, std::int64_t,
                           const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  const DeskFilter filter = filter_of(request);
  const std::size_t total = desk.store.count(filter);
  const auto itself = [](const std::string& value) { return value; };
  const std::string body = page.file(
      "queue.html",
      {{"q", page_text(filter.words)},
       {"state-options",
        page.choice({"new", "review", "done"}, filter.state,
                    [&](const std::string& state) { return page.text("desk.state-" + state); })},
       {"severity-options", page.choice({"error", "warning", "info"}, filter.severity,
                                        [&](const std::string& severity) {
                                          return page.text("severity." + severity);
                                        })},
       {"lang-options", page.language_options(filter.lang, page.text("page.all"))},
       {"outlet-options", page.choice(desk.store.outlets(), filter.outlet, itself)},
       {"assignee-options", page.choice(desk.store.assignees(), filter.assignee, itself)},
       {"changed-options",
        page.choice({"day"}, request.parameter("changed"),
                    [&](const std::string&) { return page.text("desk.since-yesterday"); })},
       {"total", page_text(page.text("index.pairs", {{"count", std::to_string(total)}}))},
       {"rows", queue_table(desk.store.list(filter), page)},
       {"pages", page_links(request, filter, total, page)}});
  return page.response(page.text("desk.queue"), "queue", body, false);
}

ServiceResponse new_page(Desk& desk, const DeskRequest& request, std::int64_t, const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  return page.response(page.text("desk.new"), "new",
                       editor_html({}, page, editor_options(desk, request)), true);
}

ServiceResponse pair_page(Desk& desk, const DeskRequest& request, std::int64_t id,
                          const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  const auto pair = desk.store.get(id);
  if (!pair) {
    ServiceResponse response =
        page.response("404", "", "<p>" + page.html("desk.no-pair") + "</p>", false);
    response.status = 404;
    return response;
  }
  return page.response(pair->title, "", editor_html(*pair, page, editor_options(desk, request)),
                       true);
}

}  // namespace

void add_pair_pages(Desk& desk, DeskRoutes& routes) {
  routes.add(desk, {"GET", "/", Role::kReader}, queue_page);
  routes.add(desk, {"GET", "/new", Role::kReader}, new_page);
  routes.add(desk, {"GET", "/pairs/{id}", Role::kReader}, pair_page);
}

}  // namespace concord
