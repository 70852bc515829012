// Names of Chinese characters in a language that reads the characters in its own way, as Vietnamese
// does.
//
//   ChineseReadings readings = ChineseReadings::load(path);
//   readings.same(syllables, words);  // true of Chiet Giang, with its marks, and Zhejiang
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"

namespace concord {

/// The rows of lang/data/XX/chinese-readings.tsv. Immutable after load.
class ChineseReadings {
 public:
  /// Throws InputError for a broken table.
  static ChineseReadings load(const std::string& path);

  /// Whether the words of a name, one syllable each, can read the characters that `pinyin`, the
  /// words of the other name, spells: every syllable stands for one of pinyin, in order. Case,
  /// tones and spaces do not count. False for no syllables, and for one that the table does not
  /// take apart.
  bool same(std::span<const std::string_view> syllables,
            std::span<const std::string_view> pinyin) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(onsets_, rimes_);
  }

 private:
  std::vector<std::size_t> ends_of(std::string_view syllable, std::string_view pinyin,
                                   std::size_t at) const;

  // Of each part, those of pinyin, separated by spaces.
  StringMap<std::string> onsets_;
  StringMap<std::string> rimes_;
};

}  // namespace concord
