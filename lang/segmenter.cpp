// Splits sentences with ICU's break iterator.
#include "lang/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "text/unicode.h"

namespace concord {

struct Segmenter::Rules {
  std::string tag;
};

Segmenter::Segmenter(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

Segmenter Segmenter::load(const std::string& /*data_dir*/, const std::string& tag) {
  auto rules = std::make_unique<Rules>();
  rules->tag = tag;
  return Segmenter(std::move(rules));
}

std::vector<Span> Segmenter::split(std::string_view text, Span block) const {
  std::vector<Span> sentences;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale(rules_->tag.c_str()), status));
  const std::string_view part = block.of(text);
  UText* utext = utext_openUTF8(nullptr, part.data(), static_cast<std::int64_t>(part.size()), &status);
  breaks->setText(utext, status);
  std::int32_t begin = breaks->first();
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; begin = end, end = breaks->next()) {
    const Span sentence = trimmed(text, {block.begin + static_cast<std::uint32_t>(begin), block.begin + static_cast<std::uint32_t>(end)});
    if (!sentence.empty()) sentences.push_back(sentence);
  }
  utext_close(utext);
  return sentences;
}

}  // namespace concord
