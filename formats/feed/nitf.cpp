// NITF 3.x (IPTC): a news document, alone or inside NewsML-G2.
#include "formats/feed/readers.h"

namespace concord::feed {

void fill_from_nitf(const pugi::xml_node& nitf, FeedItem& item) {
  const pugi::xml_node head = child(nitf, "head");
  const pugi::xml_node body = child(nitf, "body");
  const pugi::xml_node body_head = child(body, "body.head");
  const pugi::xml_node hedline = child(body_head, "hedline");
  if (item.id.empty())
    item.id = child(child(head, "docdata"), "doc-id").attribute("id-string").value();
  if (item.id.empty()) item.id = nitf.attribute("uno").value();
  if (item.lang.empty()) item.lang = inherited_lang(body ? body : nitf);
  if (item.title.empty())
    item.title = text_below(hedline ? child(hedline, "hl1") : child(body_head, "hl1"));
  if (item.title.empty()) item.title = text_below(child(head, "title"));
  for (const char* name : {"date.issue", "date.release"}) {
    if (!item.published)
      set_published(item, child(child(head, "docdata"), name).attribute("norm").value());
  }
  if (!item.published)
    set_published(item,
                  child(child(body_head, "dateline"), "story.date").attribute("norm").value());
  const pugi::xml_node content = child(body, "body.content");
  // The dateline stands before the text, as it is printed.
  const std::string dateline = text_below(child(body_head, "dateline"));
  item.body = dateline.empty() ? std::string()
                               : "<p>" + markup_below(child(body_head, "dateline")) + "</p>\n";
  // <block> groups paragraphs and <media> holds captions; both read as HTML that does not know
  // them.
  item.body += markup_below(content ? content : body);
  item.html = true;
  if (text_below(content ? content : body).empty()) item.body.clear();
}

void read_nitf(const Document& document, const pugi::xml_document& xml, const FeedSink& sink) {
  deliver(document.name, document.options, sink,
          [&](FeedItem& item) { fill_from_nitf(xml.document_element(), item); });
}

}  // namespace concord::feed
