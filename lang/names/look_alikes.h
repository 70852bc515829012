// Puts letters of another script that look alike right, for comparing words.
//
//   without_look_alikes("\u0441c\u0441\u0440");   // all four Cyrillic
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// A folded word, each part of which that mixes Latin and Cyrillic letters is written in the script
/// of most of its letters where every letter of the other script has a look-alike there, in small
/// letters or in capitals. Parts are joined by anything that is no letter: "IT-" stays Latin beside
/// a Cyrillic part. Any other word as it is; an empty one is empty.
std::string without_look_alikes(std::string_view folded);

}  // namespace concord
