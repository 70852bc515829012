// The known names of one language: countries, cities, organisations, their adjectives, inhabitants
// and acronyms.
//
//   KnownNames ru = KnownNames::load(dirs, "ru");
//   ru.whole("\u0421\u0435\u0432\u0435\u0440\u043d\u043e\u0439 \u041a\u043e\u0440\u0435\u0435"); //
//   {"country:KP"}
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"
#include "lang/base/name_value.h"
#include "lang/names/name_cases.h"
#include "lang/names/name_style.h"
#include "lang/names/word_formation.h"

namespace concord {

struct DataDirs;

/// One row of entities.tsv or one CLDR territory.
struct KnownName {
  std::string_view id;  ///< "country:JP"; valid as long as the KnownNames
  NameRole role = NameRole::kName;
  bool ordinary_word = false;  ///< marked "!": counts only with a capital letter inside a sentence
  /// The letters of the first word, an article aside, of what is written in capitals only, as
  /// acronyms are; 0 for other names.
  std::uint8_t capitals = 0;
  /// The citation form begins with a capital, figures and an article aside.
  bool capitalised = false;
};

/// The ids of the tokens of known names that a word may stand for; see KnownNames::tokens.
using NameTokens = std::vector<std::uint32_t>;

/// lang/data/<tag>/entities.tsv and the territories of CLDR (through ICU), found in every case
/// form. Immutable after load.
class KnownNames {
 public:
  /// Knows no name.
  KnownNames() = default;
  KnownNames(KnownNames&&) = default;
  KnownNames& operator=(KnownNames&&) = default;

  /// A language without a table gets CLDR's territories only. Throws InputError for a broken table.
  static KnownNames load(const DataDirs& dirs, const std::string& tag);
  /// The image of the tables from which load() takes the names where it finds it
  /// (lang/base/table_image.h).
  static std::string compile(const std::string& data_dir, const std::string& tag);

  /// The tokens of known names of which a folded word may be a form; usually none. Sorted.
  NameTokens tokens(std::string_view folded) const { return tokens_of(citations(folded)); }
  /// The same of the citation forms of a word.
  NameTokens tokens_of(const std::vector<std::string>& citations) const;
  /// The citation forms that a folded word may stand for, the word itself first; see NameCases.
  std::vector<std::string> citations(std::string_view folded) const {
    return cases_.citations(folded);
  }

  /// How the language writes names.
  const NameStyle& style() const { return style_; }
  /// How it builds words that name something by description.
  const WordFormation& formation() const { return formation_; }
  /// The places that a folded word may be a form of the adjective or of the region of; see
  /// WordFormation::places.
  std::vector<std::string> places(std::string_view folded) const;

  /// A known name at the head of a list of words.
  struct Match {
    std::size_t words = 0;         ///< how many it takes; 0 when there is none
    std::vector<KnownName> names;  ///< all it can mean
  };
  /// All known names that begin at words[0], the longest first.
  std::vector<Match> at_head(std::span<const NameTokens* const> words) const;

  /// The known names that a whole printed name can be, an article before it left out; compounds
  /// joined by a hyphen give none.
  std::vector<KnownName> whole(std::string_view name) const;
  /// The same as tokens() for one part of a word joined by hyphens: also the first half of a
  /// compound adjective, which ends in a linking vowel
  /// ("\u0432\u044c\u0435\u0442\u043d\u0430\u043c\u0441\u043a\u043e-").
  NameTokens part_tokens(std::string_view folded) const;

 private:
  struct Loader;
  /// A name as it is kept.
  struct Record {
    std::uint32_t id = 0;  ///< its number in ids_
    NameRole role = NameRole::kName;
    bool ordinary_word = false;
    std::uint8_t capitals = 0;
    bool capitalised = false;
  };
  void read_tables(const std::string& data_dir, const std::string& tag);
  template <class Image>
  void exchange(Image& image) {
    image(cases_, style_, formation_, tokens_, edges_, ids_, first_, names_);
  }

  NameCases cases_;
  NameStyle style_;
  WordFormation formation_;
  StringSet tokens_;
  NumberMap<std::uint32_t> edges_;  // node << 32 | token to node; node 0 is the root
  StringSet ids_;
  Items<Record> names_;  // those of a node side by side
  Items<std::uint32_t> first_{
      std::vector<std::uint32_t>{0, 0}};  // by node, its first name; one more than there are nodes
};

/// A folded word with Russian yo as e, as news prints it.
std::string without_dots(std::string word);

/// The prefix of an id before the colon: "country", "city", "org".
std::string_view kind_of(std::string_view id);

}  // namespace concord
