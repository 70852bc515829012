// A bilingual lexicon: stems of one side and their renderings on the other, with weights.
//
//   Lexicon lexicon = Lexicon::open("ru-en.lexicon");
//   LexiconId id = lexicon.find(Side::kSource, "\u0441\u0442\u043e\u0440\u043e\u043d");
//   for (const Rendering& r : lexicon.renderings(Side::kSource, id)) lexicon.text(Side::kTarget,
//   r.id);
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/words/word.h"
#include "text/side.h"

namespace concord {

/// A stem or a phrase of stems on one side of a lexicon; 0 is "not in the lexicon".
using LexiconId = std::uint32_t;

/// One rendering of a stem or phrase on the other side.
struct Rendering {
  LexiconId id = 0;
  float weight =
      0;  ///< in (0, 1]: how likely this rendering is, given that the entry is translated
  std::uint32_t origins = 0;  ///< bit i: Lexicon::origins()[i] has this pair
};

/// A stem or a multi-word unit found in a sentence: tokens [first, first + count).
struct LexicalUnit {
  std::uint32_t first = 0;
  std::uint32_t count = 1;
  LexiconId id = 0;
};

/// The first source of a lexicon that was joined over a third language.
constexpr std::string_view kJoinedOrigin = "packs";

/// An immutable lexicon of one language pair, memory-mapped from its compiled file; may be used by
/// many threads at once.
class Lexicon {
 public:
  /// A lexicon without entries: what a pair of languages without packs gets.
  Lexicon();
  /// Maps a compiled file. Throws InputError when it is missing, truncated, of another version or
  /// damaged in its header. The entries are not read before they are looked up; damaged ones give
  /// wrong renderings but nothing worse.
  static Lexicon open(const std::string& path);
  /// A lexicon of bytes in memory, as LexiconBuilder makes them, verified; `name` is for messages.
  static Lexicon of_bytes(std::string bytes, const std::string& name);
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  /// Reads the whole lexicon and throws InputError when it is damaged anywhere; `name` is for
  /// messages.
  void verify(const std::string& name) const;
  bool empty() const;
  /// A checksum of its entries, the same in both directions; 0 for an empty lexicon.
  std::uint64_t checksum() const;
  /// The language of a side, empty for an empty lexicon.
  std::string_view lang(Side side) const;
  /// The same lexicon read in the other direction.
  void reverse() { reversed_ = !reversed_; }
  /// The names of the sources it was compiled from ("pack", "mueller7", ...), at most 32.
  std::vector<std::string_view> origins() const;

  /// Whether it was joined from two lexicons over a third language: its first source is
  /// kJoinedOrigin. False for an empty lexicon.
  bool is_joined() const;

  /// The entry of a single stem (as Stemmer makes it) of one side, or 0. A stem that occurs in
  /// phrases only has an entry without renderings.
  LexiconId find(Side side, std::string_view stem) const;
  /// The renderings of an entry on the other side, in order of id; none for 0.
  std::span<const Rendering> renderings(Side side, LexiconId id) const;
  /// The stems of an entry, joined by spaces; empty for 0.
  std::string_view text(Side side, LexiconId id) const;
  /// One more than the largest id of a side.
  LexiconId size(Side side) const;
  /// All entries with renderings found in a sentence: single stems and multi-word units (they
  /// overlap), in order of first token, longer first. The words must come from a Vocabulary of this
  /// side of this lexicon.
  std::vector<LexicalUnit> units(Side side, const std::vector<Token>& tokens) const;

 private:
  struct Mapping;
  explicit Lexicon(std::unique_ptr<Mapping> mapping);
  std::size_t index(Side side) const {
    return static_cast<std::size_t>(reversed_ ? other(side) : side);
  }

  std::unique_ptr<Mapping> mapping_;
  bool reversed_ = false;
};

}  // namespace concord
