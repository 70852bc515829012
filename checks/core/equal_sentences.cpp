// Finds the sentences that two versions in one language share.
#include "checks/core/equal_sentences.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace concord {
namespace {

template <class Use>
void for_each_sentence(const AnalysedArticle& side, const Use& use) {
  for (const auto* sentences : {&side.sentences, &side.other_sentences}) {
    for (const AnalysedSentence& sentence : *sentences) use(sentence.span);
  }
}

std::unordered_set<std::string_view> texts_of(const AnalysedArticle& side) {
  std::unordered_set<std::string_view> texts;
  for_each_sentence(side, [&](Span span) { texts.insert(span.of(side.article.text)); });
  return texts;
}

/// Whether a passage lies in one of some spans, which are in order and disjoint.
bool lies_in(const std::vector<Span>& spans, Span passage) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), passage.begin,
                                      [](std::uint32_t at, Span span) { return at < span.begin; });
  return after != spans.begin() && std::prev(after)->contains(passage);
}

}  // namespace

EqualSentences::EqualSentences(const AnalysedArticle& source, const AnalysedArticle& target) {
  const std::unordered_set<std::string_view> there = texts_of(target);
  const std::unordered_set<std::string_view> here = texts_of(source);
  for (const std::string_view text : here) {
    if (there.contains(text)) both_.insert(text);
  }
  all_ = both_.size() == here.size() && both_.size() == there.size();
  in_source_ = spans_of(source);
  in_target_ = spans_of(target);
}

std::vector<Span> EqualSentences::spans_of(const AnalysedArticle& side) const {
  std::vector<Span> spans;
  for_each_sentence(side, [&](Span span) {
    if (both_.contains(span.of(side.article.text))) spans.push_back(span);
  });
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  return spans;
}

void EqualSentences::drop(std::vector<Issue>& issues) const {
  const auto known = [](const std::vector<Span>& spans, const std::optional<Passage>& passage) {
    return !passage ||
           (lies_in(spans, passage->span) &&
            std::all_of(passage->also.begin(), passage->also.end(),
                        [&](const Passage& more) { return lies_in(spans, more.span); }));
  };
  std::erase_if(issues, [&](const Issue& issue) {
    return known(in_source_, issue.source) && known(in_target_, issue.target);
  });
}

}  // namespace concord
