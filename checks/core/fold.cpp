// Finds the issues that a dropped or added clause makes superfluous.
#include "checks/core/fold.h"

#include <algorithm>
#include <array>
#include <cstddef>
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

void fold_into_clauses(std::vector<Issue>& issues, Graver graver) {
  std::vector<Issue*> clauses;
  for (Issue& issue : issues) {
    if (is_clause(issue)) clauses.push_back(&issue);
  }
  std::vector<bool> told;
  for (const Issue& issue : issues) {
    bool inside_one = false;
    for (Issue* clause : clauses) {
      if (inside_one || !says_missing(issue)) break;
      if (graver == Graver::kStays && clause->severity < issue.severity) continue;
      inside_one = inside(issue.source, clause->source) || inside(issue.target, clause->target);
      if (inside_one) clause->severity = std::max(clause->severity, issue.severity);
    }
    told.push_back(inside_one);
  }
  std::size_t next = 0;
  std::erase_if(issues, [&](const Issue&) { return told[next++]; });
}

}  // namespace concord
