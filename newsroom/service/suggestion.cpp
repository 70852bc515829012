// Puts a value of one version into the words of the other, by the rules of ICU's locale data.
#include "newsroom/service/suggestion.h"

#include <unicode/dcfmtsym.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

namespace concord {
namespace {

using Text = std::optional<std::string>;

/// The parts of an ISO 8601 date: year, month, day; shorter when it says less. Empty for anything
/// else.
std::vector<int> date_parts(std::string_view value) {
  std::vector<int> parts;
  for (std::size_t at = 0; at <= value.size() && parts.size() < 3; ++at) {
    const std::size_t digits = parts.empty() ? 4 : 2;
    if (at + digits > value.size()) return {};
    int number = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at) {
      if (value[at] < '0' || value[at] > '9') return {};
      number = number * 10 + (value[at] - '0');
    }
    parts.push_back(number);
    if (at == value.size()) return parts;
    if (value[at] != '-') return {};
  }
  return {};
}

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// Replaces the one run of digits that has this value; none when there is not exactly one.
Text replace_number(std::string_view text, int from, int to) {
  Text out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!digit_at(text, at)) continue;
    std::size_t end = at;
    while (digit_at(text, end)) ++end;
    if (end - at <= 4 && std::atoi(std::string(text.substr(at, end - at)).c_str()) == from) {
      if (out) return std::nullopt;
      out = std::string(text.substr(0, at)) + std::to_string(to);
      // Letters that follow at once are an ending, which another number may need otherwise: "25th".
      const auto next = static_cast<unsigned char>(end < text.size() ? text[end] : ' ');
      if (next >= 0x80 || (next >= 'a' && next <= 'z')) return std::nullopt;
      *out += text.substr(end);
    }
    at = end;
  }
  return out;
}

/// Replaces the name of a month, in any of the forms that ICU knows.
Text replace_month(std::string_view text, int from, int to, const icu::Locale& locale) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(locale, error);
  if (U_FAILURE(error) != 0) return std::nullopt;
  using Symbols = icu::DateFormatSymbols;
  const std::pair<Symbols::DtContextType, Symbols::DtWidthType> forms[] = {
      {Symbols::FORMAT, Symbols::WIDE},
      {Symbols::STANDALONE, Symbols::WIDE},
      {Symbols::FORMAT, Symbols::ABBREVIATED},
      {Symbols::STANDALONE, Symbols::ABBREVIATED}};
  for (const auto& [context, width] : forms) {
    int32_t count = 0;
    const icu::UnicodeString* names = symbols.getMonths(count, context, width);
    if (count < 12) continue;
    std::string old_name;
    std::string new_name;
    names[from - 1].toUTF8String(old_name);
    names[to - 1].toUTF8String(new_name);
    const std::size_t at = text.find(old_name);
    if (old_name.empty() || at == std::string_view::npos || digit_at(text, at + old_name.size()))
      continue;
    return std::string(text.substr(0, at)) + new_name +
           std::string(text.substr(at + old_name.size()));
  }
  return std::nullopt;
}

Text suggested_date(const SaidValue& source, const SaidValue& target, const icu::Locale& locale) {
  const std::vector<int> wanted = date_parts(source.value);
  const std::vector<int> said = date_parts(target.value);
  if (wanted.empty() || said.size() != wanted.size()) return std::nullopt;
  Text text = std::string(target.text);
  for (std::size_t i = 0; i < wanted.size() && text; ++i) {
    if (wanted[i] == said[i]) continue;
    Text changed = i == 1 ? replace_month(*text, said[i], wanted[i], locale) : std::nullopt;
    text = changed ? changed : replace_number(*text, said[i], wanted[i]);
  }
  return text;
}

/// A value with its unit: "2800000000 USD", "12%".
struct Amount {
  double number = 0;
  std::string_view unit;
};

std::optional<Amount> amount_of(std::string_view value) {
  std::size_t end = 0;
  while (digit_at(value, end) || (end < value.size() && value[end] == '.' && end > 0)) ++end;
  const std::string_view unit = value.substr(end);
  if (end == 0 || unit.find_first_of("/*-") != std::string_view::npos) return std::nullopt;
  return Amount{std::strtod(std::string(value.substr(0, end)).c_str(), nullptr), unit};
}

/// The digits of a text: where they stand and what they say, read with the locale's signs.
struct Figure {
  std::size_t begin = 0;
  std::size_t end = 0;
  double number = 0;
};

std::optional<Figure> figure_of(std::string_view text, const icu::Locale& locale) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::DecimalFormatSymbols symbols(locale, error);
  if (U_FAILURE(error) != 0) return std::nullopt;
  const char16_t decimal =
      symbols.getConstSymbol(icu::DecimalFormatSymbols::kDecimalSeparatorSymbol).charAt(0);
  Figure figure;
  while (figure.begin < text.size() && !digit_at(text, figure.begin)) ++figure.begin;
  if (figure.begin == text.size()) return std::nullopt;
  std::string digits;
  std::size_t at = figure.begin;
  for (; at < text.size(); ++at) {
    if (digit_at(text, at)) {
      digits += text[at];
    } else if ((text[at] == '.' || text[at] == ',') && digit_at(text, at + 1)) {
      if (text[at] == decimal) digits += '.';
    } else {
      break;
    }
  }
  figure.end = at;
  figure.number = std::strtod(digits.c_str(), nullptr);
  // Groups set off by spaces, and a second figure, are left to the editor.
  for (; at < text.size(); ++at) {
    if (digit_at(text, at)) return std::nullopt;
  }
  return figure;
}

std::string formatted(double number, bool compact, const icu::Locale& locale) {
  UErrorCode error = U_ZERO_ERROR;
  const auto notation =
      compact ? icu::number::Notation::compactLong() : icu::number::Notation::simple();
  std::string text;
  icu::number::NumberFormatter::withLocale(locale)
      .notation(notation)
      .precision(icu::number::Precision::maxSignificantDigits(12))
      .formatDouble(number, error)
      .toString(error)
      .toUTF8String(text);
  return U_FAILURE(error) != 0 ? std::string() : text;
}

Text suggested_number(const SaidValue& source, const SaidValue& target, const icu::Locale& locale) {
  const auto wanted = amount_of(source.value);
  const auto said = amount_of(target.value);
  const auto figure = figure_of(target.text, locale);
  if (!wanted || !said || !figure || wanted->unit != said->unit || figure->number == 0)
    return std::nullopt;
  const std::string before(target.text.substr(0, figure->begin));
  const std::string_view after = target.text.substr(figure->end);
  const double scale = said->number / figure->number;
  constexpr double kNone = 1e-6;
  if (std::abs(scale - 1) < kNone) {
    const std::string text = formatted(wanted->number, false, locale);
    return text.empty() ? std::nullopt : Text(before + text + std::string(after));
  }
  // A scale word follows; it is replaced with the figure.
  const std::size_t word = after.find_first_not_of(' ');
  if (scale < 1000 - kNone || word == std::string_view::npos || wanted->number < 1000)
    return std::nullopt;
  const std::size_t end = std::min(after.find(' ', word), after.size());
  const std::string text = formatted(wanted->number, true, locale);
  return text.empty() ? std::nullopt : Text(before + text + std::string(after.substr(end)));
}

}  // namespace

Text suggested_text(const SaidValue& source, const SaidValue& target, std::string_view lang) {
  if (source.value == target.value) return std::nullopt;
  const icu::Locale locale{std::string(lang).c_str()};
  if (const Text date = suggested_date(source, target, locale)) return date;
  if (!date_parts(source.value).empty() && !date_parts(target.value).empty()) return std::nullopt;
  return suggested_number(source, target, locale);
}

}  // namespace concord
