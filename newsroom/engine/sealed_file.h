// Binary files with a description at their end: the end shows that all before it was written.
//
//   seal_file(output, {{"items", 3}}, "concpro1");
//   const SealedFile file = open_sealed(mapped.bytes(), path, {"concpro1", "name another file"});
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "text/output_file.h"

namespace concord {

/// Writes the description, its size and the mark, and commits the file. Its first bytes must have
/// been the mark, too.
void seal_file(OutputFile& file, const nlohmann::json& footer, std::string_view mark);

/// A file as seal_file() left it.
struct SealedFile {
  nlohmann::json footer;
  std::string_view body;         ///< between the mark and the description
  std::string_view footer_text;  ///< the description as it was written
};

/// What a file must be, and what to do where it is not.
struct SealExpected {
  std::string_view mark;  ///< eight bytes; the last one is the version
  std::string remedy;
};

/// Throws InputError under `name` for anything else than such a file.
SealedFile open_sealed(std::string_view bytes, const std::string& name,
                       const SealExpected& expected);

}  // namespace concord
