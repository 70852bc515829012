// One report as a feed, a file or a manifest gives it, before it is read as an article.
//
//   FeedItem item{.id = "tag:vna:17", .lang = "ru", .title = "...", .body = "<p>...</p>", .html =
//   true}; Article article = read_item(item, packs);
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/length_limits.h"
#include "formats/reading_words.h"
#include "lang/pack/packs.h"
#include "text/article.h"

namespace concord {

/// Another version of a report that the feed itself names.
struct FeedLink {
  std::string lang;  ///< BCP 47 tag; empty when the feed does not say
  std::string ref;   ///< an address or the id of another item
};

/// A report with what the feed says about it. Texts are valid UTF-8.
struct FeedItem {
  std::string id;     ///< the feed's id, else the address, else the file's path
  std::string lang;   ///< BCP 47 tag; detected when empty
  std::string title;  ///< plain text; may be empty
  std::string body;   ///< plain text, or HTML when `html`
  bool html = false;
  /// A format of read_article() for a body that is a whole file as it lies on disk ("auto",
  /// "html"); empty for the text of a feed.
  std::string file_format;
  std::optional<Day> published;  ///< the civil day in the time zone the feed gives
  std::string stamp;             ///< date and time as the feed prints them; empty when unknown
  std::string url;
  std::vector<FeedLink> versions;  ///< other versions: hreflang links, translation-of references
  /// The file, or of a request also the address, that the item stands in; empty for a text that
  /// came without one.
  std::string file = {};
  bool target = false;                ///< on the target side, where both sides are in one language
  TextLength limits = kReportLimits;  ///< longer ones are refused when they are read
};

/// Reads an item as an article, its title as the headline. Article::name is the id. Throws
/// InputError as read_article does. `words` are those of earlier reports of this thread, or null.
Article read_item(const FeedItem& item, Packs& packs, ReadingWords* words = nullptr);

}  // namespace concord
