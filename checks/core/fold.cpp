// Finds the issues that a dropped or added clause, or facts that changed places, make superfluous.
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

void fold_into_facts(std::vector<Issue>& issues) {
  std::vector<bool> told(issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (issues[i].check != "inconsistent-fact") continue;
    for (Issue& fact : issues) {
      const bool differs =
          (fact.check == "number" || fact.check == "date") && fact.source && fact.target;
      if (!differs ||
          (!among(issues[i].source, fact.source) && !among(issues[i].target, fact.target) &&
           !among(fact.source, issues[i].source) && !among(fact.target, issues[i].target)))
        continue;
      fact.severity = std::max(fact.severity, issues[i].severity);
      told[i] = true;
    }
  }
  std::size_t next = 0;
  std::erase_if(issues, [&](const Issue&) { return told[next++]; });
}

void fold_into_genders(std::vector<Issue>& issues) {
  std::vector<bool> told(issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const Issue& opposite = issues[i];
    if (opposite.check != "antonym") continue;
    for (Issue& gender : issues) {
      if (gender.check != "gender" ||
          (!among(opposite.source, gender.source) && !among(opposite.target, gender.target)))
        continue;
      gender.severity = std::max(gender.severity, opposite.severity);
      told[i] = true;
    }
  }
  std::size_t next = 0;
  std::erase_if(issues, [&](const Issue&) { return told[next++]; });
}

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

void fold_into_attributions(std::vector<Issue>& issues) {
  constexpr std::ptrdiff_t kMore = 8;  // words of a clause that says more than who says so
  const auto holds = [](const std::optional<Passage>& clause, const std::optional<Passage>& who) {
    return clause && who && clause->span.overlaps(who->span) &&
           std::count(clause->value.begin(), clause->value.end(), ' ') < kMore;
  };
  std::vector<Issue> attributions;
  std::copy_if(issues.begin(), issues.end(), std::back_inserter(attributions),
               [](const Issue& issue) { return issue.check == "attribution"; });
  std::erase_if(issues, [&](const Issue& issue) {
    return is_clause(issue) &&
           std::any_of(attributions.begin(), attributions.end(), [&](const Issue& attribution) {
             return holds(issue.source, attribution.source) ||
                    holds(issue.target, attribution.target);
           });
  });
}

}  // namespace concord
