// The check "inconsistent-fact": one version contradicts itself (docs/checks/inconsistent-fact.md).
//
// Each version is read by itself, since both may carry the same slip: a weekday that is not its
// date's, a figure of the headline that the body gives otherwise, a day on which a visit or an
// event ended that is none of those given for it.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"

namespace concord {
namespace {

/// Days between a date without a year and the publication up to which its year is beyond doubt.
constexpr int kSameYearDays = 31;
/// Sentences of the body that a headline sums up.
constexpr std::size_t kLead = 3;
/// Days that a visit or an event may last; longer intervals are neither.
constexpr int kLongestStay = 31;
/// Days between the days of an occasion and a date given for it up to which it is the same one and
/// not last year's.
constexpr int kSameOccasionDays = 31;

/// A figure and what it counts.
struct Figure {
  const Mention* mention = nullptr;
  std::string noun;  ///< stem of the word after a bare number
};

bool is_exact(const Quantity& quantity) {
  return quantity.low == quantity.high && quantity.hedge == Hedge::kNone && !quantity.fraction &&
         !quantity.implied;  // "decades" says no figure
}

/// The figures of a sentence that say how much or how many: bare numbers with the noun that
/// follows, measures, money, percents.
std::vector<Figure> figures_of(const AnalysedSentence& sentence) {
  std::vector<Figure> figures;
  for (const Mention& mention : sentence.mentions) {
    const Quantity* quantity = mention.quantity();
    if (quantity == nullptr || !is_exact(*quantity) || mention.type == MentionType::kOrdinal)
      continue;
    Figure figure{&mention, {}};
    if (mention.type == MentionType::kNumber) {
      const auto next =
          std::find_if(sentence.tokens.begin(), sentence.tokens.end(),
                       [&](const Token& token) { return token.span.begin >= mention.span.end; });
      if (next == sentence.tokens.end() || !next->word->has_letter || next->word->function ||
          next->word->has_digit)
        continue;
      figure.noun = next->word->stem;
    }
    figures.push_back(std::move(figure));
  }
  return figures;
}

bool count_the_same(const Figure& a, const Figure& b) {
  return a.mention->type == b.mention->type && a.noun == b.noun &&
         a.mention->quantity()->unit == b.mention->quantity()->unit;
}

bool is_day(const DateValue& date) {
  return date.readings.size() == 1 && date.readings.front().first == date.readings.front().last;
}

/// Looks through one version.
class VersionCheck {
 public:
  VersionCheck(const CheckInput& input, Side side, std::vector<Issue>& issues)
      : input_(input),
        side_(side),
        article_(input.side(side).article),
        pack_(input.side(side).pack),
        issues_(issues) {}

  void run() {
    for (std::uint32_t i = 0; i < article_.sentences.size(); ++i)
      weekdays(article_.sentences[i], i);
    for (const AnalysedSentence& sentence : article_.other_sentences)
      weekdays(sentence, std::nullopt);
    if (input_.aligned_segments) return;
    headline();
    occasions();
  }

 private:
  /// "Monday, 16 November 2024" was a Saturday.
  void weekdays(const AnalysedSentence& sentence, std::optional<std::uint32_t> index) {
    for (const Mention& mention : sentence.mentions) {
      const DateValue* date = mention.date();
      if (date == nullptr || !date->weekday || !date->day_of_month || !is_day(*date)) continue;
      const DateReading& reading = date->readings.front();
      if (reading.basis != DateBasis::kExplicit) {
        const std::optional<Day> published = article_.article.published;
        if (!published || std::abs((reading.first - *published).count()) > kSameYearDays) continue;
      }
      const unsigned real = std::chrono::weekday(reading.first).iso_encoding();
      if (real == *date->weekday) continue;
      report(Severity::kError, "inconsistent-fact.weekday", mention, index,
             {{"date", to_string(*date)}, {"weekday", std::to_string(real)}});
    }
  }

  /// A figure of the headline that the lead gives otherwise and the body nowhere confirms.
  void headline() {
    for (std::size_t i = 0; i < article_.other_sentences.size(); ++i) {
      const Sentence& place = article_.article.other_sentences[i];
      if (article_.article.blocks[place.block].role != BlockRole::kHeadline) continue;
      const std::vector<Figure> said = figures_of(article_.other_sentences[i]);
      for (const Figure& figure : said) {
        const auto alike = std::count_if(
            said.begin(), said.end(), [&](const Figure& f) { return count_the_same(f, figure); });
        if (alike == 1) compare_with_body(figure);
      }
    }
  }

  void compare_with_body(const Figure& figure) {
    const Quantity& wanted = *figure.mention->quantity();
    std::optional<Figure> other;
    for (std::size_t i = 0; i < article_.sentences.size(); ++i) {
      for (const Mention& mention : article_.sentences[i].mentions) {
        const Quantity* quantity = mention.quantity();
        if (quantity != nullptr && quantity->low <= wanted.low && wanted.low <= quantity->high)
          return;
      }
      if (i >= kLead || other) continue;
      for (const Figure& candidate : figures_of(article_.sentences[i])) {
        if (!count_the_same(candidate, figure)) continue;
        if (other) return;  // two figures of a kind in one sentence: the headline may mean a third
        other = candidate;
      }
    }
    if (!other) return;
    // A headline rounds: 1,984 is "2,000", 14.8% is "15%". Two figures within a tenth are one
    // figure.
    const Quantity& given = *other->mention->quantity();
    const double a =
        static_cast<double>(wanted.low.numerator) / static_cast<double>(wanted.low.denominator);
    const double b =
        static_cast<double>(given.low.numerator) / static_cast<double>(given.low.denominator);
    constexpr double kRounding = 0.1;
    const bool round = wanted.decimals < given.decimals || wanted.scale > 1 ||
                       (a >= 10 && wanted.low.numerator % 10 == 0);
    if (round && std::abs(a - b) <= kRounding * std::max(std::abs(a), std::abs(b))) return;
    report(Severity::kWarning, "inconsistent-fact.headline", *figure.mention, std::nullopt,
           {{"body", std::string(other->mention->span.of(article_.article.text))}});
    issues_.back().at(side_)->also.push_back({other->mention->span, value_text(*other->mention)});
  }

  bool has_word(const AnalysedSentence& sentence, std::string_view word_class) const {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      if (pack_.dates.has_class(sentence.tokens, i, word_class)) return true;
    }
    return false;
  }

  /// The only mention of a sentence for which `wanted` holds; null when there is none or more than
  /// one.
  template <typename Wanted>
  static const Mention* only_date(const AnalysedSentence& sentence, Wanted wanted) {
    const Mention* found = nullptr;
    for (const Mention& mention : sentence.mentions) {
      const DateValue* date = mention.date();
      if (date == nullptr || is_time_only(*date)) continue;
      if (found != nullptr || !wanted(*date)) return nullptr;
      found = &mention;
    }
    return found;
  }

  /// What lasts some days in a sentence: "visit" for a journey whatever it is called, the stem of
  /// its word for a festival or a conference. Empty where nothing of the kind is named.
  std::string occasion(const AnalysedSentence& sentence) const {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      if (pack_.dates.has_class(sentence.tokens, i, "visit")) return "visit";
      if (pack_.dates.has_class(sentence.tokens, i, "event")) return sentence.tokens[i].word->stem;
    }
    return {};
  }

  /// "The visit from 12 to 16 November ... ended on 19 November".
  void occasions() {
    const auto is_stay = [](const DateValue& date) {
      if (date.readings.size() != 1) return false;
      const DateReading& reading = date.readings.front();
      return reading.granularity == Granularity::kInterval &&
             (reading.last - reading.first).count() <= kLongestStay;
    };
    std::map<std::string, const Mention*>
        stays;  // null where an occasion is given different days: there are two
    for (const AnalysedSentence& sentence : article_.sentences) {
      const Mention* range = only_date(sentence, is_stay);
      const std::string name = range != nullptr ? occasion(sentence) : std::string();
      if (name.empty()) continue;
      const auto [known, added] = stays.emplace(name, range);
      if (!added && known->second != nullptr &&
          known->second->date()->readings != range->date()->readings)
        known->second = nullptr;
    }
    for (std::uint32_t i = 0; i < article_.sentences.size() && !stays.empty(); ++i) {
      const AnalysedSentence& sentence = article_.sentences[i];
      const bool ended = has_word(sentence, "ended");
      if (!ended && !has_word(sentence, "arrived")) continue;
      const auto stay = stays.find(occasion(sentence));
      const Mention* event =
          stay != stays.end() && stay->second != nullptr ? only_date(sentence, is_day) : nullptr;
      if (event == nullptr || !event->date()->day_of_month) continue;
      const DateReading& days = stay->second->date()->readings.front();
      // A day is left for the flight and for time zones.
      const Day expected = ended ? days.last : days.first;
      const auto apart = std::abs((event->date()->readings.front().first - expected).count());
      if (apart <= 1 || apart > kSameOccasionDays) continue;
      report(Severity::kWarning, "inconsistent-fact.visit", *event, i,
             {{"event", to_string(*event->date())}, {"range", to_string(*stay->second->date())}});
    }
  }

  void report(Severity severity, const char* id, const Mention& mention,
              std::optional<std::uint32_t> sentence,
              std::vector<std::pair<std::string, std::string>> arguments) {
    arguments.emplace(arguments.begin(), "text", mention.span.of(article_.article.text));
    std::optional<std::uint32_t> bead;
    for (std::uint32_t i = 0; sentence && i < input_.beads.size() && !bead; ++i) {
      const std::vector<std::uint32_t>& held = input_.beads[i].of(side_);
      if (std::find(held.begin(), held.end(), *sentence) != held.end()) bead = i;
    }
    issues_.push_back(make_issue({"inconsistent-fact", severity, {id, std::move(arguments)}, bead},
                                 side_, {mention.span, value_text(mention)}));
  }

  const CheckInput& input_;
  Side side_;
  const AnalysedArticle& article_;
  const LanguagePack& pack_;
  std::vector<Issue>& issues_;
};

}  // namespace

void check_fact_consistency(const CheckInput& input, std::vector<Issue>& issues) {
  for (const Side side : kSides) VersionCheck(input, side, issues).run();
}

}  // namespace concord
