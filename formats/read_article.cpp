// Chooses the reader of an article and completes what it gives.
#include "formats/read_article.h"

#include <algorithm>

#include "formats/article_parts.h"
#include "formats/decode.h"
#include "formats/html_page.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// One sentence per line, kept as it is; every line counts, so that line numbers are sentence
/// numbers.
Article read_lines(std::string text) {
  Article article;
  article.text = std::move(text);
  std::size_t begin = 0;
  while (begin < article.text.size()) {
    const std::size_t end = std::min(article.text.find('\n', begin), article.text.size());
    const Span line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    article.blocks.push_back({line, BlockRole::kBody, {}});
    article.sentences.push_back({line, static_cast<std::uint32_t>(article.blocks.size() - 1)});
    begin = end + 1;
  }
  return article;
}

std::string join(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

/// Whether a stretch of text has a letter or a digit.
bool says_something(std::string_view text, Span span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const char32_t c = next_code_point(text, at);
    if (is_letter(c) || is_digit(c)) return true;
  }
  return false;
}

}  // namespace

void require_text(const Article& article) {
  const auto& sentences = article.sentences;
  if (std::any_of(sentences.begin(), sentences.end(), [&](const Sentence& sentence) {
        return says_something(article.text, sentence.span);
      }))
    return;
  std::string rules;
  for (const Block& block : article.blocks) {
    if (says_something(article.text, block.span) && !block.rule.empty())
      rules += (rules.empty() ? "" : ", ") + block.rule;
  }
  throw InputError(article.name, 0,
                   rules.empty() ? "has no text" : "has no text of a report, only " + rules,
                   "name a file with the report");
}

std::vector<std::string> article_formats() { return {"auto", "text", "lines", "html"}; }

Article read_article(const std::string& name, const std::string& bytes, const ReadOptions& options,
                     Packs& packs) {
  const auto formats = article_formats();
  if (std::find(formats.begin(), formats.end(), options.format) == formats.end()) {
    throw InputError("", 0, "unknown input format '" + options.format + "'",
                     "use " + join(formats));
  }
  if (options.format == "auto") refuse_other_documents(name, bytes);
  if (options.format == "html" || (options.format == "auto" && is_html(name, bytes))) {
    RawReport raw = read_html(name, bytes);
    if (!options.lang.empty()) raw.lang = options.lang;
    if (options.published) raw.published = options.published;
    raw.limits = options.limits;
    return make_article(std::move(raw), packs, options.words);
  }
  require_file_length(name, bytes.size(), options.limits);
  std::string text = decode_text(name, bytes);
  if (options.format != "lines")
    return make_article(
        {name, std::move(text), {}, options.lang, {}, options.published, {}, options.limits}, packs,
        options.words);
  require_length(
      name, {text.size(), static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'))},
      options.limits);
  Article article = read_lines(std::move(text));
  article.name = name;
  article.lang = options.lang.empty() ? packs.detector().detect(article.text) : options.lang;
  article.published = options.published;
  return article;
}

}  // namespace concord
