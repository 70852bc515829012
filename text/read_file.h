// Whole files in and out, with errors that say what is wrong, and no half-written output.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

/// Reads a whole file; "-" is standard input. Throws InputError when it is missing, a directory, unreadable or larger
/// than `limit` bytes. An empty file gives an empty string.
std::string read_file(const std::string& path, std::size_t limit = std::size_t{1} << 31);

/// Writes beside `path` and renames, so that the file is either complete or untouched. Throws InputError when the
/// folder cannot be written. The temporary file is removed on failure.
void write_file(const std::string& path, std::string_view bytes);

}  // namespace concord
