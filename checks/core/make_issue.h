// How a check makes an issue.
//
//   issues.push_back(make_issue({"quote", Severity::kWarning, {"quote.lost", {{"text", text}}}},
//                               input.side(Side::kSource), span));
#pragma once

#include <optional>
#include <string>

#include "checks/core/check.h"
#include "checks/core/issue.h"

namespace concord {

/// What an issue says, without the words that it marks.
struct IssueHead {
  std::string check;
  Severity severity = Severity::kWarning;
  Message message = {};
  std::optional<std::uint32_t> bead = std::nullopt;
  double confidence = 1;
};

/// The words of a span of one version; their value is the text itself.
Passage passage_of(const AnalysedArticle& article, Span span);

/// An issue about both versions or either: a null passage marks nothing there.
Issue make_issue(IssueHead head, std::optional<Passage> source, std::optional<Passage> target);
/// An issue about words of one version.
Issue make_issue(IssueHead head, Side side, Passage passage);
/// An issue about a span of one version, whose value is its text.
Issue make_issue(IssueHead head, const PairSide& side, Span span);

}  // namespace concord
