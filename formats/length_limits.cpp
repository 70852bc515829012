// Refuses texts that are too long.
#include "formats/length_limits.h"

#include <fmt/format.h>

#include "text/input_error.h"

namespace concord {

void require_length(const std::string& name, const TextLength& length, const TextLength& limits) {
  const bool bytes = length.bytes > limits.bytes;
  if (!bytes && length.sentences <= limits.sentences) return;
  const std::string most =
      bytes ? fmt::format("{} bytes of text, at most {}", length.bytes, limits.bytes)
            : fmt::format("{} sentences, at most {}", length.sentences, limits.sentences);
  const bool report = limits.bytes < kBookLimits.bytes;
  throw InputError(name, 0, "is too long: it has " + most + " can be read",
                   report ? "split it, or align it with concord align --format tsv and check that "
                            "with concord check --aligned"
                          : "split it");
}

}  // namespace concord
