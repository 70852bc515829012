// The check "number": compares the quantities of a bead as values (docs/checks/number.md).
//
// Quantities that mean the same are matched first, surest pairs before others. What is left over on
// both sides and is of one kind contradicts: an error. What is left over on one side only is an
// omission: a warning or less.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/local_evidence.h"
#include "checks/core/make_issue.h"
#include "checks/facts/number_conversion.h"
#include "checks/facts/number_fact.h"
#include "checks/facts/number_identifiers.h"
#include "checks/facts/number_mismatch.h"
#include "checks/facts/number_settle.h"

namespace concord {
namespace {

// Local evidence from which two numbers stand in one place, whatever is told beside the bead.
constexpr double kOnePlace = 0.5;
// How much of the words around a small number of one side must be rendered in one place of the
// other for its absence to be worth a note; elsewhere the passage is told in other words. Fitted on
// development segments with and without a changed number.
constexpr double kNotePlace = 0.4;

/// Numbers that are often an article or an ordinal in other words.
bool is_small(double value) { return value <= 2; }

/// The ends of a range that the other side gives as two numbers, "from 5 to 7", "5 ... and 7", and
/// not as a range.
std::pair<NumberFact*, NumberFact*> ends_of(const NumberFact& range,
                                            std::vector<NumberFact>& singles) {
  if (!is_range(range)) return {};
  NumberFact* low = nullptr;
  NumberFact* high = nullptr;
  for (NumberFact& single : singles) {
    if (is_range(single) && is_open(single) && single.quantity->low == range.quantity->low &&
        single.quantity->high == range.quantity->high)
      return {};
    if (is_range(single) || single.settled) continue;
    if (single.quantity->low == range.quantity->low && (low == nullptr || !is_open(*low)))
      low = &single;
    if (single.quantity->low == range.quantity->high && (high == nullptr || !is_open(*high)))
      high = &single;
  }
  return {low, high};
}

Passage mark(const NumberFact& fact) { return {fact.mention->span, value_text(*fact.mention)}; }

/// How the reason names a quantity: as printed.
std::string printed(const NumberSide& side, const NumberFact& fact) {
  return std::string(fact.mention->span.of(side.version.text()));
}

/// Makes the passage of one side longer, and what the reason says of it.
void widen(Issue& issue, const PairSide& version, Span span) {
  Passage& passage = *issue.at(version.side);
  passage.span = span;
  passage.value = span.of(version.text());
  const std::string name = version.side == Side::kSource ? "source" : "target";
  for (auto& [argument, value] : issue.message.arguments) {
    if (argument == name) value = span.of(version.text());
  }
}

/// The check of one bead.
class BeadCheck {
 public:
  BeadCheck(const CheckInput& input, std::uint32_t bead, std::vector<Issue>& issues)
      : input_(input),
        bead_(bead),
        issues_(issues),
        source_(number_side(input.side(Side::kSource), input.beads[bead].source)),
        target_(number_side(input.side(Side::kTarget), input.beads[bead].target)) {}

  void run() {
    match_range_ends();  // before a figure is matched with one end in another unit
    match_equal();
    match_range_ends();  // ends that serve another figure, too
    settle_shared_scales(source_, target_);
    settle_shared_scales(target_, source_);
    settle_parts_of_whole(source_, target_);
    settle_parts_of_whole(target_, source_);
    mismatches_in_place();
    settle_others(source_, target_);
    settle_others(target_, source_);
    settle_sums(source_.facts, target_.facts);
    settle_sums(target_.facts, source_.facts);
    settle_by_neighbours();
    changed_ends(source_, target_);
    changed_ends(target_, source_);
    mismatches();
    compare_word_figures();
    settle_units(source_, target_);
    settle_units(target_, source_);
    compare_long_identifiers();
    compare_identifiers();
    lone(source_);
    lone(target_);
  }

 private:
  void report(Severity severity, std::string id, NumberFact* s, NumberFact* t,
              std::vector<std::pair<std::string, std::string>> more = {}) {
    for (NumberFact* fact : {s, t}) {
      if (fact != nullptr) fact->told = true;
    }
    Message message = {std::move(id), {}};
    if (s != nullptr) message.arguments.emplace_back("source", printed(source_, *s));
    if (t != nullptr) message.arguments.emplace_back("target", printed(target_, *t));
    for (auto& argument : more) message.arguments.push_back(std::move(argument));
    issues_.push_back(make_issue({"number", severity, std::move(message), bead_},
                                 s != nullptr ? std::optional(mark(*s)) : std::nullopt,
                                 t != nullptr ? std::optional(mark(*t)) : std::nullopt));
  }

  /// The same for a fact of `side` and one of the other side.
  void report_from(const NumberSide& side, Severity severity, std::string id, NumberFact* own,
                   NumberFact* across) {
    const bool of_source = &side == &source_;
    report(severity, std::move(id), of_source ? own : across, of_source ? across : own);
  }

  /// Matches what agrees, the closest first, then the nearest; compares the words around each pair.
  void match_equal() {
    std::vector<std::pair<NumberFact*, NumberFact*>> pairs;
    const auto rank = [](const NumberFact& s, const NumberFact& t) {
      const auto cost = agreement(s, t);
      return cost ? std::optional(std::pair(*cost, distance(s, t))) : std::nullopt;
    };
    pair_up(source_.facts, target_.facts, rank, [&](NumberFact& s, NumberFact& t, const auto&) {
      match(s, t);
      pairs.emplace_back(&s, &t);
    });
    for (const auto& [s, t] : pairs) compare_words(*s, *t);
  }

  void match_range_ends() {
    match_ranges(source_.facts,
                 [&](const NumberFact& range) { return ends_of(range, target_.facts); });
    match_ranges(target_.facts,
                 [&](const NumberFact& range) { return ends_of(range, source_.facts); });
  }

  /// Same number: did the words around it change?
  void compare_words(NumberFact& s, NumberFact& t) {
    const Quantity& p = *s.quantity;
    const Quantity& q = *t.quantity;
    if (p.low != q.low || p.high != q.high) return;
    const bool opposed = (p.hedge == Hedge::kOver && q.hedge == Hedge::kUnder) ||
                         (p.hedge == Hedge::kUnder && q.hedge == Hedge::kOver);
    if (opposed) {
      const bool over_in_source = p.hedge == Hedge::kOver;
      if (over_in_source ? is_negated_before(source_, s) : is_negated_before(target_, t)) return;
      report(Severity::kError, "number.hedge", &s, &t,
             {{"source_hedge", over_in_source ? "over" : "under"},
              {"target_hedge", over_in_source ? "under" : "over"}});
    } else if (p.unit == "%" && q.unit == "%" && p.points != q.points) {
      report(Severity::kWarning, "number.points", &s, &t);
    }
  }

  /// Accounts for what is unmatched in `side` but present in `other` in some form, and compares
  /// what measures come to.
  void settle_others(NumberSide& side, NumberSide& other) {
    for (NumberFact* fact : settle_said(side, other)) {
      if (NumberFact* differs = other_conversion(side, *fact, other))
        report_from(side, Severity::kWarning, "number.differs", fact, differs);
    }
  }

  /// A range of which the other side has one end, beside another figure: that is what the other
  /// end became.
  void changed_ends(NumberSide& side, NumberSide& other) {
    for (NumberFact& range : side.facts) {
      if (!is_open(range) || !is_range(range) || range.quantity->ratio) continue;
      for (std::size_t i = 1; i < other.facts.size() && is_open(range); ++i) {
        NumberFact& first = other.facts[i - 1];
        NumberFact& second = other.facts[i];
        if (!are_changed_ends(range, first, second, other.version.text())) continue;
        range.settled = first.settled = second.settled = true;
        report_from(side, Severity::kError, "number.differs", &range, &first);
        widen(issues_.back(), other.version, {first.mention->span.begin, second.mention->span.end});
      }
    }
  }

  /// Pairs of leftovers of one kind: the two versions say different numbers.
  void mismatches() {
    const auto left = [](const NumberSide& side) {
      return std::count_if(side.facts.begin(), side.facts.end(),
                           [](const NumberFact& f) { return is_open(f) && !is_weak(f); });
    };
    const bool sole = left(source_) == 1 && left(target_) == 1;
    pair_up(source_.facts, target_.facts, mismatch_cost,
            [&](NumberFact& s, NumberFact& t, double) { report_mismatch(s, t, sole); });
  }

  void report_mismatch(NumberFact& s, NumberFact& t, bool sole) {
    settle(s, t);
    NumberMismatch mismatch = mismatch_of(s, t, sole);
    // "11.740" as the language of the source writes thousands: the sign is wrong, not the number.
    if (printed(source_, s) == printed(target_, t) || print_same_marks(s, t))
      mismatch.severity = Severity::kWarning;
    report(mismatch.severity, mismatch.message, &s, &t);
  }

  /// Whether two numbers are the same digits with the same marks between them, "11.740 ha" and
  /// "11.740 hectares", which the languages read in different ways.
  bool print_same_marks(const NumberFact& s, const NumberFact& t) const {
    const std::string_view figure = s.mention->figure.of(source_.version.text());
    return s.quantity->low != t.quantity->low && figure.find_first_of(".,") != std::string::npos &&
           figure == t.mention->figure.of(target_.version.text());
  }

  /// Words that no other figure answers, one of a sort left over on each side: "doubled" and
  /// "tripled", "dozens" and "thousands", "half" and "a third".
  void compare_word_figures() {
    for (const auto wanted : {is_multiple, is_vague, is_share}) {
      NumberFact* source = only(source_, wanted);
      NumberFact* target = only(target_, wanted);
      if (source == nullptr || target == nullptr) continue;
      settle(*source, *target);
      report(Severity::kError, "number.differs", source, target);
    }
  }

  /// "Channel 5" against "Channel 7", "F-16" against "F-61". With one unknown identifier on each
  /// side they belong together.
  void compare_identifiers() {
    const std::vector<Span> source = unknown_identifiers(source_, target_);
    const std::vector<Span> target = unknown_identifiers(target_, source_);
    if (source.size() == 1 && target.size() == 1) {
      report_identifier(source.front(), target.front());
    } else if (source.empty() && target.size() == 1) {
      if (NumberFact* fact = only_bare_figure(source_))
        report_identifier(fact->mention->span, target.front());
    } else if (target.empty() && source.size() == 1) {
      if (NumberFact* fact = only_bare_figure(target_))
        report_identifier(source.front(), fact->mention->span);
    }
  }

  /// Telephone numbers, cards and accounts, in their order, where both sides have as many left.
  void compare_long_identifiers() {
    const std::vector<Span> source = unknown_long_identifiers(source_, target_);
    const std::vector<Span> target = unknown_long_identifiers(target_, source_);
    if (source.size() != target.size()) return;
    for (std::size_t i = 0; i < source.size(); ++i) report_identifier(source[i], target[i]);
  }

  /// The one number in digits without unit that is left over; it is settled then.
  static NumberFact* only_bare_figure(NumberSide& side) {
    NumberFact* found = only(
        side, [](const NumberFact& fact) { return fact.digits && fact.quantity->unit.empty(); });
    if (found != nullptr) found->settled = true;
    return found;
  }

  void report_identifier(Span source, Span target) {
    Passage s = passage_of(input_.source, source);
    Passage t = passage_of(input_.target, target);
    Message message = {"number.identifier", {{"source", s.value}, {"target", t.value}}};
    issues_.push_back(make_issue({"number", Severity::kWarning, std::move(message), bead_},
                                 std::move(s), std::move(t)));
  }

  /// Whether an issue tells the figure already: the same in another unit, or once more.
  static bool is_told(const NumberSide& side, const NumberFact& fact) {
    return std::any_of(side.facts.begin(), side.facts.end(), [&](const NumberFact& o) {
      return &o != &fact && o.told && agree(fact, o, QuantityCost::kConverted);
    });
  }

  /// What only one version says.
  void lone(NumberSide& side) {
    one_sided(
        side.facts, [&](const NumberFact& fact) { return lone_severity(side, fact); },
        [&](Severity severity, NumberFact& fact) {
          const bool of_source = side.version.side == Side::kSource;
          report_from(side, severity, of_source ? "number.missing" : "number.added", &fact,
                      nullptr);
        });
  }

  /// What it is worth that only one version says a number.
  std::optional<Severity> lone_severity(const NumberSide& side, const NumberFact& fact) {
    if (is_weak(fact) || fact.quantity->implied || is_told(side, fact)) return std::nullopt;
    const double value = std::abs(to_double(fact.quantity->high));
    // Small words come and go: "two countries", "a second meeting", "a quarter of an hour".
    if (!fact.digits && (is_small(value) || fact.mention->type == MentionType::kOrdinal))
      return std::nullopt;
    if (fact.digits && (!fact.quantity->unit.empty() || value >= 10 || fact.quantity->decimals > 0))
      return Severity::kWarning;
    if ((!fact.digits || is_small(value)) &&
        neighbourhood(words(), side.version.side, fact.mention->span) < kNotePlace)
      return std::nullopt;
    return Severity::kInfo;
  }

  /// A number that moved to the next sentence of the other version is neither a mismatch nor an
  /// omission, unless another number that moved nowhere stands in its place.
  void settle_by_neighbours() {
    std::vector<NumberFact*> moved;
    for (const Side side : kSides) {
      NumberSide& own = side == Side::kSource ? source_ : target_;
      const NumberSide& other = side == Side::kSource ? target_ : source_;
      for (NumberFact& fact : own.facts) {
        if (is_open(fact) && in_neighbours(fact, other)) moved.push_back(&fact);
      }
    }
    const auto is_moved = [&](const NumberFact& fact) {
      return std::find(moved.begin(), moved.end(), &fact) != moved.end();
    };
    std::vector<NumberFact*> settled;
    for (NumberFact* fact : moved) {
      const bool of_source = is_of(source_, *fact);
      const NumberSide& across = of_source ? target_ : source_;
      if (std::none_of(across.facts.begin(), across.facts.end(), [&](const NumberFact& there) {
            return is_open(there) && !is_weak(there) && !is_moved(there) &&
                   replaces(of_source ? *fact : there, of_source ? there : *fact);
          }))
        settled.push_back(fact);
    }
    for (NumberFact* fact : settled) fact->settled = true;
  }

  static bool is_of(const NumberSide& side, const NumberFact& fact) {
    return std::any_of(side.facts.begin(), side.facts.end(),
                       [&](const NumberFact& own) { return &own == &fact; });
  }

  /// Figures of one kind that stand in one place and differ, though one of them says the same as
  /// another figure: "72% took Russian and 74% German", "74% took Russian and 74% German".
  void mismatches_in_place() {
    const auto is_one_left = [](const NumberSide& side, const NumberFact& fact) {
      return std::count_if(side.facts.begin(), side.facts.end(), [&](const NumberFact& o) {
               return is_open(o) && o.digits && o.mention->type == fact.mention->type &&
                      o.quantity->unit == fact.quantity->unit;
             }) == 1;
    };
    const auto repeats = [](const NumberSide& side, const NumberFact& fact) {
      return std::any_of(side.facts.begin(), side.facts.end(), [&](const NumberFact& o) {
        return o.matched && agreement(fact, o) == QuantityCost::kSame;
      });
    };
    for (NumberFact& s : source_.facts) {
      if (!is_open(s) || !s.digits || is_weak(s) || !is_one_left(source_, s)) continue;
      for (NumberFact& t : target_.facts) {
        if (!is_open(t) || !t.digits || is_weak(t) || !is_one_left(target_, t)) continue;
        if (repeats(source_, t) == repeats(target_, s) || !replaces(s, t)) continue;
        report_mismatch(s, t, false);
        break;
      }
    }
  }

  /// Whether two numbers of one kind stand in one place of their sentences.
  bool replaces(const NumberFact& source, const NumberFact& target) {
    if (source.mention->type != target.mention->type ||
        source.quantity->unit != target.quantity->unit)
      return false;
    return local_evidence(words(), source.mention->span, target.mention->span) >= kOnePlace;
  }

  const BeadWords& words() {
    if (!words_) words_ = match_bead(input_, input_.beads[bead_]);
    return *words_;
  }

  /// In a document the number may have moved to the sentence before or after.
  bool in_neighbours(const NumberFact& fact, const NumberSide& other) const {
    if (input_.aligned_segments || other.sentences.empty()) return false;
    std::vector<std::uint32_t> near;
    if (other.sentences.front() > 0) near.push_back(other.sentences.front() - 1);
    if (other.sentences.back() + 1 < other.version.article.sentences.size())
      near.push_back(other.sentences.back() + 1);
    const NumberSide around = number_side(other.version, near);
    return std::any_of(around.facts.begin(), around.facts.end(), [&](const NumberFact& o) {
      return agree(fact, o, QuantityCost::kConverted);
    });
  }

  const CheckInput& input_;
  std::uint32_t bead_;
  std::vector<Issue>& issues_;
  NumberSide source_;
  NumberSide target_;
  SharedBeadWords words_;  // of the bead, made when first needed
};

}  // namespace

void check_numbers(const CheckInput& input, std::vector<Issue>& issues) {
  for (std::uint32_t bead = 0; bead < input.beads.size(); ++bead) {
    if (!input.beads[bead].is_gap()) BeadCheck(input, bead, issues).run();
  }
}

}  // namespace concord
