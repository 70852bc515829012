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

/// Finds in a printed text what stands at a place of its plain form, in one pass for all places.
class PrintedPlaces {
 public:
  /// `printed` is not copied.
  explicit PrintedPlaces(std::string_view printed) : printed_(printed) {}

  /// The byte of the printed text at which byte `offset` of with_plain_hyphens() of it stands; its
  /// size for the end and for what is beyond it. No offset may be less than the one before.
  std::size_t of(std::size_t offset);

 private:
  std::string_view printed_;
  std::size_t at_ = 0;
  std::size_t plain_ = 0;  // the same place in the plain form
};

}  // namespace concord
