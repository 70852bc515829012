// The check "name": compares the names of a bead (docs/checks/name.md).
//
// Every word of a name looks for a counterpart on the other side (name_counterparts.h). What is
// left over on both sides at once is a name exchanged for another; what is left over on one side
// only is a name lost or added (name_judgement.h).
#include <algorithm>
#include <string>
#include <vector>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/names/name_compass.h"
#include "checks/names/name_counterparts.h"
#include "checks/names/name_judgement.h"
#include "checks/names/name_likeness.h"

namespace concord {
namespace {

/// Factor: one of the two words exchanged stands for a name that is matched already.
constexpr double kReused = 0.7;

/// How likely a direction that differs is an error.
constexpr double kDirectionExchanged = 0.9;

/// Reports what is left of the names of one bead.
class Reporter {
 public:
  Reporter(BeadNames& bead, std::vector<Issue>& issues) : bead_(bead), issues_(issues) {}

  void run() {
    report_persons();
    report_exchanged();
    report_directions();
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

  /// Persons of whom neither side has a word of the other's name.
  void report_persons() {
    const std::vector<WholeName> source = unmatched_names(bead_.source);
    const std::vector<WholeName> target = unmatched_names(bead_.target);
    std::vector<bool> taken(target.size());
    for (const WholeName& a : source) {
      double best = 0;
      std::size_t chosen = target.size();
      for (std::size_t j = 0; j < target.size(); ++j) {
        const double likely = taken[j] ? 0 : persons_exchanged(bead_, a, target[j]);
        if (likely > best) best = likely, chosen = j;
      }
      if (chosen == target.size() || !severity_of(best)) continue;
      best = persons_exchanged_in_document(bead_, a, target[chosen], best);
      const auto level = severity_of(best);
      if (!level) continue;
      taken[chosen] = true;
      const NameItem left = take(bead_.source, a);
      const NameItem right = take(bead_.target, target[chosen]);
      add("name.differs", &left, &right, best, *level);
    }
  }

  /// Single words and known names, the likeliest exchanges first; each takes part in one.
  void report_exchanged() {
    for (;;) {
      double best = 0;
      NameItem* left = nullptr;
      NameItem* right = nullptr;
      for (NameItem& a : bead_.source.items) {
        if (a.matched && !a.reused) continue;
        for (NameItem& b : bead_.target.items) {
          if ((b.matched && !b.reused) || (a.matched && b.matched)) continue;
          double likely = exchanged(bead_, a, b);
          if (a.matched || b.matched) likely *= kReused;
          if (likely > best && severity_of(likely)) {
            best = likely;
            left = &a;
            right = &b;
          }
        }
      }
      if (left == nullptr) return;
      best = exchanged_in_document(bead_, *left, *right, best);
      const auto level = severity_of(best);
      if (!level) {  // explained by the document: not again
        settle(bead_.source, *left, false);
        settle(bead_.target, *right, false);
        continue;
      }
      const NameItem a = whole_name(bead_.source, *left);
      const NameItem b = whole_name(bead_.target, *right);
      // A part of one name exchanged, or one person for another: both names as a whole.
      const bool whole = a.last > a.first && b.last > b.first &&
                         anchored(bead_.source, *left) == anchored(bead_.target, *right);
      add("name.differs", whole ? &a : left, whole ? &b : right, best, *level);
      settle(bead_.source, *left, whole);
      settle(bead_.target, *right, whole);
    }
  }

  /// Places whose direction was exchanged, where nothing else is reported of them.
  void report_directions() {
    for (const CompassSwap& swap : compass_swaps(bead_)) {
      const bool reported = std::any_of(issues_.begin(), issues_.end(), [&](const Issue& issue) {
        return issue.bead == bead_.index && issue.check == "name" && issue.source && issue.target &&
               (issue.source->span.overlaps(swap.source) ||
                issue.target->span.overlaps(swap.target));
      });
      if (reported) continue;
      NameItem source;
      NameItem target;
      source.span = swap.source;
      target.span = swap.target;
      add("name.differs", &source, &target, kDirectionExchanged, Severity::kError);
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
      const double likely = omitted(bead_, own, first);
      const auto level = severity_of(likely);
      if (!level) continue;
      NameItem whole = own.items[first];
      whole.span.end = own.items[end_of_name(own, first) - 1].span.end;
      add(source ? "name.missing" : "name.added", source ? &whole : nullptr,
          source ? nullptr : &whole, likely, *level);
    }
  }

  BeadNames& bead_;
  std::vector<Issue>& issues_;
};

}  // namespace

void check_names(const CheckInput& input, std::vector<Issue>& issues) {
  SoundCache own;
  SoundCache& sounds = input.sounds != nullptr ? *input.sounds : own;
  for (std::uint32_t i = 0; i < input.beads.size(); ++i) {
    if (input.beads[i].is_gap()) continue;
    BeadNames bead = collect_names(input, i, sounds);
    find_counterparts(bead);
    Reporter(bead, issues).run();
  }
}

}  // namespace concord
