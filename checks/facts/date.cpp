// The check "date": compares the dates, weekdays and times of a bead as values
// (docs/checks/date.md).
//
// Dates that agree are matched first, the closest before the less precise. What is left over on
// both sides and is of one kind contradicts. What is left over on one side only is at most worth a
// look.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/local_evidence.h"
#include "checks/core/make_issue.h"
#include "checks/facts/date_agreement.h"
#include "checks/facts/date_company.h"
#include "checks/facts/date_fact.h"
#include "text/ascii.h"

namespace concord {
namespace {

/// Parts of the calendar that contradicting dates have in common.
constexpr int kNoPart = 0;
constexpr int kOnePart = 1;
/// Sentences on either side of a bead in which a date may stand instead.
constexpr std::uint32_t kNeighbours = 2;
// Local evidence from which two dates stand in one place.
constexpr double kOnePlace = 0.5;

using Facts = std::vector<DateFact>;

/// Which pairs of facts a step looks at.
enum class Kinds : std::uint8_t { kLike, kUnlike, kAny };

bool wanted(Kinds kinds, const DateFact& a, const DateFact& b) {
  return kinds == Kinds::kAny || (kinds == Kinds::kLike) == (a.kind == b.kind);
}

/// Matches open facts that agree at most as loosely as `limit`: cheapest first, nearest first.
void match_agreeing(Facts& source, Facts& target, DateCost limit, Kinds kinds) {
  using Rank = std::pair<DateCost, double>;
  const auto rank = [&](const DateFact& s, const DateFact& t) -> std::optional<Rank> {
    if (!wanted(kinds, s, t)) return std::nullopt;
    const std::optional<DateCost> cost = agreement(s, t);
    return cost && *cost <= limit ? std::optional(Rank(*cost, distance(s, t))) : std::nullopt;
  };
  pair_up(source, target, rank, [](DateFact& s, DateFact& t, const Rank&) { match(s, t); });
}

/// Whether any fact of `others` agrees at most as loosely as `limit`.
bool agrees_with_any(const DateFact& fact, const Facts& others, DateCost limit) {
  return std::any_of(others.begin(), others.end(),
                     [&](const DateFact& other) { return agree(fact, other, limit); });
}

/// Whether a date of `others` repeats `fact` at most as loosely as `limit`, and not what `fact`
/// contradicts: "1953" is the year of 19 June 1953 and of 12 June 1953 and speaks for neither.
bool is_repeated(const DateFact& fact, const DateFact& against, const Facts& others,
                 DateCost limit) {
  return std::any_of(others.begin(), others.end(), [&](const DateFact& other) {
    return agree(fact, other, limit) && !agree(against, other, limit);
  });
}

/// The ends of a period that the other side gives as two dates: "2019-2021", "2019 ... 2021".
std::pair<DateFact*, DateFact*> ends_of(const DateFact& period, Facts& singles) {
  if (period.kind != DateKind::kPeriod || period.date->readings.empty()) return {};
  const DateReading& whole = period.date->readings.front();
  std::pair<DateFact*, DateFact*> ends;
  for (DateFact& single : singles) {
    if (single.date->readings.empty()) continue;
    const DateReading& reading = single.date->readings.front();
    if (reading.first == whole.first && reading.last < whole.last) ends.first = &single;
    if (reading.last == whole.last && whole.first < reading.first) ends.second = &single;
  }
  return ends;
}

void match_period_ends(Facts& periods, Facts& singles) {
  match_ranges(periods, [&](const DateFact& period) { return ends_of(period, singles); });
}

/// How well two contradicting dates belong together: the more parts they share, then the nearer.
struct Contradiction {
  Severity severity{};
  int parts = 0;
  double distance = 0;
  bool operator<(const Contradiction& b) const {
    return parts != b.parts ? parts > b.parts : distance < b.distance;
  }
};

/// Everything the check knows while it goes through one pair.
class DateCheck {
 public:
  DateCheck(const CheckInput& input, std::vector<Issue>& issues) : input_(input), issues_(issues) {}

  void run_bead(std::uint32_t index) {
    const Bead& bead = input_.beads[index];
    if (bead.is_gap()) return;
    Facts source = date_facts(input_.source, bead.source);
    Facts target = date_facts(input_.target, bead.target);
    if (source.empty() && target.empty()) return;
    match_agreeing(source, target, DateCost::kLessPrecise, Kinds::kLike);
    contradict(index, source, target, Kinds::kLike, kOnePart);
    match_agreeing(source, target, DateCost::kLessPrecise, Kinds::kAny);
    match_period_ends(source, target);
    match_period_ends(target, source);
    contradict(index, source, target, Kinds::kLike, kNoPart);
    match_agreeing(source, target, DateCost::kCompatible, Kinds::kAny);
    contradict(index, source, target, Kinds::kUnlike, kNoPart);
    lone(index, source, target, Side::kSource);
    lone(index, target, source, Side::kTarget);
  }

 private:
  Published published() const {
    return input_.source.article.published == input_.target.article.published
               ? Published::kSameDay
               : Published::kOtherDays;
  }

  /// The dates of the sentences around a bead on one side, its own left out.
  Facts around(const AnalysedArticle& article, const std::vector<std::uint32_t>& sentences) const {
    if (input_.aligned_segments || sentences.empty()) return {};
    std::vector<std::uint32_t> near;
    const std::uint32_t first =
        sentences.front() > kNeighbours ? sentences.front() - kNeighbours : 0;
    for (std::uint32_t i = first;
         i < article.sentences.size() && i <= sentences.back() + kNeighbours; ++i) {
      if (std::find(sentences.begin(), sentences.end(), i) == sentences.end()) near.push_back(i);
    }
    return date_facts(article, near);
  }

  /// Reports open facts that contradict each other and say at least `least` parts alike.
  void contradict(std::uint32_t index, Facts& source, Facts& target, Kinds kinds, int least) {
    const auto rank = [&](const DateFact& s, const DateFact& t) -> std::optional<Contradiction> {
      const int parts = common_parts(*s.date, *t.date);
      if (!wanted(kinds, s, t) || parts < least) return std::nullopt;
      const std::optional<Severity> severity = contradiction(s, t, published());
      if (!severity) return std::nullopt;
      return Contradiction{*severity, parts, distance(s, t)};
    };
    pair_up(source, target, rank, [&](DateFact& s, DateFact& t, const Contradiction& found) {
      report_contradiction(index, s, source, t, target, found.severity);
    });
  }

  /// Settles two facts that contradict each other, and reports them where neither is said again
  /// nearby. Facts whose digits stand in another role, and those of two statements, stay open.
  void report_contradiction(std::uint32_t index, DateFact& s, const Facts& source, DateFact& t,
                            const Facts& target, Severity severity) {
    const Bead& bead = input_.beads[index];
    // Two days that differ in the year alone are not a repetition of a bare year elsewhere.
    const DateCost limit = is_same_day_of_year(s, t) ? DateCost::kSame : DateCost::kLessPrecise;
    const bool s_repeats = is_repeated(s, t, target, limit) ||
                           is_repeated(s, t, around(input_.target, bead.target), limit);
    const bool t_repeats = is_repeated(t, s, source, limit) ||
                           is_repeated(t, s, around(input_.source, bead.source), limit);
    if (s_repeats && t_repeats && !stand_in_one_place(index, s, t)) {
      settle(s, t);
      return;
    }
    if (s.kind != DateKind::kDay && t.kind != DateKind::kDay &&
        stands_as_number(s, input_.target, bead.target, t.mention->span) &&
        stands_as_number(t, input_.source, bead.source, s.mention->span))
      return;
    if (s.kind != DateKind::kTime && have_other_company(input_, bead, s, t)) return;
    settle(s, t);
    const bool doubtful = !input_.aligned_segments && (s_repeats || t_repeats);
    report(index, doubtful ? std::min(severity, Severity::kWarning) : severity,
           s.kind == DateKind::kTime ? "date.time" : "date.differs", &s, &t);
  }

  /// Whether the words around two dates are each other's counterparts.
  bool stand_in_one_place(std::uint32_t index, const DateFact& source,
                          const DateFact& target) const {
    const SharedBeadWords words = match_bead(input_, input_.beads[index]);
    return local_evidence(*words, source.mention->span, target.mention->span) >= kOnePlace;
  }

  /// Dates that only one side has: worth a look when they are stated literally.
  void lone(std::uint32_t index, Facts& facts, const Facts& others, Side side) {
    const auto judge = [&](const DateFact& fact) {
      return is_told(index, fact, others, side) ? std::nullopt : std::optional(Severity::kInfo);
    };
    one_sided(facts, judge, [&](Severity severity, DateFact& fact) {
      const bool in_source = side == Side::kSource;
      report(index, severity, in_source ? "date.missing" : "date.added",
             in_source ? &fact : nullptr, in_source ? nullptr : &fact);
    });
  }

  /// Whether the other side tells a date in another way or in another place, or an issue does.
  bool is_told(std::uint32_t index, const DateFact& fact, const Facts& others, Side side) {
    if (fact.kind == DateKind::kTime || fact.kind == DateKind::kRelative) return true;
    const AnalysedArticle& across = input_.side(other(side)).article;
    const std::vector<std::uint32_t>& sentences = input_.beads[index].of(other(side));
    return agrees_with_any(fact, others, DateCost::kCompatible) ||
           stands_as_number(fact, across, sentences) ||
           agrees_with_any(fact, around(across, sentences), DateCost::kCompatible) ||
           (fact.kind == DateKind::kWeekday && is_rendered(fact, index, side)) ||
           (fact.kind == DateKind::kYear && faces_number(index, fact, side));
  }

  /// Whether the only number that the other side has alone has four digits: then it stands for the
  /// year and is told with it ("3016" for "2016").
  bool faces_number(std::uint32_t index, const DateFact& year, Side side) {
    const Side across = other(side);
    const std::string_view text = input_.side(across).text();
    Issue* lone = nullptr;
    for (Issue& issue : issues_) {
      if (issue.bead != index || issue.check != "number" || issue.at(side)) continue;
      if (lone != nullptr) return false;
      lone = &issue;
    }
    if (lone == nullptr) return false;
    const Span span = lone->at(across)->span;
    constexpr std::size_t kDigits = 4;
    const std::string_view digits = span.of(text);
    if (digits.size() != kDigits || !std::all_of(digits.begin(), digits.end(), is_ascii_digit))
      return false;
    lone->check = "date";
    lone->at(side) = Passage{year.mention->span, value_of(year)};
    const std::string name = across == Side::kSource ? "source" : "target";
    lone->message = {"date.differs", {}};
    lone->message.arguments.emplace_back(name, digits);
    lone->message.arguments.emplace_back(name + "_day", "none");
    lone->message.arguments.emplace_back(name + "_published_day", "none");
    explain(year, input_.side(side).article, side == Side::kSource ? "source" : "target",
            lone->message);
    return true;
  }

  /// Whether the other side renders a word of a date by one of the lexicon: "Sabbath" for a Russian
  /// adjective of Saturday.
  bool is_rendered(const DateFact& fact, std::uint32_t index, Side side) const {
    const Bead& bead = input_.beads[index];
    const AnalysedArticle& own = input_.side(side).article;
    const AnalysedArticle& across = input_.side(other(side)).article;
    const auto stands = [&](LexiconId id) {
      return std::any_of(
          bead.of(other(side)).begin(), bead.of(other(side)).end(), [&](std::uint32_t s) {
            const auto& units = across.sentences[s].units;
            return std::any_of(units.begin(), units.end(),
                               [&](const LexicalUnit& unit) { return unit.id == id; });
          });
    };
    for (const std::uint32_t s : bead.of(side)) {
      const AnalysedSentence& sentence = own.sentences[s];
      for (const LexicalUnit& unit : sentence.units) {
        if (!fact.mention->span.contains(sentence.tokens[unit.first].span)) continue;
        const auto& renderings = input_.resources.lexicon.renderings(side, unit.id);
        if (std::any_of(renderings.begin(), renderings.end(),
                        [&](const Rendering& rendering) { return stands(rendering.id); }))
          return true;
      }
    }
    return false;
  }

  void report(std::uint32_t index, Severity severity, const char* message, const DateFact* source,
              const DateFact* target) {
    IssueHead head{"date", severity, {message, {}}, index};
    const auto show = [&](const DateFact* fact, const AnalysedArticle& article,
                          const char* name) -> std::optional<Passage> {
      if (fact == nullptr) return std::nullopt;
      explain(*fact, article, name, head.message);
      std::string value = value_of(*fact);
      if (value.empty()) value = fact->mention->span.of(article.article.text);
      return Passage{fact->mention->span, std::move(value)};
    };
    std::optional<Passage> here = show(source, input_.source, "source");
    std::optional<Passage> there = show(target, input_.target, "target");
    issues_.push_back(make_issue(std::move(head), std::move(here), std::move(there)));
  }

  const CheckInput& input_;
  std::vector<Issue>& issues_;
};

}  // namespace

void check_dates(const CheckInput& input, std::vector<Issue>& issues) {
  DateCheck check(input, issues);
  for (std::uint32_t i = 0; i < input.beads.size(); ++i) check.run_bead(i);
}

}  // namespace concord
