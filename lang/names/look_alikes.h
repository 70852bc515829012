// Puts letters of another script that look alike right, for comparing words.
//
//   LookAlikes().put_right("\u0441c\u0441\u0440");   // all four Cyrillic
#pragma once

#include <string>
#include <string_view>

#include "lang/base/lazy.h"
#include "text/confusable.h"

namespace concord {

/// Knows the look-alikes of Latin and Cyrillic letters from the first word on that mixes them.
/// Threads may share it.
class LookAlikes {
 public:
  /// A folded word, each part of which that mixes Latin and Cyrillic letters is written in the
  /// script of most of its letters where every letter of the other script has a look-alike there,
  /// in small letters or in capitals. Parts are joined by anything that is not a letter: "IT-"
  /// stays Latin beside a Cyrillic part. Any other word as it is; an empty one is empty.
  std::string put_right(std::string_view folded) const;

 private:
  void append_part(std::string& text, std::string_view part) const;

  Lazy<Confusables> letters_{[] { return Confusables(); }};
};

}  // namespace concord
