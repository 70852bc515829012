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
  const nlohmann::json json = parse_json(name, line, text);
  if (!json.is_object())
    throw InputError(name, line, "is not a JSON object", "give {\"id\", \"lang\", \"text\"}");
  if (const auto id = json.find("id"); id != json.end() && id->is_number()) {
    item.id = id->dump();
  } else {
    item.id = text_member(json, "id", name, line);
  }
  item.lang = text_member(json, "lang", name, line);
  item.title = text_member(json, "title", name, line);
  item.url = text_member(json, "url", name, line);
  item.body = text_member(json, "text", name, line);
  if (item.body.empty()) {
    item.body = text_member(json, "html", name, line);
    item.html = true;
  }
  const std::string date = text_member(json, "date", name, line);
  set_published(item, date);
  if (!date.empty() && !item.published)
    throw InputError(name, line, "\"date\": '" + date + "' is not a date", "write YYYY-MM-DD");
  for (const char* key : {"version_of", "translation_of"}) {
    if (const std::string ref = text_member(json, key, name, line); !ref.empty())
      item.versions.push_back({{}, ref});
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
