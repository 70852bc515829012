// What the feed readers share: XML with limits, times, text out of markup.
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <map>
#include <memory>
#include <sstream>

#include "formats/decode.h"
#include "formats/feed/readers.h"
#include "formats/html_tree.h"
#include "text/ascii.h"
#include "text/day.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord::feed {
namespace {

// News documents nest about twenty deep; the limit only keeps recursion in bounds.
constexpr int kMaxXmlDepth = 200;
// A feed of ten thousand items has about 200,000 tags; pugixml takes some hundred bytes for each.
constexpr std::ptrdiff_t kMaxTags = 2'000'000;

/// The encoding in <?xml ... encoding="..."?>; empty when there is none.
std::string declared_encoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 200);
  const std::size_t end = head.find("?>");
  const std::size_t at = head.find("encoding=");
  if (!head.starts_with("<?xml") || at == std::string_view::npos || end == std::string_view::npos ||
      at > end)
    return {};
  const char quote = head[at + 9];
  const std::size_t close = head.find(quote, at + 10);
  return close == std::string_view::npos ? std::string()
                                         : std::string(head.substr(at + 10, close - at - 10));
}

/// The bytes without the control characters that XML 1.0 does not allow, which readers of feeds
/// drop. Where a zero is among the first bytes, they are those of UTF-16 or UTF-32.
std::string without_controls(std::string_view bytes) {
  std::string kept(bytes);
  if (bytes.substr(0, 4).find('\0') != std::string_view::npos) return kept;
  std::erase_if(kept, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  return kept;
}

/// Throws when elements nest too deep; without recursion.
void check_depth(const std::string& name, const pugi::xml_document& xml) {
  int depth = 0;
  for (pugi::xml_node node = xml.first_child(); node;) {
    if (node.first_child()) {
      node = node.first_child();
      if (++depth > kMaxXmlDepth) {
        throw InputError(name, 0, "nests deeper than " + std::to_string(kMaxXmlDepth) + " elements",
                         "no news document needs that");
      }
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node) node = node.next_sibling();
  }
}

void collect_text(const GumboNode* root, std::string& out) {
  // An explicit stack: markup from strangers may nest without end.
  std::vector<const GumboNode*> stack = {root};
  while (!stack.empty()) {
    const GumboNode* node = stack.back();
    stack.pop_back();
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
      out += node->v.text.text;
    } else if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag != GUMBO_TAG_SCRIPT &&
               node->v.element.tag != GUMBO_TAG_STYLE) {
      const GumboVector& children = node->v.element.children;
      for (unsigned i = children.length; i > 0; --i)
        stack.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
    }
  }
}

/// Reads `count` digits (at most nine) at `at` and moves after them; none when they are not all
/// there.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const char c = text[at + i];
    if (!is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  at += count;
  return value;
}

/// ISO 8601: YYYY-MM-DD or YYYYMMDD, whatever follows.
std::optional<Day> iso_8601_day(std::string_view text) {
  std::size_t at = 0;
  const auto year = digits(text, at, 4);
  if (at < text.size() && text[at] == '-') ++at;
  const auto month = digits(text, at, 2);
  if (at < text.size() && text[at] == '-') ++at;
  const auto day = digits(text, at, 2);
  if (!year || !month || !day || (at < text.size() && text[at] != 'T' && text[at] != ' '))
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

/// The month that a folded word names, from 1: as RFC 822 writes it, else as one of our languages
/// does (CLDR), by its first three letters, which are enough in each. None for any other word.
std::optional<unsigned> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto letters = [](std::string_view text) {
    std::size_t at = 0;
    for (int i = 0; i < 3 && at < text.size(); ++i) next_code_point(text, at);
    return std::string(text.substr(0, at));
  };
  const std::string begin = letters(word);
  const auto english = std::find(kMonths.begin(), kMonths.end(), begin);
  if (english != kMonths.end()) return static_cast<unsigned>(english - kMonths.begin() + 1);
  // ICU takes long to find the names, and a feed has many dates.
  static const std::map<std::string, unsigned> kOthers = [&] {
    std::map<std::string, unsigned> months;
    for (const char* lang : {"ru", "uk", "id"}) {
      UErrorCode status = U_ZERO_ERROR;
      const icu::DateFormatSymbols symbols(icu::Locale(lang), status);
      for (const auto form : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
        std::int32_t count = 0;
        const icu::UnicodeString* names =
            symbols.getMonths(count, form, icu::DateFormatSymbols::WIDE);
        for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
          std::string name;
          names[i].toUTF8String(name);
          months.emplace(letters(fold(name)), static_cast<unsigned>(i + 1));
        }
      }
    }
    return months;
  }();
  const auto other = kOthers.find(begin);
  return other == kOthers.end() ? std::nullopt : std::optional(other->second);
}

/// RFC 822 section 5: [Sun,] 17 Nov [20]24 08:00[:00] +0700, with the names of days and months in
/// any of our languages; Vietnamese counts its months ("17 thang 11 2024" with its marks).
std::optional<Day> rfc_822_day(std::string_view text) {
  std::string spaced(text.substr(0, 100));
  for (char& c : spaced) c = c == ',' || c == '-' ? ' ' : c;
  std::istringstream words(fold(spaced));
  std::vector<std::string> parts;
  for (std::string word; parts.size() < 4 && words >> word;) {
    // Names of days come first, of one word or two.
    if (!parts.empty() || is_ascii_digit(word[0])) parts.push_back(word);
  }
  // thang, thg: "month"
  const bool counted = parts.size() > 3 && parts[1].starts_with("th") && parts[1].ends_with("g");
  if (counted) parts.erase(parts.begin() + 1);
  if (parts.size() < 3 || parts[0].size() > 2 || (parts[2].size() != 2 && parts[2].size() != 4))
    return std::nullopt;
  std::size_t at = 0;
  const auto day = digits(parts[0], at, parts[0].size());
  at = 0;
  auto year = digits(parts[2], at, parts[2].size());
  at = 0;
  std::optional<unsigned> month;
  if (!counted) {
    if (parts[1].size() >= 3) month = month_named(parts[1]);
  } else if (const auto number = digits(parts[1], at, std::min<std::size_t>(parts[1].size(), 2))) {
    month = static_cast<unsigned>(*number);
  }
  if (!month || !day || !year) return std::nullopt;
  // RFC 2822 section 4.3: 00 to 49 are this century.
  if (parts[2].size() == 2) *year += *year < 50 ? 2000 : 1900;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

}  // namespace

void parse_xml(const std::string& name, std::string_view bytes, const std::string& encoding,
               pugi::xml_document& xml) {
  if (std::count(bytes.begin(), bytes.end(), '<') > kMaxTags) {
    throw InputError(name, 0, "has more than " + std::to_string(kMaxTags) + " tags",
                     "split the feed");
  }
  const std::string declared = declared_encoding(bytes);
  const std::string text =
      decode_text(name, without_controls(bytes), declared.empty() ? encoding : declared);
  const std::size_t doctype = text.find("<!DOCTYPE");
  if (doctype != std::string::npos && text.find("<!ENTITY", doctype) != std::string::npos) {
    throw InputError(name, 0, "declares entities in its document type",
                     "no feed needs them; write the characters themselves");
  }
  const pugi::xml_parse_result result =
      xml.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
                      pugi::encoding_utf8);
  if (!result) {
    const auto line =
        1 + std::count(text.begin(),
                       text.begin() + std::min<std::ptrdiff_t>(
                                          result.offset, static_cast<std::ptrdiff_t>(text.size())),
                       '\n');
    throw InputError(name, static_cast<std::size_t>(line),
                     std::string("is not well-formed XML: ") + result.description(),
                     "fix the feed");
  }
  check_depth(name, xml);
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_node& below : node.children()) {
    if (local_name(below) == local) return below;
  }
  return {};
}

std::string text_below(const pugi::xml_node& node) {
  struct Walker : pugi::xml_tree_walker {
    std::string text;
    bool for_each(pugi::xml_node& below) override {
      if (below.type() == pugi::node_pcdata || below.type() == pugi::node_cdata)
        text += below.value();
      return true;
    }
  } walker;
  pugi::xml_node root = node;
  root.traverse(walker);
  return std::string(ascii_trimmed(walker.text));
}

std::string markup_below(const pugi::xml_node& node) {
  std::ostringstream out;
  for (const pugi::xml_node& below : node.children()) below.print(out, "", pugi::format_raw);
  return out.str();
}

std::string inherited_lang(pugi::xml_node node) {
  for (; node; node = node.parent()) {
    if (const std::string lang = node.attribute("xml:lang").value(); !lang.empty()) return lang;
  }
  return {};
}

bool has_markup(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (at + 1 < text.size()) {
      const char c = text[at + 1];
      if (is_ascii_letter(c) || c == '/' || c == '!') return true;
    }
  }
  return false;
}

std::string plain_text(std::string_view text) {
  if (text.find_first_of("<&") == std::string_view::npos) return std::string(ascii_trimmed(text));
  const HtmlTree parsed("the title", text);
  std::string out;
  collect_text(parsed.root(), out);
  return std::string(ascii_trimmed(out));
}

void set_published(FeedItem& item, std::string_view stamp) {
  const std::string text(ascii_trimmed(stamp));
  std::optional<Day> day = iso_8601_day(text);
  if (!day) day = rfc_822_day(text);
  item.stamp = text;
  if (day) item.published = day;
}

void deliver(const std::string& place, const FeedOptions& options, const FeedSink& sink,
             const std::function<void(FeedItem&)>& read) {
  FeedItem item;
  try {
    read(item);
    if (item.id.empty()) item.id = item.url.empty() ? place : item.url;
    if (item.lang.empty()) item.lang = options.lang;
    for (std::string* field : {&item.id, &item.title, &item.body, &item.url})
      *field = without_controls(*field);  // "&#11;" names what may not stand for itself
    if (item.body.find_first_not_of(" \t\r\n") == std::string::npos)
      throw InputError(item.id, 0, "has no text");
    if (!item.published && !item.stamp.empty()) {
      if (sink.note)
        sink.note({item.id, item.id + ": has a date that cannot be read: " + item.stamp});
      item.stamp.clear();
    }
  } catch (const InputError& error) {
    sink.problem({item.id.empty() ? place : item.id, error.what()});
    return;
  }
  sink.item(std::move(item));
}

}  // namespace concord::feed
