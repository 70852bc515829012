// The words of a text, for searching and comparing: runs of letters and digits, folded.
//
//   plain_words("The U.S. team's") == {"the", "u", "s", "team", "s"}
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// `text` is valid UTF-8; no words: nothing.
std::vector<std::string> plain_words(std::string_view text);

}  // namespace concord
