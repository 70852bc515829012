// Makes issues.
#include "checks/core/make_issue.h"

#include <utility>

namespace concord {

Passage passage_of(const AnalysedArticle& article, Span span) {
  return {span, std::string(span.of(article.article.text))};
}

Issue make_issue(IssueHead head, std::optional<Passage> source, std::optional<Passage> target) {
  Issue issue;
  issue.check = std::move(head.check);
  issue.severity = head.severity;
  issue.message = std::move(head.message);
  issue.source = std::move(source);
  issue.target = std::move(target);
  issue.bead = head.bead;
  issue.confidence = head.confidence;
  return issue;
}

Issue make_issue(IssueHead head, Side side, Passage passage) {
  Issue issue = make_issue(std::move(head), std::nullopt, std::nullopt);
  issue.at(side) = std::move(passage);
  return issue;
}

Issue make_issue(IssueHead head, const PairSide& side, Span span) {
  return make_issue(std::move(head), side.side, passage_of(side.article, span));
}

}  // namespace concord
