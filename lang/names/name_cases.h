// Tries case endings off a name: the citation forms that a printed form may stand for.
//
//   NameCases ru = NameCases::load(data_dir, "ru");
//   ru.citations("\u0438\u0441\u0438\u0431\u044b");   // "isiby" -> isiby, isiba, isib
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"

namespace concord {

/// The rows of lang/data/<tag>/name-endings.tsv. A language without the table has no endings.
/// Immutable after load. A row whose printed ending is "-" tells which words have a case without
/// ending (the genitive of the plural: "igry", "igr"); citations() does not try these, for any word
/// without ending would have them.
class NameCases {
 public:
  /// Throws InputError for a broken table.
  static NameCases load(const std::string& data_dir, const std::string& tag);

  /// The folded word itself, then every citation form that an ending allows, without repeats.
  std::vector<std::string> citations(std::string_view folded) const;

  /// The forms without ending of a folded citation form; see above. Usually none.
  std::vector<std::string> bare_forms(std::string_view citation) const;

  bool empty() const { return rules_.empty(); }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(rules_, bare_, longest_);
  }

 private:
  enum class StemEnd : std::uint8_t { kAny, kConsonant, kVowel };
  struct Rule {
    std::vector<std::string> citation_endings;
    std::uint32_t least_stem = 0;  // code points
    StemEnd stem_end = StemEnd::kAny;
    template <class Image>
    void exchange(Image& image) {
      image(citation_endings, least_stem, stem_end);
    }
  };
  static bool fits(const Rule& rule, std::string_view stem);

  StringMap<std::vector<Rule>> rules_;  // by printed ending
  std::vector<Rule> bare_;              // those of which no ending is printed
  std::size_t longest_ = 0;             // bytes of the longest printed ending
};

}  // namespace concord
