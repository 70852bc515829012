// Finds the sentences that two versions in one language share.
#include "checks/core/equal_sentences.h"

#include <algorithm>

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

}  // namespace

EqualSentences::EqualSentences(const AnalysedArticle& source, const AnalysedArticle& target)
    : source_(&source), target_(&target) {
  const std::unordered_set<std::string_view> there = texts_of(target);
  const std::unordered_set<std::string_view> here = texts_of(source);
  for (const std::string_view text : here) {
    if (there.contains(text)) both_.insert(text);
  }
  all_ = both_.size() == here.size() && both_.size() == there.size();
}

bool EqualSentences::holds(const AnalysedArticle& side, Span passage) const {
  bool inside = false;
  for_each_sentence(side, [&](Span span) {
    inside = inside || (span.contains(passage) && both_.contains(span.of(side.article.text)));
  });
  return inside;
}

void EqualSentences::drop(std::vector<Issue>& issues) const {
  const auto known = [&](const AnalysedArticle& side, const std::optional<Passage>& passage) {
    return !passage || (holds(side, passage->span) &&
                        std::all_of(passage->also.begin(), passage->also.end(),
                                    [&](const Passage& more) { return holds(side, more.span); }));
  };
  std::erase_if(issues, [&](const Issue& issue) {
    return known(*source_, issue.source) && known(*target_, issue.target);
  });
}

}  // namespace concord
