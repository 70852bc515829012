// Names of Chinese characters in a language that reads the characters in its own way, as Vietnamese
// does.
//
//   ChineseReadings readings = ChineseReadings::load(table, palladius);
//   ChineseReadings::same(readings.read(syllables), readings.pinyin_of(words).front());
//   // true of Chiet Giang, with its marks, and Zhejiang
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
  /// Of each syllable of a name, the syllables of pinyin that it may stand for, without tones.
  using Reading = std::vector<std::vector<std::string>>;

  /// `path` is the table of a language, `palladius` that of the Cyrillic renderings of pinyin; an
  /// empty one gives no reading of Cyrillic words. Throws InputError for a broken table.
  static ChineseReadings load(const std::string& path, const std::string& palladius);

  /// Takes a name apart, one syllable a word. Case and tones do not count. Empty for no syllables,
  /// and for a name with one that the table does not know.
  Reading read(std::span<const std::string_view> syllables) const;

  /// The letters of pinyin, without tones and spaces, that the words of a name spell: of Latin
  /// words their own; of Cyrillic ones, without case ending, what they render in Palladius's
  /// system, each way to take them apart. Empty for words that render no syllables.
  std::vector<std::string> pinyin_of(std::span<const std::string_view> words) const;

  /// Whether the syllables of a name, in order, stand for what is spelled in pinyin. False for an
  /// empty reading.
  static bool same(const Reading& reading, std::string_view pinyin);

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(onsets_, rimes_, palladius_);
  }

 private:
  using Parts = std::vector<std::string>;  // of pinyin

  void load_palladius(const std::string& path);

  StringMap<Parts> onsets_;
  StringMap<Parts> rimes_;
  StringMap<Parts> palladius_;  // syllables, by the letters of a Cyrillic rendering
};

}  // namespace concord
