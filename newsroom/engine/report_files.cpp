// Finds the report that a name stands for in a file, a feed or at an address.
#include "newsroom/engine/report_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "formats/read_article.h"
#include "formats/read_feed.h"
#include "newsroom/store/http_client.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord {
namespace {

// A file of more than this many bytes is a mistake: pages hold pictures and scripts, feeds many
// reports. What text of it is read is limited by formats/length_limits.h.
constexpr std::size_t kLargest = std::size_t{64} << 20;
// The feeds of both sides of a manifest.
constexpr std::size_t kFeedsKept = 2;
// Ids that an error message names.
constexpr std::size_t kIdsTold = 3;

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

bool is_article_format(const std::string& format) {
  const std::vector<std::string> known = article_formats();
  return format != "auto" && std::find(known.begin(), known.end(), format) != known.end();
}

/// What stands in a file or at an address.
struct Content {
  std::string name;  ///< for messages and records: without user and password
  std::string bytes;
  std::string encoding;  ///< as the server says; empty when unknown
};

Content content_of(const std::string& file) {
  if (!is_address(file)) return {file, read_file(file, kLargest), {}};
  HttpReply reply = fetch(file, {}, {.bytes = kLargest, .agent = "concord"});
  return {shown_address(file), std::move(reply.body), std::move(reply.encoding)};
}

/// All reports of one file. Throws InputError when there is none: with the first reason for it.
std::vector<FeedItem> items_of(const Content& content, const std::string& format) {
  std::vector<FeedItem> items;
  std::vector<FeedProblem> problems;
  read_feed(content.name, content.bytes,
            {.format = format, .lang = {}, .encoding = content.encoding},
            {[&](FeedItem item) { items.push_back(std::move(item)); },
             [&](FeedProblem problem) { problems.push_back(std::move(problem)); },
             {}});
  if (items.empty())
    throw InputError(content.name, 0,
                     problems.empty() ? "has no report" : "has no report: " + problems[0].error,
                     "name a file with a report");
  return items;
}

std::string ids_of(const std::vector<FeedItem>& items) {
  std::string ids;
  for (std::size_t i = 0; i < std::min(kIdsTold, items.size()); ++i)
    ids += (ids.empty() ? "" : ", ") + items[i].id;
  return ids + (items.size() > kIdsTold ? ", ..." : "");
}

/// FILE#ID as a file and an id. A file of the whole name goes first.
ReportName split_name(ReportName name) {
  if (is_address(name.file) || exists(name.file) || (!name.id.empty() && name.id != name.file))
    return name;
  for (std::size_t at = name.file.find('#'); at != std::string::npos;
       at = name.file.find('#', at + 1)) {
    if (at == 0 || !exists(name.file.substr(0, at))) continue;
    return {name.file.substr(0, at), name.file.substr(at + 1), name.format};
  }
  return name;
}

}  // namespace

std::vector<std::string> report_input_formats() {
  std::vector<std::string> formats = article_formats();
  for (const std::string& format : feed_formats()) {
    if (format != "auto" && format != "file") formats.push_back(format);
  }
  return formats;
}

std::string file_of_report(const std::string& name) { return split_name({name, {}}).file; }

const FeedItem& ReportFiles::find(const Feed& feed, const std::string& id) {
  const std::string file = shown_address(feed.file);
  if (id.empty() || id == feed.file) {
    if (feed.items.size() == 1) return feed.items.front();
    throw InputError(file, 0,
                     fmt::format("has {} reports: {}", feed.items.size(), ids_of(feed.items)),
                     "name one as FILE#ID, or pair the files with concord pair");
  }
  if (const auto found = feed.by_name.find(id); found != feed.by_name.end())
    return feed.items[found->second];
  throw InputError(file, 0, fmt::format("has no report '{}'; it has {}", id, ids_of(feed.items)),
                   "name one of these");
}

FeedItem ReportFiles::read(const ReportName& given) {
  const std::vector<std::string> formats = report_input_formats();
  if (std::find(formats.begin(), formats.end(), given.format) == formats.end())
    throw InputError("", 0, "unknown input format '" + given.format + "'",
                     fmt::format("use {}", fmt::join(formats, ", ")));
  const ReportName name = split_name(given);
  for (const Feed& feed : kept_) {
    if (feed.file == name.file && feed.format == name.format) return find(feed, name.id);
  }
  Content content = content_of(name.file);
  if (is_article_format(name.format) ||
      (name.format == "auto" && !is_feed(content.name, content.bytes))) {
    FeedItem item;
    item.id = content.name;
    item.body = std::move(content.bytes);
    item.file_format = name.format;
    return item;
  }
  Feed feed{name.file, name.format, items_of(content, name.format), {}};
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    for (const std::string& known : {feed.items[i].id, feed.items[i].url})
      if (!known.empty()) feed.by_name.emplace(known, i);
  }
  FeedItem found = find(feed, name.id);
  if (feed.items.size() > 1) {
    if (kept_.size() == kFeedsKept) kept_.pop_front();
    kept_.push_back(std::move(feed));
  }
  return found;
}

Article read_version(FeedItem item, ReportFiles& files, Packs& packs, ReadingWords* words) {
  if (item.file.empty() || !item.body.empty()) return read_item(item, packs, words);
  FeedItem found = files.read({item.file, item.id, item.file_format});
  if (!item.lang.empty()) found.lang = std::move(item.lang);
  if (!item.url.empty()) found.url = std::move(item.url);
  if (item.published) found.published = item.published;
  found.limits = item.limits;
  return read_item(found, packs, words);
}

}  // namespace concord
