// The check "unrelated": the two reports are not versions of each other (docs/checks/unrelated.md).
#include "checks/core/checks.h"
#include "checks/core/make_issue.h"

namespace concord {

void check_unrelated(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.kind != PairKind::kUnrelated || input.aligned_segments) return;
  const auto first = [](const AnalysedArticle& article) -> std::optional<Passage> {
    if (article.sentences.empty()) return std::nullopt;
    return passage_of(article, article.sentences.front().span);
  };
  issues.push_back(make_issue({"unrelated", Severity::kError, {"unrelated.reports", {}}},
                              first(input.source), first(input.target)));
}

}  // namespace concord
