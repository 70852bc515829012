// The description of the API as a page to read.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "formats/escape.h"
#include "formats/json_input.h"
#include "newsroom/service/desk.h"
#include "newsroom/service/page_maker.h"
#include "newsroom/service/service_files.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The name of a schema that is referred to, else its type or its values.
std::string type_of(const Json& schema) {
  if (const std::string reference = text_of(schema, "$ref"); !reference.empty()) {
    const std::string name = reference.substr(reference.rfind('/') + 1);
    return fmt::format("<a href=\"#{0}\">{0}</a>", page_text(name));
  }
  if (schema.contains("items")) return "array of " + type_of(schema["items"]);
  if (!schema.contains("enum")) return page_text(text_of(schema, "type"));
  std::string values;
  for (const Json& value : schema["enum"])
    values += (values.empty() ? "" : " | ") + value.get<std::string>();
  return page_text(values);
}

std::string row_html(const std::string& name, const Json& schema, const std::string& description) {
  return fmt::format("<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>\n",
                     page_text(name), type_of(schema), page_text(description));
}

std::string properties_html(const Json& schema) {
  std::string rows;
  const Json properties = schema.value("properties", Json::object());
  for (const auto& [name, property] : properties.items())
    rows += row_html(name, property, text_of(property, "description"));
  return rows;
}

std::string table_html(const std::string& rows) {
  return rows.empty() ? rows
                      : "<div class=\"scroll\" tabindex=\"0\"><table><tbody>\n" + rows +
                            "</tbody></table></div>\n";
}

std::string operation_html(const std::string& method, const std::string& path,
                           const Json& operation) {
  std::string capitals = method;
  for (char& c : capitals) c = static_cast<char>(c - 'a' + 'A');
  std::string out = fmt::format("<h2><code>{} {}</code></h2>\n<p>{}</p>\n", page_text(capitals),
                                page_text(path), page_text(text_of(operation, "summary")));
  std::string rows;
  for (const Json& parameter : operation.value("parameters", Json::array()))
    rows += row_html(text_of(parameter, "name"), parameter.value("schema", Json::object()),
                     text_of(parameter, "description"));
  const Json::json_pointer body("/requestBody/content/application~1json/schema");
  if (operation.contains(body)) rows += properties_html(operation[body]);
  out += table_html(rows) + "<ul>\n";
  const Json responses = operation.value("responses", Json::object());
  for (const auto& [status, response] : responses.items()) {
    std::string types;
    const Json contents = response.value("content", Json::object());
    for (const auto& [type, content] : contents.items())
      types += fmt::format(", <code>{}</code> {}", page_text(type),
                           type_of(content.value("schema", Json::object())));
    out += fmt::format("<li><code>{}</code> {}{}</li>\n", page_text(status),
                       page_text(text_of(response, "description")), types);
  }
  return out + "</ul>\n";
}

ServiceResponse api_page(Desk& desk, const DeskRequest& request, std::int64_t, const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  const Json api = Json::parse(service_file("openapi.json"));
  std::string body = "<div lang=\"en\"><h1>API</h1>\n<p>" +
                     page_text(text_of(api["info"], "description")) +
                     "</p>\n<p><a href=\"/api/v1/openapi.json\">openapi.json</a></p>\n";
  for (const auto& [path, item] : api["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      if (method != "parameters") body += operation_html(method, path, operation);
    }
  }
  for (const auto& [name, schema] : api["components"]["schemas"].items())
    body += fmt::format("<h2 id=\"{0}\">{0}</h2>\n", page_text(name)) +
            table_html(properties_html(schema));
  return page.response("API", "", body + "</div>\n", false);
}

}  // namespace

void add_api_page(Desk& desk, DeskRoutes& routes) { routes.add(desk, {"GET", "/api"}, api_page); }

}  // namespace concord
