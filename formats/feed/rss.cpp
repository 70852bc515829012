// RSS 2.0 (RSS Advisory Board, 30 March 2009) with content:encoded, Dublin Core dates and Atom
// links; RSS 1.0 items are read alike.
#include "formats/feed/readers.h"
#include "text/input_error.h"

namespace concord::feed {
namespace {

void read_item(const pugi::xml_node& node, const std::string& channel_lang, FeedItem& item) {
  item.id = text_below(child(node, "guid"));
  item.lang = channel_lang;
  std::string description;
  for (const pugi::xml_node& field : node.children()) {
    const std::string_view name = field.name();
    const std::string_view local = local_name(field);
    if (name == "title") {
      item.title = plain_text(text_below(field));
    } else if (name == "link") {
      item.url = text_below(field);
    } else if (name == "pubDate") {
      set_published(item, text_below(field));
    } else if (local == "date" && !item.published) {
      set_published(item, text_below(field));
    } else if (local == "language" || (local == "lang" && name != "lang")) {
      item.lang = text_below(field);
    } else if (local == "encoded") {
      item.body = text_below(field);
    } else if (name == "description") {
      description = text_below(field);
    } else if (local == "link" && std::string_view(field.attribute("hreflang").value()) != "") {
      item.versions.push_back(
          {field.attribute("hreflang").value(), field.attribute("href").value()});
    }
  }
  if (item.body.empty()) item.body = std::move(description);
  // Escaped markup is the rule; text with entities only is HTML all the same.
  item.html = has_markup(item.body) || item.body.find('&') != std::string::npos;
  if (const std::string own = node.attribute("xml:lang").value(); !own.empty()) item.lang = own;
}

}  // namespace

void read_rss(const Document& document, const pugi::xml_document& xml, const FeedSink& sink) {
  const pugi::xml_node root = xml.document_element();
  const pugi::xml_node channel = child(root, "channel");
  if (!channel) throw InputError(document.name, 0, "is RSS without a channel", "fix the feed");
  std::string lang = text_below(child(channel, "language"));
  if (lang.empty()) lang = inherited_lang(channel);
  std::size_t count = 0;
  for (const pugi::xml_node& parent : {channel, root}) {
    for (const pugi::xml_node& node : parent.children("item")) {
      deliver(document.name + "#" + std::to_string(++count), document.options, sink,
              [&](FeedItem& item) { read_item(node, lang, item); });
    }
  }
}

}  // namespace concord::feed
