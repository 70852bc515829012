// Finds directions, times and amounts that one version turned round.
#include "checks/relations/directions.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

#include "checks/core/bead_words.h"
#include "checks/core/make_issue.h"
#include "checks/relations/claims.h"
#include "lang/words/cues.h"

namespace concord {
namespace {

// Tokens on either side of two opposites in which a word must be rendered by another that close.
constexpr std::int64_t kAround = 4;
// Tokens before a word in which a negation turns it round: "not all".
constexpr std::uint32_t kNegated = 7;

/// The cues of one side of a bead in one row of tokens.
struct Row {
  std::vector<Cue> cues;
  std::vector<bool> negated;  ///< by cue
  CueKinds maybe = 0;
};

Row row_of(const PairSide& side, const Bead& bead) {
  Row row;
  std::uint32_t offset = 0;
  for (const std::uint32_t s : bead.of(side.side)) {
    const std::vector<Token>& tokens = side.article.sentences[s].tokens;
    std::optional<std::vector<NegationCue>> negations;
    for (Cue cue : side.pack.directions.find(tokens)) {
      bool negated = false;
      if (cue.kinds != 0) {
        if (!negations) negations = side.pack.negation.find(tokens);
        negated = std::any_of(negations->begin(), negations->end(), [&](const NegationCue& no) {
          return no.kind == NegationKind::kNegation && no.first < cue.end() &&
                 no.end() + kNegated > cue.first;
        });
      }
      row.maybe |= cue.maybe;
      cue.first += offset;
      row.cues.push_back(cue);
      row.negated.push_back(negated);
    }
    offset += static_cast<std::uint32_t>(tokens.size());
  }
  return row;
}

/// Whether a word beside one cue is rendered beside the other.
bool same_place(const BeadWords& words, const Cue& source, const Cue& target) {
  const std::vector<BeadWord>& row = words.of(Side::kSource);
  const std::int64_t end = std::min<std::int64_t>(static_cast<std::int64_t>(row.size()),
                                                  std::int64_t{source.end()} + kAround);
  for (std::int64_t i = std::max<std::int64_t>(0, std::int64_t{source.first} - kAround); i < end;
       ++i) {
    const BeadWord& word = row[static_cast<std::size_t>(i)];
    if (i >= source.first && i < source.end()) continue;
    if (word.partner < 0 || word.kind == WordKind::kFunction || word.match <= MatchLevel::kFar)
      continue;
    if (std::abs(std::int64_t{word.partner} - std::int64_t{target.first}) <= kAround) return true;
  }
  return false;
}

/// Whether what follows one cue stands before the other: "before leaving they locked the door",
/// "they left after locking it".
bool crossed(const BeadWords& words, const Cue& source, const Cue& target) {
  const std::vector<BeadWord>& row = words.of(Side::kSource);
  bool before = false;
  for (std::uint32_t i = source.end();
       i < row.size() && i < source.end() + kAround && row[i].is_word; ++i) {
    if (row[i].partner < 0 || row[i].kind == WordKind::kFunction) continue;
    if (row[i].partner > static_cast<std::int32_t>(target.first)) return false;
    before = true;
  }
  return before;
}

/// Whether a word of the cue has its counterpart elsewhere on the other side than in `opposite`.
bool answered(const std::vector<BeadWord>& row, const Cue& cue, const Cue& opposite) {
  for (std::uint32_t i = cue.first; i < cue.end() && i < row.size(); ++i) {
    const BeadWord& word = row[i];
    if (word.partner < 0 || word.kind == WordKind::kFunction || word.match < MatchLevel::kLikely)
      continue;
    const auto partner = static_cast<std::uint32_t>(word.partner);
    if (partner < opposite.first || partner >= opposite.end()) return true;
  }
  return false;
}

Span span_of(const std::vector<BeadWord>& row, const Cue& cue) {
  return {row[cue.first].span.begin, row[cue.end() - 1].span.end};
}

bool marked(const std::vector<Issue>& issues, const Passage& source, const Passage& target) {
  return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) {
    return issue.check == "antonym" &&
           ((issue.source && issue.source->span.overlaps(source.span)) ||
            (issue.target && issue.target->span.overlaps(target.span)));
  });
}

/// Two cues that answer each other by opposite ends of an axis.
struct Turn {
  std::size_t source = 0;
  std::size_t target = 0;
  std::size_t axis = 0;
  bool excused = false;  ///< something else on either side may answer
};

std::ptrdiff_t count(const Row& row, CueKinds kind) {
  return std::count_if(row.cues.begin(), row.cues.end(),
                       [&](const Cue& cue) { return (cue.kinds & kind) != 0; });
}

std::vector<Turn> turns_of(const Row& source, const Row& target) {
  std::vector<Turn> turns;
  for (std::size_t kind = 0; kind < 2 * kDirectionAxes; ++kind) {
    const CueKinds here = CueKinds{1} << kind;
    const CueKinds there = CueKinds{1} << (kind ^ 1U);
    if (count(source, here) <= count(target, here) || count(target, there) <= count(source, there))
      continue;
    for (std::size_t i = 0; i < source.cues.size(); ++i) {
      for (std::size_t j = 0; j < target.cues.size(); ++j) {
        if ((source.cues[i].kinds & here) == 0 || (target.cues[j].kinds & there) == 0 ||
            source.negated[i] || target.negated[j])
          continue;
        turns.push_back({i, j, kind / 2, ((source.maybe & there) | (target.maybe & here)) != 0});
      }
    }
  }
  return turns;
}

}  // namespace

void find_turned_directions(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.resources.source->directions.empty() || input.resources.target->directions.empty())
    return;
  const bool close = judge_pair(input) == PairKind::kClose;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const Row source = row_of(input.side(Side::kSource), bead);
    const Row target = row_of(input.side(Side::kTarget), bead);
    std::optional<BeadWords> words;
    for (const Turn& turn : turns_of(source, target)) {
      if (!words) words = match_bead(input, bead);
      const Cue& here = source.cues[turn.source];
      const Cue& there = target.cues[turn.target];
      if (turn.axis == 0 && crossed(*words, here, there)) continue;
      if (answered(words->of(Side::kSource), here, there) ||
          answered(words->of(Side::kTarget), there, here))
        continue;
      const bool beside = same_place(*words, here, there);
      if (turn.excused && !beside) continue;
      const Passage source_words =
          passage_of(input.source, span_of(words->of(Side::kSource), here));
      const Passage target_words =
          passage_of(input.target, span_of(words->of(Side::kTarget), there));
      if (marked(issues, source_words, target_words)) continue;
      const bool sure = close && is_sure(bead) && beside && !turn.excused;
      issues.push_back(make_issue(
          {"antonym",
           sure ? Severity::kWarning : Severity::kInfo,
           {"antonym.turned", {{"source", source_words.value}, {"target", target_words.value}}},
           b,
           sure ? 0.7 : 0.5},
          source_words, target_words));
    }
  }
}

}  // namespace concord
