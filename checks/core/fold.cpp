// Finds the issues that a dropped or added clause makes superfluous.
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

}  // namespace

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
