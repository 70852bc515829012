// Cuts sentences to the width of a terminal.
#include "formats/text_window.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "formats/escape.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Columns of a code point on a terminal: East Asian Wide and Fullwidth (UAX 11) take two, marks
// none.
std::size_t columns_of(char32_t c) {
  // Latin, Greek and Cyrillic without their marks: nothing there is wide.
  if (c < 0x300 || (c >= 0x370 && c < 0x483) || (c >= 0x1E00 && c < 0x2000)) return 1;
  if (is_mark(c)) return 0;
  const auto width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// The longest prefix (or suffix) of at most `columns`, cut between words where one ends in its
/// last third.
std::string_view prefix(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  std::size_t space = 0;
  for (std::size_t used = 0; at < text.size();) {
    std::size_t next = at;
    used += columns_of(next_code_point(text, next));
    if (used > columns) break;
    at = next;
    if (at < text.size() && text[at] == ' ' && 3 * used > 2 * columns) space = at;
  }
  return text.substr(0, at < text.size() && space > 0 ? space : at);
}

std::string_view suffix(std::string_view text, std::size_t columns) {
  std::size_t at = text.size();
  std::size_t space = text.size();
  for (std::size_t used = 0; at > 0;) {
    std::size_t before = at;
    used += columns_of(previous_code_point(text, before));
    if (used > columns) break;
    at = before;
    if (at > 0 && text[at - 1] == ' ' && 3 * used > 2 * columns) space = at;
  }
  return text.substr(at > 0 && space < text.size() ? space : at);
}

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// More than a window shows, however many marks its letters bear.
constexpr std::size_t kShownBytes = 4096;

std::string_view first_bytes(std::string_view text) {
  if (text.size() <= kShownBytes) return text;
  std::size_t end = kShownBytes;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string_view last_bytes(std::string_view text) {
  if (text.size() <= kShownBytes) return text;
  std::size_t begin = text.size() - kShownBytes;
  while (begin < text.size() && (text[begin] & 0xC0) == 0x80) ++begin;
  return text.substr(begin);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    // ASCII and the letters that take two bytes but no mark: one column each.
    if (byte < 0x80 || (byte >= 0xC2 && byte < 0xCC) || byte == 0xD0 || byte == 0xD1) {
      at += byte < 0x80 ? 1 : 2;
      ++columns;
    } else {
      columns += columns_of(next_code_point(text, at));
    }
  }
  return columns;
}

Window window_of(std::string_view text, Span marked, std::size_t columns) {
  const std::string_view left = text.substr(0, marked.begin);
  const std::string_view right = text.substr(marked.end);
  std::string before = plain_line(last_bytes(left));
  if (last_bytes(left).size() < left.size()) before.insert(0, kEllipsis);
  std::string inside = plain_line(first_bytes(marked.of(text)));
  std::string after = plain_line(first_bytes(right));
  if (first_bytes(right).size() < right.size()) after += kEllipsis;
  if (columns_of(inside) + 20 > columns)
    inside = std::string(prefix(inside, columns - 21)) + std::string(kEllipsis);
  const std::size_t room = columns - columns_of(inside);
  const std::size_t wanted_after = columns_of(after);
  const std::size_t wanted_before = columns_of(before);
  const std::size_t room_before = std::max(room / 2, room - std::min(room, wanted_after));
  if (wanted_before > room_before)
    before = std::string(kEllipsis) + std::string(suffix(before, room_before - 1));
  const std::size_t room_after = room - std::min(room, columns_of(before));
  if (wanted_after > room_after)
    after = std::string(prefix(after, room_after - 1)) + std::string(kEllipsis);
  return {before, inside, after};
}

}  // namespace concord
