// dropped-clause and added-clause: a stretch of one version that has no counterpart in the other
// (docs/checks/dropped-clause.md).
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "checks/clauses/clause_span.h"
#include "checks/clauses/phrase.h"
#include "checks/clauses/spelled_out.h"
#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/relations/claims.h"
#include "text/ascii.h"

namespace concord {
namespace {

constexpr std::size_t kWordsNamed = 6;  // of the words without counterpart, in the message
constexpr std::size_t kFewestLost = 2;  // of them, for more than a note
constexpr double kRoutineShare = 0.6;   // share of routine words at which a stretch is one that
                                        // newsrooms cut as a matter of course

/// The facts in a stretch.
struct Loss {
  bool anchored = false;       ///< a figure, a name or a quotation
  bool routine = false;        ///< attribution, titles, background
  std::size_t words_lost = 0;  ///< content words and figures without counterpart
  std::string words;           ///< the first words without counterpart, for the message
};

bool is_quotation_mark(std::string_view mark) {
  return mark == "\"" || mark == "\u00AB" || mark == "\u00BB" || mark == "\u201C" ||
         mark == "\u201D" || mark == "\u201E";
}

Loss describe(const std::vector<BeadWord>& words, const ClauseSpan& span,
              const LanguagePack& pack) {
  Loss loss;
  std::size_t informative = 0;
  std::size_t routine = 0;
  std::size_t named = 0;
  std::size_t marks = 0;
  for (std::uint32_t i = span.first; i < span.last; ++i) {
    const BeadWord& word = words[i];
    if (!word.is_word) {
      marks += is_quotation_mark(word.word->surface) ? 1 : 0;
      continue;
    }
    if (word.match != MatchLevel::kNone || word.kind == WordKind::kFunction) continue;
    ++informative;
    routine += pack.routine_stems.contains(word.word->stem) ? 1 : 0;
    loss.anchored = loss.anchored || word.kind == WordKind::kFigure || word.kind == WordKind::kName;
    if (named++ < kWordsNamed) loss.words += (loss.words.empty() ? "" : ", ") + word.word->surface;
  }
  if (named > kWordsNamed) loss.words += " \u2026";
  loss.words_lost = named;
  loss.routine = !loss.anchored && informative > 0 &&
                 static_cast<double>(routine) >= kRoutineShare * static_cast<double>(informative);
  loss.anchored = loss.anchored || marks >= 2;
  return loss;
}

/// The words of a side that say something and have no counterpart.
std::size_t words_left(const std::vector<BeadWord>& words) {
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [](const BeadWord& word) {
        return word.is_word && word.match == MatchLevel::kNone && word.kind != WordKind::kFunction;
      }));
}

/// The severity by the stretch alone; that of its bead and pair lower it (checks/core/certainty.h).
/// `across` is what the other side has without a counterpart: half as many words may say the
/// stretch in another way.
Severity grade(const ClauseSpan& span, const ClauseWeights& weights, const Loss& loss,
               std::size_t across) {
  // No name in brackets is lost that a version spells out: "the State Logistics Agency (Bulog)".
  const bool gloss = span.features[static_cast<std::size_t>(ClauseFeature::kGloss)] > 0;
  if (span.score < weights.thresholds[1] || loss.routine || gloss || loss.words_lost < kFewestLost)
    return Severity::kInfo;
  const bool sure = span.score >= weights.thresholds[2] && loss.anchored;
  return sure && 2 * across < loss.words_lost ? Severity::kError : Severity::kWarning;
}

/// A stretch without words or figures cut in two: mentions whole, and whatever letters and digits
/// stand joined to its ends, within the sentences of the bead.
Span whole_words(const AnalysedArticle& article, const std::vector<std::uint32_t>& sentences,
                 Span span) {
  const auto joined = [&](std::uint32_t at) {
    const unsigned char c = static_cast<unsigned char>(article.article.text[at]);
    return c >= 0x80 || std::isalnum(c) != 0;
  };
  for (const std::uint32_t i : sentences) {
    const AnalysedSentence& sentence = article.sentences[i];
    if (!sentence.span.overlaps(span)) continue;
    for (const Mention& mention : sentence.mentions) {
      if (!mention.span.overlaps(span) || mention.name() != nullptr) continue;
      span = {std::min(span.begin, mention.span.begin), std::max(span.end, mention.span.end)};
    }
    for (const Token& token : sentence.tokens) {
      if (token.span.end == span.begin && joined(token.span.end - 1) && joined(span.begin))
        span.begin = token.span.begin;
      if (token.span.begin == span.end && joined(span.end - 1) && joined(token.span.begin))
        span.end = token.span.end;
    }
  }
  return span;
}

/// Whether a stretch is not a clause: all words of a short side, which is said in another way, or
/// words of one name, figure or date, which have checks of their own.
bool is_no_clause(const AnalysedArticle& article, const std::vector<std::uint32_t>& sentences,
                  const std::vector<BeadWord>& words, const ClauseSpan& span) {
  constexpr std::ptrdiff_t kShortSide = 12;  // words
  const auto words_in = [&](std::size_t first, std::size_t last) {
    return std::count_if(words.begin() + static_cast<std::ptrdiff_t>(first),
                         words.begin() + static_cast<std::ptrdiff_t>(last),
                         [](const BeadWord& word) { return word.is_word; });
  };
  const auto all_words = words_in(0, words.size());
  if (all_words <= kShortSide && words_in(span.first, span.last) == all_words) return true;
  for (const std::uint32_t i : sentences) {
    for (const Mention& mention : article.sentences[i].mentions) {
      bool all = true;
      for (std::uint32_t w = span.first; w < span.last && all; ++w) {
        all = !words[w].is_word || words[w].kind == WordKind::kFunction ||
              words[w].span.overlaps(mention.span);
      }
      if (all) return true;
    }
  }
  return false;
}

/// The letters and digits of a text, without what groups them.
std::string ungrouped(std::string_view text) {
  std::string joined;
  for (const char c : text) {
    if (is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80)
      joined += c;
  }
  return joined;
}

/// Whether a stretch is the number of a telephone or an account that the other side groups in
/// another way.
bool is_regrouped(const CheckInput& input, std::uint32_t index, Side side, Span stretch) {
  constexpr std::ptrdiff_t kFewestDigits = 7;
  const std::string number = ungrouped(stretch.of(input.side(side).text()));
  if (std::count_if(number.begin(), number.end(), is_ascii_digit) < kFewestDigits) return false;
  const PairSide there = input.side(other(side));
  std::string facing;
  for (const std::uint32_t i : input.beads[index].of(other(side)))
    facing += ungrouped(there.article.sentences[i].span.of(there.text()));
  return facing.find(number) != std::string::npos;
}

/// What the checks of numbers, dates and names report of each bead, by its number.
using FactIssues = std::multimap<std::uint32_t, Issue>;

FactIssues fact_issues(const std::vector<Issue>& issues) {
  FactIssues facts;
  for (const Issue& issue : issues) {
    if (issue.bead && (issue.check == "number" || issue.check == "date" || issue.check == "name"))
      facts.emplace(*issue.bead, issue);
  }
  return facts;
}

/// What bears out that a stretch was lost: the severity of a fact in it that another check misses
/// on the other side, or of an attribution without counterpart; none for neither.
std::optional<Severity> borne_out(const CheckInput& input, std::uint32_t index, Side side,
                                  Span stretch, const BeadWords& words, const FactIssues& facts) {
  std::optional<Severity> severity;
  const auto [begin, end] = facts.equal_range(index);
  for (auto fact = begin; fact != end; ++fact) {
    const Issue& issue = fact->second;
    if (issue.at(other(side)) || !stretch.contains(issue.at(side)->span)) continue;
    severity = std::max(severity.value_or(issue.severity), issue.severity);
  }
  if (severity) return severity;
  const SharedClaims rows = claims_of(input, input.beads[index]);
  SharedBeadWords known(SharedBeadWords(), &words);  // owns nothing
  for (const std::size_t i :
       unanswered(input, input.beads[index], *rows, side, kAttributed, known)) {
    if (stretch.contains(rows->of(side)[i].span)) return Severity::kWarning;
  }
  return std::nullopt;
}

/// Marks the figures and dates of a bead that face different ones: their place is not lost.
void mark_faced(const FactIssues& facts, std::uint32_t index, BeadWords& words) {
  const auto [begin, end] = facts.equal_range(index);
  for (auto fact = begin; fact != end; ++fact) {
    const Issue& issue = fact->second;
    if (issue.check == "name" || !issue.source || !issue.target) continue;
    for (const Side side : kSides) {
      for (BeadWord& word : words.sides[index_of(side)]) {
        if (word.match == MatchLevel::kNone && issue.at(side)->span.overlaps(word.span))
          word.match = MatchLevel::kElsewhere;
      }
    }
  }
}

/// A stretch of a side that the other lacks, and what it is worth.
struct Finding {
  ClauseSpan span;
  Severity severity = Severity::kInfo;
};

/// The words of a stretch in the text.
Span marked_by(const CheckInput& input, std::uint32_t index, const BeadWords& words, Side side,
               const ClauseSpan& span) {
  const std::vector<BeadWord>& here = words.of(side);
  return whole_words(input.side(side).article, input.beads[index].of(side),
                     {here[span.first].span.begin, here[span.last - 1].span.end});
}

/// The stretch of a side with the highest score, where that or another check says enough.
std::optional<Finding> lost_stretch(const CheckInput& input, std::uint32_t index,
                                    const BeadWords& words, Side side, const FactIssues& facts) {
  const ClauseWeights& weights = input.resources.clauses.side(side);
  const auto span = worst_span(words, side, weights, weights.least());
  if (!span) return std::nullopt;
  const PairSide version = input.side(side);
  if (is_no_clause(version.article, input.beads[index].of(side), words.of(side), *span))
    return std::nullopt;
  const Span marked = marked_by(input, index, words, side, *span);
  if (is_regrouped(input, index, side, marked)) return std::nullopt;
  if (span->score >= weights.thresholds[0])
    return Finding{*span, grade(*span, weights, describe(words.of(side), *span, version.pack),
                                words_left(words.of(other(side))))};
  const auto borne = borne_out(input, index, side, marked, words, facts);
  return borne ? std::optional<Finding>({*span, *borne}) : std::nullopt;
}

/// Whether phrases are looked for: a lexicon that was joined over a third language misses too many
/// renderings for a few words to prove anything.
bool tells_phrases(const CheckInput& input) { return !input.resources.lexicon.is_joined(); }

/// A phrase of a side without trace on the other, but for facts that are told already.
std::optional<Finding> untraced_phrase(const CheckInput& input, std::uint32_t index,
                                       const BeadWords& words, Side side, const FactIssues& facts) {
  if (!tells_phrases(input)) return std::nullopt;
  const auto span = lost_phrase(words, side, input.resources.clauses.side(side));
  if (!span) return std::nullopt;
  const Span marked = marked_by(input, index, words, side, *span);
  const auto [begin, end] = facts.equal_range(index);
  const bool told = std::any_of(begin, end, [&](const auto& fact) {
    const std::optional<Passage>& passage = fact.second.at(side);
    return passage && passage->span.overlaps(marked);
  });
  return told ? std::nullopt : std::optional<Finding>({*span, Severity::kInfo});
}

void check_side(const CheckInput& input, std::uint32_t index, const BeadWords& words, Side side,
                const FactIssues& facts, std::vector<Issue>& issues) {
  std::optional<Finding> found = lost_stretch(input, index, words, side, facts);
  if (!found) found = untraced_phrase(input, index, words, side, facts);
  if (!found) return;
  const ClauseWeights& weights = input.resources.clauses.side(side);
  const PairSide version = input.side(side);
  const bool dropped = side == Side::kSource;
  const Span marked = marked_by(input, index, words, side, found->span);
  const Loss loss = describe(words.of(side), found->span, version.pack);
  if (loss.words_lost == 0) return;
  Message message = {dropped ? "clause.dropped" : "clause.added",
                     {{"text", std::string(marked.of(version.text()))}, {"words", loss.words}}};
  const double odds = std::exp(-(weights.slope * found->span.score + weights.offset));
  issues.push_back(make_issue({dropped ? "dropped-clause" : "added-clause", found->severity,
                               std::move(message), index, 1 / (1 + odds)},
                              version, marked));
}

}  // namespace

void check_clauses(const CheckInput& input, std::vector<Issue>& issues) {
  const FactIssues facts = fact_issues(issues);
  for (std::uint32_t i = 0; i < input.beads.size(); ++i) {
    if (input.beads[i].is_gap()) continue;
    const auto may_lack = [&](const BeadWords& words) {
      return std::any_of(kSides.begin(), kSides.end(), [&](Side side) {
        const ClauseWeights& weights = input.resources.clauses.side(side);
        return may_reach(words, side, weights, weights.least()) ||
               (tells_phrases(input) && may_lack_phrase(words, side, weights));
      });
    };
    const SharedBeadWords matched = match_bead(input, input.beads[i], may_lack);
    if (!matched) continue;
    BeadWords words = *matched;
    mark_faced(facts, i, words);
    mark_spelled_out(input, words);
    for (const Side side : kSides) check_side(input, i, words, side, facts, issues);
  }
}

}  // namespace concord
