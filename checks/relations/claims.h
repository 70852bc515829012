// What the words of closed classes say on both sides of a bead, and which of them the other side
// answers: for the checks attribution and certainty.
//
//   SharedClaims rows = claims_of(input, bead);
//   for (std::size_t i : unanswered(*rows, Side::kSource, {says, says, says | echo})) ...
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <vector>

#include "checks/core/bead_words.h"
#include "checks/core/check.h"
#include "lang/words/cues.h"

namespace concord {

/// A cue of a bead's side.
struct PlacedCue {
  Cue cue;              ///< in tokens of the side's row, see BeadWords
  Span span;            ///< in the article's text
  double position = 0;  ///< in the side, in [0, 1]
};

/// The cues of both sides of a bead, source first, in order.
struct ClaimRows {
  std::array<std::vector<PlacedCue>, 2> sides;
  const std::vector<PlacedCue>& of(Side side) const { return sides[index_of(side)]; }
};

/// The cues of a bead, which all checks that ask for them share.
using SharedClaims = std::shared_ptr<const ClaimRows>;

/// A set of kinds of claims.tsv.
constexpr CueKinds kinds_of(std::initializer_list<ClaimKind> kinds) {
  CueKinds bits = 0;
  for (const ClaimKind kind : kinds) bits |= CueKinds{1} << static_cast<unsigned>(kind);
  return bits;
}

/// What must have a counterpart, and what is one: `same` surely, `others` where nothing else is
/// nearer and no other word of this side is rendered by it.
struct ClaimNeed {
  CueKinds needs = 0;
  CueKinds same = 0;
  CueKinds others = 0;
  /// Whether another word of this side that is rendered by it makes no difference.
  bool shared = false;
};

/// What attributes a statement, without anything on the other side that may stand for it.
constexpr CueKinds kSpeakers = kinds_of({ClaimKind::kSays, ClaimKind::kThinks});
/// "Is said to be" leaves it open who says so, but says that somebody does.
constexpr ClaimNeed kAttributed{
    kSpeakers, kSpeakers, kSpeakers | kinds_of({ClaimKind::kEcho, ClaimKind::kAlleged}), true};

/// Whether the sides of a bead belong together surely enough for more than a note.
constexpr bool is_sure(const Bead& bead) { return bead.confidence >= 0.8; }

/// The cues of the sentences of a bead; never null. Found once for all that ask with one
/// CheckInput::memo.
SharedClaims claims_of(const CheckInput& input, const Bead& bead);

/// Cues of `side` that need a counterpart and have none on the other side: indices into
/// rows.of(side). `words` is made when it is first needed.
std::vector<std::size_t> unanswered(const CheckInput& input, const Bead& bead,
                                    const ClaimRows& rows, Side side, const ClaimNeed& need,
                                    SharedBeadWords& words);

/// Whether any cue has one of the kinds.
bool any_of_kinds(const std::vector<PlacedCue>& cues, CueKinds kinds);
/// How many cues have.
std::size_t count_of_kinds(const std::vector<PlacedCue>& cues, CueKinds kinds);

}  // namespace concord
