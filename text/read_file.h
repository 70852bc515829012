// Whole files in, with errors that say what is wrong.
#pragma once

#include <cstddef>
#include <string>

namespace concord {

/// Reads a whole file; "-" is standard input. Throws InputError when it is missing, a directory,
/// unreadable or larger than `limit` bytes. An empty file gives an empty string.
std::string read_file(const std::string& path, std::size_t limit = std::size_t{1} << 31);

}  // namespace concord
