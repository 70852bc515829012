// The check attribution: a statement that one version attributes to somebody and the other states
// as fact.
#include <algorithm>
#include <optional>
#include <string_view>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/relations/claims.h"

namespace concord {
namespace {

constexpr CueKinds kSource = kinds_of({ClaimKind::kSays, ClaimKind::kThinks});
constexpr CueKinds kAnswers = kinds_of({ClaimKind::kSays, ClaimKind::kThinks, ClaimKind::kEcho});
constexpr ClaimNeed kNeed{kSource, kSource, kAnswers};
constexpr ClaimNeed kNothingAtAll{kSource, kSource, kAnswers, true};

/// Whether a sentence beside the bead attributes on this side more than its counterpart there: the
/// source moved to it.
bool moved(const CheckInput& input, std::uint32_t bead, Side from) {
  for (const std::int64_t beside : {-1, 1}) {
    const std::int64_t at = bead + beside;
    if (at < 0 || at >= static_cast<std::int64_t>(input.beads.size())) continue;
    const ClaimRows rows = claims_of(input, input.beads[static_cast<std::size_t>(at)]);
    if (count_of_kinds(rows.of(other(from)), kSource) > count_of_kinds(rows.of(from), kSource))
      return true;
  }
  return false;
}

/// Whether a clause that is reported as missing holds the words and more than who says so: one fact
/// is told once.
bool told(const std::vector<Issue>& issues, Side side, Span span) {
  constexpr std::ptrdiff_t kMore = 8;  // words
  const std::string_view check = side == Side::kSource ? "dropped-clause" : "added-clause";
  return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) {
    const std::optional<Passage>& passage = side == Side::kSource ? issue.source : issue.target;
    return issue.check == check && passage && passage->span.overlaps(span) &&
           std::count(passage->value.begin(), passage->value.end(), ' ') >= kMore;
  });
}

}  // namespace

void check_attribution(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.resources.source->claims.empty() || input.resources.target->claims.empty()) return;
  const bool close = judge_pair(input) == PairKind::kClose;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const ClaimRows rows = claims_of(input, bead);
    std::optional<BeadWords> words;
    for (const Side side : kSides) {
      for (const std::size_t i : unanswered(input, bead, rows, side, kNeed, words)) {
        if (!input.aligned_segments && moved(input, b, side)) break;
        // Where anything on the other side may stand for it, nobody needs a note.
        if (unanswered(input, bead, rows, side, kNothingAtAll, words).empty()) break;
        if (told(issues, side, rows.of(side)[i].span)) break;
        const bool sure = close && is_sure(bead);
        Passage passage = passage_of(input.side(side).article, rows.of(side)[i].span);
        issues.push_back(
            make_issue({"attribution",
                        sure ? Severity::kWarning : Severity::kInfo,
                        {side == Side::kSource ? "attribution.lost" : "attribution.added",
                         {{"text", passage.value}}},
                        b,
                        sure ? 0.7 : 0.5},
                       side, passage));
        break;
      }
    }
  }
}

}  // namespace concord
