// Chooses the reader of an article and completes what it gives.
#include "formats/read_article.h"

#include <algorithm>

#include "formats/decode.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// One sentence per line, kept as it is; every line counts, so that line numbers are sentence numbers.
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

Article read_text(std::string text, const LanguagePack& pack) {
  Article article = read_lines(std::move(text));
  article.sentences.clear();
  std::erase_if(article.blocks, [&](const Block& block) { return trimmed(article.text, block.span).empty(); });
  for (std::uint32_t i = 0; i < article.blocks.size(); ++i) {
    for (const Span sentence : pack.segmenter.split(article.text, article.blocks[i].span)) article.sentences.push_back({sentence, i});
  }
  return article;
}

}  // namespace

std::vector<std::string> article_formats() { return {"auto", "text", "lines"}; }

Article read_article(const std::string& name, const std::string& bytes, const ReadOptions& options, Packs& packs) {
  std::string text = decode_text(name, bytes);
  Article article = options.format == "lines" ? read_lines(std::move(text)) : read_text(std::move(text), packs.get(options.lang));
  article.name = name;
  article.lang = options.lang;
  if (options.published) article.published = options.published;
  return article;
}

}  // namespace concord
