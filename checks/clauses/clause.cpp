// dropped-clause and added-clause: a stretch of one version that has no counterpart in the other
// (docs/checks/dropped-clause.md).
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <string>

#include "checks/clauses/clause_span.h"
#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/make_issue.h"

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

/// The severity by the stretch alone; that of its bead and pair lower it (checks/core/certainty.h).
Severity grade(const ClauseSpan& span, const ClauseWeights& weights, const Loss& loss) {
  // No name in brackets is lost that a version spells out: "the State Logistics Agency (Bulog)".
  const bool gloss = span.features[static_cast<std::size_t>(ClauseFeature::kGloss)] > 0;
  if (span.score < weights.thresholds[1] || loss.routine || gloss || loss.words_lost < kFewestLost)
    return Severity::kInfo;
  return span.score >= weights.thresholds[2] && loss.anchored ? Severity::kError
                                                              : Severity::kWarning;
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

/// Whether a stretch is no clause: all words of a short side, which is said in another way, or
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

void check_side(const CheckInput& input, std::uint32_t index, const BeadWords& words, Side side,
                std::vector<Issue>& issues) {
  const ClauseWeights& weights = input.resources.clauses.side(side);
  const auto span = worst_span(words, side, weights, weights.thresholds[0]);
  if (!span) return;
  const PairSide version = input.side(side);
  const bool dropped = side == Side::kSource;
  const std::vector<BeadWord>& here = words.of(side);
  if (is_no_clause(version.article, input.beads[index].of(side), here, *span)) return;
  const Loss loss = describe(here, *span, version.pack);
  const Span marked = whole_words(version.article, input.beads[index].of(side),
                                  {here[span->first].span.begin, here[span->last - 1].span.end});
  Message message = {dropped ? "clause.dropped" : "clause.added",
                     {{"text", std::string(marked.of(version.text()))}, {"words", loss.words}}};
  const double odds = std::exp(-(weights.slope * span->score + weights.offset));
  issues.push_back(
      make_issue({dropped ? "dropped-clause" : "added-clause", grade(*span, weights, loss),
                  std::move(message), index, 1 / (1 + odds)},
                 version, marked));
}

}  // namespace

void check_clauses(const CheckInput& input, std::vector<Issue>& issues) {
  for (std::uint32_t i = 0; i < input.beads.size(); ++i) {
    if (input.beads[i].is_gap()) continue;
    const auto may_lack = [&](const BeadWords& words) {
      return std::any_of(kSides.begin(), kSides.end(), [&](Side side) {
        const ClauseWeights& weights = input.resources.clauses.side(side);
        return may_reach(words, side, weights, weights.thresholds[0]);
      });
    };
    const std::optional<BeadWords> words = match_bead(input, input.beads[i], may_lack);
    if (!words) continue;
    for (const Side side : kSides) check_side(input, i, *words, side, issues);
  }
}

}  // namespace concord
