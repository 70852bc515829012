// Every feed reader on arbitrary bytes, and every item as an article: the first byte chooses the
// format.
#include <cstdint>
#include <string>

#include "formats/read_feed.h"
#include "lang/base/data_dirs.h"
#include "text/input_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static concord::Packs packs(concord::find_data_dirs());
  if (size == 0) return 0;
  const std::vector<std::string> formats = concord::feed_formats();
  concord::FeedOptions options;
  options.format = formats[data[0] % formats.size()];
  const concord::FeedSink sink{[](concord::FeedItem item) {
                                 try {
                                   concord::read_item(item, packs);
                                 } catch (const concord::InputError&) {
                                   // Bad input is refused: that is right.
                                 }
                               },
                               [](const concord::FeedProblem&) {}};
  try {
    concord::read_feed("fuzz", {reinterpret_cast<const char*>(data + 1), size - 1}, options, sink);
  } catch (const concord::InputError&) {
    // Bad input is refused: that is right.
  }
  return 0;
}
