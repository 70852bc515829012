// Finds words with digits that are not quantities and that the other side has not.
#include "checks/facts/number_identifiers.h"

#include <algorithm>
#include <optional>

#include "checks/core/explained.h"
#include "lang/numbers/long_identifiers.h"

namespace concord {
namespace {

// Digits of a year that is cut short in a word, and what is left out.
constexpr std::size_t kShortYear = 2;
constexpr std::int64_t kShortYearsFrom = 2000;
constexpr std::size_t kMostDigits = 15;  // that a value holds

DigitRun digit_run(std::string_view text) {
  std::int64_t value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  DigitRun run{text, Rational{value, 1}, std::nullopt};
  if (text.size() == kShortYear) run.year = Rational{value + kShortYearsFrom, 1};
  return run;
}

/// Words with digits that are neither a quantity nor a date; nor a known name, "COVID-19", which is
/// compared as such.
std::vector<Span> identifiers(const NumberSide& side) {
  std::vector<Span> found;
  for (const std::uint32_t index : side.sentences) {
    const AnalysedSentence& sentence = side.version.article.sentences[index];
    std::optional<std::vector<Span>> longer;  // found when first needed
    for (const Token& token : sentence.tokens) {
      if (!token.word->has_digit) continue;
      const bool mentioned = std::any_of(
          sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& mention) {
            const NameValue* name = mention.name();
            return name == nullptr ? mention.span.overlaps(token.span)
                                   : !name->entities.empty() && mention.span.contains(token.span);
          });
      if (mentioned) continue;
      if (!longer) longer = find_long_identifiers(side.version.text(), sentence.tokens);
      const bool inside = std::any_of(longer->begin(), longer->end(),
                                      [&](Span span) { return span.contains(token.span); });
      if (!inside) found.push_back(token.span);
    }
  }
  return found;
}

std::vector<Span> long_identifiers(const NumberSide& side) {
  std::vector<Span> spans;
  for (const std::uint32_t index : side.sentences) {
    const std::vector<Span> found =
        find_long_identifiers(side.version.text(), side.version.article.sentences[index].tokens);
    spans.insert(spans.end(), found.begin(), found.end());
  }
  return spans;
}

/// Whether a quantity of a side has the value of some digits, or the year that they cut short.
bool has_value(const NumberSide& side, const DigitRun& run) {
  return std::any_of(side.facts.begin(), side.facts.end(), [&](const NumberFact& fact) {
    return fact.quantity->low == run.value || fact.quantity->high == run.value ||
           fact.quantity->low == run.year;
  });
}

}  // namespace

std::vector<DigitRun> digit_runs(std::string_view surface) {
  std::vector<DigitRun> runs;
  for (std::size_t i = 0; i < surface.size();) {
    const std::size_t end = std::min(surface.find_first_not_of("0123456789", i), surface.size());
    if (end > i && end - i <= kMostDigits) runs.push_back(digit_run(surface.substr(i, end - i)));
    i = std::max(end, i + 1);
  }
  return runs;
}

std::vector<Span> unknown_identifiers(const NumberSide& side, const NumberSide& other) {
  std::vector<Span> unknown = identifiers(side);
  std::erase_if(unknown, [&](Span span) { return overlaps_any(side.version.explained, span); });
  if (unknown.empty()) return unknown;
  std::vector<std::string_view> there;
  for (const std::uint32_t index : other.sentences) {
    for (const Token& token : other.version.article.sentences[index].tokens) {
      for (const DigitRun& run : digit_runs(token.word->surface)) there.push_back(run.text);
    }
  }
  std::erase_if(unknown, [&](Span span) {
    const std::vector<DigitRun> runs = digit_runs(span.of(side.version.text()));
    return std::any_of(runs.begin(), runs.end(), [&](const DigitRun& run) {
      return std::find(there.begin(), there.end(), run.text) != there.end() ||
             has_value(other, run);
    });
  });
  return unknown;
}

std::vector<Span> unknown_long_identifiers(const NumberSide& side, const NumberSide& other) {
  std::vector<Span> unknown = long_identifiers(side);
  if (unknown.empty()) return unknown;
  const std::vector<Span> others = long_identifiers(other);
  std::erase_if(unknown, [&](Span span) {
    return std::any_of(others.begin(), others.end(), [&](Span o) {
      return same_identifier(span.of(side.version.text()), o.of(other.version.text()));
    });
  });
  return unknown;
}

}  // namespace concord
