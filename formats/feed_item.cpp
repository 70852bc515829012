// Turns the title and body of an item into an article.
#include "formats/feed_item.h"

#include <algorithm>

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

/// The reader guesses the headline from its form; the feed knows it. What lies within the first `title` bytes is the
/// headline.
void mark_headline(Article& article, std::size_t title) {
  for (Block& block : article.blocks) {
    if (block.span.end <= title && block.role != BlockRole::kHeadline) {
      block.role = BlockRole::kHeadline;
      block.rule.clear();
    }
  }
  std::vector<Sentence> headline;
  const auto body = std::stable_partition(article.sentences.begin(), article.sentences.end(),
                                          [&](const Sentence& sentence) { return sentence.span.end <= title; });
  headline.assign(article.sentences.begin(), body);
  article.sentences.erase(article.sentences.begin(), body);
  article.other_sentences.insert(article.other_sentences.begin(), headline.begin(), headline.end());
}

}  // namespace

Article read_item(const FeedItem& item, Packs& packs) {
  ReadOptions options;
  options.lang = item.lang;
  options.published = item.published;
  const std::string title = to_nfc(one_line(item.title));
  Article article;
  if (!item.file_format.empty()) {
    options.format = item.file_format;
    article = read_article(item.id, item.body, options, packs);
  } else if (item.body.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw InputError(item.id, 0, "has no text", "give the text of the report, not only its headline");
  } else if (item.html) {
    options.format = "html";
    const std::string heading = title.empty() ? std::string() : "<h1>" + escape_html(title) + "</h1>\n";
    article = read_article(item.id,
                           "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + escape_html(title) +
                               "</title></head><body><article>" + heading + item.body + "</article></body></html>",
                           options, packs);
  } else {
    options.format = "text";
    article = read_article(item.id, title.empty() ? item.body : title + "\n\n" + item.body, options, packs);
    if (!title.empty() && article.text.starts_with(title)) mark_headline(article, title.size());
  }
  if (article.url.empty()) article.url = item.url;
  return article;
}

}  // namespace concord
