// Whether two names are one file, so that no output destroys an input.
//
//   require_apart({"a.txt", "b.txt", "concord.toml"}, {"out.html", "all.tmx"});
#pragma once

#include <sys/types.h>

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "text/input_error.h"

namespace concord {

/// What tells a file from every other on this machine, whatever its names and links.
struct FileId {
  dev_t device = 0;
  ino_t number = 0;
  auto operator<=>(const FileId&) const = default;
};

/// The identity of the file a name leads to; none for what is not there or not a file (a folder, a
/// device, a pipe).
std::optional<FileId> file_id(const std::string& path);

/// Thrown when an output is an input: a mistake in the command, never in one report alone.
class SameFileError : public InputError {
 public:
  explicit SameFileError(const std::string& path)
      : InputError(path, 0, "is an input of this run", "name another file to write") {}
};

/// Throws SameFileError when an output is the same file as an input, and InputError when two
/// outputs are the same file or will be. Empty names and "-" do not count.
void require_apart(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs);

}  // namespace concord
