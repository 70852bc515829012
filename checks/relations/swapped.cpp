// The check "swapped": two facts of the source that stand in each other's place in the target
// (docs/checks/swapped.md).
//
// Only facts that stand once on both sides are compared, and only where their order differs, or the
// doer of a verb does; the words around them decide (swap_model.h).
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/relations/swap_candidates.h"
#include "checks/relations/swap_model.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// Scores from which an issue is an info, a warning, an error; in nats. Of 5,000 clean lines of the
/// development data one passes the second and none the third, and no right line of
/// samples/relations.* passes the second (bench/fit_swapped.cpp).
constexpr std::array<double, 3> kThresholds = {0.0, 4.0, 5.0};
/// The first of names, whose order is freer.
constexpr double kNameInfo = 0.7;
/// What is added to each where the pair is not a close translation: there order says less.
constexpr double kFreePair = 1.5;
/// A bead that is surely right, and not so long that what stands in it may come in any order.
constexpr double kSureBead = 0.8;
constexpr std::size_t kMostSentences = 2;
// Names of a side of a bead, at most: so long a list may change its order, and every pair of its
// pairs would be compared.
constexpr std::size_t kMostNames = 40;

/// Two facts that may have changed places, measured.
struct Measured {
  SwapCandidate facts;
  FactRuns runs = {};
  double score = 0;
};

/// The word that hangs on `at` on `side` and whose rendering hangs on `there` on the other.
const WordLink* hanging(const WordAlignment& bead, Side side, TokenRun at, TokenRun there) {
  constexpr std::uint32_t kFarthest = 6;  // tokens
  const auto gap = [](std::uint32_t token, TokenRun run) {
    return token < run.first ? run.first - token : token >= run.end ? token - run.end + 1 : 0U;
  };
  const WordLink* best = nullptr;
  std::uint32_t least = kFarthest;
  for (const WordLink& link : bead.links) {
    const std::uint32_t here = side == Side::kSource ? link.source : link.target;
    const std::uint32_t across = side == Side::kSource ? link.target : link.source;
    if (at.contains(here) || there.contains(across)) continue;
    const BeadWord& word = bead.side(side)[here];
    if (word.kind == WordKind::kFigure) continue;
    const std::uint32_t far = std::max(gap(here, at), gap(across, there));
    if (far >= least) continue;
    least = far;
    best = &link;
  }
  return best;
}

constexpr std::array<bool, 2> kBoth = {true, false};  // the facts of a candidate, a first

/// Reports the exchanged facts of one bead.
class Reporter {
 public:
  Reporter(const CheckInput& input, std::uint32_t index, std::vector<Issue>& issues)
      : input_(input), bead_(input.beads[index]), index_(index), issues_(issues) {
    const bool close = input.aligned_segments || judge_pair(input) == PairKind::kClose;
    extra_ = close ? 0 : kFreePair;
  }

  void run(const std::vector<PairedFact>& facts) {
    std::vector<Measured> all;
    for (const SwapCandidate& candidate : swap_candidates(input_, bead_, facts, true))
      all.push_back(measured(candidate));
    std::stable_sort(all.begin(), all.end(),
                     [](const Measured& x, const Measured& y) { return x.score > y.score; });
    std::vector<std::size_t> told;  // PairedFact::bearer
    for (const Measured& one : all) {
      const std::optional<Severity> level = severity(one);
      if (!level) return;
      const auto names = names_of(*one.facts.a, *one.facts.b);
      const bool again = std::any_of(told.begin(), told.end(), [&](std::size_t bearer) {
        return bearer == one.facts.a->bearer || bearer == one.facts.b->bearer;
      });
      // Of names said several times the mentions that fit best decide.
      const bool better = std::any_of(all.begin(), all.end(), [&](const Measured& other) {
        return other.score < one.score && names_of(*other.facts.a, *other.facts.b) == names;
      });
      if (again || better || hangs_on_one_word(one)) continue;
      told.insert(told.end(), {one.facts.a->bearer, one.facts.b->bearer});
      report(one, *level);
    }
  }

 private:
  Measured measured(const SwapCandidate& candidate) {
    if (!alignment_) alignment_ = align_words(input_, bead_);
    Measured one{candidate};
    one.runs = runs_of(*alignment_, candidate);
    one.score =
        swap_score(swap_features(*alignment_, input_, one.runs), is_name(candidate.a->kind));
    return one;
  }

  std::optional<Severity> severity(const Measured& one) const {
    // The weight of a whole or a unit that changed is chosen, since hardly a line has one.
    const bool chosen = one.facts.doers != 0 && !is_name(one.facts.a->kind);
    if (one.score >= kThresholds[2] + extra_ && !chosen) return Severity::kError;
    if (one.score >= kThresholds[1] + extra_) return Severity::kWarning;
    const double least = is_name(one.facts.a->kind) ? kNameInfo : kThresholds[0];
    if (one.score >= least + extra_) return Severity::kInfo;
    return std::nullopt;
  }

  std::string text(Side side, Span span) const {
    return std::string(span.of(input_.side(side).text()));
  }
  std::string word(Side side, std::uint32_t token) const {
    return text(side, alignment_->side(side)[token].span);
  }

  /// What a fact hangs on in the source and in the target, null where nothing tells.
  std::array<const WordLink*, 2> hooks(const Measured& c, bool of_a) const {
    const auto& own = of_a ? c.runs.a : c.runs.b;
    const auto& its = of_a ? c.runs.b : c.runs.a;
    return {hanging(*alignment_, Side::kSource, own[0], its[1]),
            hanging(*alignment_, Side::kTarget, own[1], its[0])};
  }

  /// Whether a fact hangs on the same word in both versions, which stands beside both facts: "Grand
  /// Motor Fair" and "Royal Motor Fair".
  bool hangs_on_one_word(const Measured& c) const {
    return std::any_of(kBoth.begin(), kBoth.end(), [&](bool of_a) {
      const auto [source, target] = hooks(c, of_a);
      return source != nullptr && target != nullptr &&
             fold(word(Side::kSource, source->source)) == fold(word(Side::kTarget, target->target));
    });
  }

  /// "8% belongs to exports in the source and to imports in the target".
  Message message(const Measured& c) const {
    for (const bool of_a : kBoth) {
      const auto [source, target] = hooks(c, of_a);
      if (source == nullptr || target == nullptr) continue;
      const std::array<Span, 2>& fact = (of_a ? c.facts.a : c.facts.b)->spans;
      return {"swapped.belongs",
              {{"fact", text(Side::kTarget, fact[1])},
               {"source_fact", text(Side::kSource, fact[0])},
               {"source", word(Side::kSource, source->source)},
               {"target", word(Side::kTarget, target->target)}}};
    }
    return {"swapped.exchanged",
            {{"first", text(Side::kTarget, c.facts.a->spans[1])},
             {"second", text(Side::kTarget, c.facts.b->spans[1])},
             {"source_first", text(Side::kSource, c.facts.a->spans[0])},
             {"source_second", text(Side::kSource, c.facts.b->spans[0])}}};
  }

  void report(const Measured& one, Severity level) {
    std::array<std::optional<Passage>, 2> passages;
    for (const Side side : kSides) {
      const std::size_t s = index_of(side);
      const AnalysedArticle& article = input_.side(side).article;
      Passage passage = passage_of(article, one.facts.a->spans[s]);
      Passage also = passage_of(article, one.facts.b->spans[s]);
      if (also.span.begin < passage.span.begin) std::swap(also, passage);
      passage.also.push_back(std::move(also));
      passages[s] = std::move(passage);
    }
    const double likely = 1 / (1 + std::exp(extra_ - one.score));
    issues_.push_back(
        make_issue({"swapped", level, message(one), index_, likely * bead_.confidence},
                   std::move(passages[0]), std::move(passages[1])));
  }

  const CheckInput& input_;
  const Bead& bead_;
  std::uint32_t index_;
  std::vector<Issue>& issues_;
  double extra_ = 0;
  std::optional<WordAlignment> alignment_;
};

bool is_usable(const Bead& bead) {
  return !bead.is_gap() && bead.confidence >= kSureBead && bead.source.size() <= kMostSentences &&
         bead.target.size() <= kMostSentences;
}

}  // namespace

void check_swapped(const CheckInput& input, std::vector<Issue>& issues) {
  SoundCache own;
  SoundCache& sounds = input.sounds != nullptr ? *input.sounds : own;
  for (std::uint32_t i = 0; i < input.beads.size(); ++i) {
    if (!is_usable(input.beads[i])) continue;
    Reporter reporter(input, i, issues);
    reporter.run(paired_figures(input, i));
    BeadNames names = collect_names(input, i, sounds);
    if (std::max(names.source.items.size(), names.target.items.size()) <= kMostNames)
      reporter.run(paired_names(std::move(names)));
  }
}

}  // namespace concord
