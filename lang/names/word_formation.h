// How a language builds words that name something by description: clipped compounds, and words
// derived from places.
//
//   WordFormation ru = WordFormation::load(data_dir, "ru");
//   ru.is_compound("\u0433\u043e\u0441\u043d\u0430\u0434\u0437\u043e\u0440", ordinary);  //
//   gosnadzor ru.places("\u0440\u0443\u0437\u0441\u043a\u0438\u0439");   // ruzskiy: "ruza", "ruz"
//   and others
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"

namespace concord {

/// The rows of lang/data/<tag>/clipped-words.tsv and place-words.tsv. A language without the tables
/// builds no such words. Immutable after load.
class WordFormation {
 public:
  /// Throws InputError for a broken table.
  static WordFormation load(const std::string& data_dir, const std::string& tag);

  /// Whether a folded word is one of the ordinary words of its language, in any form.
  using Ordinary = std::function<bool(std::string_view folded)>;
  /// Whether a folded citation form is joined from clipped words of the table, the last of which
  /// may be an ordinary word instead: what such a word names it says by what it is.
  bool is_compound(std::string_view folded, const Ordinary& ordinary) const;

  /// The places, folded citation forms, that a folded citation form may be the adjective or the
  /// region of; most of them do not exist. Empty for a word that no row derives.
  std::vector<std::string> places(std::string_view folded) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(parts_, derivations_);
  }

 private:
  /// Where a clipped word may stand in a compound.
  enum class Position : std::uint8_t { kFirst, kLast, kAny };
  struct Derivation {
    std::string prefix;
    std::string ending;
    std::vector<std::string> place_endings;
    std::uint32_t least_stem = 0;  // code points
    template <class Image>
    void exchange(Image& image) {
      image(prefix, ending, place_endings, least_stem);
    }
  };

  bool continues(std::string_view rest, const Ordinary& ordinary, std::size_t parts) const;

  StringMap<Position> parts_;
  std::vector<Derivation> derivations_;
};

}  // namespace concord
