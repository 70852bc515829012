// How a language writes names: what the comparison of names must know of it besides its words and
// endings.
//
//   NameStyle vi = NameStyle::load(data_dir, "vi");
//   vi.keeps_spelling;   // true: Vietnamese names stand in English as they are written at home,
//   marks aside
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/words/name_word.h"

namespace concord {

/// The rows of lang/data/<tag>/name-style.tsv, a property and its value each, and of compass.tsv. A
/// language without the tables has none of the properties. Immutable after load.
struct NameStyle {
  std::vector<std::string>
      plural_endings;  ///< put after a name for several of it: "s" in "the Clintons"
  std::u32string
      vowels;  ///< every name has one of these letters, marks aside; empty: nothing is said
  bool lends_words =
      false;  ///< its titles and brands stand untranslated in other languages: "The Mall"
  bool keeps_spelling =
      false;  ///< its names stand in other Latin-script languages as at home, marks aside
  bool given_name_alone = false;  ///< calls a person by the given name where others do by the last:
                                  ///< "Joko" is "Widodo"
  bool hard_i = false;            ///< its letter U+0438 sounds as the Russian U+044B
  std::vector<std::string> borrows_names;  ///< languages whose names stand in it as at home, marks
                                           ///< and all, where it has no form of its own
  std::string article;                     ///< may precede any name and is not part of it: "the"
  std::string linking_vowel;               ///< ends the first half of a compound adjective
  std::vector<std::string>
      linked_endings;  ///< of adjectives, which the linking vowel replaces in compounds

  /// Folded family names that come first and may be ordinary words; what follows them is not a
  /// place: "Nguyen Hoa Binh".
  std::unordered_set<std::string> leading_family_names;
  std::unordered_set<std::string>
      conjunctions;  ///< folded words that put two names side by side: "and"
  std::unordered_map<std::string, Direction>
      directions;  ///< by folded word or pair of words, joined by a space

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(plural_endings, vowels, lends_words, keeps_spelling, given_name_alone, hard_i,
          borrows_names, article, linking_vowel, linked_endings, leading_family_names, conjunctions,
          directions);
  }

  /// Throws InputError for a broken table or an unknown property.
  static NameStyle load(const std::string& data_dir, const std::string& tag);

  /// Whether a folded word has one of the vowels, or the language does not list its vowels.
  bool has_vowel(std::string_view folded) const;
  /// A printed word without the plural ending it may have; empty when it has none.
  std::string_view without_plural(std::string_view word) const;
};

}  // namespace concord
