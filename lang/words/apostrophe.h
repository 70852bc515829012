// The typewriter quotation mark that many pages print for the apostrophe inside a word.
//
//   TypewriterApostrophe uk = TypewriterApostrophe::load(data_dir, "uk");
//   uk.stands_at(text, at);   // the word goes on behind the mark at byte `at`
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lang/base/flat_map.h"

namespace concord {

/// The rows of lang/data/<tag>/typewriter-apostrophe.tsv. A language without the table has no such
/// words. Immutable after load.
class TypewriterApostrophe {
 public:
  /// Throws InputError for a row of an unknown kind, or of letters that are none.
  static TypewriterApostrophe load(const std::string& data_dir, const std::string& tag);

  /// Whether byte `at` of a text, after a character of a word, is a typewriter quotation mark
  /// between a letter and one of the table, both of one script.
  bool stands_at(std::string_view text, std::size_t at) const {
    return text[at] == '"' && is_between_letters(text, at);
  }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(letters_);
  }

 private:
  bool is_between_letters(std::string_view text, std::size_t at) const;

  StringSet letters_;  // folded
};

}  // namespace concord
