// Refuses texts that are too long.
#include "formats/length_limits.h"

#include <fmt/format.h>

#include "text/input_error.h"

namespace concord {
namespace {

constexpr std::size_t kBytesInFile = 8;  // at most, for one of the text

[[noreturn]] void refuse(const std::string& name, const std::string& most,
                         const TextLength& limits) {
  const bool report = limits.bytes < kBookLimits.bytes;
  throw InputError(name, 0, "is too long: it has " + most + " can be read",
                   report ? "split it, or align it with concord align --format tsv and check that "
                            "with concord check --aligned"
                          : "split it");
}

}  // namespace

void require_length(const std::string& name, const TextLength& length, const TextLength& limits) {
  const bool bytes = length.bytes > limits.bytes;
  if (!bytes && length.sentences <= limits.sentences) return;
  refuse(name,
         bytes ? fmt::format("{} bytes of text, at most {}", length.bytes, limits.bytes)
               : fmt::format("{} sentences, at most {}", length.sentences, limits.sentences),
         limits);
}

void require_file_length(const std::string& name, std::size_t bytes, const TextLength& limits) {
  if (bytes <= kBytesInFile * limits.bytes) return;
  refuse(name, fmt::format("{} bytes, of which at most {} of text", bytes, limits.bytes), limits);
}

}  // namespace concord
