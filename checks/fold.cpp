// Finds the issues that a dropped or added clause makes superfluous.
#include "checks/fold.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace concord {
namespace {

bool is_clause(const Issue& issue) { return issue.check == "dropped-clause" || issue.check == "added-clause"; }

/// Whether an issue says of something on one side that the other side lacks it.
bool says_missing(const Issue& issue) {
  constexpr std::array<std::string_view, 3> kFacts = {"number", "date", "name"};
  return issue.source.has_value() != issue.target.has_value() &&
         std::find(kFacts.begin(), kFacts.end(), issue.check) != kFacts.end();
}

bool inside(const std::optional<Passage>& passage, const std::optional<Passage>& clause) {
  return passage && clause && clause->span.contains(passage->span);
}

}  // namespace

void fold_into_clauses(std::vector<Issue>& issues) {
  const auto told_by = [](const Issue& issue, const Issue& clause) {
    return is_clause(clause) && clause.severity >= issue.severity &&
           (inside(issue.source, clause.source) || inside(issue.target, clause.target));
  };
  const auto folded = [&](const Issue& issue) {
    return says_missing(issue) &&
           std::any_of(issues.begin(), issues.end(), [&](const Issue& clause) { return told_by(issue, clause); });
  };
  std::vector<Issue> kept;
  kept.reserve(issues.size());
  for (const Issue& issue : issues) {
    if (!folded(issue)) kept.push_back(issue);
  }
  issues = std::move(kept);
}

}  // namespace concord
