// Maps the other hyphens of words to "-" and back.
#include "text/hyphens.h"

#include "text/unicode.h"

namespace concord {
namespace {

constexpr char32_t kSoftHyphen = 0xAD;

}  // namespace

bool is_other_hyphen(char32_t c) { return c == 0x2010 || c == 0x2011 || c == kSoftHyphen; }

std::string with_plain_hyphens(std::string_view printed) {
  std::string plain;
  for (std::size_t at = 0; at < printed.size();) {
    const char32_t c = next_code_point(printed, at);
    if (c != kSoftHyphen) append_utf8(plain, is_other_hyphen(c) ? U'-' : c);
  }
  return plain;
}

std::size_t printed_offset(std::string_view printed, std::size_t offset) {
  std::size_t at = 0;
  for (std::size_t plain = 0; at < printed.size();) {
    std::size_t next = at;
    const char32_t c = next_code_point(printed, next);
    if (c != kSoftHyphen) {
      if (plain >= offset) break;
      plain += is_other_hyphen(c) ? 1 : next - at;
    }
    at = next;
  }
  return at;
}

}  // namespace concord
