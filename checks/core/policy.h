// What a newsroom wants otherwise than the checks' defaults: other severities, checks off, findings
// to ignore.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/report.h"

namespace concord {

/// Findings that a newsroom does not want to see: of one check or all, where the words match.
/// Patterns are ICU regular expressions; an empty one matches anything. `before` must match up to
/// the marked words and `after` from their end on (spaces between do not count), `inside` anywhere
/// in them; all within the sentence, on either side.
struct IgnoreRule {
  std::string check;  ///< empty: every check
  std::string before;
  std::string inside;
  std::string after;
};

/// Severities and rules, compiled. Immutable; may be used by many threads at once.
class Policy {
 public:
  /// A severity for every issue of a check; none switches it off. Throws InputError for a pattern
  /// that ICU refuses.
  Policy(std::map<std::string, std::optional<Severity>> severities,
         const std::vector<IgnoreRule>& rules);
  Policy(Policy&&) noexcept;
  ~Policy();

  /// Removes and changes issues; order and ids stay. Throws InputError where the rules take more
  /// than 20 seconds of the processor; issues are then changed in part.
  void apply(PairReport& report) const;

 private:
  struct Compiled;
  std::map<std::string, std::optional<Severity>> severities_;
  std::vector<std::unique_ptr<const Compiled>> rules_;
};

}  // namespace concord
