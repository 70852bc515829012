// Fills the templates of pages.
#include "newsroom/service/page_maker.h"

#include <fmt/format.h>
#include <unicode/locid.h>

#include "formats/escape.h"
#include "newsroom/service/secrets.h"
#include "newsroom/service/service_files.h"

namespace concord {
namespace {

/// The options of a select: value and text of each.
std::string options_html(const std::vector<std::pair<std::string, std::string>>& options,
                         const std::string& chosen) {
  std::string out;
  for (const auto& [value, text] : options)
    out += fmt::format("<option value=\"{}\"{}>{}</option>", page_text(value),
                       value == chosen ? " selected" : "", page_text(text));
  return out;
}

}  // namespace

PageMaker::PageMaker(const std::string& messages, const std::string& lang, std::string version,
                     const Caller& caller, const std::vector<std::string>& languages)
    : messages_(messages, lang),
      version_(std::move(version)),
      caller_(&caller),
      languages_(&languages),
      nonce_(new_token()) {}

std::string PageMaker::html(const std::string& id) const { return page_text(text(id)); }

std::string PageMaker::file(const char* name, const Values& values) const {
  std::string_view text = service_file(name);
  std::string out;
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{")) {
    const std::size_t close = text.find("}}", open);
    const std::string_view id = text.substr(open + 2, close - open - 2);
    out += text.substr(0, open);
    text.remove_prefix(close + 2);
    const auto value = values.find(id);
    out += value != values.end() ? value->second : html(std::string(id));
  }
  return out.append(text);
}

std::string PageMaker::csrf_field() const {
  return caller_->csrf.empty()
             ? std::string()
             : fmt::format("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", caller_->csrf);
}

std::string PageMaker::table_head(const std::vector<const char*>& ids, const char* kind) const {
  std::string out =
      fmt::format("<div class=\"scroll\" tabindex=\"0\"><table class=\"{}\"><thead><tr>", kind);
  for (const char* id : ids) out += "<th scope=\"col\">" + html(id) + "</th>";
  return out + "</tr></thead><tbody>\n";
}

std::string PageMaker::button_form(const std::string& path,
                                   const std::vector<std::pair<std::string, std::string>>& fields,
                                   const std::string& label, const std::string& more) const {
  std::string out =
      fmt::format("<form class=\"row\" method=\"post\" action=\"{}\">{}", path, csrf_field());
  for (const auto& [name, value] : fields)
    out += fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, page_text(value));
  return out + more + "<button>" + page_text(label) + "</button></form>";
}

std::string PageMaker::told(const std::string& text, bool wrong) {
  return text.empty() ? text
                      : fmt::format("<p class=\"told {}\" role=\"status\">{}</p>",
                                    wrong ? "error" : "", page_text(text));
}

std::string PageMaker::choice(const std::vector<std::string>& values, const std::string& chosen,
                              const std::function<std::string(const std::string&)>& name) const {
  std::vector<std::pair<std::string, std::string>> options = {{"", text("page.all")}};
  for (const std::string& value : values) options.emplace_back(value, name(value));
  return options_html(options, chosen);
}

std::string PageMaker::language_options(const std::string& chosen, const std::string& none) const {
  std::vector<std::pair<std::string, std::string>> options = {{"", none}};
  for (const std::string& tag : *languages_) {
    icu::UnicodeString name;
    icu::Locale(tag.c_str()).getDisplayName(icu::Locale(messages_.lang().c_str()), name);
    std::string out;
    name.toUTF8String(out);
    options.emplace_back(tag, out);
  }
  return options_html(options, chosen);
}

std::string PageMaker::options(const std::string& prefix, const std::vector<std::string>& values,
                               const std::string& chosen) const {
  std::vector<std::pair<std::string, std::string>> options;
  for (const std::string& value : values) options.emplace_back(value, text(prefix + "-" + value));
  return options_html(options, chosen);
}

std::string PageMaker::person_html() const {
  switch (caller_->kind) {
    case CallerKind::kOpen:
      return "<label class=\"me js\" hidden>" + html("desk.you") +
             " <input type=\"text\" id=\"me\" autocomplete=\"name\"></label>";
    case CallerKind::kSession:
      return "<a href=\"/account\">" + page_text(caller_->person.name) +
             "</a> <form method=\"post\" action=\"/logout\">" + csrf_field() + "<button>" +
             html("desk.log-out") + "</button></form>";
    case CallerKind::kProxy:
    case CallerKind::kKey:
      return "<span>" + page_text(caller_->person.name) + "</span>";
    case CallerKind::kNobody:
      break;
  }
  return {};
}

ServiceResponse PageMaker::response(const std::string& title, const std::string& here,
                                    const std::string& body, bool editor) const {
  ServiceResponse response;
  response.type = "text/html; charset=utf-8";
  const bool knows = caller_->kind != CallerKind::kNobody;
  std::string nav;
  const auto link = [&](const char* name, const char* path, Role least) {
    if (caller_->person.role < least) return;
    nav +=
        fmt::format("<a href=\"{}\"{}>{}</a> ", path, name == here ? " aria-current=\"page\"" : "",
                    html(std::string("desk.") + name));
  };
  if (knows) {
    link("queue", "/", Role::kReader);
    link("new", "/new", Role::kReader);
    link("memory", "/memory", Role::kReader);
    link("glossary", "/glossary", Role::kReader);
    link("checks", "/checks", Role::kReader);
    link("people", "/people", Role::kAdmin);
  }
  response.body = file("shell.html", {{"lang", messages_.lang()},
                                      {"version", page_text(version_)},
                                      {"title", page_text(title + " - concord")},
                                      {"nav", nav},
                                      {"person", person_html()},
                                      {"csrf", caller_->csrf},
                                      {"body", body},
                                      {"editor", editor ? "<script src=\"/static/editor.js\">"
                                                          "</script>\n"
                                                        : ""}});
  response.headers["Content-Security-Policy"] =
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce_ +
      "'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  return response;
}

}  // namespace concord
