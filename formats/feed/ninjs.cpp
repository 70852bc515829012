// ninjs (IPTC): 1.x with body_text and body_xhtml, 2.x and 3.x with bodies and headlines; one item,
// a list, or items under "items".
#include <nlohmann/json.hpp>

#include "formats/feed/readers.h"
#include "formats/json_input.h"
#include "text/input_error.h"

namespace concord::feed {
namespace {

using Json = nlohmann::json;

/// A member under its name in 1.x and 2.x (lower case) or in 3.x (camel case).
std::string either(const Json& object, const char* lower, const char* camel,
                   const std::string& name) {
  std::string text = text_member(object, lower, name, 0);
  return text.empty() ? text_member(object, camel, name, 0) : text;
}

/// 2.x and 3.x: the value whose role is "main", else the first with text; HTML before plain text.
void read_bodies(const Json& bodies, const std::string& name, FeedItem& item) {
  int best = -1;
  for (const Json& body : bodies) {
    if (!body.is_object()) continue;
    const std::string type = either(body, "contenttype", "contentType", name);
    const std::string value = text_member(body, "value", name, 0);
    const bool html = type.find("html") != std::string::npos;
    if (value.empty() || (!type.empty() && !html && !type.starts_with("text/"))) continue;
    const int rank = (html ? 2 : 0) + (text_member(body, "role", name, 0) == "main" ? 1 : 0);
    if (rank <= best) continue;
    best = rank;
    item.body = value;
    item.html = html;
  }
}

/// 1.x: body_TYPE; "body_text", "body_xhtml", "body_html", ...
void read_old_bodies(const Json& json, FeedItem& item) {
  int best = -1;
  for (const auto& [key, value] : json.items()) {
    if (!key.starts_with("body") || !value.is_string()) continue;
    const bool html = key.find("html") != std::string::npos;
    const int rank = html ? 2 : key == "body_text" ? 1 : 0;
    if (rank <= best || value.get_ref<const std::string&>().empty()) continue;
    best = rank;
    item.body = value.get<std::string>();
    item.html = html;
  }
}

std::string headline_of(const Json& json, const std::string& name) {
  const auto headlines = json.find("headlines");
  if (headlines == json.end() || !headlines->is_array())
    return text_member(json, "headline", name, 0);
  std::string first;
  for (const Json& headline : *headlines) {
    if (!headline.is_object()) continue;
    const std::string value = text_member(headline, "value", name, 0);
    if (text_member(headline, "role", name, 0) == "main") return value;
    if (first.empty()) first = value;
  }
  return first;
}

void read_item(const Json& json, const std::string& name, FeedItem& item) {
  if (!json.is_object()) throw InputError(name, 0, "is not a JSON object", "give a ninjs item");
  item.id = text_member(json, "uri", name, 0);
  item.lang = text_member(json, "language", name, 0);
  item.title = plain_text(headline_of(json, name));
  item.url = text_member(json, "url", name, 0);
  for (const auto& [lower, camel] :
       {std::pair("firstcreated", "firstCreated"), std::pair("contentcreated", "contentCreated"),
        std::pair("versioncreated", "versionCreated")}) {
    if (!item.published) set_published(item, either(json, lower, camel, name));
  }
  if (const auto bodies = json.find("bodies"); bodies != json.end() && bodies->is_array())
    read_bodies(*bodies, name, item);
  if (item.body.empty()) read_old_bodies(json, item);
  if (const auto associations = json.find("associations");
      associations != json.end() && associations->is_array()) {
    for (const Json& association : *associations) {
      if (!association.is_object() ||
          text_member(association, "rel", name, 0).find("ransl") == std::string::npos)
        continue;
      item.versions.push_back({text_member(association, "language", name, 0),
                               text_member(association, "uri", name, 0)});
    }
  }
}

}  // namespace

void read_ninjs(const Document& document, const FeedSink& sink) {
  const Json json = parse_json(document.name, 0, document.bytes);
  const Json* items = &json;
  for (const char* key : {"items", "newsItems", "assets"}) {
    if (json.is_object() && json.contains(key) && json[key].is_array()) items = &json[key];
  }
  std::size_t count = 0;
  const auto read = [&](const Json& one) {
    ++count;
    const std::string place =
        items->is_array() ? document.name + "#" + std::to_string(count) : document.name;
    deliver(place, document.options, sink, [&](FeedItem& item) { read_item(one, place, item); });
  };
  if (!items->is_array()) return read(*items);
  for (const Json& one : *items) read(one);
}

}  // namespace concord::feed
