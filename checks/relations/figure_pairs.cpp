// Pairs the figures and dates of a bead that stand once on both sides.
#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "checks/facts/quantity_agreement.h"
#include "checks/relations/fact_pairs.h"

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
  std::optional<Rational> printed;  ///< without scale word and unit
};

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
    Figure figure{mention.span, FactKind::kNumber, &mention,
                  quantity_fact(mention, pack_, article_.article.text), std::nullopt};
    if (mention.type == MentionType::kOrdinal) figure.kind = FactKind::kOrdinal;
    if (q.low == q.high) {
      figure.printed = unscaled(q.low, q.scale);
      if (q.unit.empty() && is_year(q.low)) figure.kind = FactKind::kYear;
    }
    figures_.push_back(figure);
    const std::vector<const Token*> numbers = numbers_in(sentence, mention.span);
    if (q.low == q.high || numbers.size() < 2) return;
    figures_.push_back(
        {numbers.front()->span, FactKind::kNumber, nullptr, {}, unscaled(q.low, q.scale)});
    figures_.push_back(
        {numbers.back()->span, FactKind::kNumber, nullptr, {}, unscaled(q.high, q.scale)});
  }

  void add_date(const AnalysedSentence& sentence, const Mention& mention) {
    const DateValue& date = *mention.date();
    Figure figure{mention.span, FactKind::kDay, &mention, {}, {}};
    const bool year_only = date.year && !date.month && !date.weekday && !date.quarter;
    if (is_time_only(date))
      figure.kind = FactKind::kTime;
    else if (year_only)
      figure.kind = FactKind::kYear;
    const std::vector<const Token*> numbers = numbers_in(sentence, mention.span);
    if (numbers.size() == 1) figure.printed = digits_of(*numbers.front()->word);
    figures_.push_back(figure);
    if (year_only) return;
    for (const Token* token : numbers) {
      const std::optional<Rational> value = digits_of(*token->word);
      if (value && is_year(*value))
        figures_.push_back({token->span, FactKind::kYear, nullptr, {}, value});
    }
  }

  /// Numbers that are no mention, such as those in a name.
  void add_loose(const AnalysedSentence& sentence) {
    for (const Token& token : sentence.tokens) {
      if (!token.word->has_digit) continue;
      const std::optional<Rational> value = digits_of(*token.word);
      const bool covered = std::any_of(
          sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& mention) {
            return mention.name() == nullptr && mention.span.overlaps(token.span);
          });
      if (!value || covered) continue;
      figures_.push_back(
          {token.span, is_year(*value) ? FactKind::kYear : FactKind::kNumber, nullptr, {}, value});
    }
  }

  const AnalysedArticle& article_;
  const LanguagePack& pack_;
  std::vector<Figure> figures_;
};

bool share_key(const Mention& a, const Mention& b) {
  const std::vector<std::string> keys = anchor_keys(b);
  for (const std::string& key : anchor_keys(a)) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) return true;
  }
  return false;
}

bool agree(const Figure& a, const Figure& b) {
  if (a.mention == nullptr || b.mention == nullptr) return false;
  if (a.quantity && b.quantity && agreement(*a.quantity, *b.quantity)) return true;
  return share_key(*a.mention, *b.mention);
}

/// Marks in `pairs` which figure answers which; `counts` says how many each has.
struct Answers {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::array<std::vector<int>, 2> counts;

  Answers(const std::vector<Figure>& source, const std::vector<Figure>& target) {
    counts[0].resize(source.size());
    counts[1].resize(target.size());
    for (std::size_t i = 0; i < source.size(); ++i) {
      for (std::size_t j = 0; j < target.size(); ++j) {
        if (agree(source[i], target[j])) add(i, j);
      }
    }
    const std::array<std::vector<int>, 2> whole = counts;
    for (std::size_t i = 0; i < source.size(); ++i) {
      for (std::size_t j = 0; j < target.size(); ++j) {
        if (whole[0][i] == 0 && whole[1][j] == 0 && source[i].printed && target[j].printed &&
            *source[i].printed == *target[j].printed)
          add(i, j);
      }
    }
  }

 private:
  void add(std::size_t i, std::size_t j) {
    pairs.emplace_back(i, j);
    ++counts[0][i];
    ++counts[1][j];
  }
};

}  // namespace

std::vector<PairedFact> paired_figures(const CheckInput& input, std::uint32_t bead) {
  const std::vector<Figure> source =
      Figures(input.side(Side::kSource)).of(input.beads[bead].source);
  if (source.size() < 2) return {};
  const std::vector<Figure> target =
      Figures(input.side(Side::kTarget)).of(input.beads[bead].target);
  if (target.size() < 2) return {};
  const Answers answers(source, target);
  std::vector<PairedFact> facts;
  for (const auto& [i, j] : answers.pairs) {
    if (answers.counts[0][i] != 1 || answers.counts[1][j] != 1) continue;
    PairedFact fact;
    fact.spans = {source[i].span, target[j].span};
    fact.kind = source[i].kind == target[j].kind ? source[i].kind : FactKind::kNumber;
    fact.mention = {i, j};
    facts.push_back(fact);
  }
  return facts;
}

}  // namespace concord
