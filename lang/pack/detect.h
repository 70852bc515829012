// Recognises the language of a text by its function words and telling letters.
//
//   LanguageDetector detector = LanguageDetector::load(dirs);
//   detector.detect("The two sides agreed to hold talks.");   // "en"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/flat_map.h"

namespace concord {

/// Knows the languages of all packs (function-words.tsv and letters.tsv of each) and those of
/// other-languages.tsv, which have no pack but must not be taken for one that has. Immutable; may
/// be used by many threads at once.
class LanguageDetector {
 public:
  /// Throws InputError for a broken table.
  static LanguageDetector load(const DataDirs& dirs);
  /// The image of the tables that load() takes where it finds it (lang/base/table_image.h).
  static std::string compile(const std::string& data_dir);

  /// The BCP 47 tag of the likeliest language: one of languages(), or for a script that none of
  /// them uses the language that CLDR's likely subtags name for it. Empty when the text gives no
  /// hint. Looks at the first 16 KiB.
  std::string detect(std::string_view text) const;

  /// The tags that can be distinguished.
  const std::vector<std::string>& languages() const { return tags_; }

 private:
  using Mask = std::uint64_t;  // bit i: tags_[i]

  Mask add_language(const std::string& tag);
  void read(const std::string& data_dir);
  template <class Image>
  void exchange(Image& image) {
    image(tags_, words_, letters_);
  }

  std::vector<std::string> tags_;
  StringMap<Mask> words_;
  NumberMap<Mask> letters_;
};

}  // namespace concord
