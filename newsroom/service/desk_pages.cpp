// The pages of the service: templates filled with the strings of a language and escaped text.
#include <fmt/format.h>
#include <unicode/locid.h>

#include <functional>
#include <map>
#include <random>

#include "checks/core/check.h"
#include "formats/escape.h"
#include "formats/messages.h"
#include "newsroom/service/desk_service.h"
#include "newsroom/service/service_files.h"

namespace concord {
namespace {

/// What stands for the placeholders of a template, as HTML.
using Values = std::map<std::string, std::string, std::less<>>;

/// Fills a template: "{{name}}" is a value or, where there is none, the message of that id.
std::string filled(std::string_view text, const Values& values, const MessageCatalogue& messages) {
  std::string out;
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{")) {
    const std::size_t close = text.find("}}", open);
    const std::string_view name = text.substr(open + 2, close - open - 2);
    out += text.substr(0, open);
    text.remove_prefix(close + 2);
    const auto value = values.find(name);
    out +=
        value != values.end() ? value->second : page_text(messages.text({std::string(name), {}}));
  }
  return out.append(text);
}

/// A number used once, for the styles that the editor adds (CSP 3, section 6.7.3).
std::string nonce() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

/// The options of a select: value and text of each.
std::string options_html(const std::vector<std::pair<std::string, std::string>>& options,
                         const std::string& chosen) {
  std::string out;
  for (const auto& [value, text] : options)
    out += fmt::format("<option value=\"{}\"{}>{}</option>", page_text(value),
                       value == chosen ? " selected" : "", page_text(text));
  return out;
}

/// What makes the pages of one request.
class Page {
 public:
  Page(std::string lang, const DeskOptions& options)
      : messages_(lang), options_(options), nonce_(nonce()) {}

  std::string text(const std::string& id,
                   std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return messages_.text({id, std::move(arguments)});
  }
  std::string html(const std::string& id) const { return page_text(text(id)); }
  std::string file(const char* name, const Values& values) const {
    return filled(service_file(name), values, messages_);
  }
  const std::string& nonce_value() const { return nonce_; }

  std::string language(const std::string& tag) const {
    icu::UnicodeString name;
    icu::Locale(tag.c_str()).getDisplayLanguage(icu::Locale(messages_.lang().c_str()), name);
    std::string out;
    name.toUTF8String(out);
    return out;
  }

  /// "All" and then the values with their names.
  std::string choice(const std::vector<std::string>& values, const std::string& chosen,
                     const std::function<std::string(const std::string&)>& name) const {
    std::vector<std::pair<std::string, std::string>> options = {{"", text("page.all")}};
    for (const std::string& value : values) options.emplace_back(value, name(value));
    return options_html(options, chosen);
  }
  std::string languages(const std::string& chosen, const std::string& none) const {
    std::vector<std::pair<std::string, std::string>> options = {{"", none}};
    for (const char* tag : {"ru", "uk", "id", "vi", "en"}) options.emplace_back(tag, language(tag));
    return options_html(options, chosen);
  }
  std::string states(const std::string& chosen) const {
    std::vector<std::pair<std::string, std::string>> options;
    for (const char* state : {"new", "review", "done"})
      options.emplace_back(state, text(std::string("desk.state-") + state));
    return options_html(options, chosen);
  }

  ServiceResponse response(const std::string& title, const std::string& here,
                           const std::string& body, bool script) const {
    ServiceResponse response;
    response.type = "text/html; charset=utf-8";
    Values values = {{"lang", messages_.lang()},
                     {"version", page_text(options_.version)},
                     {"title", page_text(title)},
                     {"body", body},
                     {"script", script ? "<script src=\"/static/editor.js\"></script>\n"
                                         "<script src=\"/static/desk.js\"></script>"
                                       : "<script src=\"/static/desk.js\"></script>"}};
    for (const char* name : {"queue", "new", "checks"})
      values[std::string(name) + "-here"] = name == here ? "aria-current=\"page\"" : "";
    response.body = file("shell.html", values);
    response.headers["Content-Security-Policy"] =
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce_ +
        "'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    return response;
  }

 private:
  MessageCatalogue messages_;
  const DeskOptions& options_;
  std::string nonce_;
};

std::string count_cell(std::size_t count, const char* severity) {
  return fmt::format("<td class=\"count {}\">{}</td>", count > 0 ? severity : "", count);
}

std::string queue_row(const DeskPair& pair, const Page& page) {
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
         count_cell(pair.counts.errors, "error") + count_cell(pair.counts.warnings, "warning") +
         count_cell(pair.counts.infos, "info") +
         fmt::format(
             "<td>{}</td><td>{}</td><td class=\"time\"><time datetime=\"{}\">{}</time></td>"
             "</tr>\n",
             page.html("desk.state-" + pair.state), page_text(pair.assignee),
             page_text(pair.updated),
             page_text(pair.updated.substr(0, 10) + " " + pair.updated.substr(11, 5)));
}

std::string queue_table(const std::vector<DeskPair>& pairs, const Page& page) {
  std::string out = "<div class=\"scroll\"><table><thead><tr>";
  for (const char* id :
       {"index.pair", "index.languages", "desk.outlet", "index.errors", "index.warnings",
        "index.infos", "desk.state", "desk.assignee", "desk.updated"})
    out += "<th scope=\"col\">" + page.html(id) + "</th>";
  out += "</tr></thead><tbody>\n";
  for (const DeskPair& pair : pairs) out += queue_row(pair, page);
  return out + "</tbody></table></div>\n";
}

std::string url_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

/// Links to the pages of the queue before and after this one.
std::string page_links(const ServiceRequest& request, const DeskFilter& filter, std::size_t total,
                       const Page& page) {
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
std::string script_strings(const Page& page) {
  std::string out;
  const auto add = [&](const std::string& name, const std::string& text) {
    out += fmt::format(" data-{}=\"{}\"", name, page_text(text));
  };
  for (const char* id : {"saved", "copied", "waiting"})
    add(id, page.text(std::string("desk.") + id));
  add("apply", page.text("desk.apply", {{"text", "{text}"}}));
  for (const char* level : {"error", "warning", "info"})
    add(std::string("severity-") + level, page.text(std::string("severity.") + level));
  for (const Check& check : all_checks())
    add("check-" + std::string(check.name), page.text("check." + std::string(check.name)));
  return out;
}

/// The editor of a pair; a pair that is not stored yet has the id 0.
std::string editor_html(const DeskPair& pair, const Page& page) {
  const bool stored = pair.id != 0;
  return page.file(
      "pair.html",
      {{"heading", stored ? page_text(pair.title) : page.html("desk.new")},
       {"id", std::to_string(pair.id)},
       {"data", fmt::format("data-pair=\"{}\" data-revision=\"{}\" data-nonce=\"{}\"", pair.id,
                            pair.revision, page.nonce_value())},
       {"strings", script_strings(page)},
       {"date", page_text(pair.published)},
       {"outlet", page_text(pair.outlet)},
       {"fixed", stored ? "readonly" : ""},
       {"assignee", page_text(pair.assignee)},
       {"stored-only", stored ? "" : "hidden"},
       {"state-options", page.states(pair.state)},
       {"save-label", page.html(stored ? "desk.save" : "desk.add")},
       {"source-lang-options", page.languages(pair.source.lang, page.text("desk.detect"))},
       {"target-lang-options", page.languages(pair.target.lang, page.text("desk.detect"))},
       {"source", page_text(pair.source.text)},
       {"target", page_text(pair.target.text)}});
}

}  // namespace

ServiceResponse DeskService::queue_page(const ServiceRequest& request, std::int64_t,
                                        const std::string&) {
  const Page page(ui_lang(request), options_);
  const DeskFilter filter = filter_of(request);
  const std::size_t total = store_.count(filter);
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
       {"lang-options", page.languages(filter.lang, page.text("page.all"))},
       {"outlet-options", page.choice(store_.outlets(), filter.outlet, itself)},
       {"assignee-options", page.choice(store_.assignees(), filter.assignee, itself)},
       {"changed-options",
        page.choice({"day"}, request.parameter("changed"),
                    [&](const std::string&) { return page.text("desk.since-yesterday"); })},
       {"total", page_text(page.text("index.pairs", {{"count", std::to_string(total)}}))},
       {"rows", queue_table(store_.list(filter), page)},
       {"pages", page_links(request, filter, total, page)}});
  return page.response(page.text("desk.queue") + " - concord", "queue", body, false);
}

ServiceResponse DeskService::new_page(const ServiceRequest& request, std::int64_t,
                                      const std::string&) {
  const Page page(ui_lang(request), options_);
  return page.response(page.text("desk.new") + " - concord", "new", editor_html({}, page), true);
}

ServiceResponse DeskService::pair_page(const ServiceRequest& request, std::int64_t id,
                                       const std::string&) {
  const Page page(ui_lang(request), options_);
  const auto pair = store_.get(id);
  if (!pair) {
    ServiceResponse response =
        page.response("404", "", "<p>" + page.html("desk.no-pair") + "</p>", false);
    response.status = 404;
    return response;
  }
  return page.response(pair->title + " - concord", "", editor_html(*pair, page), true);
}

ServiceResponse DeskService::checks_page(const ServiceRequest& request, std::int64_t,
                                         const std::string&) {
  const Page page(ui_lang(request), options_);
  std::string rows;
  for (const CheckEarnings& row : store_.earnings()) {
    const std::size_t useful = row.real + row.intended;
    const std::size_t all = useful + row.false_alarms;
    const double share = 100 * static_cast<double>(useful) / static_cast<double>(all);
    rows += fmt::format(
        "<tr><th scope=\"row\">{}<span class=\"worst\">{}</span></th>{}{}{}<td>{:.0f}% <svg "
        "class=\"chart\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" role=\"img\" "
        "aria-label=\"{:.0f}%\"><rect width=\"{:.1f}\" height=\"8\" fill=\"currentColor\"/></svg>"
        "</td></tr>\n",
        page.html("check." + row.check), page.html("explain." + row.check),
        count_cell(row.real, ""), count_cell(row.intended, ""), count_cell(row.false_alarms, ""),
        share, share, share);
  }
  std::string body = "<h1>" + page.html("desk.checks") + "</h1>\n<p class=\"compared\">" +
                     page.html("desk.checks-about") + "</p>\n";
  if (rows.empty()) {
    body += "<p>" + page.html("desk.no-verdicts") + "</p>\n";
  } else {
    body += "<div class=\"scroll\"><table><thead><tr>";
    for (const char* id :
         {"page.check", "verdict.real", "verdict.intended", "verdict.false-alarm", "desk.right"})
      body += "<th scope=\"col\">" + page.html(id) + "</th>";
    body += "</tr></thead><tbody>\n" + rows + "</tbody></table></div>\n";
  }
  return page.response(page.text("desk.checks") + " - concord", "checks", body, false);
}

ServiceResponse DeskService::static_file(const ServiceRequest&, std::int64_t,
                                         const std::string& name) {
  const bool script = name.ends_with(".js");
  if (!script && !name.ends_with(".css")) return {404, "text/plain", "there is no such file\n", {}};
  const std::string_view bytes = service_file(name);
  ServiceResponse response;
  response.type = script ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8";
  response.body = bytes;
  if (bytes.empty() && name != "editor.js") response.status = 404;
  return response;
}

}  // namespace concord
