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

std::size_t PrintedPlaces::of(std::size_t offset) {
  while (at_ < printed_.size()) {
    std::size_t next = at_;
    const char32_t c = next_code_point(printed_, next);
    if (c != kSoftHyphen) {
      if (plain_ >= offset) break;
      plain_ += is_other_hyphen(c) ? 1 : next - at_;
    }
    at_ = next;
  }
  return at_;
}

}  // namespace concord
