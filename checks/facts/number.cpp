// The check "number": compares the quantities of a bead as values (docs/checks/number.md).
//
// Quantities that mean the same are matched first, surest pairs before others. What is left over on
// both sides and is of one kind contradicts: an error. What is left over on one side only is an
// omission: a warning or less.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/bead_words.h"
#include "checks/core/checks.h"
#include "checks/core/local_evidence.h"
#include "checks/core/make_issue.h"
#include "checks/core/quantity_agreement.h"
#include "lang/base/calendar.h"
#include "lang/numbers/long_identifiers.h"
#include "lang/numbers/number_roles.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// The dimension of durations in lang/data/units.tsv.
constexpr std::string_view kTime = "time";
/// The symbol of the hour there.
constexpr std::string_view kHour = "h";
// Digits of a year that is cut short in a word, and what is left out.
constexpr std::size_t kShortYear = 2;
constexpr std::int64_t kShortYearsFrom = 2000;
// Local evidence from which two numbers stand in one place, whatever is told beside the bead.
constexpr double kOnePlace = 0.5;
// How much of the words around a small number of one side must be rendered in one place of the
// other for its absence to be worth a note; elsewhere the passage is told in other words. Fitted on
// development segments with and without a changed number.
constexpr double kNotePlace = 0.4;

/// A quantity of one side of a bead.
struct Fact : QuantityFact {
  double place = 0;  ///< where it stands in its side of the bead, from 0 to 1
  bool ago = false;  ///< a duration that tells when: "two weeks ago"
  bool matched = false;
  bool settled = false;  ///< unmatched, but accounted for
  bool told = false;     ///< settled by an issue
};

/// One side of a bead.
struct FactSide {
  PairSide version;
  const std::vector<std::uint32_t>& sentences;
  std::vector<Fact> facts;
};

bool is_range(const Quantity& q) { return q.low != q.high; }
bool is_one(const Quantity& q) { return q.low == Rational{1, 1} && q.high == q.low; }

double to_double(const Rational& value) {
  return static_cast<double>(value.numerator) / static_cast<double>(value.denominator);
}

/// Numbers that come and go in translation without anybody's mistake: one, first, both, half,
/// doubled, decade, dozens.
bool is_weak(const Fact& fact) {
  const Quantity& q = *fact.quantity;
  if (fact.ago && q.hedge != Hedge::kVague) return false;
  if (q.implied || q.hedge == Hedge::kVague) return true;
  if (fact.digits) return false;
  return is_one(q) || (q.fraction && q.low == Rational{1, 2});
}

/// Numbers that are often an article or an ordinal in other words.
bool is_small(double value) { return value <= 2; }

/// "the 70th anniversary", "70 years of": one may be the other.
bool are_anniversaries(const Mention& a, const Mention& b) {
  const auto years = [](const Mention& m) {
    return m.type == MentionType::kUnit && m.quantity()->unit == "a";
  };
  return (a.type == MentionType::kOrdinal && years(b)) ||
         (b.type == MentionType::kOrdinal && years(a));
}

/// "pounds" of weight against a sum of money: the word may mean either.
bool is_pound(const Fact& measure, const Fact& money) {
  return measure.unit != nullptr && !measure.bare_currency.empty() &&
         money.mention->type == MentionType::kMoney;
}

/// Whether "ago" stands behind a duration.
bool tells_when(const AnalysedSentence& sentence, const Fact& fact) {
  if (fact.unit == nullptr || fact.unit->dimension != kTime) return false;
  constexpr std::size_t kWords = 2;  // "yang lalu", "tomu nazad"
  std::size_t at = 0;
  while (at < sentence.tokens.size() && sentence.tokens[at].span.begin < fact.mention->span.end)
    ++at;
  for (std::size_t i = at; i < std::min(at + kWords, sentence.tokens.size()); ++i) {
    if (sentence.tokens[i].word->number.is(kAgoRole)) return true;
    if (!sentence.tokens[i].is_word()) break;
  }
  return false;
}

FactSide make_side(const PairSide& version, const std::vector<std::uint32_t>& sentences) {
  const AnalysedArticle& article = version.article;
  FactSide side{version, sentences, {}};
  double length = 0;
  for (const std::uint32_t index : sentences) length += article.sentences[index].span.size();
  double before = 0;
  for (const std::uint32_t index : sentences) {
    const AnalysedSentence& sentence = article.sentences[index];
    for (const Mention& mention : sentence.mentions) {
      if (mention.quantity() == nullptr) continue;
      const double place =
          length > 0 ? (before + mention.span.begin - sentence.span.begin) / length : 0;
      Fact& fact = side.facts.emplace_back();
      static_cast<QuantityFact&>(fact) = quantity_fact(mention, version.pack, version.text());
      fact.place = place;
      fact.ago = tells_when(sentence, fact);
    }
    before += sentence.span.size();
  }
  return side;
}

bool open(const Fact& fact) { return !fact.matched && !fact.settled; }

/// Whether a side has an open figure in the unit of `fact`, for it to be compared with.
bool has_like(const FactSide& side, const Fact& fact) {
  return !fact.quantity->unit.empty() &&
         std::any_of(side.facts.begin(), side.facts.end(), [&](const Fact& other) {
           return open(other) && other.quantity->unit == fact.quantity->unit;
         });
}

/// Whether a side has an open figure that says the same number of another unit of its dimension:
/// two weeks for two months. No other 2 of the sentence then accounts for it.
bool has_other_unit(const FactSide& side, const Fact& fact) {
  return fact.unit != nullptr &&
         std::any_of(side.facts.begin(), side.facts.end(), [&](const Fact& other) {
           return open(other) && other.unit != nullptr && other.unit != fact.unit &&
                  other.unit->dimension == fact.unit->dimension &&
                  other.quantity->low == fact.quantity->low &&
                  other.quantity->high == fact.quantity->high;
         });
}

/// Marks what agrees, cheapest first, nearest first.
void match(std::vector<Fact>& source, std::vector<Fact>& target,
           std::vector<std::pair<Fact*, Fact*>>& pairs) {
  struct Candidate {
    QuantityCost cost;
    double distance;
    Fact* source;
    Fact* target;
  };
  std::vector<Candidate> candidates;
  for (Fact& s : source) {
    for (Fact& t : target) {
      if (const auto cost = agreement(s, t))
        candidates.push_back({*cost, std::abs(s.place - t.place), &s, &t});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.cost != b.cost ? a.cost < b.cost : a.distance < b.distance;
                   });
  for (const Candidate& candidate : candidates) {
    if (candidate.source->matched || candidate.target->matched) continue;
    candidate.source->matched = candidate.target->matched = true;
    pairs.emplace_back(candidate.source, candidate.target);
  }
}

/// A range on one side may be two numbers on the other: "from 5 to 7", "5 ... and 7".
void match_range_ends(std::vector<Fact>& ranges, std::vector<Fact>& singles) {
  for (Fact& range : ranges) {
    if (!open(range) || !is_range(*range.quantity)) continue;
    Fact* low = nullptr;
    Fact* high = nullptr;
    for (Fact& single : singles) {
      if (is_range(*single.quantity) || (!open(single) && !single.matched)) continue;
      if (single.quantity->low == range.quantity->low && (low == nullptr || !open(*low)))
        low = &single;
      if (single.quantity->low == range.quantity->high && (high == nullptr || !open(*high)))
        high = &single;
    }
    if (low != nullptr && high != nullptr) range.matched = low->matched = high->matched = true;
  }
}

/// Whether a quantity counts something, so that it can be added up.
bool counts(const Fact& fact) {
  return open(fact) && !is_range(*fact.quantity) && fact.mention->type != MentionType::kOrdinal;
}

/// A total on one side and its parts on the other: "two men and three women", "five people".
void settle_sums(std::vector<Fact>& wholes, std::vector<Fact>& parts) {
  for (Fact& whole : wholes) {
    if (!counts(whole)) continue;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!counts(parts[i])) continue;
      for (std::size_t j = i + 1; j < parts.size(); ++j) {
        if (!counts(parts[j])) continue;
        if (!parts[i].quantity->unit.empty() && parts[i].quantity->unit != parts[j].quantity->unit)
          continue;
        const auto sum = add(parts[i].quantity->low, parts[j].quantity->low);
        if (sum && *sum == whole.quantity->low) {
          whole.settled = parts[i].settled = parts[j].settled = true;
          return;
        }
      }
    }
  }
}

bool is_multiple(const Fact& fact) { return fact.quantity->multiple; }
bool is_vague(const Fact& fact) {
  return fact.quantity->hedge == Hedge::kVague && fact.quantity->unit.empty();
}
bool is_share(const Fact& fact) { return fact.quantity->fraction; }

/// The one open fact of a side for which `wanted` holds; null when there is none or more than one.
template <class Wanted>
Fact* only(FactSide& side, Wanted wanted) {
  Fact* found = nullptr;
  for (Fact& fact : side.facts) {
    if (!open(fact) || !wanted(fact)) continue;
    if (found != nullptr) return nullptr;
    found = &fact;
  }
  return found;
}

/// The runs of at most 15 digits of a word.
std::vector<std::string_view> digit_runs(std::string_view surface) {
  std::vector<std::string_view> runs;
  for (std::size_t i = 0; i < surface.size();) {
    const std::size_t end = std::min(surface.find_first_not_of("0123456789", i), surface.size());
    if (end > i && end - i <= 15) runs.push_back(surface.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  return runs;
}

std::int64_t to_integer(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// Whether all of a word belongs to a quantity.
bool is_quantity(const AnalysedSentence& sentence, const Token& token) {
  return std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                     [&](const Mention& mention) {
                       return mention.quantity() != nullptr && mention.span.contains(token.span);
                     });
}

/// Numbers that stand on the other side as part of a date, a time or a name.
struct Elsewhere {
  std::vector<Rational> values;
  std::vector<Rational> hours;  ///< of times of day: they say nothing of minutes or metres

  bool has(const Quantity& q) const {
    const bool hour = q.unit.empty() || q.unit == kHour;
    const auto in = [&](const Rational& v) {
      return std::find(values.begin(), values.end(), v) != values.end() ||
             (hour && std::find(hours.begin(), hours.end(), v) != hours.end());
    };
    return in(q.low) && in(q.high);
  }
};

/// Whether a span is part of a time of day.
bool in_time(const AnalysedSentence& sentence, Span span) {
  return std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                     [&](const Mention& mention) {
                       return mention.date() != nullptr && is_time_only(*mention.date()) &&
                              mention.span.overlaps(span);
                     });
}

Elsewhere elsewhere(const FactSide& side) {
  Elsewhere result;
  for (const std::uint32_t index : side.sentences) {
    const AnalysedSentence& sentence = side.version.article.sentences[index];
    const std::string_view text = side.version.text();
    std::vector<Mention> hidden;
    for (const Mention& mention : sentence.mentions) {
      const DateValue* date = mention.date();
      if (date == nullptr) continue;
      const auto keep = [&](std::optional<std::int64_t> value) {
        if (value) result.values.push_back(Rational{*value, 1});
      };
      keep(date->year);
      if (date->month) keep(*date->month % kCalendarMonths);
      keep(date->day_of_month);
      if (date->minute_of_day) {
        const std::int64_t hour = *date->minute_of_day / 60;
        result.hours.push_back(Rational{hour, 1});
        result.hours.push_back(Rational{hour % 12 == 0 ? 12 : hour % 12, 1});
        // "15 hours and 30 minutes", where a language writes that like half past three.
        result.hours.push_back(Rational::of(*date->minute_of_day, 60));
        if (*date->minute_of_day % 60 != 0) keep(*date->minute_of_day % 60);
      }
      if (hidden.empty()) side.version.pack.numbers.find(text, sentence.tokens, {}, hidden);
    }
    for (const Mention& mention : hidden) {
      const bool in_date = std::any_of(
          sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& other) {
            return other.date() != nullptr && other.span.overlaps(mention.span);
          });
      if (!in_date || in_time(sentence, mention.span)) continue;
      result.values.push_back(mention.quantity()->low);
      result.values.push_back(mention.quantity()->high);
    }
    for (const Token& token : sentence.tokens) {
      if (!token.word->has_digit) continue;
      // A figure that is a quantity was compared already; digits inside a longer word ("SS19")
      // count all the same.
      if (is_quantity(sentence, token) || in_time(sentence, token.span)) continue;
      for (const std::string_view run : digit_runs(token.word->surface)) {
        const std::int64_t value = to_integer(run);
        result.values.push_back(Rational{value, 1});
        // "SS19": the season of 2019.
        if (token.word->has_letter && run.size() == kShortYear)
          result.values.push_back(Rational{value + kShortYearsFrom, 1});
      }
    }
  }
  return result;
}

/// Words with digits that are neither a quantity nor a date: "F-16", the 5 of "Channel 5".
std::vector<Span> identifiers(const FactSide& side) {
  std::vector<Span> found;
  for (const std::uint32_t index : side.sentences) {
    const AnalysedSentence& sentence = side.version.article.sentences[index];
    const std::vector<Span> longer = find_long_identifiers(side.version.text(), sentence.tokens);
    for (const Token& token : sentence.tokens) {
      if (!token.word->has_digit) continue;
      const bool inside = std::any_of(longer.begin(), longer.end(),
                                      [&](Span span) { return span.contains(token.span); });
      if (inside) continue;
      const bool mentioned = std::any_of(
          sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& mention) {
            return mention.name() == nullptr && mention.span.overlaps(token.span);
          });
      if (!mentioned) found.push_back(token.span);
    }
  }
  return found;
}

/// Telephone numbers, cards and accounts of `side` that `other` has not.
std::vector<Span> unknown_long_identifiers(const FactSide& side, const FactSide& other) {
  const auto all = [](const FactSide& s) {
    std::vector<Span> spans;
    for (const std::uint32_t index : s.sentences) {
      const std::vector<Span> found =
          find_long_identifiers(s.version.text(), s.version.article.sentences[index].tokens);
      spans.insert(spans.end(), found.begin(), found.end());
    }
    return spans;
  };
  std::vector<Span> unknown = all(side);
  if (unknown.empty()) return unknown;
  const std::vector<Span> others = all(other);
  std::erase_if(unknown, [&](Span span) {
    return std::any_of(others.begin(), others.end(), [&](Span o) {
      return same_identifier(span.of(side.version.text()), o.of(other.version.text()));
    });
  });
  return unknown;
}

/// Whether a run of digits in a word is the last two of a year: "SS19" and "spring 2019".
bool is_short_year(std::string_view run, const Rational& year) {
  return run.size() == kShortYear && year == Rational{to_integer(run) + kShortYearsFrom, 1};
}

/// The identifiers of `side` none of whose digits stand anywhere in the sentences of `other`.
std::vector<Span> unknown_identifiers(const FactSide& side, const FactSide& other) {
  std::vector<Span> unknown = identifiers(side);
  std::erase_if(unknown, [&](Span span) { return overlaps_any(side.version.explained, span); });
  if (unknown.empty()) return unknown;
  std::vector<std::string_view> runs;
  for (const std::uint32_t index : other.sentences) {
    for (const Token& token : other.version.article.sentences[index].tokens) {
      for (const std::string_view run : digit_runs(token.word->surface)) runs.push_back(run);
    }
  }
  std::erase_if(unknown, [&](Span span) {
    for (const std::string_view run : digit_runs(span.of(side.version.text()))) {
      if (std::find(runs.begin(), runs.end(), run) != runs.end()) return true;
      const Rational value{to_integer(run), 1};
      for (const Fact& fact : other.facts) {
        if (fact.quantity->low == value || fact.quantity->high == value ||
            is_short_year(run, fact.quantity->low))
          return true;
      }
    }
    return false;
  });
  return unknown;
}

/// Whether one measure is roughly the other in its unit; a newsroom rounds what it converts.
bool is_rough_conversion(const Fact& a, const Fact& b) {
  constexpr double kSlack = 0.15;  // of the larger: "six metres (18 feet)" are 19.7
  const double x = to_double(a.quantity->high) * to_double(a.unit->factor);
  const double y = to_double(b.quantity->high) * to_double(b.unit->factor);
  const double offset = std::abs(to_double(a.unit->offset) - to_double(b.unit->offset));
  return offset > 0 || std::abs(x - y) <= kSlack * std::max(std::abs(x), std::abs(y));
}

/// The measure of another unit of its dimension behind which a measure stands in brackets as what
/// it comes to: "40C (104F)"; null for none.
const Fact* converted_from(const FactSide& side, const Fact& fact) {
  const std::string_view text = side.version.text();
  const auto is_base = [&](const Fact& other) {
    if (other.unit == nullptr || other.unit->dimension != fact.unit->dimension ||
        other.unit == fact.unit || other.mention->span.end > fact.mention->span.begin ||
        !is_rough_conversion(other, fact))
      return false;
    constexpr std::size_t kMostBetween = 40;  // bytes: "in Yakutsk ("
    const std::string_view between =
        Span{other.mention->span.end, fact.mention->span.begin}.of(text);
    return between.size() < kMostBetween && between.find('(') != std::string_view::npos &&
           between.find(')') == std::string_view::npos;
  };
  const auto base = std::find_if(side.facts.begin(), side.facts.end(), is_base);
  return base == side.facts.end() ? nullptr : &*base;
}

/// What is said in brackets after another sum of money, or after a measure of the same dimension,
/// is its conversion, unless the other side has one to compare it with.
bool is_mere_conversion(const FactSide& side, const Fact& fact, const FactSide& opposite) {
  if (fact.mention->type != MentionType::kMoney && fact.unit == nullptr) return false;
  for (const Fact& other : opposite.facts) {
    if (open(other) && other.quantity->unit == fact.quantity->unit) return false;
  }
  for (const std::uint32_t index : side.sentences) {
    const AnalysedSentence& sentence = side.version.article.sentences[index];
    if (sentence.span.contains(fact.mention->span))
      return fact.unit == nullptr
                 ? is_conversion_in_brackets(*fact.mention, sentence.mentions, side.version.text())
                 : converted_from(side, fact) != nullptr;
  }
  return false;
}

Passage mark(const Fact& fact) { return {fact.mention->span, value_text(*fact.mention)}; }

/// How the reason names a quantity: as printed.
std::string printed(const FactSide& side, const Fact& fact) {
  return std::string(fact.mention->span.of(side.version.text()));
}

class BeadCheck {
 public:
  BeadCheck(const CheckInput& input, std::uint32_t bead, std::vector<Issue>& issues)
      : input_(input),
        bead_(bead),
        issues_(issues),
        source_(make_side(input.side(Side::kSource), input.beads[bead].source)),
        target_(make_side(input.side(Side::kTarget), input.beads[bead].target)) {}

  void run() {
    std::vector<std::pair<Fact*, Fact*>> pairs;
    match(source_.facts, target_.facts, pairs);
    for (const auto& [s, t] : pairs) compare_words(*s, *t);
    match_range_ends(source_.facts, target_.facts);
    match_range_ends(target_.facts, source_.facts);
    mismatches_in_place();
    settle(source_, target_);
    settle(target_, source_);
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
  void report(Severity severity, std::string id, Fact* s, Fact* t,
              std::vector<std::pair<std::string, std::string>> more = {}) {
    for (Fact* fact : {s, t}) {
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

  /// Whether something before a figure and its hedge negates: "not to be taken for more than two
  /// years" is no more than two. "Not more than" is a hedge of its own: another word has to stand
  /// between.
  static bool negation_before(const FactSide& side, const Fact& fact) {
    for (const std::uint32_t s : side.sentences) {
      const std::vector<Token>& tokens = side.version.article.sentences[s].tokens;
      if (tokens.empty() || tokens.back().span.end <= fact.mention->span.begin) continue;
      const std::vector<NegationCue> cues = side.version.pack.negation.find(tokens);
      return std::any_of(cues.begin(), cues.end(), [&](const NegationCue& cue) {
        for (std::uint32_t i = cue.end(); i < tokens.size(); ++i) {
          if (tokens[i].span.begin >= fact.mention->span.begin) return false;
          const Word& word = *tokens[i].word;
          if (word.has_letter && !word.function && word.number.roles == 0) return true;
        }
        return false;
      });
    }
    return false;
  }

  /// Same number: did the words around it change?
  void compare_words(Fact& s, Fact& t) {
    const Quantity& p = *s.quantity;
    const Quantity& q = *t.quantity;
    const bool opposed = (p.hedge == Hedge::kOver && q.hedge == Hedge::kUnder) ||
                         (p.hedge == Hedge::kUnder && q.hedge == Hedge::kOver);
    if (opposed && p.low == q.low && p.high == q.high) {
      const Fact& over = p.hedge == Hedge::kOver ? s : t;
      if (negation_before(p.hedge == Hedge::kOver ? source_ : target_, over)) return;
      report(Severity::kError, "number.hedge", &s, &t,
             {{"source_hedge", p.hedge == Hedge::kOver ? "over" : "under"},
              {"target_hedge", q.hedge == Hedge::kOver ? "over" : "under"}});
    } else if (p.unit == "%" && q.unit == "%" && p.points != q.points && p.low == q.low &&
               p.high == q.high) {
      report(Severity::kWarning, "number.points", &s, &t);
    }
  }

  /// A range of which the other side has one end, beside another figure: "from 11 to 18 years",
  /// "of 41 to 18-year-olds". That is what the other end became.
  void changed_ends(FactSide& side, FactSide& other) {
    for (Fact& range : side.facts) {
      if (!open(range) || !is_range(*range.quantity) || range.quantity->ratio) continue;
      for (std::size_t i = 1; i < other.facts.size() && open(range); ++i) {
        Fact& first = other.facts[i - 1];
        Fact& second = other.facts[i];
        if (!are_ends(range, first, second, other.version.text())) continue;
        range.settled = first.settled = second.settled = true;
        const bool of_source = &side == &source_;
        report(Severity::kError, "number.differs", of_source ? &range : &first,
               of_source ? &first : &range);
        widen(issues_.back(), other.version, {first.mention->span.begin, second.mention->span.end});
      }
    }
  }

  /// Whether two open figures next to each other are the ends of a range, of which one changed.
  static bool are_ends(const Fact& range, const Fact& first, const Fact& second,
                       std::string_view text) {
    constexpr std::size_t kMostBetween = 12;  // bytes: " to the ", a dash, a word of three letters
    const Quantity& q = *range.quantity;
    const auto fits = [&](const Fact& end) {
      return open(end) && !is_range(*end.quantity) &&
             (end.quantity->unit.empty() || end.quantity->unit == q.unit);
    };
    if (!fits(first) || !fits(second) || second.mention->span.begin < first.mention->span.end ||
        second.mention->span.begin - first.mention->span.end > kMostBetween)
      return false;
    const std::string_view between =
        Span{first.mention->span.end, second.mention->span.begin}.of(text);
    return between.find_first_of(",;.") == std::string_view::npos &&
           (first.quantity->low == q.low) != (second.quantity->low == q.high);
  }

  /// Makes the passage of one side longer, and what the reason says of it.
  static void widen(Issue& issue, const PairSide& version, Span span) {
    Passage& passage = *issue.at(version.side);
    passage.span = span;
    passage.value = span.of(version.text());
    const std::string name = version.side == Side::kSource ? "source" : "target";
    for (auto& [argument, value] : issue.message.arguments) {
      if (argument == name) value = span.of(version.text());
    }
  }

  /// Accounts for what is unmatched in `side` but present in `other` in some form.
  void settle(FactSide& side, FactSide& other) {
    std::optional<Elsewhere> others;
    for (Fact& fact : side.facts) {
      if (!open(fact) || has_other_unit(other, fact)) continue;
      const bool repeated = std::any_of(other.facts.begin(), other.facts.end(), [&](const Fact& o) {
        const auto cost = o.matched ? agreement(fact, o) : std::nullopt;
        if (is_vague(fact))
          return cost == QuantityCost::kSame;  // "hundreds of houses and hundreds of hectares"
        return cost && *cost <= (has_like(other, fact) ? QuantityCost::kEquivalent
                                                       : QuantityCost::kConverted);
      });
      if (repeated || is_mere_conversion(side, fact, other)) {
        fact.settled = true;
        if (!repeated) compare_conversion(side, fact, other);
        continue;
      }
      if (!others) others = elsewhere(other);
      if (others->has(*fact.quantity)) fact.settled = true;
    }
  }

  /// What a measure comes to, in brackets, against the same unit on the other side, which was
  /// matched with what is converted: "45 miles (77 km)" against "72 km".
  void compare_conversion(FactSide& side, Fact& fact, FactSide& other) {
    const Fact* base = fact.unit == nullptr ? nullptr : converted_from(side, fact);
    if (base == nullptr || !base->matched || agreement(*base, fact)) return;
    for (Fact& o : other.facts) {
      if (!o.matched || o.quantity->unit != fact.quantity->unit || !agreement(o, *base) ||
          agreement(o, fact))
        continue;
      const bool of_source = &side == &source_;
      report(Severity::kWarning, "number.differs", of_source ? &fact : &o, of_source ? &o : &fact);
      return;
    }
  }

  /// "In 24 hours" may be "in a day": as much of a smaller unit as makes one of a unit that `other`
  /// names.
  void settle_units(FactSide& side, const FactSide& other) const {
    for (Fact& fact : side.facts) {
      if (!open(fact) || fact.unit == nullptr || fact.unit->dimension != kTime) continue;
      const auto amount = multiply(fact.quantity->low, fact.unit->factor);
      if (!amount || is_range(*fact.quantity)) continue;
      for (const std::uint32_t index : other.sentences) {
        for (const Token& token : other.version.article.sentences[index].tokens) {
          const Unit* unit = other.version.pack.numbers.unit_of(token.word->number);
          if (unit != nullptr && unit->dimension == kTime && unit->factor == *amount)
            fact.settled = true;
        }
      }
    }
  }

  /// Whether each side had exactly one figure left over when mismatches were looked for: then these
  /// two belong together.
  bool only_one_left() const { return left_source_ == 1 && left_target_ == 1; }

  /// Pairs of leftovers of one kind: the two versions say different numbers.
  void mismatches() {
    struct Candidate {
      double cost;
      Fact* source;
      Fact* target;
    };
    std::vector<Candidate> candidates;
    const auto left = [](const FactSide& side) {
      return std::count_if(side.facts.begin(), side.facts.end(),
                           [](const Fact& f) { return open(f) && !is_weak(f); });
    };
    left_source_ = left(source_);
    left_target_ = left(target_);
    for (Fact& s : source_.facts) {
      if (!open(s) || is_weak(s)) continue;
      for (Fact& t : target_.facts) {
        if (!open(t) || is_weak(t)) continue;
        // "An hour ago" is compared with "a day ago" only.
        if ((s.quantity->implied || t.quantity->implied) && s.ago != t.ago) continue;
        double cost = std::abs(s.place - t.place);
        const bool same_type = s.mention->type == t.mention->type;
        const bool same_unit = s.quantity->unit == t.quantity->unit;
        if (!same_type) {
          const bool bare =
              s.mention->type == MentionType::kNumber || t.mention->type == MentionType::kNumber;
          if (!bare && !is_pound(s, t) && !is_pound(t, s) &&
              !are_anniversaries(*s.mention, *t.mention))
            continue;
          cost += 1;
        } else if (!same_unit) {
          const bool measures = s.unit != nullptr && t.unit != nullptr;
          if (measures && s.unit->dimension != t.unit->dimension) continue;
          cost += 0.5;
        }
        if (s.digits != t.digits) cost += 1.2;  // more than another type: figures stay figures
        candidates.push_back({cost, &s, &t});
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.cost < b.cost; });
    for (const Candidate& candidate : candidates) {
      if (!open(*candidate.source) || !open(*candidate.target)) continue;
      candidate.source->settled = candidate.target->settled = true;
      report_mismatch(*candidate.source, *candidate.target);
    }
  }

  void report_mismatch(Fact& s, Fact& t) {
    const Quantity& p = *s.quantity;
    const Quantity& q = *t.quantity;
    if (s.mention->type == MentionType::kMoney && t.mention->type == MentionType::kMoney &&
        p.low == q.low && p.high == q.high) {
      report(Severity::kError, "number.currency", &s, &t);
      return;
    }
    if (s.unit != nullptr && t.unit != nullptr && p.low == q.low && p.high == q.high &&
        s.unit->dimension == t.unit->dimension) {
      report(Severity::kError, "number.unit", &s, &t);
      return;
    }
    const bool same_kind =
        s.mention->type == t.mention->type && (p.unit == q.unit || s.unit != nullptr);
    const Severity severity = same_kind || (s.digits && t.digits && only_one_left())
                                  ? Severity::kError
                                  : Severity::kWarning;
    const double ratio = q.low.numerator != 0 ? to_double(p.low) / to_double(q.low) : 0;
    const auto is_power = [&](double power) {
      return std::abs(ratio - power) < power * 1e-9 || std::abs(ratio * power - 1) < 1e-9;
    };
    if (is_power(1e3) || is_power(1e6) || is_power(1e9)) {
      report(severity, "number.magnitude", &s, &t);
    } else {
      report(severity, "number.differs", &s, &t);
    }
  }

  /// Words that no other figure answers, one of a sort left over on each side: "doubled" and
  /// "tripled", "dozens" and "thousands", "half" and "a third".
  void compare_word_figures() {
    compare_only(is_multiple);
    compare_only(is_vague);
    compare_only(is_share);
  }

  template <class Wanted>
  void compare_only(Wanted wanted) {
    Fact* source = only(source_, wanted);
    Fact* target = only(target_, wanted);
    if (source == nullptr || target == nullptr) return;
    source->settled = target->settled = true;
    report(Severity::kError, "number.differs", source, target);
  }

  /// "Channel 5" against "Channel 7", "F-16" against "F-61". With one unknown identifier on each
  /// side they belong together.
  void compare_identifiers() {
    const std::vector<Span> source = unknown_identifiers(source_, target_);
    const std::vector<Span> target = unknown_identifiers(target_, source_);
    if (source.size() == 1 && target.size() == 1) {
      report_identifier(source.front(), target.front());
    } else if (source.empty() && target.size() == 1) {
      if (Fact* fact = only_bare_figure(source_))
        report_identifier(fact->mention->span, target.front());
    } else if (target.empty() && source.size() == 1) {
      if (Fact* fact = only_bare_figure(target_))
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
  static Fact* only_bare_figure(FactSide& side) {
    Fact* only = nullptr;
    for (Fact& fact : side.facts) {
      if (!open(fact) || !fact.digits || !fact.quantity->unit.empty()) continue;
      if (only != nullptr) return nullptr;
      only = &fact;
    }
    if (only != nullptr) only->settled = true;
    return only;
  }

  void report_identifier(Span source, Span target) {
    Passage s = passage_of(input_.source, source);
    Passage t = passage_of(input_.target, target);
    Message message = {"number.identifier", {{"source", s.value}, {"target", t.value}}};
    issues_.push_back(make_issue({"number", Severity::kWarning, std::move(message), bead_},
                                 std::move(s), std::move(t)));
  }

  /// Whether an issue tells the figure already: the same in another unit, or once more.
  static bool is_told(const FactSide& side, const Fact& fact) {
    return std::any_of(side.facts.begin(), side.facts.end(), [&](const Fact& o) {
      const auto cost = &o != &fact && o.told ? agreement(fact, o) : std::nullopt;
      return cost && *cost <= QuantityCost::kConverted;
    });
  }

  /// What only one version says.
  void lone(FactSide& side) {
    for (Fact& fact : side.facts) {
      if (!open(fact) || is_weak(fact) || fact.quantity->implied || is_told(side, fact)) continue;
      const double value = std::abs(to_double(fact.quantity->high));
      // Small words come and go: "two countries", "a second meeting", "a quarter of an hour".
      if (!fact.digits && (is_small(value) || fact.mention->type == MentionType::kOrdinal))
        continue;
      const bool figure = fact.digits && (!fact.quantity->unit.empty() || value >= 10 ||
                                          fact.quantity->decimals > 0);
      const Severity severity = figure ? Severity::kWarning : Severity::kInfo;
      if ((!fact.digits || is_small(value)) && !figure &&
          neighbourhood(words(), side.version.side, fact.mention->span) < kNotePlace)
        continue;
      if (side.version.side == Side::kSource)
        report(severity, "number.missing", &fact, nullptr);
      else
        report(severity, "number.added", nullptr, &fact);
    }
  }

  /// A number that moved to the next sentence of the other version is neither a mismatch nor an
  /// omission, unless another number that moved nowhere stands in its place.
  void settle_by_neighbours() {
    std::vector<Fact*> moved;
    for (const Side side : kSides) {
      FactSide& own = side == Side::kSource ? source_ : target_;
      const FactSide& other = side == Side::kSource ? target_ : source_;
      for (Fact& fact : own.facts) {
        if (open(fact) && in_neighbours(fact, other)) moved.push_back(&fact);
      }
    }
    const auto is_moved = [&](const Fact& fact) {
      return std::find(moved.begin(), moved.end(), &fact) != moved.end();
    };
    std::vector<Fact*> settled;
    for (Fact* fact : moved) {
      const bool of_source = is_of(source_, *fact);
      FactSide& across = of_source ? target_ : source_;
      if (std::none_of(across.facts.begin(), across.facts.end(), [&](const Fact& there) {
            return open(there) && !is_weak(there) && !is_moved(there) &&
                   replaces(of_source ? *fact : there, of_source ? there : *fact);
          }))
        settled.push_back(fact);
    }
    for (Fact* fact : settled) fact->settled = true;
  }

  static bool is_of(const FactSide& side, const Fact& fact) {
    return std::any_of(side.facts.begin(), side.facts.end(),
                       [&](const Fact& own) { return &own == &fact; });
  }

  /// Figures of one kind that stand in one place and differ, though one of them says the same as
  /// another figure: "72% took Russian and 74% German", "74% took Russian and 74% German".
  void mismatches_in_place() {
    const auto is_one_left = [](const FactSide& side, const Fact& fact) {
      return std::count_if(side.facts.begin(), side.facts.end(), [&](const Fact& o) {
               return open(o) && o.digits && o.mention->type == fact.mention->type &&
                      o.quantity->unit == fact.quantity->unit;
             }) == 1;
    };
    const auto repeats = [](const FactSide& side, const Fact& fact) {
      return std::any_of(side.facts.begin(), side.facts.end(), [&](const Fact& o) {
        return o.matched && agreement(fact, o) == QuantityCost::kSame;
      });
    };
    for (Fact& s : source_.facts) {
      if (!open(s) || !s.digits || is_weak(s) || !is_one_left(source_, s)) continue;
      for (Fact& t : target_.facts) {
        if (!open(t) || !t.digits || is_weak(t) || !is_one_left(target_, t)) continue;
        if (repeats(source_, t) == repeats(target_, s) || !replaces(s, t)) continue;
        s.settled = t.settled = true;
        report_mismatch(s, t);
        break;
      }
    }
  }

  /// Whether two numbers of one kind stand in one place of their sentences.
  bool replaces(const Fact& source, const Fact& target) {
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
  bool in_neighbours(const Fact& fact, const FactSide& other) const {
    if (input_.aligned_segments || other.sentences.empty()) return false;
    std::vector<std::uint32_t> near;
    if (other.sentences.front() > 0) near.push_back(other.sentences.front() - 1);
    if (other.sentences.back() + 1 < other.version.article.sentences.size())
      near.push_back(other.sentences.back() + 1);
    const FactSide around = make_side(other.version, near);
    return std::any_of(around.facts.begin(), around.facts.end(), [&](const Fact& o) {
      const auto cost = agreement(fact, o);
      return cost && *cost <= QuantityCost::kConverted;
    });
  }

  const CheckInput& input_;
  std::uint32_t bead_;
  std::vector<Issue>& issues_;
  FactSide source_;
  FactSide target_;
  std::ptrdiff_t left_source_ = 0;
  std::ptrdiff_t left_target_ = 0;
  std::optional<BeadWords> words_;  // of the bead, made when first needed
};

}  // namespace

void check_numbers(const CheckInput& input, std::vector<Issue>& issues) {
  for (std::uint32_t bead = 0; bead < input.beads.size(); ++bead) {
    if (!input.beads[bead].is_gap()) BeadCheck(input, bead, issues).run();
  }
}

}  // namespace concord
