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

namespace {

/// Keys of what a date says in so many words: the readings of one that needs no publication date,
/// and day and month or weekday without a year. What the publication date would add stays out, so
/// that it changes no bead.
void add_said(const DateValue& date, std::vector<std::string>& keys) {
  for (const DateReading& reading : date.readings) {
    if (reading.basis != DateBasis::kExplicit) continue;
    DateValue one;
    one.readings = {reading};
    keys.push_back(to_string(one));
  }
  const auto number = [](const auto& part) { return part ? std::to_string(*part) : std::string(); };
  if (date.month && date.day_of_month) {
    std::string key = "--" + number(date.month) + "-" + number(date.day_of_month);
    if (date.last_day) key += "/" + number(date.last_month) + "-" + number(date.last_day);
    keys.push_back(std::move(key));
  } else if (date.weekday) {
    keys.push_back("weekday " + number(date.weekday));
  } else if (date.month && !date.year) {
    keys.push_back("--" + number(date.month));
  } else if ((date.quarter || date.half) && !date.year) {
    keys.push_back(date.quarter ? "quarter " + number(date.quarter) : "half " + number(date.half));
  }
}

}  // namespace

std::vector<std::string> anchor_keys(const Mention& mention) {
  std::vector<std::string> keys;
  if (const Quantity* quantity = mention.quantity()) {
    keys.push_back(to_string(quantity->low));
    if (quantity->high != quantity->low) keys.push_back(to_string(quantity->high));
  } else if (const DateValue* date = mention.date()) {
    add_said(*date, keys);
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
