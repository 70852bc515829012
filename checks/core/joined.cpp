// Lowers the issues of pairs with a joined lexicon.
#include "checks/core/joined.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "checks/core/bead_words.h"
#include "checks/core/local_evidence.h"

namespace concord {
namespace {

/// How far issues of a check go. A share above 1 keeps none.
struct Limit {
  std::string_view check;
  Severity most_of_both;   ///< of an issue that shows a passage of both sides
  double least_of_both;    ///< the local evidence (local_evidence.h) that it needs
  Severity most_of_one;    ///< of an issue of one side only
  double least_of_one;     ///< the neighbourhood that it needs
  Severity least_to_tell;  ///< below this severity an issue of one side, or of both for what is no
                           ///< figure and no date, is not worth a look
};

constexpr double kNever = 2;

// Set by hand on the development segments of vi-ru, uk-ru and id-vi, translations of one English
// original, which differ from each other twice as often as from it.
constexpr std::array<Limit, 11> kLimits = {{
    {"number", Severity::kError, 0, Severity::kWarning, 0, Severity::kWarning},
    {"date", Severity::kError, 0, Severity::kWarning, 0, Severity::kWarning},
    {"name", Severity::kWarning, 0, Severity::kWarning, 0.9, Severity::kInfo},
    {"negation", Severity::kWarning, 0.7, Severity::kWarning, 0.7, Severity::kWarning},
    {"antonym", Severity::kInfo, 0.7, Severity::kInfo, kNever, Severity::kInfo},
    {"certainty", Severity::kInfo, 0.6, Severity::kInfo, 0.9, Severity::kWarning},
    {"attribution", Severity::kInfo, 0.6, Severity::kInfo, 0.9, Severity::kWarning},
    {"gender", Severity::kWarning, 0.7, Severity::kInfo, kNever, Severity::kInfo},
    {"swapped", Severity::kWarning, 0.3, Severity::kWarning, 0.5, Severity::kInfo},
    {"quote", Severity::kWarning, 0, Severity::kInfo, 0.7, Severity::kInfo},
    {"untranslated", Severity::kWarning, 0, Severity::kWarning, 0, Severity::kInfo},
}};

}  // namespace

void limit_joined(const CheckInput& input, std::vector<Issue>& issues) {
  if (!input.resources.lexicon.is_joined()) return;
  std::vector<SharedBeadWords> words(input.beads.size());
  std::erase_if(issues, [&](Issue& issue) {
    if (!issue.bead || input.beads[*issue.bead].is_gap()) return false;
    const auto limit = std::find_if(kLimits.begin(), kLimits.end(),
                                    [&](const Limit& l) { return l.check == issue.check; });
    if (limit == kLimits.end()) return false;
    const bool both = issue.source && issue.target;
    const double least = both ? limit->least_of_both : limit->least_of_one;
    const bool figures_differ =
        both && !input.aligned_segments && (issue.check == "number" || issue.check == "date");
    if (least > 1 || (!figures_differ && issue.severity < limit->least_to_tell)) return true;
    issue.severity = std::min(issue.severity, both ? limit->most_of_both : limit->most_of_one);
    if (least <= 0) return false;
    SharedBeadWords& bead = words[*issue.bead];
    if (!bead) bead = match_bead(input, input.beads[*issue.bead]);
    const double share =
        both ? local_evidence(*bead, issue.source->span, issue.target->span)
             : neighbourhood(*bead, issue.source ? Side::kSource : Side::kTarget,
                             issue.source ? issue.source->span : issue.target->span);
    return share < least;
  });
}

}  // namespace concord
