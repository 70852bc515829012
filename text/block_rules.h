// Rules of blocks that not only their reader asks for (Block::rule).
#pragma once

#include <string_view>

namespace concord {

/// What its shape, place and words show to be a part of the page.
inline constexpr std::string_view kPageRule = "page";

/// A paragraph of sentences that reads as boilerplate only because nothing connects it with the
/// report. Where the other version has no counterpart of it, this is told: it may be lost text.
inline constexpr std::string_view kApartRule = "apart";

}  // namespace concord
