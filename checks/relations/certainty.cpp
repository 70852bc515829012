// The check certainty: what may be in one version is so in the other, and what is planned has come
// about.
#include <algorithm>
#include <optional>
#include <utility>

#include "checks/core/checks.h"
#include "checks/core/local_evidence.h"
#include "checks/core/make_issue.h"
#include "checks/relations/claims.h"

namespace concord {
namespace {

constexpr CueKinds kMay = kinds_of({ClaimKind::kMay});
constexpr CueKinds kWill = kinds_of({ClaimKind::kWill});
constexpr CueKinds kDone = kinds_of({ClaimKind::kDone});
constexpr CueKinds kHedges = kinds_of({ClaimKind::kAlleged, ClaimKind::kProbable});
constexpr CueKinds kSureAnswers =
    kHedges | kMay | kinds_of({ClaimKind::kCan, ClaimKind::kThinks, ClaimKind::kSays});
constexpr CueKinds kAnswers = kSureAnswers | kinds_of({ClaimKind::kLoose});
constexpr CueKinds kPlans = kWill | kinds_of({ClaimKind::kPlan});
constexpr CueKinds kStillAhead = kPlans | kinds_of({ClaimKind::kAhead});

constexpr ClaimNeed kHedge{kHedges, kHedges, kAnswers};
constexpr ClaimNeed kModal{kMay, kMay, kAnswers};
constexpr ClaimNeed kModalStrictly{kMay, kMay, kSureAnswers};

// Words behind a hedge among which the one is looked for that it hedges.
constexpr std::uint32_t kHedged = 4;
// Words before the rendering of that one among which "will" must stand, and in which no hedge may.
constexpr std::uint32_t kBefore = 4;
// How much of the words around a hedge must be rendered in one place for a note; see counts().
constexpr double kRendered = 0.5;

/// What one side hedges and the other does not, with what the other asserts in its place.
struct Finding {
  std::size_t hedge = 0;  ///< index into the cues of the side
  std::optional<std::size_t> assertion = {};
  bool sure = true;  ///< nothing at all on the other side may stand for it
};

/// Where the other side renders the first word that follows the cue in its clause.
std::optional<std::uint32_t> hedged_there(const std::vector<BeadWord>& here, const Cue& cue) {
  for (std::uint32_t i = cue.end(); i < std::min<std::size_t>(cue.end() + kHedged, here.size());
       ++i) {
    const BeadWord& word = here[i];
    if (word.partner >= 0 && word.kind != WordKind::kFunction && word.match > MatchLevel::kFar)
      return static_cast<std::uint32_t>(word.partner);
  }
  return std::nullopt;
}

/// Whether any cue of the kinds stands within tokens [begin, end).
std::optional<std::size_t> within(const std::vector<PlacedCue>& cues, CueKinds kinds,
                                  std::uint32_t begin, std::uint32_t end) {
  for (std::size_t i = 0; i < cues.size(); ++i) {
    if ((cues[i].cue.kinds & kinds) != 0 && cues[i].cue.first >= begin && cues[i].cue.first < end)
      return i;
  }
  return std::nullopt;
}

/// A hedge whose word is rendered right behind a plain "will".
std::optional<Finding> asserted(const CheckInput& input, const Bead& bead, const ClaimRows& rows,
                                Side side, SharedBeadWords& words) {
  const std::vector<PlacedCue>& here = rows.of(side);
  const std::vector<PlacedCue>& there = rows.of(other(side));
  if (!any_of_kinds(there, kWill)) return std::nullopt;
  for (std::size_t i = 0; i < here.size(); ++i) {
    const Cue& cue = here[i].cue;
    if ((cue.kinds & (kHedges | kMay)) == 0) continue;
    if (within(here, kWill, cue.first - std::min(cue.first, kBefore), cue.end() + kBefore))
      continue;
    if (!words) words = match_bead(input, bead);
    const auto at = hedged_there(words->of(side), cue);
    if (!at) continue;
    const std::uint32_t begin = *at - std::min(*at, kBefore);
    const std::optional<std::size_t> will = within(there, kWill, begin, *at);
    if (!will || within(there, kSureAnswers, begin - std::min(begin, kBefore), *at + 2)) continue;
    return Finding{i, will};
  }
  return std::nullopt;
}

std::optional<Finding> lost_hedge(const CheckInput& input, const Bead& bead, const ClaimRows& rows,
                                  Side side, SharedBeadWords& words) {
  const std::vector<PlacedCue>& here = rows.of(side);
  const std::vector<PlacedCue>& there = rows.of(other(side));
  if (!any_of_kinds(here, kHedges | kMay)) return std::nullopt;
  if (const auto found = asserted(input, bead, rows, side, words)) return found;
  for (const ClaimNeed& need : {kHedge, kModal, kModalStrictly}) {
    const bool strictly = need.others == kSureAnswers;
    if (strictly && count_of_kinds(there, kWill) <= count_of_kinds(here, kWill)) break;
    const std::vector<std::size_t> left = unanswered(input, bead, rows, side, need, words);
    if (left.empty()) continue;
    ClaimNeed nothing = need;
    nothing.shared = true;
    // A modal may also say what somebody is able to do.
    const bool modal = need.needs == kMay && !any_of_kinds(there, kWill | kDone);
    const bool sure = !modal && !unanswered(input, bead, rows, side, nothing, words).empty();
    return Finding{left.front(), std::nullopt, sure};
  }
  return std::nullopt;
}

/// Whether a hedge without counterpart is told. Where something of the other side may stand for it,
/// only one that is lost counts, and only among words that are rendered in one place there: a claim
/// made more careful harms nobody, and a passage in other words hedges in other words.
bool counts(const CheckInput& input, const Bead& bead, const ClaimRows& rows, Side side,
            const Finding& finding, SharedBeadWords& words) {
  if (finding.sure || finding.assertion) return true;
  if (side == Side::kTarget) return false;
  if (!words) words = match_bead(input, bead);
  return neighbourhood(*words, side, rows.of(side)[finding.hedge].span) > kRendered;
}

/// What is planned on `side` and has come about on the other.
std::optional<Finding> come_about(const ClaimRows& rows, Side side) {
  const std::vector<PlacedCue>& here = rows.of(side);
  const std::vector<PlacedCue>& there = rows.of(other(side));
  const auto plan = within(here, kPlans, 0, ~std::uint32_t{0});
  const auto done = within(there, kDone, 0, ~std::uint32_t{0});
  if (!plan || !done || any_of_kinds(here, kDone) || any_of_kinds(there, kStillAhead))
    return std::nullopt;
  return Finding{*plan, *done};
}

/// The message of a finding of `side`, seen from the source.
Message message_of(const ClaimRows& rows, Side side, const Finding& finding, const Passage& hedge,
                   const std::optional<Passage>& assertion) {
  const bool of_source = side == Side::kSource;
  if (!assertion)
    return {of_source ? "certainty.lost" : "certainty.added", {{"text", hedge.value}}};
  const bool done = (rows.of(other(side))[*finding.assertion].cue.kinds & kDone) != 0;
  const char* event = of_source ? "certainty.done" : "certainty.planned";
  const char* guess = of_source ? "certainty.asserted" : "certainty.hedged";
  return {done ? event : guess, {{"hedge", hedge.value}, {"assertion", assertion->value}}};
}

void report(const CheckInput& input, std::uint32_t bead, const ClaimRows& rows, Side side,
            const Finding& finding, Severity severity, std::vector<Issue>& issues) {
  const Passage hedge = passage_of(input.side(side).article, rows.of(side)[finding.hedge].span);
  std::optional<Passage> assertion;
  if (finding.assertion)
    assertion =
        passage_of(input.side(other(side)).article, rows.of(other(side))[*finding.assertion].span);
  Issue issue =
      make_issue({"certainty", severity, message_of(rows, side, finding, hedge, assertion), bead,
                  severity == Severity::kWarning ? 0.7 : 0.5},
                 side, hedge);
  issue.at(other(side)) = assertion;
  issues.push_back(std::move(issue));
}

}  // namespace

void check_certainty(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.resources.source->claims.empty() || input.resources.target->claims.empty()) return;
  const bool close = judge_pair(input) == PairKind::kClose;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const SharedClaims shared = claims_of(input, bead);
    const ClaimRows& rows = *shared;
    const Severity severity = close && is_sure(bead) ? Severity::kWarning : Severity::kInfo;
    SharedBeadWords words;
    for (const Side side : kSides) {
      if (const auto finding = lost_hedge(input, bead, rows, side, words)) {
        if (counts(input, bead, rows, side, *finding, words))
          report(input, b, rows, side, *finding, finding->sure ? severity : Severity::kInfo,
                 issues);
      } else if (const auto event = come_about(rows, side)) {
        report(input, b, rows, side, *event, severity, issues);
      }
    }
  }
}

}  // namespace concord
