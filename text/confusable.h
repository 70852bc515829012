// Letters of one script that look like letters of another (UTS #39), for Latin and Cyrillic.
//
//   Confusables look_alikes;
//   look_alikes.cyrillic(U'A');   // U+0410
#pragma once

#include <unordered_map>

namespace concord {

/// The look-alikes of two scripts, by ICU's spoof checker. Building asks ICU about some 200 letters
/// (below a millisecond; some more for the first object of a process, which loads ICU's tables).
class Confusables {
 public:
  Confusables();

  /// The Cyrillic letter that looks like a Latin one; 0 when none does.
  char32_t cyrillic(char32_t latin) const;
  /// The Latin letter that looks like a Cyrillic one; 0 when none does.
  char32_t latin(char32_t cyrillic) const;
  /// The same of folded letters, of which either the small or the capital forms look alike: "b" and
  /// U+0432.
  char32_t folded_cyrillic(char32_t latin) const;
  char32_t folded_latin(char32_t cyrillic) const;

 private:
  using Letters = std::unordered_map<char32_t, char32_t>;
  Letters to_cyrillic_;
  Letters to_latin_;
  Letters folded_to_cyrillic_;
  Letters folded_to_latin_;
};

}  // namespace concord
