// Writes pages into folders that may hold other files.
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// Writes a page as write_file() does. Throws InputError when something that concord did not write
/// has its name: the page of an outlet, for example, that a pair of this run may read.
void write_page(const std::string& path, std::string_view page);

}  // namespace concord
