// The files of newsroom/service/page/, embedded at build time.
#pragma once

#include <string_view>

namespace concord {

/// The bytes of a file of the service by its name ("desk.js"); empty when there is none.
std::string_view service_file(std::string_view name);

}  // namespace concord
