// Writes times in UTC.
#include "text/clock.h"

namespace concord {
namespace {

std::string utc_text(std::time_t time, const char* format) {
  std::tm utc = {};
  if (::gmtime_r(&time, &utc) == nullptr) return {};
  char text[64];
  return {text, std::strftime(text, sizeof text, format, &utc)};
}

}  // namespace

std::string basic_time(std::time_t time) { return utc_text(time, "%Y%m%dT%H%M%SZ"); }
std::string iso_time(std::time_t time) { return utc_text(time, "%Y-%m-%dT%H:%M:%SZ"); }

}  // namespace concord
