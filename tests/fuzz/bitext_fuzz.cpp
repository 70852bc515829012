// Every reader of aligned segments on arbitrary bytes: the first byte chooses the format.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "formats/read_bitext.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::vector<std::string> formats = concord::bitext_formats();
  concord::BitextOptions options;
  options.format = formats[data[0] % formats.size()];
  options.source_lang = "ru";
  options.target_lang = "en";
  const int file = memfd_create("fuzz", 0);
  if (file < 0 || write(file, data + 1, size - 1) != static_cast<ssize_t>(size - 1)) std::abort();
  try {
    concord::read_bitext("/proc/self/fd/" + std::to_string(file), options,
                         [](const concord::BitextLanguages&, const concord::SegmentPair&) {});
  } catch (const concord::InputError&) {
    // Bad input is refused: that is right.
  }
  close(file);
  return 0;
}
