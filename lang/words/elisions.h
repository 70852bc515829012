// Words that lose their vowel and lean on the next word: "l'" and "d'" in French.
//
//   Elisions fr = Elisions::load(data_dir, "fr");
//   fr.length("l'OTAN");         // 2: "l'" is a word of its own
//   fr.length("aujourd'hui");    // 0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lang/base/flat_map.h"

namespace concord {

/// The rows of lang/data/<tag>/elisions.tsv. A language without the table elides nothing.
/// Immutable after load.
class Elisions {
 public:
  /// Throws InputError for a row that does not end in an apostrophe, or has one before: it could
  /// never be found.
  static Elisions load(const std::string& data_dir, const std::string& tag);

  bool empty() const { return words_.empty(); }
  /// The bytes of the elided word with which a printed form begins, its apostrophe included; 0
  /// where it begins with none or is nothing else.
  std::size_t length(std::string_view surface) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(words_);
  }

 private:
  StringSet words_;  // folded, with the apostrophe
};

}  // namespace concord
