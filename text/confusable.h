// Letters of one script that look like letters of another (UTS #39), for Latin and Cyrillic.
//
//   Confusables look_alikes;
//   look_alikes.cyrillic(U'A');   // U+0410
#pragma once

#include <unordered_map>

namespace concord {

/// The look-alikes of two scripts, by ICU's spoof checker. Building asks ICU about some 250 letters
/// (below a millisecond).
class Confusables {
 public:
  Confusables();

  /// The Cyrillic letter that looks like a Latin one; 0 when none does.
  char32_t cyrillic(char32_t latin) const;
  /// The Latin letter that looks like a Cyrillic one; 0 when none does.
  char32_t latin(char32_t cyrillic) const;

 private:
  std::unordered_map<char32_t, char32_t> to_cyrillic_;
  std::unordered_map<char32_t, char32_t> to_latin_;
};

}  // namespace concord
