// NewsML-G2 (IPTC): newsItem and packageItem, alone or in a newsMessage; inline XHTML, inline NITF
// and inline text.
#include <set>

#include "formats/feed/readers.h"
#include "text/input_error.h"

namespace concord::feed {
namespace {

/// The body of a contentSet; the first rendition with text counts.
void read_content(const pugi::xml_node& content, FeedItem& item) {
  for (const pugi::xml_node& part : content.children()) {
    if (!item.body.empty()) return;
    if (local_name(part) == "inlineXML") {
      if (const std::string lang = part.attribute("xml:lang").value(); !lang.empty())
        item.lang = lang;
      if (const pugi::xml_node nitf = child(part, "nitf")) {
        fill_from_nitf(nitf, item);
      } else {
        const pugi::xml_node html = child(part, "html");
        const pugi::xml_node body = html ? child(html, "body") : pugi::xml_node();
        item.body = markup_below(body ? body : html ? html : part);
        item.html = true;
      }
    } else if (local_name(part) == "inlineData") {
      const std::string type = part.attribute("contenttype").value();
      if (part.attribute("encoding") || (!type.empty() && !type.starts_with("text/"))) continue;
      item.body = text_below(part);
      item.html = type == "text/html";
    }
  }
}

void read_news_item(const pugi::xml_node& node, FeedItem& item) {
  item.id = node.attribute("guid").value();
  const pugi::xml_node meta = child(node, "contentMeta");
  const pugi::xml_node item_meta = child(node, "itemMeta");
  item.lang = child(meta, "language").attribute("tag").value();
  if (item.lang.empty()) item.lang = inherited_lang(node);
  item.title = text_below(child(meta, "headline"));
  if (item.title.empty()) item.title = text_below(child(item_meta, "title"));
  // What the text says "today" about is the day it was written; an embargoed item is sent later.
  for (const auto& [parent, name] :
       {std::pair(meta, "contentCreated"), std::pair(item_meta, "firstCreated"),
        std::pair(item_meta, "versionCreated"), std::pair(meta, "contentModified")}) {
    if (!item.published) set_published(item, text_below(child(parent, name)));
  }
  for (const pugi::xml_node& link : item_meta.children()) {
    if (local_name(link) != "link") continue;
    const std::string_view rel = link.attribute("rel").value();
    const std::string ref = link.attribute("residref") ? link.attribute("residref").value()
                                                       : link.attribute("href").value();
    if (rel.find("ransl") != std::string_view::npos && !ref.empty())
      item.versions.push_back({child(link, "language").attribute("tag").value(), ref});
  }
  read_content(child(node, "contentSet"), item);
}

}  // namespace

void read_newsml(const Document& document, const pugi::xml_document& xml, const FeedSink& sink) {
  std::size_t count = 0;
  std::set<std::string> guids;
  std::vector<std::pair<std::string, std::string>> references;  // package, item
  // parse_xml bounds the depth, so that recursion is safe.
  const std::function<void(const pugi::xml_node&)> read = [&](const pugi::xml_node& node) {
    const std::string_view name = local_name(node);
    if (name == "newsItem") {
      guids.insert(node.attribute("guid").value());
      deliver(document.name + "#" + std::to_string(++count), document.options, sink,
              [&](FeedItem& item) { read_news_item(node, item); });
    } else if (name == "itemRef") {
      pugi::xml_node package = node.parent();
      while (package && local_name(package) != "packageItem") package = package.parent();
      references.emplace_back(package.attribute("guid").value(),
                              node.attribute("residref").value());
    } else {
      for (const pugi::xml_node& below : node.children()) read(below);
    }
  };
  read(xml.document_element());
  for (const auto& [package, item] : references) {
    if (guids.contains(item)) continue;
    sink.problem({item, InputError(document.name, 0,
                                   "the package " + package + " refers to " + item +
                                       ", whose text is not in it",
                                   "give that item as well")
                            .what()});
  }
}

}  // namespace concord::feed
