// Reads and prints ISO 8601 calendar dates.
#include "text/day.h"

#include <cstdio>

namespace concord {

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int numbers[3] = {0, 0, 0};
  constexpr std::size_t kBegin[3] = {0, 5, 8};
  constexpr std::size_t kEnd[3] = {4, 7, 10};
  for (int part = 0; part < 3; ++part) {
    for (std::size_t i = kBegin[part]; i < kEnd[part]; ++i) {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      numbers[part] = numbers[part] * 10 + (text[i] - '0');
    }
  }
  const std::chrono::year_month_day date{std::chrono::year(numbers[0]),
                                         std::chrono::month(static_cast<unsigned>(numbers[1])),
                                         std::chrono::day(static_cast<unsigned>(numbers[2]))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::string iso_day(Day day) {
  const std::chrono::year_month_day date(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace concord
