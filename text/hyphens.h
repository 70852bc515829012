// The hyphens that are printed in words besides "-": U+2010, U+2011 and the soft hyphen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

/// Whether a code point is one of them.
bool is_other_hyphen(char32_t c);

/// The text with U+002D for U+2010 and U+2011 and without soft hyphens.
std::string with_plain_hyphens(std::string_view printed);

/// The byte of `printed` at which byte `offset` of with_plain_hyphens(printed) stands; the size of
/// `printed` for the end and for what is beyond it.
std::size_t printed_offset(std::string_view printed, std::size_t offset);

}  // namespace concord
