// Reads of a date what it says in so many words.
#include "lang/base/said_keys.h"

#include <algorithm>
#include <utility>

namespace concord {

std::vector<std::string> said_keys(const Mention& mention) {
  const DateValue* date = mention.date();
  if (date == nullptr) return anchor_keys(mention);
  Mention said = mention;
  DateValue& explicit_only = std::get<DateValue>(said.value);
  std::erase_if(explicit_only.readings,
                [](const DateReading& reading) { return reading.basis != DateBasis::kExplicit; });
  std::vector<std::string> keys = anchor_keys(said);
  const auto number = [](const auto& part) { return part ? std::to_string(*part) : std::string(); };
  if (date->month && date->day_of_month) {
    std::string key = "--" + number(date->month) + "-" + number(date->day_of_month);
    if (date->last_day) key += "/" + number(date->last_month) + "-" + number(date->last_day);
    keys.push_back(std::move(key));
  } else if (date->weekday) {
    keys.push_back("weekday " + number(date->weekday));
  } else if (date->month && !date->year) {
    keys.push_back("--" + number(date->month));
  } else if ((date->quarter || date->half) && !date->year) {
    keys.push_back(date->quarter ? "quarter " + number(date->quarter)
                                 : "half " + number(date->half));
  }
  return keys;
}

}  // namespace concord
