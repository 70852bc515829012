// Chooses the reader of a feed and walks folders.
#include "formats/read_feed.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "formats/decode.h"
#include "formats/feed/readers.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

// The largest feed document in bytes; archives beyond it are JSON lines, which may be split
// anywhere.
constexpr std::size_t kMaxDocument = std::size_t{1} << 26;

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

/// Whether a text begins as JSON does: an object with a key, or a list of objects. A report may
/// begin with a bracket, too: "[Updated] The minister ...".
bool begins_json(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  if (next == std::string_view::npos) return true;
  const char c = text[next];
  return text.front() == '{' ? c == '"' || c == '}' : c == '{' || c == ']' || c == '[';
}

/// By content, then by ending: many feeds are served under names that give no evidence.
std::string detect(const std::string& name, std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("PK\x03\x04"sv)) return "docx";
  std::string_view text = bytes;
  if (text.starts_with("\xEF\xBB\xBF"sv)) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (begins_json(text)) {
    if (ends_with_any(name, {".jsonl", ".ndjson"})) return "jsonl";
    if (text.starts_with('[')) return "ninjs";
    // Two objects on two lines are JSON lines; one line may be either, told by the field with the
    // text.
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::string_view rest = text.substr(line.size());
    const bool more = rest.find_first_not_of(" \t\r\n") != std::string_view::npos;
    if (line.find_last_not_of(" \t\r") != std::string_view::npos &&
        line[line.find_last_not_of(" \t\r")] == '}' && more)
      return "jsonl";
    return !more && line.find("\"text\"") != std::string_view::npos &&
                   line.find("\"uri\"") == std::string_view::npos
               ? "jsonl"
               : "ninjs";
  }
  if (text.starts_with('<')) {
    // The first element name that a feed starts with, prologue and comments aside.
    const std::string_view head = text.substr(0, 4096);
    struct Root {
      std::string_view tag;
      const char* format;
    };
    for (const Root& root :
         {Root{"<rss", "rss"}, Root{"<rdf:RDF", "rss"}, Root{"<feed", "atom"},
          Root{"<atom:feed", "atom"}, Root{"<entry", "atom"}, Root{"<newsItem", "newsml"},
          Root{"<packageItem", "newsml"}, Root{"<newsMessage", "newsml"}, Root{"<nitf", "nitf"}}) {
      const std::size_t at = head.find(root.tag);
      if (at == std::string_view::npos || at + root.tag.size() >= head.size()) continue;
      const char next = head[at + root.tag.size()];
      const bool html_before = head.substr(0, at).find("<html") != std::string_view::npos;
      if (!html_before &&
          (next == ' ' || next == '>' || next == '\n' || next == '\r' || next == '\t'))
        return root.format;
    }
    if (text.starts_with("<?xml") && head.find("<html") == std::string_view::npos) return "xml";
  }
  if (ends_with_any(name, {".rss"})) return "rss";
  if (ends_with_any(name, {".atom"})) return "atom";
  return "file";
}

void read_xml(const std::string& format, const feed::Document& document, const FeedSink& sink) {
  pugi::xml_document xml;
  feed::parse_xml(document.name, document.bytes, document.options.encoding, xml);
  const std::string_view root = feed::local_name(xml.document_element());
  const auto expect = [&](std::initializer_list<std::string_view> names) {
    if (std::find(names.begin(), names.end(), root) == names.end()) {
      throw InputError(document.name, 0,
                       "is not " + format + ": its root element is <" + std::string(root) + ">",
                       "name another format");
    }
  };
  if (format == "rss") {
    expect({"rss", "RDF"});
    feed::read_rss(document, xml, sink);
  } else if (format == "atom") {
    expect({"feed", "entry"});
    feed::read_atom(document, xml, sink);
  } else if (format == "newsml") {
    expect({"newsItem", "packageItem", "newsMessage"});
    feed::read_newsml(document, xml, sink);
  } else if (format == "nitf") {
    expect({"nitf"});
    feed::read_nitf(document, xml, sink);
  } else {
    throw InputError(document.name, 0,
                     "is XML of an unknown kind: its root element is <" + std::string(root) + ">",
                     "give RSS, Atom, NewsML-G2 or NITF");
  }
}

/// Reads XML and keeps apart what has one id and several addresses: an id that a feed gives twice
/// would let the second report replace the first.
void read_distinct(const std::string& format, const feed::Document& document,
                   const FeedSink& sink) {
  std::vector<FeedItem> items;
  read_xml(format, document,
           {[&](FeedItem item) { items.push_back(std::move(item)); }, sink.problem, sink.note});
  std::map<std::string, std::set<std::string>> addresses;
  for (const FeedItem& item : items) addresses[item.id].insert(item.url);
  for (FeedItem& item : items) {
    if (addresses[item.id].size() > 1 && !item.url.empty()) {
      if (sink.note)
        sink.note({item.url, document.name + ": has the id " + item.id + " for several items; " +
                                 item.url + " goes by its address"});
      item.id = item.url;
    }
    sink.item(std::move(item));
  }
}

}  // namespace

std::vector<std::string> feed_formats() {
  return {"auto", "file", "rss", "atom", "newsml", "nitf", "ninjs", "jsonl", "docx"};
}

bool is_feed(const std::string& name, std::string_view bytes) {
  return detect(name, bytes) != "file";
}

void read_feed(const std::string& name, std::string_view bytes, const FeedOptions& options,
               const FeedSink& sink) {
  if (bytes.size() > kMaxDocument)
    throw InputError(name, 0, "is larger than " + std::to_string(kMaxDocument) + " bytes",
                     "split it");
  if (options.format == "auto") refuse_other_documents(name, bytes);
  const std::string format = options.format == "auto" ? detect(name, bytes) : options.format;
  const feed::Document document{name, bytes, options};
  if (format == "docx") return feed::read_docx(document, sink);
  if (format == "jsonl") return feed::read_json_lines(document, sink);
  if (format == "ninjs") return feed::read_ninjs(document, sink);
  if (format != "file") return read_distinct(format, document, sink);
  FeedItem item;
  item.id = name;
  item.lang = options.lang;
  item.body = bytes;
  item.file_format = "auto";
  if (item.body.empty()) throw InputError(name, 0, "is empty", "name a report");
  sink.item(std::move(item));
}

void read_source(const std::string& path, const FeedOptions& options, const FeedSink& sink) {
  const auto read_one = [&](const std::string& file) {
    read_feed(file, read_file(file, kMaxDocument), options,
              {[&](FeedItem item) {
                 item.file = file;
                 sink.item(std::move(item));
               },
               sink.problem, sink.note});
  };
  std::error_code error;
  if (!fs::is_directory(path, error)) return read_one(path);
  std::vector<std::string> files;
  const auto walk = fs::directory_options::skip_permission_denied;
  for (auto entry = fs::recursive_directory_iterator(path, walk, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden && entry->is_directory(error)) entry.disable_recursion_pending();
    if (!hidden && entry->is_regular_file(error)) files.push_back(entry->path().string());
  }
  if (error)
    throw InputError(path, 0, "cannot be read: " + error.message(),
                     "check the folder and its permissions");
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    try {
      read_one(file);
    } catch (const InputError& problem) {
      sink.problem({file, problem.what()});
    }
  }
}

}  // namespace concord
