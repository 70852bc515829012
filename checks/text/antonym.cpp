// The check antonym: a word of one side for which the other has its opposite, "rose" for "fell".
#include <algorithm>
#include <cstdlib>

#include "checks/core/bead_negations.h"
#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/relations/directions.h"
#include "lang/pack/coverage.h"

namespace concord {
namespace {

// How many tokens before a word a negation may stand that turns it round: "did not fall".
constexpr std::uint32_t kScope = 5;
// The same for a word that only may: "lost the ability".
constexpr std::uint32_t kBeside = 3;
// Tokens on either side of the two words in which others must be each other's rendering.
constexpr std::int64_t kAround = 6;
// The same in which a figure must stand where only a figure makes them opposites: "12% more than a
// year ago".
constexpr std::int64_t kFigureAround = 3;

// Chosen, not fitted: four of the six findings on clean pairs of the development data look real.
constexpr double kConfidence = 0.7;

/// A word of a bead's side that leans to an end of an axis.
struct Leaner {
  Leaning leaning;
  std::uint32_t first = 0;  ///< tokens of the side's row
  std::uint32_t count = 1;
  bool negated = false;
};

/// Whether the other side of the bead has a rendering of the unit.
bool rendered(const CheckInput& input, Side side, const Bead& bead, const LexicalUnit& unit) {
  const AnalysedArticle& across = input.side(other(side)).article;
  for (const std::uint32_t s : bead.of(other(side))) {
    for (const LexicalUnit& there : across.sentences[s].units) {
      for (const Rendering& rendering : input.resources.lexicon.renderings(side, unit.id)) {
        if (rendering.id == there.id) return true;
      }
    }
  }
  return false;
}

/// Whether a cue turns round what a unit says: "did not fall", "lost the ability". "Reject", a cue
/// and a word of the table, does nothing to itself.
bool negates(const std::vector<Token>& tokens, const NegationCue& cue, const LexicalUnit& unit) {
  const bool inside = cue.end() > unit.first;
  if (cue.first >= unit.first + unit.count ||
      (inside && cue.count == 1 && cue.kind != NegationKind::kNegation))
    return false;
  // "Unemployment fell" is not a denial.
  if (cue.kind == NegationKind::kAntonym && !tokens[cue.first].word->polarity.known) return false;
  const std::uint32_t scope = cue.kind == NegationKind::kAntonym ? kBeside : kScope;
  return cue.end() + scope > unit.first;
}

/// Whether a unit says that the number behind it is rough: "some 7,000" is not a few of them.
bool hedges_number(const AnalysedSentence& sentence, const LexicalUnit& unit) {
  const std::size_t next = unit.first + unit.count;
  const NumberWord& word = sentence.tokens[unit.first].word->number;
  return next < sentence.tokens.size() && word.is(kHedgeRole) && word.hedge == Hedge::kAbout &&
         std::any_of(sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& m) {
           return m.quantity() != nullptr && m.span.contains(sentence.tokens[next].span);
         });
}

/// Whether a word of a unit tells something by itself; the first may be light: "lebih tinggi".
bool has_content_word(const std::vector<Token>& tokens, const LexicalUnit& unit) {
  for (std::uint32_t i = unit.first; i < unit.first + unit.count; ++i) {
    if (is_content_word(tokens[i], i == 0)) return true;
  }
  return false;
}

/// The words of one side of a bead that lean.
std::vector<Leaner> leaners_of(const CheckInput& input, Side side, const Bead& bead) {
  const PairSide version = input.side(side);
  const std::vector<std::uint32_t>& sentences = bead.of(side);
  std::vector<Leaner> leaners;
  SharedNegations negations;
  std::uint32_t offset = 0;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const AnalysedSentence& sentence = version.article.sentences[sentences[s]];
    std::uint32_t rendered_end = 0;           // of the longer units that are rendered as a whole
    std::uint32_t outer_end = 0;              // of the last longer unit that leans
    std::span<const Leaning> outer_leanings;  // of that
    for (const LexicalUnit& unit : sentence.units) {
      const std::uint32_t end = unit.first + unit.count;
      const bool hidden = end <= rendered_end;
      const std::span<const Leaning> leanings = input.resources.opposites.of(side, unit.id);
      if (unit.count > 1 && rendered(input, side, bead, unit))
        rendered_end = std::max(rendered_end, end);
      if (hidden || leanings.empty() || hedges_number(sentence, unit)) continue;
      const bool content = has_content_word(sentence.tokens, unit);
      if (negations == nullptr) negations = negations_of(input, bead);
      const std::vector<NegationCue>& cues = negations->of(side)[s];
      const bool negated = std::any_of(cues.begin(), cues.end(), [&](const NegationCue& cue) {
        return negates(sentence.tokens, cue, unit);
      });
      for (const Leaning& leaning : leanings) {
        // "Not successful", said in one expression, hides "successful".
        const bool overruled =
            end <= outer_end &&
            std::any_of(outer_leanings.begin(), outer_leanings.end(),
                        [&](auto& l) { return l.axis == leaning.axis && l.end != leaning.end; });
        if (overruled) continue;
        // A stem of two words that say the opposite of each other says neither.
        const bool both = std::any_of(leanings.begin(), leanings.end(), [&](auto& l) {
          return l.axis == leaning.axis && l.end != leaning.end;
        });
        Leaner leaner{leaning, offset + unit.first, unit.count, negated};
        leaner.leaning.proves = leaning.proves && !both && (content || leaning.figure);
        leaners.push_back(leaner);
      }
      if (unit.count > 1) {
        outer_end = end;
        outer_leanings = leanings;
      }
    }
    offset += static_cast<std::uint32_t>(sentence.tokens.size());
  }
  return leaners;
}

bool any_at(const std::vector<Leaner>& leaners, std::uint16_t axis, std::uint8_t end) {
  return std::any_of(leaners.begin(), leaners.end(), [&](const Leaner& l) {
    return l.leaning.axis == axis && l.leaning.end == end;
  });
}

/// The same, but for words that have a counterpart which does not lean to the other end: in "he
/// declined to comment on what they agreed to discuss" each is answered by itself.
bool any_unanswered(const std::vector<BeadWord>& row, const std::vector<Leaner>& leaners,
                    const std::vector<Leaner>& others, std::uint16_t axis, std::uint8_t end) {
  const auto answered = [&](const Leaner& l) {
    const std::int64_t partner = row[l.first].partner;
    if (partner < 0 || row[l.first].match < MatchLevel::kLikely) return false;
    return std::none_of(others.begin(), others.end(), [&](const Leaner& other) {
      return other.leaning.axis == axis && other.leaning.end != end && partner >= other.first &&
             partner < std::int64_t{other.first} + other.count;
    });
  };
  return std::any_of(leaners.begin(), leaners.end(), [&](const Leaner& l) {
    return l.leaning.axis == axis && l.leaning.end == end && !answered(l);
  });
}

Span span_of(const std::vector<BeadWord>& row, const Leaner& leaner) {
  return {row[leaner.first].span.begin, row[leaner.first + leaner.count - 1].span.end};
}

/// Whether `word` has no counterpart but, at best, `opposite` itself.
bool alone(const std::vector<BeadWord>& here, const Leaner& word, const Leaner& opposite) {
  for (std::uint32_t i = word.first; i < word.first + word.count; ++i) {
    const std::int64_t partner = here[i].partner;
    const bool of_opposite = partner >= opposite.first && partner < opposite.first + opposite.count;
    if (here[i].match != MatchLevel::kNone && !of_opposite) return false;
  }
  return true;
}

/// Whether words around both, or figures where these are asked for, are each other's rendering.
bool same_place(const BeadWords& words, const Leaner& source, const Leaner& target) {
  const std::vector<BeadWord>& side = words.of(Side::kSource);
  const bool figure = source.leaning.figure;
  const std::int64_t around = figure ? kFigureAround : kAround;
  // "More than 70" is a figure itself: the check of numbers compares it.
  if (figure && (side[source.first].kind == WordKind::kFigure ||
                 words.of(Side::kTarget)[target.first].kind == WordKind::kFigure))
    return false;
  for (std::int64_t i = std::max<std::int64_t>(0, source.first - around);
       i < std::min<std::int64_t>(static_cast<std::int64_t>(side.size()),
                                  source.first + source.count + around);
       ++i) {
    const BeadWord& word = side[static_cast<std::size_t>(i)];
    if (i >= source.first && i < source.first + source.count) continue;
    if (word.partner < 0 || word.kind == WordKind::kFunction || word.match < MatchLevel::kUnlikely)
      continue;
    if (figure && word.kind != WordKind::kFigure) continue;
    if (std::abs(std::int64_t{word.partner} - std::int64_t{target.first}) <= around) return true;
  }
  return false;
}

void find_turned_words(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.resources.opposites.empty()) return;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const std::vector<Leaner> sources = leaners_of(input, Side::kSource, bead);
    if (sources.empty()) continue;
    const std::vector<Leaner> targets = leaners_of(input, Side::kTarget, bead);
    SharedBeadWords words;
    std::uint32_t told = 0;  // tokens of the source before this one are
    for (const Leaner& source : sources) {
      if (!source.leaning.proves || source.negated) continue;
      const std::uint16_t axis = source.leaning.axis;
      const std::uint8_t end = source.leaning.end;
      const auto turned = static_cast<std::uint8_t>(1 - end);
      if (!any_at(targets, axis, turned)) continue;
      if (!words) words = match_bead(input, bead);
      if (any_unanswered(words->of(Side::kSource), sources, targets, axis, turned) ||
          any_unanswered(words->of(Side::kTarget), targets, sources, axis, end))
        continue;
      for (const Leaner& target : targets) {
        if (target.leaning.axis != axis || target.leaning.end != turned || !target.leaning.proves ||
            target.negated)
          continue;
        if (!alone(words->of(Side::kSource), source, target) ||
            !alone(words->of(Side::kTarget), target, source))
          continue;
        if (!same_place(*words, source, target)) continue;
        if (source.first < told) continue;
        told = source.first + source.count;
        Passage here = passage_of(input.source, span_of(words->of(Side::kSource), source));
        Passage there = passage_of(input.target, span_of(words->of(Side::kTarget), target));
        issues.push_back(
            make_issue({"antonym",
                        Severity::kWarning,
                        {"antonym.turned", {{"source", here.value}, {"target", there.value}}},
                        b,
                        kConfidence},
                       here, there));
      }
    }
  }
}

}  // namespace

void check_antonyms(const CheckInput& input, std::vector<Issue>& issues) {
  find_turned_words(input, issues);
  find_turned_directions(input, issues);
}

}  // namespace concord
