// The check "name": compares the names of a bead (docs/checks/name.md).
//
// Every word of a name looks for a counterpart on the other side (name_counterparts.h). What is
// left over on both sides at once is a name exchanged for another; what is left over on one side
// only is a name lost or added (name_judgement.h).
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/local_evidence.h"
#include "checks/core/make_issue.h"
#include "checks/names/assignment.h"
#include "checks/names/name_compass.h"
#include "checks/names/name_counterparts.h"
#include "checks/names/name_document.h"
#include "checks/names/name_gap.h"
#include "checks/names/name_halves.h"
#include "checks/names/name_initials.h"
#include "checks/names/name_judgement.h"
#include "checks/names/name_likeness.h"
#include "checks/names/name_strength.h"

namespace concord {
namespace {

/// Factor: one of the two words exchanged stands for a name that is matched already.
constexpr double kReused = 0.55;

/// How far two names at least stand in one place that are all their sides have left over.
constexpr double kOnlyLeft = 0.35;

/// How far apart two names of aligned segments may stand, in words of a sentence, for the names
/// themselves to tell; further apart the words around them do. Of so few words the order differs.
constexpr double kTogether = 5;

/// How likely a direction that differs is an error.
constexpr double kDirectionExchanged = 0.9;

/// How likely an initial that differs is an error.
constexpr double kInitialExchanged = 0.7;

/// Reports what is left of the names of one bead.
class Reporter {
 public:
  Reporter(BeadNames& bead, std::vector<Issue>& issues) : bead_(bead), issues_(issues) {}

  void run() {
    find_near(bead_);
    report_persons();
    report_exchanged();
    report_directions();
    report_initials();
    report_halves();
    report_omitted(bead_.source);
    report_omitted(bead_.target);
  }

 private:
  static std::string text_of(const NameSide& side, const NameItem& item) {
    return std::string(item.span.of(side.article->article.text));
  }

  static Passage passage(const NameSide& side, const NameItem& item) {
    return {item.span, item.known() ? item.value->entities.front() : text_of(side, item)};
  }

  void add(const char* message, const NameItem* source, const NameItem* target, double likely,
           Severity severity) {
    IssueHead head{"name", severity, {message, {}}, bead_.index, likely};
    const auto mark = [&](const NameSide& side, const NameItem* item,
                          const char* argument) -> std::optional<Passage> {
      if (item == nullptr) return std::nullopt;
      head.message.arguments.emplace_back(argument, text_of(side, *item));
      return passage(side, *item);
    };
    std::optional<Passage> here = mark(bead_.source, source, "source");
    std::optional<Passage> there = mark(bead_.target, target, "target");
    issues_.push_back(make_issue(std::move(head), std::move(here), std::move(there)));
  }

  /// A whole name as one item, marked as reported.
  static NameItem take(NameSide& side, const WholeName& name) {
    for (std::size_t i = name.first; i < name.end; ++i) side.items[i].matched = true;
    NameItem item = side.items[name.first];
    item.span.end = side.items[name.end - 1].span.end;
    return item;
  }

  /// The words of the longer side of the bead.
  double length() const {
    const auto words_of = [](const NameSide& side) {
      std::size_t count = 0;
      for (const AnalysedSentence* sentence : side.sentences) count += sentence->tokens.size();
      return static_cast<double>(count);
    };
    return std::max(words_of(bead_.source), words_of(bead_.target));
  }

  /// How far two names stand in one place of their sentences, of which `apart` is how far their
  /// places differ; of aligned segments the names themselves must tell where that is little.
  double same_place(Span source, Span target, double apart) {
    return bead_.input.aligned_segments && apart * length() < kTogether
               ? 1
               : local_evidence(words(), source, target);
  }

  const BeadWords& words() {
    if (!words_) words_ = match_bead(bead_.input, bead_.input.beads[bead_.index]);
    return *words_;
  }

  /// Whether two items belong to the only names of their sides that are left over: then they face
  /// each other whatever words stand around them.
  bool only_left(const NameItem& a, const NameItem& b) const {
    const auto alone = [](const NameSide& side, const NameItem& item) {
      return !item.reused && std::all_of(side.items.begin(), side.items.end(), [&](const auto& o) {
        return o.group == item.group || (o.matched && !o.reused) || o.strength < kEitherWord;
      });
    };
    return alone(bead_.source, a) && alone(bead_.target, b);
  }

  Span span_of(const NameSide& side, const WholeName& name) const {
    return {side.items[name.first].span.begin, side.items[name.end - 1].span.end};
  }

  /// Persons of whom neither side has a word of the other's name, by the best total.
  void report_persons() {
    const std::vector<WholeName> source = unmatched_names(bead_.source);
    const std::vector<WholeName> target = unmatched_names(bead_.target);
    if (source.empty() || target.empty()) return;
    std::vector<std::vector<double>> likely(source.size(), std::vector<double>(target.size()));
    for (std::size_t i = 0; i < source.size(); ++i) {
      for (std::size_t j = 0; j < target.size(); ++j) {
        if (has_better(source[i], target[j])) continue;
        const double alone = persons_exchanged(bead_, source[i], target[j]);
        if (!severity_of(alone)) continue;
        const double place =
            same_place(span_of(bead_.source, source[i]), span_of(bead_.target, target[j]),
                       std::abs(source[i].place - target[j].place));
        const double there =
            persons_exchanged_in_document(bead_, source[i], target[j], {alone, place});
        if (severity_of(there)) likely[i][j] = there;
      }
    }
    const std::vector<std::size_t> partner = assign(likely);
    for (std::size_t i = 0; i < source.size(); ++i) {
      if (partner[i] == kUnassigned) continue;
      const NameItem left = take(bead_.source, source[i]);
      const NameItem right = take(bead_.target, target[partner[i]]);
      const double chosen = likely[i][partner[i]];
      add("name.differs", &left, &right, chosen, *severity_of(chosen));
    }
  }

  /// Whether one of two items has a word left over that is its like, and that is not part of the
  /// name of the other one.
  bool has_better(const NameItem& a, const NameItem& b) const {
    const auto elsewhere = [](const NameItem& item, const NameSide& side, const NameItem& other) {
      return item.near != kNoItem && &side.items[item.near] != &other &&
             side.items[item.near].group != other.group;
    };
    return elsewhere(a, bead_.target, b) || elsewhere(b, bead_.source, a);
  }

  /// The same of two persons: a word of either.
  bool has_better(const WholeName& a, const WholeName& b) const {
    const auto elsewhere = [](const NameSide& side, const WholeName& own, const WholeName& other) {
      return std::any_of(
          side.items.begin() + static_cast<std::ptrdiff_t>(own.first),
          side.items.begin() + static_cast<std::ptrdiff_t>(own.end), [&](const NameItem& item) {
            return item.near != kNoItem && (item.near < other.first || item.near >= other.end);
          });
    };
    return elsewhere(bead_.source, a, b) || elsewhere(bead_.target, b, a);
  }

  /// How far the names of two items stand in one place; somewhat where they are all that is left,
  /// save two known ones of aligned segments, of which a sentence may have any number.
  double place_of(const NameItem& a, const NameItem& b) {
    const double place = same_place(whole_name(bead_.source, a).span,
                                    whole_name(bead_.target, b).span, std::abs(a.place - b.place));
    const bool told = bead_.input.aligned_segments && a.known() && b.known();
    return !told && only_left(a, b) ? std::max(place, kOnlyLeft) : place;
  }

  /// How likely one item was exchanged for the other, with what both articles say.
  double exchanged_here(const NameItem& a, const NameItem& b) {
    if (has_better(a, b)) return 0;
    if ((a.matched && !a.reused) || (b.matched && !b.reused) || (a.matched && b.matched)) return 0;
    double likely = exchanged(bead_, a, b);
    if (a.matched || b.matched) likely *= kReused;
    if (!severity_of(likely)) return 0;
    likely = exchanged_in_document(bead_, a, b, {likely, place_of(a, b)});
    return severity_of(likely) ? likely : 0;
  }

  /// Single words and known names: the likeliest of the assignment with the best total is reported,
  /// which settles both names; then the same again among the others.
  void report_exchanged() {
    std::vector<NameItem>& source = bead_.source.items;
    std::vector<NameItem>& target = bead_.target.items;
    std::vector<std::vector<double>> likely(source.size(), std::vector<double>(target.size()));
    for (std::size_t i = 0; i < source.size(); ++i) {
      for (std::size_t j = 0; j < target.size(); ++j)
        likely[i][j] = exchanged_here(source[i], target[j]);
    }
    for (;;) {
      const std::vector<std::size_t> partner = assign(likely);
      std::size_t left = kUnassigned;
      for (std::size_t i = 0; i < partner.size(); ++i) {
        if (partner[i] == kUnassigned) continue;
        if (left == kUnassigned || likely[i][partner[i]] > likely[left][partner[left]]) left = i;
      }
      if (left == kUnassigned) return;
      report_pair(source[left], target[partner[left]], likely[left][partner[left]]);
      for (std::size_t i = 0; i < source.size(); ++i) {
        for (std::size_t j = 0; j < target.size(); ++j) {
          // What is settled is out; what has become a part of a matched name is judged again.
          if (likely[i][j] > 0) likely[i][j] = exchanged_here(source[i], target[j]);
        }
      }
    }
  }

  void report_pair(NameItem& left, NameItem& right, double likely) {
    const NameItem a = whole_name(bead_.source, left);
    const NameItem b = whole_name(bead_.target, right);
    // A part of one name exchanged, or one person for another: both names as a whole.
    const bool whole = a.last > a.first && b.last > b.first &&
                       anchored(bead_.source, left) == anchored(bead_.target, right);
    add("name.differs", whole ? &a : &left, whole ? &b : &right, likely, *severity_of(likely));
    settle(bead_.source, left, whole);
    settle(bead_.target, right, whole);
  }

  bool is_reported(Span source, Span target) const {
    return std::any_of(issues_.begin(), issues_.end(), [&](const Issue& issue) {
      return issue.bead == bead_.index && issue.check == "name" && issue.source && issue.target &&
             (issue.source->span.overlaps(source) || issue.target->span.overlaps(target));
    });
  }

  /// Reports two passages as one name and another, where nothing else is reported of them.
  void report_passages(Span here, Span there, double likely, Severity severity) {
    if (is_reported(here, there)) return;
    NameItem source;
    NameItem target;
    source.span = here;
    target.span = there;
    add("name.differs", &source, &target, likely, severity);
  }

  /// Places whose direction was exchanged.
  void report_directions() {
    for (const CompassSwap& swap : compass_swaps(bead_))
      report_passages(swap.source, swap.target, kDirectionExchanged, Severity::kError);
  }

  /// Persons whose initials were exchanged.
  void report_initials() {
    for (const InitialSwap& swap : initial_swaps(bead_))
      report_passages(swap.source, swap.target, kInitialExchanged, *severity_of(kInitialExchanged));
  }

  /// Double names that lost a half.
  void report_halves() {
    for (const HalfLost& lost : lost_halves(bead_)) {
      const auto level = severity_of(lost.likely);
      if (!level) continue;
      const NameSide& own = bead_.of(lost.side);
      const NameSide& other = bead_.other(own);
      const Span whole = whole_name(own, own.items[lost.whole]).span;
      const Span half = whole_name(other, other.items[lost.half]).span;
      const bool source = lost.side == Side::kSource;
      report_passages(source ? whole : half, source ? half : whole, lost.likely, *level);
    }
  }

  /// The mention that an item is a word of, as one item.
  static NameItem whole_name(const NameSide& side, const NameItem& item) {
    NameItem whole = item;
    for (const NameItem& other : side.items) {
      if (other.group != item.group) continue;
      whole.span = {std::min(whole.span.begin, other.span.begin),
                    std::max(whole.span.end, other.span.end)};
      whole.first = std::min(whole.first, other.first);
      whole.last = std::max(whole.last, other.last);
    }
    return whole;
  }

  /// Marks an item, or all words of its mention, as settled.
  static void settle(NameSide& side, const NameItem& item, bool whole) {
    for (NameItem& other : side.items) {
      if (&other != &item && !(whole && other.group == item.group)) continue;
      other.matched = true;
      other.reused = false;
    }
  }

  void report_omitted(const NameSide& own) {
    const bool source = own.side == Side::kSource;
    for (std::size_t first = 0; first < own.items.size(); first = end_of_name(own, first)) {
      NameItem whole = own.items[first];
      whole.span.end = own.items[end_of_name(own, first) - 1].span.end;
      const Omission alone = omitted(bead_, own, first);
      if (std::max(alone.likely, alone.in_a_gap) <= 0) continue;
      const double likely = omitted_here(alone, gap_of(words(), own.side, whole.span));
      const auto level = severity_of(likely);
      if (!level) continue;
      add(source ? "name.missing" : "name.added", source ? &whole : nullptr,
          source ? nullptr : &whole, likely, *level);
    }
  }

  BeadNames& bead_;
  std::vector<Issue>& issues_;
  SharedBeadWords words_;  // of the bead, made when first needed
};

}  // namespace

void check_names(const CheckInput& input, std::vector<Issue>& issues) {
  SoundCache own;
  SoundCache& sounds = input.sounds != nullptr ? *input.sounds : own;
  for (std::uint32_t i = 0; i < input.beads.size(); ++i) {
    if (input.beads[i].is_gap()) continue;
    BeadNames bead = collect_names(input, i, sounds);
    find_counterparts(bead);
    match_parts_of_one_name(bead);
    Reporter(bead, issues).run();
  }
}

}  // namespace concord
