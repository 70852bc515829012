// JSON lines: {"id", "lang", "date", "title", "text" or "html", "url"}, one report a line.
#include <algorithm>

#include "formats/feed/readers.h"
#include "formats/json_input.h"
#include "text/input_error.h"

namespace concord::feed {
namespace {

void read_line(const std::string& name, std::size_t line, std::string_view text, FeedItem& item) {
  const nlohmann::json json = parse_json(name, line, text);
  if (!json.is_object()) throw InputError(name, line, "is not a JSON object", "give {\"id\", \"lang\", \"text\"}");
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
    if (const std::string ref = text_member(json, key, name, line); !ref.empty()) item.versions.push_back({{}, ref});
  }
}

}  // namespace

void read_json_lines(const Document& document, const FeedSink& sink) {
  std::string_view rest = document.bytes;
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    deliver(document.name + "#" + std::to_string(line), document.options, sink,
            [&](FeedItem& item) { read_line(document.name, line, text, item); });
  }
}

}  // namespace concord::feed
