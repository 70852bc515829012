// Writes lists of words in a regular expression so that common beginnings are compared once.
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// `pattern` with every group of plain words, "(?:The|They|At)", as the tree of their letters,
/// "(?:The(?:y)?|At)": an engine that backtracks tries one branch for each first letter and not one
/// for each word. It matches the same texts; which of them it tries first may differ.
std::string with_shared_beginnings(std::string_view pattern);

}  // namespace concord
