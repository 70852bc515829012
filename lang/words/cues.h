// Finds words and phrases of closed classes in a sentence: what attributes, what hedges, what says
// he or she.
//
//   std::vector<Cue> cues = pack.claims.find(sentence.tokens);   // "is expected to": one, three
//   tokens
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/flat_map.h"
#include "lang/base/items.h"
#include "lang/words/word.h"

namespace concord {

/// What one table says of the tokens [first, first + count).
struct Cue {
  std::uint32_t first = 0;
  std::uint32_t count = 1;
  CueKinds kinds = 0;  ///< bits, see has()
  CueKinds maybe = 0;  ///< those that the words may mean, too
  template <class Kind>
  bool has(Kind kind) const {
    return (kinds >> static_cast<unsigned>(kind) & 1U) != 0;
  }
  std::uint32_t end() const { return first + count; }
};

/// A table of classes of words. A row is a kind, with "~" before it where its words may mean so but
/// need not; patterns separated by "; ", each one or more
/// words, in which "*" stands for any letters; a sentence that has the kind; one that has not. A
/// word may be of several kinds. Patterns of more words hide those within them, and what is "plain"
/// is of no kind. Immutable after load.
class CueRules {
 public:
  /// Where a table keeps what it knows of a word.
  using Place = CueWord Word::*;

  /// No cues.
  explicit CueRules(Place place) : place_(place) {}
  /// Reads `path`, whose rows are of `kinds` or "plain"; a missing file has no cues. Throws
  /// InputError for a row of another kind.
  static CueRules load(const std::string& path, std::span<const std::string_view> kinds,
                       Place place);

  bool empty() const { return words_.empty() && phrases_.empty(); }
  /// Whether any row is of a kind.
  template <class Kind>
  bool has(Kind kind) const {
    return (kinds_ >> static_cast<unsigned>(kind) & 1U) != 0;
  }
  /// What a word is by itself, and whether a phrase may begin with it.
  CueWord word(std::string_view folded) const;
  /// The cues of a sentence in order, disjoint.
  std::vector<Cue> find(const std::vector<Token>& tokens) const;

  /// Hands its parts to an ImageWriter or ImageReader, but for its place.
  template <class Image>
  void exchange(Image& image) {
    image(words_, affixes_, phrases_, parts_, text_, affixes_from_, phrases_from_, first_words_,
          open_from_, kinds_);
  }

 private:
  struct Builder;
  /// A word of a pattern, by its bytes in text_; between begin and end of an open one, which follow
  /// each other there, any letters may stand.
  struct Part {
    std::uint32_t at = 0;
    std::uint16_t begin = 0;  ///< how many bytes
    std::uint16_t end = 0;
    std::uint32_t open = 0;  ///< 1 or 0
  };
  /// A pattern, by its words in parts_.
  struct Phrase {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    CueWord word;
  };
  /// Numbers of phrases in buckets, in order.
  struct Index {
    static constexpr std::size_t kBuckets = 512;  // a power of two
    Items<std::uint32_t> numbers;
    std::array<std::uint32_t, kBuckets + 1> first{};  // of each bucket, and behind the last

    std::span<const std::uint32_t> bucket(std::uint64_t hash) const {
      const std::size_t at = hash % kBuckets;
      return {numbers.data() + first[at], first[at + 1] - first[at]};
    }
    template <class Image>
    void exchange(Image& image) {
      image(numbers, first);
    }
  };

  bool matches(const Part& part, std::string_view folded) const;
  /// Whether a phrase stands at a token.
  bool stands(const Phrase& phrase, const std::vector<Token>& tokens, std::uint32_t at) const;
  /// Widens a cue to the longest phrase that begins there, if any does.
  void match_phrase(const std::vector<Token>& tokens, Cue& cue) const;
  bool begins_phrase(std::string_view folded) const;

  Place place_;
  CueKinds kinds_ = 0;        // of all rows
  StringMap<CueWord> words_;  // whole words by themselves; without a kind: plain
  Items<Phrase> affixes_;     // single words that are open
  Items<Phrase> phrases_;     // two or more words, most first
  Items<Part> parts_;
  Items<char> text_;
  Index affixes_from_;     // by first letters
  Index phrases_from_;     // those whose first word is whole, by its hash
  StringSet first_words_;  // of these
  Index open_from_;        // the phrases whose first word is open, by first letters
};

/// Kinds of claims.tsv, in the order of its cue kinds: who says so, and how sure it is.
enum class ClaimKind : std::uint8_t {
  kSays,      ///< attributes a statement: "said", "according to"
  kThinks,    ///< attributes an opinion: "experts believe", "in the view of"
  kEcho,      ///< may stand for either, needs no counterpart itself: "urged", "survey"
  kAlleged,   ///< a hedge that others made: "allegedly", "is said to"
  kProbable,  ///< one of the writer's: "probably", "perhaps"
  kMay,       ///< a modal of what may be
  kCan,       ///< may stand for any of these, needs no counterpart: "able", "potential"
  kLoose,     ///< the same, more loosely: "if", "help"
  kPlan,      ///< what is planned: "intends to"
  kWill,      ///< what will be
  kAhead,     ///< may stand for either, needs no counterpart: "tomorrow", "to"
  kDone,      ///< what has come about: "took place", "has been"
};

/// Kinds of gender.tsv.
enum class GenderKind : std::uint8_t {
  kHe,         ///< a pronoun that stands for a man
  kShe,        ///< for a woman
  kMan,        ///< a word for a man: "businessman", "widower"
  kWoman,      ///< a word for a woman
  kManly,      ///< a man who is somebody's: "husband"; excuses, proves nothing
  kWomanly,    ///< such a woman
  kEither,     ///< names both, or a person of either: "his or her"
  kMasculine,  ///< a form that agrees with a masculine, which need not be a person
  kFeminine,   ///< with a feminine
  kThing,      ///< a pronoun of things or of several: "its", "they"
};

/// Ends of axes in directions.tsv: axis times two, plus the end.
constexpr std::size_t kDirectionAxes = 32;

/// The tables lang/data/<tag>/claims.tsv, gender.tsv and directions.tsv.
CueRules load_claims(const std::string& data_dir, std::string_view tag);
CueRules load_genders(const std::string& data_dir, std::string_view tag);
CueRules load_directions(const std::string& data_dir, std::string_view tag);

}  // namespace concord
