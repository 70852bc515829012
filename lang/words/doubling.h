// Which words of a language may stand twice in a row: "that that", "had had", Indonesian and
// Vietnamese reduplication.
//
//   DoublingRules en = DoublingRules::load(data_dir, "en");
//   en.may_double(word);   // true for "had"
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lang/words/word.h"

namespace concord {

/// The rules of lang/data/<tag>/doubled-words.tsv; without the table every doubled word is a
/// mistake.
class DoublingRules {
 public:
  /// Throws InputError for an unknown kind of row. A language without the table gives empty rules.
  static DoublingRules load(const std::string& data_dir, std::string_view tag);

  /// Whether the grammar or the usage of the language lets this word follow itself.
  bool may_double(const Word& word) const;
  /// Whether the word is also a name, so that "Will will" is two words.
  bool is_also_name(const Word& word) const { return names_.contains(word.folded); }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(allowed_, names_, content_words_redouble_, derived_prefixes_);
  }

 private:
  std::unordered_set<std::string> allowed_;  // folded
  std::unordered_set<std::string> names_;    // folded
  bool content_words_redouble_ = false;
  std::vector<std::string>
      derived_prefixes_;  // folded; words that begin so are never reduplicated in this form
};

}  // namespace concord
