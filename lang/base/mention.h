// Mentions: the facts of a sentence, found once and used twice, as anchors by the aligner and as
// facts by the checks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/base/date_value.h"
#include "lang/base/name_value.h"
#include "lang/base/quantity.h"
#include "text/span.h"

namespace concord {

enum class MentionType : std::uint8_t { kDate, kNumber, kOrdinal, kMoney, kPercent, kUnit, kName };

/// One fact of a sentence. Mentions of a sentence are in order of their begin and do not overlap,
/// save that a name may lie inside another type's span and the reverse ("APEC 2024").
struct Mention {
  MentionType type = MentionType::kNumber;
  Span span;  ///< in the article's text
  std::variant<Quantity, DateValue, NameValue> value;
  /// Of a quantity: the number alone, without unit, currency or sign. Empty where no number is
  /// printed ("decade").
  Span figure = {};

  const Quantity* quantity() const { return std::get_if<Quantity>(&value); }
  const DateValue* date() const { return std::get_if<DateValue>(&value); }
  const NameValue* name() const { return std::get_if<NameValue>(&value); }
};

/// "date", "number", "ordinal", "money", "percent", "unit", "name".
std::string_view type_name(MentionType type);

/// The value as `entities` prints it.
std::string value_text(const Mention& mention);

/// Language-independent keys under which the aligner and the pairing index find the same fact in
/// another version: one per reading ("2024-11-16", "1250000", "country:JP"), "at 330" for half past
/// five in either half of the day. Empty for names that must be compared by sound.
std::vector<std::string> anchor_keys(const Mention& mention);

}  // namespace concord
