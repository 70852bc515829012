// Times as outputs write them, in UTC. What the time is, the caller says.
//
//   basic_time(1731801600) == "20241117T000000Z";
//   iso_time(1731801600) == "2024-11-17T00:00:00Z";
#pragma once

#include <ctime>
#include <string>

namespace concord {

/// YYYYMMDDThhmmssZ, as TMX wants dates (ISO 8601, basic format). Empty for a time that the
/// calendar cannot say.
std::string basic_time(std::time_t time);

/// YYYY-MM-DDThh:mm:ssZ (ISO 8601, extended format). Empty as above.
std::string iso_time(std::time_t time);

}  // namespace concord
