// What tells the part that a name or a figure plays in its sentence: the words before it, the
// ending of its case, and the voice of the verb.
//
//   PartRules en = PartRules::load(data_dir, "en");
//   en.roles("from");                      // kFrom
//   PartRules ru = PartRules::load(data_dir, "ru");
//   ru.case_of("pavla", "pavel");          // in Cyrillic: NameCase::kOblique
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"

namespace concord {

/// Parts as bits: a preposition may give several.
enum PartRole : std::uint32_t {
  kFrom = 1U << 0,
  kTo = 1U << 1,
  kBy = 1U << 2,  ///< the doer of a passive: "by", "oleh"
  kOf = 1U << 3,
  kIn = 1U << 4,
  kFor = 1U << 5,
  kAgainst = 1U << 6,
  kWith = 1U << 7,
  kAfter = 1U << 8,
  kBefore = 1U << 9,
  kThan = 1U << 10,
  kBetween = 1U << 11,
  kAbout = 1U << 12,
  kUnder = 1U << 13,
  kAnd = 1U << 14,      ///< joins the members of a list
  kPassive = 1U << 15,  ///< makes a verb passive by itself
};

/// What the ending of a name says of its case.
enum class NameCase : std::uint8_t { kUnknown, kNominative, kOblique, kInstrumental };

/// The tables lang/data/<tag>/part-words.tsv and part-endings.tsv. A language without them has no
/// such words or no cases. Immutable after load.
class PartRules {
 public:
  /// Throws InputError for a broken table.
  static PartRules load(const std::string& data_dir, std::string_view tag);

  /// The parts that a folded word gives, as bits of PartRole; 0 for most words.
  std::uint32_t roles(std::string_view folded) const;

  /// The case of a name in this language, by what it is called in a language without cases: "Pavla"
  /// is not a nominative where the other version says "Pavel". Both folded.
  NameCase case_of(std::string_view folded, std::string_view elsewhere) const;

  bool has_cases() const { return !endings_.empty(); }
  /// Whether verbs of the language turn passive by a word or a prefix of their own.
  bool has_passive() const { return has_passive_; }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(roles_, passive_prefixes_, endings_, has_passive_);
  }

 private:
  struct Ending {
    std::string text;
    std::string nominative;  // last letters of the other form with which it is one
    std::string other;       // with which it is the case below
    NameCase otherwise = NameCase::kOblique;
    template <class Image>
    void exchange(Image& image) {
      image(text, nominative, other, otherwise);
    }
  };
  StringMap<std::uint32_t> roles_;
  std::vector<std::string> passive_prefixes_;
  std::vector<Ending> endings_;  // the longest first
  bool has_passive_ = false;
};

}  // namespace concord
