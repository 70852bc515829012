// From files, folders and feeds to items: what outlets really give.
//
//   FeedSink sink{[&](FeedItem item) { items.push_back(std::move(item)); },
//                 [&](FeedProblem problem) { problems.push_back(std::move(problem)); }};
//   read_source("feed.xml", {}, sink);
//
// Formats: RSS 2.0, Atom (RFC 4287), ninjs 1.x to 3.x, NewsML-G2, NITF, DOCX (ECMA-376), JSON
// lines, HTML, text.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/feed_item.h"

namespace concord {

/// An item, or a whole file, that could not be read.
struct FeedProblem {
  std::string item;   ///< its id, or the file and its place in it
  std::string error;  ///< what is wrong and what to do
};

/// Where items and problems go, one after the other, in the order of the feed.
struct FeedSink {
  std::function<void(FeedItem)> item;
  std::function<void(FeedProblem)> problem;
  /// What was read and may not be what was meant, as a date that cannot be read; may be empty.
  std::function<void(FeedProblem)> note = {};
};

/// What the caller knows about a source.
struct FeedOptions {
  std::string format = "auto";  ///< a name of feed_formats(), or "auto": by content, then by ending
  std::string lang;             ///< of items that do not say theirs; detected when empty
  std::string encoding;         ///< from a content type; empty when unknown
};

/// The names of the formats, "auto" first.
std::vector<std::string> feed_formats();

/// Whether a document is one of the formats of feeds by its content: not a page, not a text.
bool is_feed(const std::string& name, std::string_view bytes);

/// Reads the items of one document. Control characters are dropped. Where a feed gives one id to
/// items of different addresses, each has its address as id and a note says so. Broken items become
/// problems and the rest goes on. Throws InputError when the whole is unreadable: not of the
/// format, larger than 64 MiB, or built to harm (entities, deep nesting, archives that expand
/// without end).
void read_feed(const std::string& name, std::string_view bytes, const FeedOptions& options,
               const FeedSink& sink);

/// Reads a file, or every file of a folder and its folders in order of path (hidden ones left out),
/// and notes it in FeedItem::file; files that cannot be read become problems. Throws InputError
/// when `path` itself does not exist.
void read_source(const std::string& path, const FeedOptions& options, const FeedSink& sink);

}  // namespace concord
