// Compares single words across scripts by sound, with the tables of
// lang/data/transcription/cyrillic/.
//
//   Transcription sounds = Transcription::load(data_dir);
//   sounds.compare(sounds.prepare("ru", "\u0422\u0440\u0430\u043c\u043f\u043e\u043c"),
//   sounds.prepare("en", "Trump"));
//   // near 1
//
// Two kinds of systems. The generic one aligns letters with letters ("sch" with U+0448) and pays
// for what no row explains: a weighted edit distance over transcription segments. The syllabic ones
// (Vietnamese, Chinese, Japanese, Korean) accept a word only when it parses whole into syllables
// whose renderings spell the other word exactly.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concord {

/// One letter string in the alphabet of the tables, with the segments that start at each position.
struct SoundSpelling {
  std::string codes;  ///< one byte a letter, with an anchor at either end
  std::vector<std::pair<std::uint16_t, std::uint8_t>>
      segments;                      ///< (segment, length), grouped by position; not of an outline
  std::vector<std::uint16_t> first;  ///< segments of position p are [first[p], first[p + 1])
  std::uint8_t penalty = 0;  ///< for how unlikely this citation form is, in tenths of a letter
};

struct SoundSketch;  // lang/names/transcription_tables.h

/// A word prepared for comparing. Copyable; made by Transcription::prepare.
struct SoundForm {
  bool cyrillic = false;
  bool hard_i = false;  ///< Cyrillic, of a language whose Cyrillic i is hard, see NameStyle
  std::vector<SoundSpelling>
      spellings;       ///< Cyrillic: the word and its possible citation forms; Latin: one
  std::string plain;   ///< without diacritics: ASCII, or the codes of a Cyrillic word
  std::string marked;  ///< Latin with any mark: the letters of the Vietnamese table, tones cut off
  std::string respelled;         ///< Latin: see Respelling; words that have it alike are one name
  std::uint32_t consonants = 0;  ///< set of consonant classes that every spelling has
  std::uint8_t systems =
      0;  ///< syllabic systems into which the word parses whole, see SyllabicSystem
  /// Of a Cyrillic word: the folded Latin forms of the given name that it may be; of a Latin one:
  /// itself where it is such a form. Set by NameMatcher.
  std::vector<std::string> given_names = {};
  /// Numbers of the rows of that table which have one of those forms; set by NameMatcher.
  std::vector<std::uint16_t> given_rows = {};
  std::string folded = {};  ///< fold() of the word; set by NameMatcher
  /// What the letters alone say: it tells most words apart.
  std::shared_ptr<const SoundSketch> sketch = {};
};

/// The syllabic systems, as bits of SoundForm::systems.
enum class SyllabicSystem : std::uint8_t {
  kVietnamese = 1,
  kChinese = 2,
  kJapanese = 4,
  kKorean = 8
};

/// The transcription tables. Immutable after load; may be used by many threads at once.
class Transcription {
 public:
  /// Throws InputError for a broken table.
  static Transcription load(const std::string& data_dir);
  /// Knows no letter.
  Transcription();
  ~Transcription();
  Transcription(Transcription&&) noexcept;
  Transcription& operator=(Transcription&&) noexcept;

  /// A word of a language, ready to be compared. `lang` chooses the case endings that are tried
  /// off.
  SoundForm prepare(std::string_view lang, std::string_view word) const;
  /// The same as far as unlike() needs it, which is less than half of the work.
  SoundForm outline(std::string_view lang, std::string_view word) const;
  /// Makes an outline ready to be compared.
  void complete(SoundForm& outline) const;

  /// Whether the consonants of two words, which may be outlines, are so different that compare()
  /// gives 0: most pairs are.
  static bool unlike(const SoundForm& a, const SoundForm& b);

  /// How well two words agree by sound, in [0, 1]: 1 is letter by letter. Words of one script are
  /// compared as spelled, Latin ones as respelled, too; Ukrainian with Russian ones by the letters
  /// that each takes for foreign sounds. A score below `faint` may be given as 0, which saves most
  /// of the work for words that are nothing alike.
  double compare(const SoundForm& a, const SoundForm& b, double faint = 0) const;

  /// Whether a Cyrillic word and a Latin one may begin with one sound, by the first letters alone:
  /// as initials do. True where one of them has no letter.
  bool may_begin_alike(const SoundForm& cyrillic, const SoundForm& latin) const;

  /// How many secondary renderings it takes until the Latin words, parsed whole into the system's
  /// syllables, spell the Cyrillic words, spaces not counting on the Cyrillic side; the last
  /// Cyrillic word may carry a case ending. None when they do not spell them. Without Cyrillic
  /// words: 0 when the Latin words parse.
  std::optional<int> spells(SyllabicSystem system, const std::vector<const SoundForm*>& latin,
                            const std::vector<const SoundForm*>& cyrillic) const;

  /// Whether a Latin word is a family name of the system's people: decides whether a name that
  /// parses whole is one of theirs.
  bool is_family_name(SyllabicSystem system, std::string_view word) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image);

 private:
  friend class SoundIndex;  // lang/names/sound_index.h
  struct Tables;
  explicit Transcription(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace concord
