// JSON lines: {"id", "lang", "date", "title", "text" or "html", "url"}, one report a line.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/feed/readers.h"
#include "formats/json_input.h"
#include "text/input_error.h"
#include "text/lines.h"

namespace concord::feed {
namespace {

void read_line(const std::string& name, std::size_t line, std::string_view text, FeedItem& item) {
  const auto flat = text_members(text);
  const nlohmann::json json = flat ? nlohmann::json::object() : parse_json(name, line, text);
  if (!json.is_object())
    throw InputError(name, line, "is not a JSON object", "give {\"id\", \"lang\", \"text\"}");
  const auto member = [&](const char* key) {
    if (!flat) return text_member(json, key, name, line);
    const auto found = flat->find(key);
    return found == flat->end() ? std::string() : found->second;
  };
  if (const auto id = json.find("id"); id != json.end() && id->is_number()) {
    item.id = id->dump();
  } else {
    item.id = member("id");
  }
  item.lang = member("lang");
  item.title = member("title");
  item.url = member("url");
  item.body = member("text");
  if (item.body.empty()) {
    item.body = member("html");
    item.html = true;
  }
  const std::string date = member("date");
  set_published(item, date);
  if (!date.empty() && !item.published)
    throw InputError(name, line, "\"date\": '" + date + "' is not a date", "write YYYY-MM-DD");
  for (const char* key : {"version_of", "translation_of"}) {
    if (const std::string ref = member(key); !ref.empty()) item.versions.push_back({{}, ref});
  }
}

}  // namespace

void read_json_lines(const Document& document, const FeedSink& sink) {
  for (Lines lines(document.bytes); lines.next();) {
    if (lines.blank()) continue;
    deliver(document.name + "#" + std::to_string(lines.number()), document.options, sink,
            [&](FeedItem& item) { read_line(document.name, lines.number(), lines.line(), item); });
  }
}

}  // namespace concord::feed
