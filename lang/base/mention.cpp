// Names, values and anchor keys of mentions.
#include "lang/base/mention.h"

namespace concord {

std::string_view type_name(MentionType type) {
  switch (type) {
    case MentionType::kDate:
      return "date";
    case MentionType::kNumber:
      return "number";
    case MentionType::kOrdinal:
      return "ordinal";
    case MentionType::kMoney:
      return "money";
    case MentionType::kPercent:
      return "percent";
    case MentionType::kUnit:
      return "unit";
    case MentionType::kName:
      return "name";
  }
  return "number";
}

std::string value_text(const Mention& mention) {
  return std::visit([](const auto& value) { return to_string(value); }, mention.value);
}

std::vector<std::string> anchor_keys(const Mention& mention) {
  std::vector<std::string> keys;
  if (const Quantity* quantity = mention.quantity()) {
    keys.push_back(to_string(quantity->low));
    if (quantity->high != quantity->low) keys.push_back(to_string(quantity->high));
  } else if (const DateValue* date = mention.date()) {
    for (const DateReading& reading : date->readings) {
      DateValue one;
      one.readings = {reading};
      keys.push_back(to_string(one));
    }
    if (date->minute_of_day) {
      constexpr int kHalfDay = 12 * 60;  // 5.30pm is 17:30
      keys.push_back("at " + std::to_string(*date->minute_of_day % kHalfDay));
    }
  } else if (const NameValue* name = mention.name()) {
    keys = name->entities;
  }
  return keys;
}

}  // namespace concord
