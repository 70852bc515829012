// Every article reader on arbitrary bytes: the first byte chooses the format.
#include <cstdint>
#include <string>

#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static concord::Packs packs(concord::find_data_dirs());
  if (size == 0) return 0;
  const std::vector<std::string> formats = concord::article_formats();
  concord::ReadOptions options;
  options.format = formats[data[0] % formats.size()];
  try {
    concord::read_article("fuzz", std::string(reinterpret_cast<const char*>(data + 1), size - 1),
                          options, packs);
  } catch (const concord::InputError&) {
    // Bad input is refused: that is right.
  }
  return 0;
}
