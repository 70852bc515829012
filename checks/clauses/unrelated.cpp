// The check "unrelated": the two reports are no versions of each other (docs/checks/unrelated.md).
#include "checks/core/checks.h"

namespace concord {

void check_unrelated(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.kind != PairKind::kUnrelated || input.aligned_segments) return;
  Issue issue;
  issue.check = "unrelated";
  issue.severity = Severity::kError;
  issue.message.id = "unrelated.reports";
  const auto first = [](const AnalysedArticle& article) -> std::optional<Passage> {
    if (article.sentences.empty()) return std::nullopt;
    const Span span = article.sentences.front().span;
    return Passage{span, std::string(span.of(article.article.text))};
  };
  issue.source = first(input.source);
  issue.target = first(input.target);
  issues.push_back(std::move(issue));
}

}  // namespace concord
