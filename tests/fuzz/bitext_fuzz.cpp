// Every reader of aligned segments on arbitrary bytes: the first byte chooses the format. TMX is
// read as a memory, too.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "formats/read_bitext.h"
#include "formats/tmx/memory_unit.h"
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
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  try {
    concord::read_bitext(path, options,
                         [](const concord::BitextLanguages&, const concord::SegmentPair&) {});
    if (options.format == "tmx") {
      concord::read_memory(path, {},
                           [](const concord::MemoryUnit& unit) { concord::tmx_unit(unit); });
    }
  } catch (const concord::InputError&) {
    // Bad input is refused: that is right.
  }
  close(file);
  return 0;
}
