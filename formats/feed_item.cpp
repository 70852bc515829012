// Turns the title and body of an item into an article.
#include "formats/feed_item.h"

#include <algorithm>
#include <utility>

#include "formats/article_parts.h"
#include "formats/decode.h"
#include "formats/html_page.h"
#include "formats/read_article.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

/// The title on one line, so that it is one paragraph to the reader.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_space(c) && c >= 0x20) {
      append_utf8(out, c);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

Article read_item(const FeedItem& item, Packs& packs, ReadingWords* words) {
  if (!item.file_format.empty()) {
    ReadOptions options;
    options.format = item.file_format;
    options.lang = item.lang;
    options.published = item.published;
    options.words = words;
    options.limits = item.limits;
    Article article = read_article(item.id, item.body, options, packs);
    if (article.url.empty()) article.url = item.url;
    return article;
  }
  if (item.body.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw InputError(item.id, 0, "has no text",
                     "give the text of the report, not only its headline");
  }
  const std::string title = to_nfc(one_line(item.title));
  RawReport raw;
  if (item.html) {
    const std::string heading =
        title.empty() ? std::string() : "<h1>" + escape_html(title) + "</h1>\n";
    raw = read_html(item.id,
                    "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><article>" +
                        heading + item.body + "</article></body></html>");
  } else {
    const std::string text = decode_text(item.id, item.body);
    raw.add(title, ParagraphHint::kHeadline);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      raw.add(std::string_view(text).substr(at, end - at));
      at = end + 1;
    }
  }
  raw.name = item.id;
  raw.lang = item.lang;
  raw.published = item.published;
  raw.url = item.url;
  raw.limits = item.limits;
  return make_article(std::move(raw), packs, words);
}

}  // namespace concord
