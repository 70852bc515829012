// Whether two names in two languages can be the same name, by table and by sound.
//
//   NameMatcher matcher = NameMatcher::load(dirs);
//   matcher.compare({"en", "Ishiba Shigeru"}, {"en", "Shigeru Ishiba"}).same;          // true
//   // Many words against many: prepare each distinct word once, then compare prepared words (about
//   a microsecond). for (NameWordMatch m : matcher.match_words("ru", words, "en", others))
//   use(words[m.a], others[m.b], m.score);
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/flat_map.h"
#include "lang/base/name_value.h"
#include "lang/names/transcription.h"

namespace concord {

class ChineseReadings;
class KnownNames;

/// A name as printed, with the language it is printed in.
struct NameInLanguage {
  std::string_view lang;
  std::string_view text;
};

/// What NameMatcher says of two names.
struct NameVerdict {
  bool same = false;
  double score = 0;  ///< in [0, 1]; `same` is score >= NameMatcher::kSame
};

/// Two words that sound alike: indices into the lists given to match_words.
struct NameWordMatch {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  float score = 0;
};

/// Compares names by table (entities.tsv, CLDR) and by sound (transcription systems). Immutable
/// after load; may be used by many threads at once.
class NameMatcher {
 public:
  /// The score from which two names or two words count as the same.
  static constexpr double kSame = 0.5;
  /// Scores below this give no evidence: a SoundCache gives 0 for them at least.
  static constexpr double kFaint = 0.02;

  /// Throws InputError for a broken table.
  static NameMatcher load(const DataDirs& dirs);
  /// The image of the tables that load() takes where it finds it (lang/base/table_image.h).
  static std::string compile(const std::string& data_dir);
  /// Takes the known names of a language from where they are loaded already; they must outlive the
  /// matcher. Not once names are compared.
  void share(std::string_view lang, const KnownNames& known);
  ~NameMatcher();
  NameMatcher(NameMatcher&&) noexcept;
  NameMatcher& operator=(NameMatcher&&) noexcept;

  /// Whether the whole names can name the same person, place or organisation: case endings, order
  /// of words, diacritics, hyphens and the choice of transcription do not count. An empty name is
  /// the same as nothing.
  NameVerdict compare(NameInLanguage a, NameInLanguage b) const;

  /// The score of single words by sound only, in [0, 1]. The two words may be of any scripts. A
  /// score below `faint` may be given as 0, which saves most of the work.
  double compare_words(NameInLanguage a, NameInLanguage b, double faint = 0) const;

  /// A word made ready for many comparisons.
  SoundForm prepare(NameInLanguage word) const;
  /// The same, kept for a while for whoever asks for the word next; never null.
  std::shared_ptr<const SoundForm> prepared(NameInLanguage word) const;
  /// A word as far as unlike() needs it.
  SoundForm outline(NameInLanguage word) const;
  /// What prepared() gives for a word, from its outline.
  std::shared_ptr<const SoundForm> completed(NameInLanguage word, SoundForm outline) const;
  /// Whether compare_names() surely gives 0 for two words, which may be outlines.
  static bool unlike(const SoundForm& a, const SoundForm& b);
  /// The score of two prepared words; about a microsecond, and far less where they have no
  /// consonant in common.
  double compare_words(const SoundForm& a, const SoundForm& b) const;
  /// The same with names that have a form of their own in the other language (Mikhail, Mykhailo)
  /// and initials. A score below `faint` may be given as 0.
  double compare_names(const SoundForm& a, const SoundForm& b, double faint = 0) const;

  /// Whether two initials, or an initial and a given name, can be of one given name, by their first
  /// letters: by the transcription and by the names that have a form of their own in the other
  /// language. Sister languages in one script always agree.
  bool initials_agree(const SoundForm& a, const SoundForm& b) const;

  /// How a language reads the characters of Chinese names in its own way; null for one that does
  /// not, or has no table of it.
  const ChineseReadings* chinese_readings(std::string_view lang) const;

  /// The peoples, as bits of SyllabicSystem, whose family name a Latin word is; 0 for none.
  unsigned families_of(std::string_view word) const;

  /// All pairs of words that sound alike, with a score of at least `least`, in order of a, then b;
  /// of a word the kMostAlike best. Words are single tokens as printed; each is prepared once and
  /// compared with those that an index of sounds gives. Empty lists give none.
  std::vector<NameWordMatch> match_words(std::string_view lang_a,
                                         std::span<const std::string_view> a,
                                         std::string_view lang_b,
                                         std::span<const std::string_view> b,
                                         double least = kSame) const;
  /// The same with the scores of compare_names, of at least kSame.
  std::vector<NameWordMatch> match_names(std::string_view lang_a,
                                         std::span<const std::string_view> a,
                                         std::string_view lang_b,
                                         std::span<const std::string_view> b) const;
  /// More words that are alike are not names of a text, but hostile.
  static constexpr std::size_t kMostAlike = 64;

 private:
  struct Tables;
  explicit NameMatcher(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

/// The prepared words of one thread and the scores of those that were compared; a word that is
/// unlike all others is never prepared whole. Grows with the number of distinct words; clear()
/// empties it.
class SoundCache {
 public:
  /// The prepared form of a word; the reference is valid until clear().
  const SoundForm& get(const NameMatcher& matcher, NameInLanguage word) {
    return form(matcher, id(word));
  }
  /// Whether a word is taken for one in Cyrillic letters.
  bool is_cyrillic(const NameMatcher& matcher, NameInLanguage word) {
    return outline(matcher, id(word)).cyrillic;
  }
  /// NameMatcher::compare_names of two words, or 0 where that is below `least`, which is in (0, 1):
  /// the higher it is, the less it takes. Computed once for each pair, and again
  /// where it was below what was asked for and less is asked for now.
  double score(const NameMatcher& matcher, NameInLanguage a, NameInLanguage b,
               double least = NameMatcher::kFaint) {
    const std::uint32_t first = id(a);
    return score(matcher, first, id(b), least);
  }
  /// The number of a word, valid until clear(): for a caller that compares it more than once.
  std::uint32_t id(NameInLanguage word);
  /// The score of two words by their numbers.
  double score(const NameMatcher& matcher, std::uint32_t a, std::uint32_t b,
               double least = NameMatcher::kFaint);
  std::size_t size() const { return words_.size(); }
  void clear();

 private:
  /// A word as far as it was needed.
  struct Entry {
    std::unique_ptr<SoundForm> outline;  // until the form is made of it
    std::shared_ptr<const SoundForm> form;
  };
  /// What is known of the score of a pair.
  struct Score {
    double score = 0;  // 0 where it is below `least`
    double least = 0;
  };
  NameInLanguage word(std::uint32_t id) const;
  const SoundForm& outline(const NameMatcher& matcher, std::uint32_t id);
  const SoundForm& form(const NameMatcher& matcher, std::uint32_t id);

  std::vector<Entry> words_;
  StringSet ids_;            // language tag, NUL, surface form
  NumberMap<Score> scores_;  // by both ids
  std::string key_;
};

}  // namespace concord
