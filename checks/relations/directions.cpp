// Finds directions, times and amounts that one version turned round.
#include "checks/relations/directions.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

#include "checks/core/bead_negations.h"
#include "checks/core/bead_words.h"
#include "checks/core/make_issue.h"
#include "checks/relations/claims.h"
#include "lang/words/cues.h"

namespace concord {
namespace {

// Tokens on either side of two opposites in which a word must be rendered by another that close.
constexpr std::int64_t kAround = 4;
// The axis of men and women: "a person who" says one of them less surely, but nothing else.
constexpr std::size_t kManWoman = 11;
// That of all and some: what they are said of shows whether they answer each other.
constexpr std::size_t kAllSome = 8;
// Tokens between a cue and the word that shares its phrase, where a cue alone proves little:
// "against a candidate".
constexpr std::uint32_t kBeside = 2;
// Tokens before a word in which a negation turns it round: "not all".
constexpr std::uint32_t kNegated = 7;

/// The cues of one side of a bead in one row of tokens.
struct Row {
  std::vector<Cue> cues;
  std::vector<bool> negated;  ///< by cue
};

/// Whether a clause ends between two tokens: what is denied before it says nothing of what follows.
bool clause_ends(const std::vector<Token>& tokens, std::uint32_t first, std::uint32_t last) {
  return std::any_of(tokens.begin() + first, tokens.begin() + last, [](const Token& token) {
    return token.is_word() ? token.word->opens_clause == 2 : token.word->surface == ",";
  });
}

/// Whether a negation outside of a cue turns it round.
bool is_negated(const std::vector<Token>& tokens, const std::vector<NegationCue>& negations,
                const Cue& cue) {
  return std::any_of(negations.begin(), negations.end(), [&](const NegationCue& no) {
    return no.kind == NegationKind::kNegation && no.end() <= cue.first &&
           no.end() + kNegated > cue.first && !clause_ends(tokens, no.end(), cue.first);
  });
}

Row row_of(const CheckInput& input, Side of, const Bead& bead) {
  Row row;
  const PairSide side = input.side(of);
  const std::vector<std::uint32_t>& sentences = bead.of(of);
  SharedNegations negations;
  std::uint32_t offset = 0;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const std::vector<Token>& tokens = side.article.sentences[sentences[s]].tokens;
    for (Cue cue : side.pack.directions.find(tokens)) {
      // "Victoria" is not a victory.
      if (cue.kinds == 0 && cue.count == 1 && cue.first > 0 && tokens[cue.first - 1].is_word() &&
          tokens[cue.first].word->capitalised)
        continue;
      if (negations == nullptr) negations = negations_of(input, bead);
      row.negated.push_back(is_negated(tokens, negations->of(of)[s], cue));
      cue.first += offset;
      row.cues.push_back(cue);
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
    // The words of a date are matched as a whole.
    if (word.partner < 0 || word.kind == WordKind::kFunction || word.kind == WordKind::kFigure ||
        word.match < MatchLevel::kLikely)
      continue;
    const auto partner = static_cast<std::uint32_t>(word.partner);
    // "Protest against", "protest for": the noun of a phrase says nothing of its end.
    const std::uint32_t from = opposite.first - std::min(opposite.first, cue.count - 1);
    if (partner < from || partner >= opposite.end() + cue.count - 1) return true;
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

/// Whether a cue is a preposition or conjunction by itself, which may mean too much: "as", "by";
/// but not one that says for or against what.
bool is_light(const std::vector<BeadWord>& row, const Cue& cue, const PartRules& parts) {
  const Word& word = *row[cue.first].word;
  if (cue.count > 1 || !word.function) return false;
  const std::uint32_t roles = parts.roles(word.folded);
  const std::uint32_t side = roles & (kFor | kAgainst);
  return (side != kFor && side != kAgainst) || (roles & kIn) != 0;
}

/// The content words beside a cue in its phrase, the nearest first: what it is said of. `step`: 1
/// behind the cue, -1 before it.
std::vector<std::int64_t> neighbours(const std::vector<BeadWord>& row, const Cue& cue, int step) {
  std::vector<std::int64_t> found;
  std::int64_t at = step > 0 ? std::int64_t{cue.end()} : std::int64_t{cue.first} - 1;
  std::int64_t light = 0;
  while (at >= 0 && at < static_cast<std::int64_t>(row.size()) && std::ssize(found) < kBeside) {
    const BeadWord& word = row[static_cast<std::size_t>(at)];
    if (!word.is_word || word.word->opens_clause != 0) break;
    if (word.kind != WordKind::kFunction) {
      found.push_back(at);
    } else if (++light > kBeside) {
      break;
    }
    at += step;
  }
  return found;
}

/// Whether a word right beside one cue is rendered right beside the other.
bool bound(const BeadWords& words, const Cue& source, const Cue& target) {
  for (const int here : {1, -1}) {
    for (const std::int64_t head : neighbours(words.of(Side::kSource), source, here)) {
      const BeadWord& word = words.of(Side::kSource)[static_cast<std::size_t>(head)];
      if (word.partner < 0 || word.match <= MatchLevel::kFar) continue;
      for (const int there : {1, -1}) {
        const std::vector<std::int64_t> around = neighbours(words.of(Side::kTarget), target, there);
        if (std::find(around.begin(), around.end(), word.partner) != around.end()) return true;
        // The words of a date are matched as a whole: "late this month".
        const auto dated = [&](std::int64_t at) {
          return word.kind == WordKind::kFigure && std::abs(at - word.partner) <= kBeside &&
                 words.of(Side::kTarget)[static_cast<std::size_t>(at)].kind == WordKind::kFigure;
        };
        if (std::any_of(around.begin(), around.end(), dated)) return true;
      }
    }
  }
  return false;
}

/// Whether all that stands right beside a cue and has a counterpart has it elsewhere than beside
/// the other cue: each is said of something else. Nothing where no word has a counterpart.
std::optional<bool> apart(const std::vector<BeadWord>& row, const Cue& cue,
                          const std::vector<BeadWord>& across, const Cue& other) {
  bool any = false;
  for (const int here : {1, -1}) {
    for (const std::int64_t head : neighbours(row, cue, here)) {
      const BeadWord& word = row[static_cast<std::size_t>(head)];
      if (word.partner < 0 || word.match < MatchLevel::kLikely) continue;
      any = true;
      for (const int there : {1, -1}) {
        const std::vector<std::int64_t> around = neighbours(across, other, there);
        if (std::find(around.begin(), around.end(), word.partner) != around.end()) return false;
      }
    }
  }
  return any ? std::optional(true) : std::nullopt;
}

/// How surely a cue is of a kind.
enum class Sureness : std::uint8_t { kNot, kMaybe, kSure };

Sureness is_of(const Cue& cue, CueKinds kind) {
  if ((cue.kinds & kind) != 0) return Sureness::kSure;
  return (cue.maybe & kind) != 0 ? Sureness::kMaybe : Sureness::kNot;
}

/// Two cues that answer each other by opposite ends of an axis.
struct Turn {
  std::size_t source = 0;
  std::size_t target = 0;
  std::size_t axis = 0;
  CueKinds here = 0;   ///< the end of the source
  CueKinds there = 0;  ///< of the target
  bool sure = true;    ///< neither only may be of its end
};

std::ptrdiff_t count(const Row& row, CueKinds kind) {
  return std::count_if(row.cues.begin(), row.cues.end(),
                       [&](const Cue& cue) { return is_of(cue, kind) == Sureness::kSure; });
}

/// What the cues of a row are or may be.
CueKinds all_kinds(const Row& row) {
  CueKinds kinds = 0;
  for (const Cue& cue : row.cues) kinds |= cue.kinds | cue.maybe;
  return kinds;
}

/// Finds the turns of a bead.
class Turns {
 public:
  Turns(const Row& source, const Row& target) : source_(source), target_(target) {}

  std::vector<Turn> find() {
    const CueKinds here = all_kinds(source_);
    const CueKinds there = all_kinds(target_);
    for (std::size_t kind = 0; kind < 2 * kDirectionAxes; ++kind) {
      if ((here >> kind & there >> (kind ^ 1U) & 1U) != 0) find(kind);
    }
    // Of two axes that a word has, the one of which it surely is.
    std::stable_partition(turns_.begin(), turns_.end(), [](const Turn& turn) { return turn.sure; });
    return std::move(turns_);
  }

 private:
  void find(std::size_t kind) {
    Turn turn{0, 0, kind / 2, CueKinds{1} << kind, CueKinds{1} << (kind ^ 1U), true};
    const auto more_here = count(source_, turn.here) - count(target_, turn.here);
    const auto more_there = count(target_, turn.there) - count(source_, turn.there);
    if (more_here < 0 || more_there < 0 || more_here + more_there == 0) return;
    for (turn.source = 0; turn.source < source_.cues.size(); ++turn.source) {
      const Sureness first = is_of(source_.cues[turn.source], turn.here);
      // What a cue is surely, the other side lacks.
      if (first == Sureness::kNot || (first == Sureness::kSure && more_here == 0)) continue;
      for (turn.target = 0; turn.target < target_.cues.size(); ++turn.target) {
        const Sureness second = is_of(target_.cues[turn.target], turn.there);
        if (second == Sureness::kNot || (second == Sureness::kSure && more_there == 0)) continue;
        turn.sure = first == second;
        if (turn.sure ? first == Sureness::kSure : may_be(turn)) add(turn);
      }
    }
  }

  /// Of a turn one cue of which only may be of its end: neither may be of the other, nor is
  /// anything else.
  bool may_be(const Turn& turn) const {
    return is_of(source_.cues[turn.source], turn.there) == Sureness::kNot &&
           is_of(target_.cues[turn.target], turn.here) == Sureness::kNot &&
           count(target_, turn.here) == 0 && count(source_, turn.there) == 0;
  }

  void add(const Turn& turn) {
    const bool negated = source_.negated[turn.source];
    if (negated == target_.negated[turn.target] && !(negated && turn.sure)) turns_.push_back(turn);
  }

  const Row& source_;
  const Row& target_;
  std::vector<Turn> turns_;
};

/// Weighs the turns of a bead by its words.
class Weigh {
 public:
  Weigh(const CheckInput& input, const BeadWords& words, const Row& source, const Row& target)
      : input_(input), words_(words), source_(source), target_(target) {}

  /// Whether another cue may say the missing end, and has no counterpart of its own.
  bool excused(const Turn& turn) const {
    return may_say(Side::kSource, turn.there, turn.source, target_.cues[turn.target]) ||
           may_say(Side::kTarget, turn.here, turn.target, source_.cues[turn.source]);
  }
  bool holds(const Turn& turn, bool excused) const {
    const Cue& here = source_.cues[turn.source];
    const Cue& there = target_.cues[turn.target];
    if (turn.axis == 0 && crossed(words_, here, there)) return false;
    if (answered(words_.of(Side::kSource), here, there) ||
        answered(words_.of(Side::kTarget), there, here))
      return false;
    if (turn.axis == kAllSome && turn.sure && !bound(words_, here, there)) {
      const auto& row = words_.of(Side::kSource);
      const auto& across = words_.of(Side::kTarget);
      const std::optional<bool> one = apart(row, here, across, there);
      const std::optional<bool> two = apart(across, there, row, here);
      if (one.value_or(true) && two.value_or(true) && (one || two)) return false;
    }
    if (turn.sure) return !excused || same_place(words_, here, there);
    const bool light = is_light(words_.of(Side::kSource), here, input_.resources.source->parts) ||
                       is_light(words_.of(Side::kTarget), there, input_.resources.target->parts);
    if (excused || light) return false;
    return turn.axis == kManWoman ? same_place(words_, here, there) : bound(words_, here, there);
  }

 private:
  bool may_say(Side side, CueKinds kind, std::size_t but, const Cue& opposite) const {
    const Row& row = side == Side::kSource ? source_ : target_;
    for (std::size_t i = 0; i < row.cues.size(); ++i) {
      if (i != but && is_of(row.cues[i], kind) == Sureness::kMaybe &&
          !answered(words_.of(side), row.cues[i], opposite))
        return true;
    }
    return false;
  }

  const CheckInput& input_;
  const BeadWords& words_;
  const Row& source_;
  const Row& target_;
};

}  // namespace

void find_turned_directions(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.resources.source->directions.empty() || input.resources.target->directions.empty())
    return;
  const bool close = judge_pair(input) == PairKind::kClose;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const Row source = row_of(input, Side::kSource, bead);
    const Row target = row_of(input, Side::kTarget, bead);
    const std::vector<Turn> turns = Turns(source, target).find();
    if (turns.empty()) continue;
    const SharedBeadWords shared = match_bead(input, bead);
    const BeadWords& words = *shared;
    const Weigh weigh(input, words, source, target);
    for (const Turn& turn : turns) {
      const Cue& here = source.cues[turn.source];
      const Cue& there = target.cues[turn.target];
      const bool excused = weigh.excused(turn);
      if (!weigh.holds(turn, excused)) continue;
      const Passage source_words = passage_of(input.source, span_of(words.of(Side::kSource), here));
      const Passage target_words =
          passage_of(input.target, span_of(words.of(Side::kTarget), there));
      if (marked(issues, source_words, target_words)) continue;
      const bool sure =
          close && is_sure(bead) && turn.sure && !excused && same_place(words, here, there);
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
