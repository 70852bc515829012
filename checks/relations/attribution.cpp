// The check attribution: a statement that one version attributes to somebody and the other states
// as fact.
#include <algorithm>
#include <optional>
#include <string_view>

#include "checks/core/beside.h"
#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/core/said_outside.h"
#include "checks/relations/claims.h"

namespace concord {
namespace {

constexpr ClaimNeed kNeed{kSpeakers, kSpeakers, kAttributed.others};

/// Whether a sentence beside the bead attributes on this side more than its counterpart there: the
/// source moved to it. What one version has alone between them moves nothing away.
bool moved(const CheckInput& input, std::uint32_t bead, Side from) {
  constexpr std::int64_t kPassed = 2;  // sentences that one version has alone
  for (const std::int64_t step : {-1, 1}) {
    for (std::int64_t away = 1; away <= 1 + kPassed; ++away) {
      const std::int64_t at = bead + step * away;
      if (at < 0 || at >= static_cast<std::int64_t>(input.beads.size())) break;
      const Bead& near = input.beads[static_cast<std::size_t>(at)];
      const SharedClaims rows = claims_of(input, near);
      if (count_of_kinds(rows->of(other(from)), kSpeakers) >
          count_of_kinds(rows->of(from), kSpeakers))
        return true;
      if (!near.is_gap()) break;
    }
  }
  return false;
}

/// Whether the version that does not say who speaks said so in the sentences just before: in a
/// report of what one person said the next sentence is taken for his as well, and who tells it is
/// named again or not as the style asks.
bool speech_goes_on(const CheckInput& input, const Bead& bead, Side lacking) {
  constexpr std::uint32_t kBefore = 3;  // sentences
  const std::uint32_t first = bead.of(lacking).front();
  for (std::uint32_t i = beside(input, bead, lacking, kBefore).begin; i < first; ++i) {
    Bead before;
    (lacking == Side::kSource ? before.source : before.target) = {i};
    if (any_of_kinds(claims_of(input, before)->of(lacking), kAttributed.others)) return true;
  }
  return false;
}

/// Whether a clause that is reported as missing holds the words and more than who says so: one fact
/// is told once.
bool told(const std::vector<Issue>& issues, Side side, Span span) {
  constexpr std::ptrdiff_t kMore = 6;  // words
  const std::string_view check = side == Side::kSource ? "dropped-clause" : "added-clause";
  return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) {
    const std::optional<Passage>& passage = side == Side::kSource ? issue.source : issue.target;
    return issue.check == check && passage && passage->span.overlaps(span) &&
           std::count(passage->value.begin(), passage->value.end(), ' ') >= kMore;
  });
}

/// Whether a version prints twice within a bead what a cue attributes: one claim, told once.
bool said_twice(const CheckInput& input, const Bead& bead, Side side, Span cue) {
  constexpr std::size_t kAround = 6;  // tokens on either side of the cue, of its sentence
  constexpr double kTwice = 0.75;
  if (bead.of(side).size() < 2) return false;
  const PairSide version = input.side(side);
  for (const std::uint32_t i : bead.of(side)) {
    const AnalysedSentence& sentence = version.article.sentences[i];
    if (!sentence.span.contains(cue)) continue;
    const auto at = std::find_if(sentence.tokens.begin(), sentence.tokens.end(),
                                 [&](const Token& token) { return token.span.overlaps(cue); });
    const auto before = static_cast<std::size_t>(at - sentence.tokens.begin());
    const std::size_t first = before - std::min(before, kAround);
    const std::size_t last = std::min(before + kAround, sentence.tokens.size() - 1);
    return said_outside(version, bead.of(side),
                        {sentence.tokens[first].span.begin, sentence.tokens[last].span.end}) >=
           kTwice;
  }
  return false;
}

}  // namespace

void check_attribution(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.resources.source->claims.empty() || input.resources.target->claims.empty()) return;
  const bool close = judge_pair(input) == PairKind::kClose;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const SharedClaims shared = claims_of(input, bead);
    const ClaimRows& rows = *shared;
    SharedBeadWords words;
    for (const Side side : kSides) {
      for (const std::size_t i : unanswered(input, bead, rows, side, kNeed, words)) {
        if (!input.aligned_segments && moved(input, b, side)) break;
        // Where anything on the other side may stand for it, nobody needs a note.
        if (unanswered(input, bead, rows, side, kAttributed, words).empty()) break;
        if (told(issues, side, rows.of(side)[i].span)) break;
        if (said_twice(input, bead, side, rows.of(side)[i].span)) break;
        const bool sure = close && is_sure(bead) &&
                          (input.aligned_segments || !speech_goes_on(input, bead, other(side)));
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
