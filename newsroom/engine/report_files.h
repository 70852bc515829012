// Reads the reports that a command line or a manifest names: a file or an address of any format
// that feeds have, or one item of a feed.
//
//   ReportFiles files;
//   FeedItem report = files.read({.file = "feed.xml", .id = "tag:17", .format = "auto"});
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "formats/feed_item.h"

namespace concord {

/// Which report to read.
struct ReportName {
  std::string file;             ///< a path, an address, or FILE#ID for one item of a feed
  std::string id;               ///< of the item in the file; empty or the file: the only one
  std::string format = "auto";  ///< a name of report_input_formats()
};

/// The names of the formats of articles and of feeds, "auto" first.
std::vector<std::string> report_input_formats();

/// The path of the file that a name stands for: without #ID where that is an item. An address
/// comes back as it is.
std::string file_of_report(const std::string& name);

/// Reads reports and keeps the last two feeds (those of the two sides of a manifest), so that their
/// items are not parsed again for each pair. Belongs to one thread.
class ReportFiles {
 public:
  /// The report as an item; FeedItem::file_format is set where it is a file as it lies on disk.
  /// Throws InputError for what cannot be read, and for a feed with several reports (or without the
  /// named one), whose ids are told.
  FeedItem read(const ReportName& name);

 private:
  /// A feed with more than one item.
  struct Feed {
    std::string file;
    std::string format;
    std::vector<FeedItem> items;
    std::unordered_map<std::string, std::size_t> by_name;  ///< by id and by address
  };
  static const FeedItem& find(const Feed& feed, const std::string& id);

  std::deque<Feed> kept_;
};

/// Reads a version of a pair as an article: the report that FeedItem::file names where it has no
/// text yet, or the text it holds. What the item says of language, day and address counts more than
/// what the file says. `words` are those of earlier reports of this thread, or null. Throws
/// InputError.
Article read_version(FeedItem item, ReportFiles& files, Packs& packs,
                     ReadingWords* words = nullptr);

}  // namespace concord
