// Rough sounds of words: what a name or an international word keeps when it moves between Latin and
// Cyrillic.
//
//   sounds.of("washington") == "FSNKTN"; sounds.of the Russian spelling gives the same
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "lang/base/flat_map.h"

namespace concord {

/// The consonant classes of a word, at most 15, four bits each from the lowest; 0 when it has none.
using SoundKey = std::uint64_t;

/// Reads letters by the table lang/data/sounds.tsv. Immutable; may be used by many threads at once.
class SoundTable {
 public:
  /// Every word has no sound.
  SoundTable() = default;
  /// Loads DATA_DIR/sounds.tsv; without that file every word has no sound. Throws InputError for a
  /// broken table.
  static SoundTable load(const std::string& data_dir);

  /// The classes of a folded word, diacritics aside, a leading vowel included.
  SoundKey of(std::string_view word) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(classes_, longest_);
  }

 private:
  /// The bytes of the longest row that begins with a letter.
  std::size_t longest_from(char32_t letter) const {
    return letter < longest_.size() ? longest_[letter] : kMostBytes;
  }

  static constexpr std::size_t kMostBytes = 16;  // of a row
  StringMap<SoundKey> classes_;
  std::array<std::uint8_t, 0x500> longest_{};  // by first letter: Latin and Cyrillic
};

/// How alike two words sound, in [0, 1]: 1 minus their edit distance over the longer length; breath
/// and labial fricatives come and go at half cost, and neighbouring classes change at half cost. 0
/// when one has no sound. Below `least` it may be given as 0, which saves most of the work.
double sound_similarity(SoundKey a, SoundKey b, double least = 0);

/// The number of classes of a key.
int sound_length(SoundKey key);

}  // namespace concord
