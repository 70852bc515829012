// Pairs the figures and dates of a bead that stand once on both sides.
#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "checks/core/quantity_agreement.h"
#include "checks/relations/fact_pairs.h"
#include "lang/base/said_keys.h"

namespace concord {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;

/// A figure of one side: a whole mention, or a number printed in it.
struct Figure {
  Span span;
  FactKind kind = FactKind::kNumber;
  const Mention* mention = nullptr;  ///< null for a part of one, or a number outside of all
  std::optional<QuantityFact> quantity;
  std::optional<Rational> printed;     ///< without scale word and unit
  std::optional<std::size_t> range;    ///< of an end of a range: the figure of the whole
  std::vector<std::string> keys = {};  ///< said_keys() of the mention, once it is compared
};

/// "Dozens": it may stand for too many figures.
bool is_vague(const Figure& figure) {
  return figure.quantity && (figure.quantity->quantity->hedge == Hedge::kVague ||
                             figure.quantity->quantity->collective);
}

bool is_year(const Rational& value) {
  return value.denominator == 1 && value.numerator >= kFirstYear && value.numerator <= kLastYear;
}

/// The number of a token of ASCII digits only.
std::optional<Rational> digits_of(const Word& word) {
  constexpr std::size_t kMostDigits = 9;
  if (word.surface.empty() || word.surface.size() > kMostDigits) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : word.surface) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return Rational::of(value);
}

std::optional<Rational> unscaled(const Rational& value, std::int64_t scale) {
  return multiply(value, Rational::of(1, scale));
}

/// Collects the figures of one side of a bead.
class Figures {
 public:
  explicit Figures(const PairSide& side) : article_(side.article), pack_(side.pack) {}

  std::vector<Figure> of(const std::vector<std::uint32_t>& sentences) {
    for (const std::uint32_t index : sentences) {
      const AnalysedSentence& sentence = article_.sentences[index];
      for (const Mention& mention : sentence.mentions) {
        if (mention.quantity() != nullptr) add_quantity(sentence, mention);
        if (mention.date() != nullptr) add_date(sentence, mention);
      }
      add_loose(sentence);
    }
    return std::move(figures_);
  }

 private:
  /// Tokens of digits in a span.
  static std::vector<const Token*> numbers_in(const AnalysedSentence& sentence, Span span) {
    std::vector<const Token*> found;
    for (const Token& token : sentence.tokens) {
      if (span.contains(token.span) && token.word->has_digit) found.push_back(&token);
    }
    return found;
  }

  void add_quantity(const AnalysedSentence& sentence, const Mention& mention) {
    const Quantity& q = *mention.quantity();
    Figure figure{mention.span, FactKind::kNumber,
                  &mention,     quantity_fact(mention, pack_, article_.article.text),
                  {},           {}};
    if (mention.type == MentionType::kOrdinal) figure.kind = FactKind::kOrdinal;
    if (q.low == q.high) {
      figure.printed = unscaled(q.low, q.scale);
      if (q.unit.empty() && is_year(q.low)) figure.kind = FactKind::kYear;
    }
    if (is_vague(figure)) return;
    figures_.push_back(figure);
    const std::vector<const Token*> numbers = numbers_in(sentence, mention.span);
    if (q.low == q.high || numbers.empty()) return;
    const std::size_t range = figures_.size() - 1;
    // "15-20" is one token.
    figures_.push_back(
        {numbers.front()->span, FactKind::kNumber, nullptr, {}, unscaled(q.low, q.scale), range});
    figures_.push_back(
        {numbers.back()->span, FactKind::kNumber, nullptr, {}, unscaled(q.high, q.scale), range});
  }

  void add_date(const AnalysedSentence& sentence, const Mention& mention) {
    const DateValue& date = *mention.date();
    Figure figure{mention.span, FactKind::kDay, &mention, {}, {}, {}};
    const bool year_only = date.year && !date.month && !date.weekday && !date.quarter;
    if (is_time_only(date))
      figure.kind = FactKind::kTime;
    else if (year_only)
      figure.kind = FactKind::kYear;
    const std::vector<const Token*> numbers = numbers_in(sentence, mention.span);
    if (year_only && numbers.size() == 1 && begins_name(sentence, *numbers.front())) return;
    if (numbers.size() == 1) figure.printed = digits_of(*numbers.front()->word);
    figures_.push_back(figure);
    if (year_only) return;
    for (const Token* token : numbers) {
      const std::optional<Rational> value = digits_of(*token->word);
      if (value && is_year(*value))
        figures_.push_back({token->span, FactKind::kYear, nullptr, {}, value, {}});
    }
  }

  /// Whether a number is the first part of a name of more than letters: "2019" of 2019-nCoV.
  static bool begins_name(const AnalysedSentence& sentence, const Token& token) {
    const auto next = static_cast<std::size_t>(&token - sentence.tokens.data()) + 1;
    if (next + 1 >= sentence.tokens.size()) return false;
    const Token& hyphen = sentence.tokens[next];
    const Token& name = sentence.tokens[next + 1];
    return hyphen.word->surface == "-" && hyphen.span.begin == token.span.end &&
           name.span.begin == hyphen.span.end && name.word->has_letter;
  }

  /// Numbers that are not a mention, such as those in a name.
  void add_loose(const AnalysedSentence& sentence) {
    for (const Token& token : sentence.tokens) {
      if (!token.word->has_digit || begins_name(sentence, token)) continue;
      const std::optional<Rational> value = digits_of(*token.word);
      const bool covered = std::any_of(
          sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& mention) {
            return mention.name() == nullptr && mention.span.overlaps(token.span);
          });
      if (!value || covered) continue;
      figures_.push_back({token.span,
                          is_year(*value) ? FactKind::kYear : FactKind::kNumber,
                          nullptr,
                          {},
                          value,
                          {}});
    }
  }

  const AnalysedArticle& article_;
  const LanguagePack& pack_;
  std::vector<Figure> figures_;
};

bool share_key(const Figure& a, const Figure& b) {
  return std::find_first_of(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end()) !=
         a.keys.end();
}

/// How well two figures answer each other; a better answer of either rules out a worse one.
enum class Answer : std::uint8_t { kSame, kPrinted, kLoose };
constexpr std::array<Answer, 3> kAnswers = {Answer::kSame, Answer::kPrinted, Answer::kLoose};

bool is_range(const Figure& figure) {
  return figure.quantity && figure.quantity->quantity->low != figure.quantity->quantity->high;
}

bool answers(const Figure& a, const Figure& b, Answer how) {
  if (how == Answer::kPrinted) return a.printed && b.printed && *a.printed == *b.printed;
  if (a.mention == nullptr || b.mention == nullptr) return false;
  std::optional<QuantityCost> cost;
  if (a.quantity && b.quantity) cost = agreement(*a.quantity, *b.quantity);
  if (how == Answer::kLoose) return cost.has_value();
  // The keys of a range are those of its ends.
  return (cost && *cost <= QuantityCost::kOtherKind) ||
         (is_range(a) == is_range(b) && share_key(a, b));
}

/// Marks in `pairs` which figure answers which; `counts` says how many each has.
struct Answers {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::array<std::vector<int>, 2> counts;

  Answers(const std::vector<Figure>& source, const std::vector<Figure>& target) {
    counts[0].resize(source.size());
    counts[1].resize(target.size());
    for (const Answer how : kAnswers) {
      const std::array<std::vector<int>, 2> better = counts;
      for (std::size_t i = 0; i < source.size(); ++i) {
        for (std::size_t j = 0; j < target.size(); ++j) {
          if (better[0][i] == 0 && better[1][j] == 0 && !told(source[i], better[0]) &&
              !told(target[j], better[1]) && answers(source[i], target[j], how))
            add(i, j);
        }
      }
    }
  }

 private:
  /// Whether a figure is an end of a range that is answered as a whole.
  static bool told(const Figure& figure, const std::vector<int>& counts) {
    return figure.range && counts[*figure.range] > 0;
  }

  void add(std::size_t i, std::size_t j) {
    pairs.emplace_back(i, j);
    ++counts[0][i];
    ++counts[1][j];
  }
};

std::optional<std::string> unit_of(const Figure& figure) {
  if (!figure.quantity) return std::nullopt;
  return figure.quantity->quantity->unit;
}

/// Looks up what each figure says.
void add_keys(std::vector<Figure>& figures) {
  for (Figure& figure : figures) {
    if (figure.mention != nullptr) figure.keys = said_keys(*figure.mention);
  }
}

}  // namespace

std::vector<PairedFact> paired_figures(const CheckInput& input, std::uint32_t bead) {
  std::vector<Figure> source = Figures(input.side(Side::kSource)).of(input.beads[bead].source);
  if (source.size() < 2) return {};
  std::vector<Figure> target = Figures(input.side(Side::kTarget)).of(input.beads[bead].target);
  if (target.size() < 2) return {};
  for (std::vector<Figure>* side : {&source, &target}) add_keys(*side);
  const Answers answers(source, target);
  std::vector<PairedFact> facts;
  for (const auto& [i, j] : answers.pairs) {
    if (answers.counts[0][i] != 1 || answers.counts[1][j] != 1) continue;
    PairedFact fact;
    fact.spans = {source[i].span, target[j].span};
    fact.kind = source[i].kind == target[j].kind ? source[i].kind : FactKind::kNumber;
    fact.mention = {i, j};
    fact.name = fact.bearer = facts.size();
    fact.units = {unit_of(source[i]), unit_of(target[j])};
    facts.push_back(fact);
  }
  return facts;
}

}  // namespace concord
