// Which entries of a lexicon say the opposite of each other: "rise" and "fall", and what the other
// language renders by them.
//
//   for (const Leaning& a : opposites.of(Side::kSource, id)) ...   // axis 0, end 1: "fell" and its
//   synonyms
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/items.h"
#include "lang/lexicon/lexicon.h"
#include "lang/words/stemmer.h"

namespace concord {

/// To which end of which axis (a row of opposites.tsv) a word leans.
struct Leaning {
  std::uint16_t axis = 0;
  std::uint8_t end = 0;  ///< 0 or 1: the first or the second cell of the row
  bool proves = false;   ///< this is what the word mostly means; else it may mean so
  bool figure = false;   ///< of an axis that counts beside a figure only: "12% more"
  bool operator==(const Leaning&) const = default;
};

/// One language of a lexicon: its tag and the stemmer that made its stems.
struct LexiconLanguage {
  std::string tag;
  const Stemmer* stemmer = nullptr;
};

/// The table lang/data/<tag>/opposites.tsv of either language, carried over to both sides of a
/// lexicon: a word of the other language leans where its renderings do. Immutable after load.
class Opposites {
 public:
  /// Pairs of languages without a table have no opposites. Throws InputError for a broken table.
  /// `lexicon` need not outlive the result.
  static Opposites load(const DataDirs& dirs, const LexiconLanguage& source,
                        const LexiconLanguage& target, const Lexicon& lexicon);

  /// The image from which load() takes the same where it finds it (lang/base/table_image.h).
  static std::string compile(const std::string& data_dir, const LexiconLanguage& source,
                             const LexiconLanguage& target, const Lexicon& lexicon);

  bool empty() const { return sides_[0].leanings.empty() && sides_[1].leanings.empty(); }
  /// The leanings of an entry, by axis; none for most.
  std::span<const Leaning> of(Side side, LexiconId id) const;

 private:
  struct Entry {
    LexiconId id = 0;
    std::uint32_t first = 0;  ///< in leanings
    std::uint32_t count = 0;
  };
  static Opposites carried_over(const std::string& data_dir, const LexiconLanguage& source,
                                const LexiconLanguage& target, const Lexicon& lexicon);
  template <class Image>
  void exchange(Image& image) {
    for (OfSide& side : sides_) {
      image(side.entries);
      image(side.leanings);
    }
  }
  struct OfSide {
    std::vector<bool> known;  // by id
    Items<Entry> entries;     // by id
    Items<Leaning> leanings;
  };
  std::array<OfSide, 2> sides_;
};

}  // namespace concord
