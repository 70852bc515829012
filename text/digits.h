// Decimal digits of every script.
#pragma once

namespace concord {

/// The value of a decimal digit of any script, full-width ones included; -1 for what is none.
int digit_value(char32_t c);

}  // namespace concord
