// Knows the decimal digits of every script by ICU.
#include "text/digits.h"

#include <unicode/uchar.h>

namespace concord {

int digit_value(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  return static_cast<int>(u_charDigitValue(static_cast<UChar32>(c)));
}

}  // namespace concord
