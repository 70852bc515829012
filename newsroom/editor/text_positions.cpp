// Converts positions between the program's text and the editor's.
#include "newsroom/editor/text_positions.h"

#include <algorithm>

#include "text/unicode.h"

namespace concord {
namespace {

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) units += next_code_point(text, at) > 0xFFFF ? 2 : 1;
  return units;
}

/// The beginning of `raw` whose composition is `composed`, the beginning of the same line in NFC.
std::string_view raw_beginning(std::string_view raw, std::string_view composed) {
  if (raw.starts_with(composed)) return raw.substr(0, composed.size());
  for (std::size_t at = 0; at < raw.size();) {
    next_code_point(raw, at);
    if (to_nfc(raw.substr(0, at)).size() < composed.size()) continue;
    // Marks that compose with what is before belong to it.
    for (std::size_t next = at; next < raw.size(); at = next) {
      if (!is_mark(next_code_point(raw, next))) break;
    }
    return raw.substr(0, at);
  }
  return raw;
}

}  // namespace

TextPositions::TextPositions(std::string_view document) {
  if (document.starts_with("\xEF\xBB\xBF")) document.remove_prefix(3);
  // The line ends of the protocol: LF, CR LF, CR.
  std::string line;
  for (std::size_t i = 0; i < document.size(); ++i) {
    const char c = document[i];
    if (c != '\n' && c != '\r') {
      line += c;
      continue;
    }
    if (c == '\r' && i + 1 < document.size() && document[i + 1] == '\n') ++i;
    lines_.push_back(std::move(line));
    line.clear();
  }
  lines_.push_back(std::move(line));
}

TextPosition16 TextPositions::at(std::string_view text, std::size_t byte) const {
  const std::string_view before = text.substr(0, byte);
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  if (line >= lines_.size()) return {lines_.size() - 1, utf16_units(lines_.back())};
  const std::string_view composed = before.substr(before.rfind('\n') + 1);
  return {line, utf16_units(raw_beginning(lines_[line], composed))};
}

}  // namespace concord
