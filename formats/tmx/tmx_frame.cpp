// Parses translation memories. Text in XML cannot hold a bare "<", so the tags are found as plain
// strings.
#include "formats/tmx/tmx_frame.h"

#include <algorithm>

namespace concord {
namespace {

std::size_t line_start(std::string_view text, std::size_t at) {
  const std::size_t before = text.rfind('\n', at);
  return before == std::string_view::npos ? 0 : before + 1;
}

}  // namespace

TmxFrame tmx_frame(const WriterOptions& options) {
  const auto writer = make_writer("tmx", options);
  std::string empty = writer->begin();
  empty += writer->end();
  const std::size_t body_end = line_start(empty, empty.rfind("</body>"));
  return {empty.substr(0, body_end), empty.substr(body_end)};
}

std::string_view tmx_units_of(std::string_view text) {
  const std::size_t first = std::min(text.find("<tu "), text.find("<tu>"));
  const std::size_t last = text.rfind("</tu>");
  if (first == std::string_view::npos || last == std::string_view::npos) return {};
  const std::size_t begin = line_start(text, first);
  return text.substr(begin, std::min(text.find('\n', last), text.size() - 1) + 1 - begin);
}

std::size_t count_units(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = text.find("</tu>"); at != std::string_view::npos;
       at = text.find("</tu>", at + 1))
    ++units;
  return units;
}

}  // namespace concord
