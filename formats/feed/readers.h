// The readers that read_feed() calls: one function for each format, and what they share.
#pragma once

#include <functional>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "formats/read_feed.h"

namespace concord::feed {

/// One document to be read.
struct Document {
  const std::string& name;
  std::string_view bytes;
  const FeedOptions& options;
};

void read_rss(const Document& document, const pugi::xml_document& xml, const FeedSink& sink);
void read_atom(const Document& document, const pugi::xml_document& xml, const FeedSink& sink);
void read_newsml(const Document& document, const pugi::xml_document& xml, const FeedSink& sink);
void read_nitf(const Document& document, const pugi::xml_document& xml, const FeedSink& sink);
void read_ninjs(const Document& document, const FeedSink& sink);
void read_json_lines(const Document& document, const FeedSink& sink);
void read_docx(const Document& document, const FeedSink& sink);

/// Parses XML. Throws InputError for what is not well-formed, declares entities, nests deeper than
/// 200 elements or has more than two million tags.
void parse_xml(const std::string& name, std::string_view bytes, const std::string& encoding,
               pugi::xml_document& xml);

/// The part of an element's name after the prefix.
std::string_view local_name(const pugi::xml_node& node);
/// The first child element with a local name; an empty node when there is none.
pugi::xml_node child(const pugi::xml_node& node, std::string_view local);
/// All text below a node, elements aside, white space trimmed.
std::string text_below(const pugi::xml_node& node);
/// The children of a node as XML; for inline XHTML.
std::string markup_below(const pugi::xml_node& node);
/// The value of the nearest xml:lang on the node or above it.
std::string inherited_lang(pugi::xml_node node);
/// Plain text of what may hold HTML markup or entities; a text without either comes back as it is.
std::string plain_text(std::string_view text);
/// Whether a text is HTML: it has a tag.
bool has_markup(std::string_view text);
/// The body of an inline NITF document as HTML; its headline, language and date go into `item`
/// where it has none.
void fill_from_nitf(const pugi::xml_node& nitf, FeedItem& item);

/// Sets FeedItem::published and stamp from RFC 822 (with months in any of our languages), RFC 3339
/// or ISO 8601 (extended or basic) date and time; the day is that of the time zone printed. A text
/// that is none of them sets the stamp alone, of which deliver() tells.
void set_published(FeedItem& item, std::string_view stamp);

/// Runs `read` for one item and hands it over; an InputError becomes a problem under the item's id
/// (or `place` while it has none).
void deliver(const std::string& place, const FeedOptions& options, const FeedSink& sink,
             const std::function<void(FeedItem&)>& read);

}  // namespace concord::feed
