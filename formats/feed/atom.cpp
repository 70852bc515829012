// Atom (RFC 4287): text constructs of type text, html and xhtml; alternate links in other languages
// are versions.
#include "formats/feed/readers.h"

namespace concord::feed {
namespace {

/// Section 3.1 and 4.1.3: the text of a construct, as HTML where it is markup.
std::string construct(const pugi::xml_node& node, bool& html) {
  const std::string_view type = node.attribute("type").value();
  html =
      type == "xhtml" || type == "html" || type == "text/html" || type == "application/xhtml+xml";
  return type == "xhtml" || type == "application/xhtml+xml" ? markup_below(node) : text_below(node);
}

void read_entry(const pugi::xml_node& entry, FeedItem& item) {
  item.id = text_below(child(entry, "id"));
  item.lang = inherited_lang(entry);
  bool html = false;
  item.title = construct(child(entry, "title"), html);
  if (html) item.title = plain_text(item.title);
  for (const char* name : {"content", "summary"}) {
    if (item.body.empty()) item.body = construct(child(entry, name), item.html);
    if (const std::string lang = child(entry, name).attribute("xml:lang").value();
        !lang.empty() && !item.body.empty())
      item.lang = lang;
  }
  for (const char* name : {"published", "updated", "date"}) {
    if (!item.published) set_published(item, text_below(child(entry, name)));
  }
  for (const pugi::xml_node& link : entry.children()) {
    if (local_name(link) != "link") continue;
    const std::string rel = link.attribute("rel").value();
    if (!rel.empty() && rel != "alternate") continue;
    const std::string lang = link.attribute("hreflang").value();
    const std::string href = link.attribute("href").value();
    if (item.url.empty() && (lang.empty() || lang == item.lang)) {
      item.url = href;
    } else {
      item.versions.push_back({lang, href});
    }
  }
}

}  // namespace

void read_atom(const Document& document, const pugi::xml_document& xml, const FeedSink& sink) {
  const pugi::xml_node root = xml.document_element();
  std::size_t count = 0;
  const auto read = [&](const pugi::xml_node& entry) {
    deliver(document.name + "#" + std::to_string(++count), document.options, sink,
            [&](FeedItem& item) { read_entry(entry, item); });
  };
  if (local_name(root) == "entry") return read(root);
  for (const pugi::xml_node& entry : root.children()) {
    if (local_name(entry) == "entry") read(entry);
  }
}

}  // namespace concord::feed
