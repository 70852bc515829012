// Finds the issues that a dropped or added clause, or facts that changed places, make superfluous.
#include "checks/core/fold.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>

namespace concord {
namespace {

bool is_clause(const Issue& issue) {
  return issue.check == "dropped-clause" || issue.check == "added-clause";
}

/// Whether an issue says of something on one side that the other side lacks it.
bool says_missing(const Issue& issue) {
  constexpr std::array<std::string_view, 3> kFacts = {"number", "date", "name"};
  return issue.source.has_value() != issue.target.has_value() &&
         std::find(kFacts.begin(), kFacts.end(), issue.check) != kFacts.end();
}

bool inside(const std::optional<Passage>& passage, const std::optional<Passage>& clause) {
  return passage && clause && clause->span.contains(passage->span);
}

/// Whether a passage is one of those of an issue on its side.
bool among(const std::optional<Passage>& passage, const std::optional<Passage>& marked) {
  if (!passage || !marked) return false;
  return passage->span.overlaps(marked->span) ||
         std::any_of(marked->also.begin(), marked->also.end(),
                     [&](const Passage& also) { return also.span.overlaps(passage->span); });
}

}  // namespace

void fold_into_swaps(std::vector<Issue>& issues) {
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (issues[i].check != "swapped") continue;
    for (const Issue& issue : issues) {
      const bool figure = issue.check == "number" || issue.check == "date";
      if (figure && among(issue.source, issues[i].source) && among(issue.target, issues[i].target))
        issues[i].severity = std::max(issues[i].severity, issue.severity);
    }
  }
  std::vector<Issue> swaps;
  std::copy_if(issues.begin(), issues.end(), std::back_inserter(swaps),
               [](const Issue& issue) { return issue.check == "swapped"; });
  std::erase_if(issues, [&](const Issue& issue) {
    return (issue.check == "number" || issue.check == "date") &&
           std::any_of(swaps.begin(), swaps.end(), [&](const Issue& swap) {
             return among(issue.source, swap.source) && among(issue.target, swap.target);
           });
  });
}

void fold_into_clauses(std::vector<Issue>& issues) {
  std::vector<Issue> clauses;
  std::copy_if(issues.begin(), issues.end(), std::back_inserter(clauses), is_clause);
  std::erase_if(issues, [&](const Issue& issue) {
    return says_missing(issue) &&
           std::any_of(clauses.begin(), clauses.end(), [&](const Issue& clause) {
             return clause.severity >= issue.severity &&
                    (inside(issue.source, clause.source) || inside(issue.target, clause.target));
           });
  });
}

}  // namespace concord
