// The tables of lang/names/transcription.h as compiled: what its comparisons and the index of
// sounds (lang/names/sound_index.h) share. Nobody else needs it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"
#include "lang/base/items.h"
#include "lang/names/name_cases.h"
#include "lang/names/respelling.h"
#include "lang/names/transcription.h"

namespace concord::transcription {

// Costs in tenths of a wrong consonant. The tiers are the columns of latin.tsv; the others are what
// no row explains. They were fitted by hand on a sample of Wikidata name tokens and checked by
// origin.
constexpr int kRegular = 0;
constexpr int kSecondary = 2;
constexpr int kRare = 5;
constexpr int kWrongConsonant = 11;
constexpr int kWrongVowel = 9;
constexpr int kVowelForConsonant = 15;
constexpr int kLostConsonant = 11;
constexpr int kLostVowel = 8;
constexpr int kLostGlide = 4;  // Cyrillic short i
constexpr int kLostSoftSign = 1;
constexpr int kLostH = 6;        // Latin h, often silent or a mark of aspiration
constexpr int kFirstLetter = 4;  // added to an unexplained change of the first letter
constexpr double kSpelled =
    0.97;  // score of a word that parses whole into syllables that spell the other
constexpr double kSecondarySyllable = 0.14;  // taken off for each rendering that is not the rule
constexpr int kNone = 255;                   // no row
constexpr std::size_t kMaxLetters =
    30;  // longer words are cut: no name of a person or place is longer

constexpr char kBegin = '^';
constexpr char kEnd = '$';

// Cyrillic codes: 1 + code point - U+0430 of the lower-case letters.
constexpr char code(char32_t letter) { return static_cast<char>(letter - 0x430 + 1); }
constexpr char kA = code(0x430);
constexpr char kG = code(0x433);
constexpr char kIe = code(0x435);
constexpr char kI = code(0x438);
constexpr char kShortI = code(0x439);
constexpr char kO = code(0x43E);
constexpr char kU = code(0x443);
constexpr char kHard = code(0x44A);
constexpr char kY = code(0x44B);
constexpr char kSoft = code(0x44C);
constexpr char kE = code(0x44D);
constexpr char kYu = code(0x44E);
constexpr char kYa = code(0x44F);

inline bool is_cyrillic_code(char c) { return c >= 1 && c <= 32; }

/// The first letter of a word in codes, as an index: the soft sign of an iotated vowel and the
/// glide are one.
inline std::size_t initial_class(char c) {
  return static_cast<std::size_t>(c == kShortI ? kSoft : c);
}

/// A Latin letter as a bit; 0 for another character.
inline std::uint32_t letter_bit(char c) {
  return c >= 'a' && c <= 'z' ? std::uint32_t{1} << (c - 'a') : 0;
}

inline bool is_vowel_code(char c) {
  switch (c) {
    case kA:
    case kE:
    case kI:
    case kO:
    case kU:
    case kY:
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
      return true;
    default:
      return static_cast<unsigned char>(c) >=
             128;  // special Latin letters of the tables are vowels or sibilants
  }
}

/// Short letter strings as numbers: what the tables are looked up by. The first byte is the lowest;
/// the highest one is the length, so that no two strings share a number.
class LetterKey {
 public:
  static constexpr std::size_t kMost = 7;  // bytes
  LetterKey() = default;
  explicit LetterKey(std::string_view letters) {
    for (const char c : letters) add(c);
  }
  void add(char c) {
    bytes_ |= std::uint64_t{static_cast<unsigned char>(c)} << (8 * size_);
    ++size_;
  }
  std::uint64_t value() const { return bytes_ | std::uint64_t{size_} << 56; }

 private:
  std::uint64_t bytes_ = 0;
  std::uint8_t size_ = 0;
};

/// The score of a distance: even odds lie at about one unexplained letter in eight, more in longer
/// words.
constexpr double kSpread = 1.8;
inline double even_distance(std::size_t letters) {
  return 3.6 + 0.42 * static_cast<double>(std::min<std::size_t>(letters, 14));
}
inline double score_of(int distance, std::size_t letters) {
  return 1 / (1 + std::exp((distance - even_distance(letters)) / kSpread));
}

/// The largest distance that has a score of at least `score`, which is in (0, 1), or one more.
inline int distance_of(double score, std::size_t letters) {
  return static_cast<int>(std::ceil(even_distance(letters) + kSpread * std::log(1 / score - 1)));
}

/// A letter of either alphabet as a bit of a set; letters beyond the alphabet share one.
constexpr std::uint64_t bit_of(char c) {
  const auto letter = static_cast<unsigned char>(c);
  if (letter >= 'a' && letter <= 'z') return std::uint64_t{1} << (letter - 'a');
  if (letter >= 128) return std::uint64_t{1} << std::min(letter - 128 + 26, 63);
  return std::uint64_t{1} << std::min<unsigned>(letter, 63);
}

/// Tiers of renderings by their cost: kRegular, kSecondary, kRare.
constexpr std::size_t kTiers = 3;

/// What a segment has in the other alphabet, by tier, with all better ones.
struct Renderings {
  std::array<std::uint64_t, kTiers> begin{};  ///< the letters with which renderings begin
  /// What a letter of the segment costs at least when no such rendering serves: its share of a
  /// worse one, or of none at all. kNone: there is no other.
  std::array<std::uint8_t, kTiers> otherwise{kNone, kNone, kNone};
};

/// What the letters of a spelling alone say about how far it is from others: which letters it has,
/// and what each of them costs where the other spelling has none that can stand for it.
class LetterNeeds {
 public:
  /// No letters.
  LetterNeeds() = default;
  /// `renderings`: of the segments of its alphabet.
  LetterNeeds(const SoundSpelling& spelling, const std::vector<Renderings>& renderings,
              bool cyrillic);

  std::uint64_t letters() const { return letters_; }
  std::uint64_t first() const { return first_; }
  /// What the distance from spellings in the other alphabet with no other letters than these is at
  /// least.
  int least_from(std::uint64_t letters) const;
  /// What the distance of two spellings of two alphabets is at least.
  static int least_across(const LetterNeeds& a, const LetterNeeds& b) {
    return std::max(a.least_beside(b), b.least_beside(a));
  }
  /// The same of two spellings of one alphabet, by same_script_distance.
  static int least_within(const LetterNeeds& a, const LetterNeeds& b) {
    return std::max(a.least_among(b), b.least_among(a));
  }

 private:
  struct Need {
    std::array<std::uint64_t, kTiers> wanted{};
    std::array<std::uint8_t, kTiers> cost{kNone, kNone, kNone};
  };
  static int missing(const Need& need, std::uint64_t letters);
  int least_beside(const LetterNeeds& there) const;
  int least_among(const LetterNeeds& there) const;
  int cost_of(std::uint64_t letters) const;

  std::uint64_t letters_ = 0;
  std::uint64_t first_ = 0;  // of them
  bool cyrillic_ = false;
  std::vector<Need> needs_;  // of each letter
};

/// A syllabic system: parts of syllables with their renderings.
struct Syllables {
  enum class Part : std::uint8_t { kOnset, kCore, kCoda };
  struct Rendering {
    std::uint32_t text = 0;  ///< where its codes begin
    std::uint16_t size = 0;  ///< how many they are
    std::uint16_t cost = 0;  ///< 0 for the first of the row, the rule; 1 for the others
  };
  struct Row {
    Part part = Part::kCore;
    std::uint32_t first = 0;  ///< of its renderings
    std::uint32_t count = 0;
  };
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  NumberMap<Range> ranges;  ///< of rows, by LetterKey of the Latin letters
  Items<Row> rows;
  Items<Rendering> renderings;
  Items<char> text;
  std::size_t longest = 0;  ///< letters of a key

  /// The rows of some letters; none where there are none.
  std::span<const Row> find(std::uint64_t key) const {
    const Range* range = ranges.find(key);
    return range == nullptr ? std::span<const Row>()
                            : std::span<const Row>(rows.data() + range->first, range->count);
  }
  std::span<const Rendering> renderings_of(const Row& row) const {
    return {renderings.data() + row.first, row.count};
  }
  std::string_view codes_of(const Rendering& rendering) const {
    return {text.data() + rendering.text, rendering.size};
  }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(ranges, rows, renderings, text, longest);
  }
};

/// Whether a part may follow what is before it: 0 nothing yet, 1 onset, 2 core, 3 coda.
inline bool may_follow(int before, Syllables::Part part) {
  switch (part) {
    case Syllables::Part::kOnset:
      return before != 1;
    case Syllables::Part::kCore:
      return true;
    default:
      return before == 2;
  }
}

/// The segments of an alphabet.
struct Segments {
  NumberMap<std::uint16_t> numbers;  // by LetterKey
  std::vector<std::string> letters;  // by number
  std::array<std::uint8_t, 256>
      longest_from{};  // letters of the longest one that begins with a letter

  /// The number of a segment, a new one where it has none.
  std::uint16_t add(std::uint64_t key, std::string_view text) {
    if (const std::uint16_t* known = numbers.find(key)) return *known;
    if (!text.empty()) {
      std::uint8_t& longest = longest_from[static_cast<unsigned char>(text[0])];
      longest = std::max(longest, static_cast<std::uint8_t>(text.size()));
    }
    letters.emplace_back(text);
    const auto fresh = static_cast<std::uint16_t>(numbers.size());
    numbers[key] = fresh;
    return fresh;
  }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(numbers, letters, longest_from);
  }
};

/// The cost of a Cyrillic letter that no Latin one renders; `first` is added for one that begins
/// the word.
inline int lost_cyrillic(char c, int first) {
  if (c == kSoft) return kLostSoftSign;
  if (c == kShortI) return kLostGlide;
  return first + (is_vowel_code(c) ? kLostVowel : kLostConsonant);
}

/// The same of a Latin letter.
inline int lost_latin(char c, int first) {
  if (c == 'h') return kLostH;
  return first + (is_vowel_code(c) ? kLostVowel : kLostConsonant);
}

/// The cost of a letter for another that no row explains.
inline int wrong_letter(char cyrillic, char latin) {
  const bool vowel = is_vowel_code(cyrillic);
  if (vowel != is_vowel_code(latin)) return kVowelForConsonant;
  return vowel ? kWrongVowel : kWrongConsonant;
}

/// The same for two words of one alphabet; the letters differ.
inline int other_letter(char a, char b) {
  if (is_vowel_code(a) != is_vowel_code(b)) return kVowelForConsonant;
  return is_vowel_code(a) ? kWrongVowel - 2 : kWrongConsonant;
}

/// The cost of a letter that the other word of the alphabet lacks; little for a doubled one.
inline int lost_letter(char c, char before) {
  if (c == before) return 2;
  if (c == 'h' || c == kSoft) return kLostGlide;
  return is_vowel_code(c) ? kLostVowel : kLostConsonant;
}

/// How the letters of a Cyrillic language with a hard i change to those of its sister, see
/// transcription/cyrillic/ukrainian-russian.tsv.
struct SisterLetters {
  struct Row {
    std::string here;
    std::string there;
    int cost = 0;
    template <class Image>
    void exchange(Image& image) {
      image(here, there, cost);
    }
  };
  std::array<std::vector<Row>, 33> rows;  // by the first code of `here`
  // The same rows for the index of sounds.
  Segments hard_segments;           // of `here`
  Segments soft_segments;           // of `there`
  std::vector<std::uint8_t> costs;  // [soft segment * hard segments + hard segment]

  void load(const std::string& path);
  int distance(std::string_view hard, std::string_view soft) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(rows, hard_segments, soft_segments, costs);
  }
};

}  // namespace concord::transcription

namespace concord {

/// What is asked of two words before they are compared; sets are of transcription::bit_of.
struct SoundSketch {
  /// What a Latin word spells in a syllabic system at most.
  struct Spelled {
    std::uint64_t initials = 0;  ///< with which the other word begins
    std::uint64_t letters = 0;   ///< that it has

    bool may_be(const transcription::LetterNeeds& spelling) const {
      return spelling.letters() == 0 ||
             ((spelling.first() & initials) != 0 && (spelling.letters() & ~letters) == 0);
    }
  };

  std::vector<transcription::LetterNeeds> spellings;
  std::uint64_t letters = 0;         ///< of all spellings
  std::array<Spelled, 4> spelled{};  ///< of a Latin word, by system into which it parses

  /// Whether a Latin word may spell a Cyrillic one in a system.
  bool may_spell(std::size_t system, const SoundSketch& cyrillic) const {
    return std::any_of(cyrillic.spellings.begin(), cyrillic.spellings.end(),
                       [&](const auto& spelling) { return spelled[system].may_be(spelling); });
  }
  /// Whether it may in any.
  bool may_spell(const SoundSketch& cyrillic) const {
    return may_spell(0, cyrillic) || may_spell(1, cyrillic) || may_spell(2, cyrillic) ||
           may_spell(3, cyrillic);
  }
};

/// What Transcription::load read.
struct Transcription::Tables {
  transcription::SisterLetters sisters;
  Respelling respelling;
  // The generic system.
  std::map<char32_t, char> special;  // Latin letters beyond ASCII that a row of latin.tsv knows
  transcription::Segments latin_segments;
  transcription::Segments cyrillic_segments;
  std::size_t longest_cyrillic = 1;
  std::vector<std::uint8_t> costs;  // [cyrillic segment * latin segments + latin segment]
  // Latin letters, as bits from a, that begin a segment rendered by a Cyrillic letter, by
  // initial_class of that letter; rare renderings do not count.
  std::array<std::uint32_t, 33> initials{};
  // By number of the segment.
  std::vector<transcription::Renderings> of_latin;
  std::vector<transcription::Renderings> of_cyrillic;

  std::map<char32_t, char> marked;                    // Vietnamese letters, as codes from 128
  transcription::Syllables vietnamese_marked;         // keyed with those codes
  std::array<transcription::Syllables, 4> syllables;  // keyed with ASCII, by bit of SyllabicSystem
  std::array<StringSet, 4> family_names;
  std::map<std::string, NameCases, std::less<>> cases;  // by language, of those in Cyrillic
  std::set<std::string, std::less<>> hard_i;            // languages, see NameStyle::hard_i

  /// The letters of a word as the generic system knows them.
  std::string generic_codes(const std::u32string& letters) const;
  SoundForm cyrillic_form(std::string_view lang, const std::string& folded) const;
  SoundForm latin_form(const std::string& folded) const;
  std::shared_ptr<const SoundSketch> sketch_of(const SoundForm& form) const;
  static void find_segments(SoundSpelling& spelling, const transcription::Segments& known);

  void load_generic(const std::string& path);
  void note_renderings();
  void load_syllables(const std::string& path, std::size_t system);
  int distance(const SoundSpelling& cyrillic, const SoundSpelling& latin, int limit) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(sisters, respelling, special, latin_segments, cyrillic_segments, longest_cyrillic, costs,
          initials, of_latin, of_cyrillic, marked, vietnamese_marked, syllables, family_names,
          cases, hard_i);
  }
};

}  // namespace concord
