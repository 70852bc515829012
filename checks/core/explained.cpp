// Collects the spans that checks explain and takes the mentions out of them.
#include "checks/core/explained.h"

#include <algorithm>

#include "checks/core/check.h"
#include "text/side.h"

namespace concord {
namespace {

void remove_mentions(std::vector<AnalysedSentence>& sentences, std::span<const Span> spans) {
  for (AnalysedSentence& sentence : sentences) {
    if (!overlaps_any(spans, sentence.span)) continue;
    std::erase_if(sentence.mentions,
                  [&](const Mention& mention) { return overlaps_any(spans, mention.span); });
  }
}

/// Joins spans that overlap, so that they are in order and disjoint.
void normalise(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> joined;
  for (const Span& span : spans) {
    if (!joined.empty() && span.begin < joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  spans = std::move(joined);
}

}  // namespace

bool overlaps_any(std::span<const Span> spans, Span span) {
  const auto first = std::partition_point(
      spans.begin(), spans.end(), [&](const Span& other) { return other.end <= span.begin; });
  return first != spans.end() && first->begin < span.end;
}

ExplainedSpans explain(std::span<const Check* const> checks, AnalysedArticle& source,
                       AnalysedArticle& target) {
  ExplainedSpans explained;
  for (const Side side : kSides) {
    AnalysedArticle& version = side == Side::kSource ? source : target;
    std::vector<Span>& spans = explained[index_of(side)];
    for (const Check* check : checks) {
      if (check->explain != nullptr) check->explain(version, spans);
    }
    if (spans.empty()) continue;
    normalise(spans);
    remove_mentions(version.sentences, spans);
    remove_mentions(version.other_sentences, spans);
  }
  return explained;
}

}  // namespace concord
