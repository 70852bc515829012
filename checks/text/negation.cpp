// The check negation: a negation of one side for which the other side has no counterpart.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "checks/core/bead_negations.h"
#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/local_evidence.h"
#include "checks/core/make_issue.h"
#include "lang/pack/coverage.h"

namespace concord {
namespace {

// Content words after a negation that may be what it negates: "not [been] able to find".
constexpr std::size_t kNegatedWords = 2;
// How far, in tokens, a negation of the other side may stand from the counterpart of the negated
// word.
constexpr std::size_t kReach = 7;
// What a comma between them counts for, in tokens.
constexpr std::size_t kBreak = 3;
// How near, in tokens, a word with a negating prefix must stand before the counterpart of the
// negated word: "unfit to serve".
constexpr std::size_t kBeside = 2;
// How many words, of so many tokens on either side of a negation, must be rendered where nothing is
// known of the word it denies.
constexpr std::size_t kNeighbours = 2;
constexpr std::uint32_t kAround = 6;
// How much of the words around a negation must be rendered in one place (checks/core/
// local_evidence.h) for it to count: one whose own word is not rendered, where the other side says
// something of its clause and where it says nothing; and one that stands beside other negations.
// Fitted on development segments with and without a negation taken away.
constexpr double kSupportedPlace = 0.4;
constexpr double kUnsupportedPlace = 0.54;
constexpr double kSharedPlace = 0.5;
// How far apart, as a share of the sentence, two negations may stand whose words the lexicon does
// not know.
constexpr double kSamePlace = 0.35;

/// One side of a bead: the tokens of its sentences as one row, with its negations.
struct Row {
  std::vector<Token> tokens;
  std::vector<LexicalUnit> units;
  std::vector<NegationCue> cues;
  const NegationRules* rules = nullptr;
};

Row row_of(const PairSide& side, const Bead& bead, const BeadNegations& negations) {
  Row row;
  row.rules = &side.pack.negation;
  const std::vector<std::uint32_t>& sentences = bead.of(side.side);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const AnalysedSentence& sentence = side.article.sentences[sentences[i]];
    const auto offset = static_cast<std::uint32_t>(row.tokens.size());
    for (NegationCue cue : negations.of(side.side)[i]) {
      cue.first += offset;
      row.cues.push_back(cue);
    }
    for (LexicalUnit unit : sentence.units) {
      unit.first += offset;
      row.units.push_back(unit);
    }
    row.tokens.insert(row.tokens.end(), sentence.tokens.begin(), sentence.tokens.end());
  }
  return row;
}

/// The share of a row before a token.
double share_before(const Row& row, std::uint32_t at) {
  return static_cast<double>(at) / static_cast<double>(row.tokens.size());
}

bool is_content(const Row& row, std::size_t at) { return is_content_word(row.tokens[at], at == 0); }

/// The words that a negation denies: the next content words of its clause, else the one before it.
std::vector<std::uint32_t> negated_words(const Row& row, const NegationCue& cue) {
  std::vector<std::uint32_t> words;
  for (std::uint32_t i = cue.end(); i < row.tokens.size() && words.size() < kNegatedWords; ++i) {
    if (!row.tokens[i].is_word()) break;
    if (is_content(row, i)) words.push_back(i);
  }
  for (std::uint32_t i = cue.first; i > 0 && words.empty(); --i) {
    if (!row.tokens[i - 1].is_word()) break;
    if (is_content(row, i - 1)) words.push_back(i - 1);
  }
  return words;
}

/// Where on the other side a word is rendered, without the negation: tokens of `there`.
std::vector<std::uint32_t> counterparts(const Lexicon& lexicon, Side side, const Row& here,
                                        const NegationCue& cue, std::uint32_t word,
                                        const Row& there) {
  std::vector<std::uint32_t> found;
  for (const LexicalUnit& unit : here.units) {
    if (word < unit.first || word >= unit.first + unit.count) continue;
    if (cue.first < unit.first + unit.count && cue.end() > unit.first) continue;
    for (const Rendering& rendering : lexicon.renderings(side, unit.id)) {
      for (const LexicalUnit& other : there.units) {
        if (other.id != rendering.id) continue;
        for (std::uint32_t i = 0; i < other.count; ++i) {
          if (is_content(there, other.first + i)) found.push_back(other.first + i);
        }
      }
    }
  }
  return found;
}

/// Whether the lexicon has renderings of a word, alone or in an expression.
bool has_renderings(const Lexicon& lexicon, Side side, const Row& row, std::uint32_t word) {
  return std::any_of(row.units.begin(), row.units.end(), [&](const LexicalUnit& unit) {
    return word >= unit.first && word < unit.first + unit.count &&
           !lexicon.renderings(side, unit.id).empty();
  });
}

/// Tokens between a cue and a token of the same row; punctuation counts as kBreak tokens.
std::size_t distance(const Row& row, const NegationCue& cue, std::uint32_t at) {
  if (at >= cue.first && at < cue.end()) return 0;
  const auto [begin, end] =
      at < cue.first ? std::pair(at, cue.first) : std::pair(cue.end() - 1, at);
  std::size_t tokens = 0;
  for (std::uint32_t i = begin + 1; i <= end; ++i)
    tokens += i == end || row.tokens[i].is_word() ? 1 : kBreak;
  return tokens;
}

/// Whether kNeighbours words around a negation are rendered on the other side, where nothing
/// negates.
bool neighbours_rendered(const Lexicon& lexicon, Side side, const Row& here, const NegationCue& cue,
                         const Row& there) {
  const std::uint32_t begin = cue.first - std::min(cue.first, kAround);
  const auto end = std::min(static_cast<std::uint32_t>(here.tokens.size()), cue.end() + kAround);
  std::size_t rendered = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    if ((i >= cue.first && i < cue.end()) || !is_content(here, i)) continue;
    const std::vector<std::uint32_t> places = counterparts(lexicon, side, here, cue, i, there);
    rendered += places.empty() ? 0 : 1;
    for (const std::uint32_t at : places) {
      for (const NegationCue& other_cue : there.cues) {
        if (distance(there, other_cue, at) <= kReach) return false;
      }
    }
  }
  return rendered >= kNeighbours;
}

/// What the check knows about one negation.
struct Finding {
  const NegationCue* cue = nullptr;
  bool neighbours =
      false;  ///< the word it denies is unknown, words around it are rendered where nothing negates
  bool rendered = false;   ///< the word it denies is rendered on the other side
  bool supported = false;  ///< some word of its clause is
  bool alone = false;      ///< the other side has nothing that negates
};

/// A negation with what its denied words (nearest first) are rendered by on the other side.
struct Denial {
  const NegationCue* cue = nullptr;
  std::vector<std::vector<std::uint32_t>> places;
  bool plain = false;   ///< the nearest of them has no negating prefix itself
  double position = 0;  ///< in its row, in [0, 1]
  bool rendered() const { return !places.empty() && !places.front().empty(); }
  bool supported() const {
    return std::any_of(places.begin(), places.end(),
                       [](const auto& of_word) { return !of_word.empty(); });
  }
};

/// Whether an expression of the other side renders the negation together with its word: "tidak
/// adil", "unfair".
bool rendered_whole(const Lexicon& lexicon, Side side, const Row& here, const NegationCue& cue,
                    const Row& there) {
  for (const LexicalUnit& unit : here.units) {
    if (unit.count < 2 || unit.first > cue.first || unit.first + unit.count < cue.end()) continue;
    for (const Rendering& rendering : lexicon.renderings(side, unit.id)) {
      for (const LexicalUnit& other : there.units) {
        if (other.id != rendering.id) continue;
        // What renders no more than the negation must negate itself: "cannot" and "can" have one
        // stem.
        if (unit.count > cue.count) return true;
        for (const NegationCue& answer : there.cues) {
          if (answer.first < other.first + other.count && answer.end() > other.first) return true;
        }
      }
    }
  }
  return false;
}

/// Whether the other side, at the same place, says the opposite of a denied word that nothing
/// renders: "unlawful" for "not lawful".
bool turned_round(const PairResources& resources, Side side, const Row& here, const Denial& denial,
                  const std::vector<std::uint32_t>& words, const Row& there) {
  const auto leans = [&](const Row& row, Side of, Leaning wanted, std::optional<double> near) {
    return std::any_of(row.units.begin(), row.units.end(), [&](const LexicalUnit& unit) {
      if (near && std::abs(share_before(row, unit.first) - *near) > kSamePlace) return false;
      const std::span<const Leaning> leanings = resources.opposites.of(of, unit.id);
      return std::any_of(leanings.begin(), leanings.end(), [&](const Leaning& l) {
        return l.axis == wanted.axis && l.end == wanted.end && l.proves >= wanted.proves;
      });
    });
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    // Of two words the second counts when the first is rendered: "none of the passengers was hurt".
    if (!denial.places[i].empty() || (i > 0 && denial.places[i - 1].empty())) continue;
    for (const LexicalUnit& unit : here.units) {
      if (words[i] < unit.first || words[i] >= unit.first + unit.count) continue;
      for (const Leaning& leaning : resources.opposites.of(side, unit.id)) {
        if (leaning.figure) continue;
        Leaning opposite = leaning;
        opposite.end = static_cast<std::uint8_t>(1 - leaning.end);
        opposite.proves = !leaning.proves;
        if (leans(there, other(side), opposite, share_before(here, words[i])) &&
            !leans(there, other(side), {leaning.axis, leaning.end, true, false}, std::nullopt))
          return true;
      }
    }
  }
  return false;
}

/// Whether a stand-in for a negation is rendered by its own word, so that it says itself and
/// answers none: "far" and its counterpart.
bool says_itself(const Lexicon& lexicon, Side side, const Row& row, const NegationCue& cue,
                 const Row& across) {
  if (cue.kind == NegationKind::kNegation || cue.count > 1) return false;
  const auto negates = [&](const LexicalUnit& unit) {
    return std::any_of(across.cues.begin(), across.cues.end(), [&](const NegationCue& c) {
      return c.kind == NegationKind::kNegation && c.first < unit.first + unit.count &&
             c.end() > unit.first;
    });
  };
  // Far away stands what renders another word: "avoid" of "not to distract them and to prevent".
  const auto near = [&](const LexicalUnit& unit) {
    return std::abs(share_before(row, cue.first) - share_before(across, unit.first)) <= kSamePlace;
  };
  return std::any_of(row.units.begin(), row.units.end(), [&](const LexicalUnit& unit) {
    if (unit.first > cue.first || unit.first + unit.count < cue.end()) return false;
    const auto& renderings = lexicon.renderings(side, unit.id);
    return std::any_of(renderings.begin(), renderings.end(), [&](const Rendering& rendering) {
      return std::any_of(across.units.begin(), across.units.end(), [&](const LexicalUnit& o) {
        return o.id == rendering.id && !negates(o) && near(o);
      });
    });
  });
}

/// Whether a conjunction right before a token carries an earlier negation on to it: "not to park or
/// stop".
bool is_carried(const Row& row, const NegationCue& cue, std::uint32_t at) {
  if (cue.kind != NegationKind::kNegation || cue.end() > at) return false;
  for (std::uint32_t i = at; i > cue.end() && at - i < kBeside; --i) {
    if (row.rules->carries(row.tokens[i - 1].word->folded)) return true;
  }
  return false;
}

/// Whether `cue` can answer the denial at all; `nearest` is lowered to its distance.
bool answers(const Row& there, const NegationCue& cue, const Denial& denial, std::size_t& nearest) {
  bool any = false;
  bool near = false;
  // "hard" answers "not easy", but then nothing renders "easy"; a prefix negates what follows:
  // "unfit to serve".
  const bool beside = cue.kind == NegationKind::kAntonym && denial.rendered();
  if (beside && there.tokens[cue.first].word->polarity.known) return false;
  // "Unless" negates its whole clause.
  const bool opens =
      cue.kind == NegationKind::kLicence && there.tokens[cue.first].word->opens_clause == 2;
  for (const std::vector<std::uint32_t>& places : denial.places) {
    for (const std::uint32_t at : places) {
      any = true;
      const std::size_t away = is_carried(there, cue, at) ? 0 : distance(there, cue, at);
      // "Unknown" answers "not known".
      if (away == 0 && beside && denial.plain) return true;
      // "Not deny" is not answered by "deny" itself, however near it stands to another word.
      if (away == 0 && cue.kind != NegationKind::kNegation && cue.count == 1) return false;
      if (opens && at >= cue.end()) return true;
      if (away > nearest || (beside && (away > kBeside || at < cue.end()))) continue;
      nearest = away;
      near = true;
    }
  }
  if (any) return near;
  const double position = share_before(there, cue.first);
  return cue.kind != NegationKind::kAntonym || std::abs(position - denial.position) <= kSamePlace;
}

/// Whether both versions leave the word of a negation in one language: "no" of a title.
bool is_copied(const Row& here, const NegationCue& cue, const Row& there) {
  const std::string& word = here.tokens[cue.first].word->folded;
  return std::any_of(there.tokens.begin(), there.tokens.end(),
                     [&](const Token& t) { return t.word->folded == word; });
}

/// A negation of the other side that can answer a denial, and how near it stands to what renders
/// the denied word.
struct Answer {
  std::size_t distance = 0;
  std::size_t denial = 0;
  std::size_t cue = 0;
};

/// Gives each denial the nearest cue of `there` that can answer it; a stand-in answers one denial
/// only, "couldn't help" both of "could not but not". `used` are cues that answer none, and then
/// those that answer; the result says which denials are answered.
std::vector<bool> answered(const Row& there, const std::vector<Denial>& denials,
                           std::vector<bool>& used) {
  std::vector<Answer> all;
  for (std::size_t d = 0; d < denials.size(); ++d) {
    for (std::size_t c = 0; c < there.cues.size(); ++c) {
      if (used[c]) continue;
      std::size_t nearest = kReach;
      if (answers(there, there.cues[c], denials[d], nearest)) all.push_back({nearest, d, c});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Answer& a, const Answer& b) { return a.distance < b.distance; });
  std::vector<bool> found(denials.size());
  for (const Answer& answer : all) {
    const NegationCue& cue = there.cues[answer.cue];
    const bool once = cue.kind != NegationKind::kNegation && cue.count == 1;
    if (found[answer.denial] || (once && used[answer.cue])) continue;
    found[answer.denial] = true;
    used[answer.cue] = true;
  }
  return found;
}

/// The negations of `here` that `there` does not have.
std::vector<Finding> unmatched(const PairResources& resources, Side side, const Row& here,
                               const Row& there) {
  const Lexicon& lexicon = resources.lexicon;
  std::vector<bool> used(there.cues.size());
  for (std::size_t c = 0; c < used.size(); ++c)
    used[c] = says_itself(lexicon, other(side), there, there.cues[c], here);
  const bool alone = std::all_of(used.begin(), used.end(), [](bool u) { return u; });
  std::vector<Denial> denials;
  for (const NegationCue& cue : here.cues) {
    if (cue.kind != NegationKind::kNegation || rendered_whole(lexicon, side, here, cue, there) ||
        is_copied(here, cue, there))
      continue;
    Denial denial;
    denial.cue = &cue;
    denial.position = share_before(here, cue.first);
    const std::vector<std::uint32_t> words = negated_words(here, cue);
    denial.plain =
        !words.empty() && here.tokens[words.front()].word->polarity.kind == NegationKind::kPlain;
    for (const std::uint32_t word : words)
      denial.places.push_back(counterparts(lexicon, side, here, cue, word, there));
    denials.push_back(std::move(denial));
  }
  const std::vector<bool> matched = answered(there, denials, used);
  std::vector<Finding> found;
  for (std::size_t d = 0; d < denials.size(); ++d) {
    const NegationCue& cue = *denials[d].cue;
    const std::vector<std::uint32_t> words = negated_words(here, cue);
    if (matched[d] || turned_round(resources, side, here, denials[d], words, there)) continue;
    const bool unknown = words.empty() || !has_renderings(lexicon, side, here, words.front());
    found.push_back({&cue, unknown && neighbours_rendered(lexicon, side, here, cue, there),
                     denials[d].rendered(), denials[d].supported(), alone});
  }
  // A negation of the other side that answers none may answer one here in other words.
  for (std::size_t c = 0; c < there.cues.size() && !found.empty(); ++c) {
    if (!used[c] && there.cues[c].kind == NegationKind::kNegation) found.pop_back();
  }
  return found;
}

/// Whether a negation without counterpart is told. `lost`: it is one of the source; `cues`: the
/// other side has some that negate or may; `place`: how far the words around it are rendered in one
/// place of the other side, 0 when none is.
bool counts(const Finding& finding, bool lost, bool cues, double place) {
  // What negates no verb is often said in other words.
  if (finding.cue->loose) return finding.rendered && !cues && place >= kSharedPlace;
  if (!finding.alone && place > 0 && place < kSharedPlace) return false;
  // Translators turn "not X" into the opposite of X more often than the opposite of X into "not X".
  if (!lost || finding.rendered || finding.neighbours) return true;
  return finding.supported ? place >= kSupportedPlace : !cues && place >= kUnsupportedPlace;
}

}  // namespace

void check_negation(const CheckInput& input, std::vector<Issue>& issues) {
  const LanguagePack& source_pack = *input.resources.source;
  const LanguagePack& target_pack = *input.resources.target;
  if (source_pack.negation.empty() || target_pack.negation.empty()) return;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const SharedNegations negations = negations_of(input, bead);
    const std::array rows{row_of(input.side(Side::kSource), bead, *negations),
                          row_of(input.side(Side::kTarget), bead, *negations)};
    SharedBeadWords words;  // of the bead, made when first needed
    for (const Side side : kSides) {
      const Row& here = rows[index_of(side)];
      const Row& there = rows[index_of(other(side))];
      for (const Finding& finding : unmatched(input.resources, side, here, there)) {
        const Span span{here.tokens[finding.cue->first].span.begin,
                        here.tokens[finding.cue->end() - 1].span.end};
        if (!words) words = match_bead(input, bead);
        const bool lost = side == Side::kSource;
        const double place = neighbourhood(*words, side, span);
        if (!counts(finding, lost, !there.cues.empty(), place)) continue;
        const PairSide version = input.side(side);
        const std::string text(span.of(version.text()));
        IssueHead head{"negation",
                       Severity::kWarning,
                       {lost ? "negation.lost" : "negation.added", {{"text", text}}},
                       b,
                       0.8};
        if (lost ? !finding.rendered : !finding.supported && !finding.alone)
          head.severity = Severity::kInfo;
        if (!finding.rendered) head.confidence = 0.6;
        if (!finding.alone) head.confidence = 0.5;
        issues.push_back(make_issue(std::move(head), version, span));
      }
    }
  }
}

}  // namespace concord
