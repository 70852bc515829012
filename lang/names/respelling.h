// Respells a name in Latin letters as languages do that write by sound: Indonesian, and the
// romanisations of Cyrillic that differ from each other.
//
//   Respelling letters = Respelling::load(path);
//   letters.respelled("alexey");   // "aleksei", which "aleksei" is, too
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lang/base/flat_map.h"

namespace concord {

/// The rows of lang/data/transcription/latin/respelling.tsv. Immutable after load.
class Respelling {
 public:
  /// Throws InputError for a broken table, and for letters beyond a to z.
  static Respelling load(const std::string& path);

  /// A word of the letters a to z with its letters replaced, at each place the most that a row has,
  /// and doubled letters once. Two words with the same result are spellings of one name; shorter
  /// words than kLeast letters, of which too many would be alike, and the empty one give nothing.
  std::string respelled(std::string_view plain) const;

  static constexpr std::size_t kLeast = 5;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(rows_, longest_);
  }

 private:
  StringMap<std::string> rows_;
  std::size_t longest_ = 0;
};

}  // namespace concord
