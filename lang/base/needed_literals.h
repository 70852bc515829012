// Which words a text must hold for a regular expression to match in it: most patterns are refused
// by that alone.
//
//   NeededLiterals needs("(?i)(?:read also|see)\\s*:.+");   // "read also" or "see"
//   if (!needs.may_be_in(LetterGroups(u"The port opened."))) skip();
//
// The idea is RE2's (re2/prefilter.h): from the parts of a pattern that cannot be left out, those
// most selective literals.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// The groups of one, two and three neighbouring letters of a text, as they stand and whatever
/// their case; as sets of hashes that may hold more than they should (Bloom 1970), never less.
class LetterGroups {
 public:
  explicit LetterGroups(std::u16string_view text);
  /// Those of no text yet.
  LetterGroups() = default;
  /// Puts a letter (a UTF-16 unit) before the text.
  void prepend(char16_t letter);

  /// Groups in any case are those of small letters.
  bool may_hold(std::uint16_t hash, bool exact) const {
    return (sets_[hash] & (exact ? kExact : kAnyCase)) != 0;
  }

  /// The hash of one to three UTF-16 units, less than kHashes.
  static std::uint16_t hash(std::u16string_view group);
  static constexpr std::size_t kHashes = 8192;

 private:
  static constexpr std::uint8_t kExact = 1;
  static constexpr std::uint8_t kAnyCase = 2;

  std::array<std::uint8_t, kHashes> sets_{};  // which of the two sets hold a hash
  std::array<char16_t, 3> first_{};           // with which what was prepended begins
  std::size_t firsts_ = 0;                    // of them
};

/// Letters with which a text may begin: ASCII one by one, others by classes.
class FirstLetters {
 public:
  static FirstLetters all();
  bool contains(char32_t letter) const {
    return letter < 0x80 ? ascii_[letter] : (other_ & class_of(letter)) != 0;
  }

  void add(char16_t letter, bool exact);
  void add_uppercase(bool exact);
  void add_alphabetic();
  /// At least those that are not among these.
  FirstLetters others() const;
  FirstLetters& operator|=(const FirstLetters& more) {
    ascii_ |= more.ascii_;
    other_ |= more.other_;
    return *this;
  }

 private:
  static constexpr std::uint8_t kLowerLetter = 1;
  static constexpr std::uint8_t kLetter = 2;  ///< of another kind
  static constexpr std::uint8_t kNoLetter = 4;
  static constexpr std::uint8_t kFoldsToAscii = 8;  ///< matches ASCII letters in any case, too
  static std::uint8_t class_of(char32_t letter);

  std::bitset<128> ascii_;
  std::uint8_t other_ = 0;    // classes of those beyond ASCII
  bool all_letters_ = false;  // all of them are among the members
};

/// What a text must hold, how it must begin and how long it may be for a pattern to match.
class NeededLiterals {
 public:
  /// Reads a regular expression (UTF-8). What it does not understand counts as unknown.
  explicit NeededLiterals(std::string_view pattern);
  /// Nothing is known.
  NeededLiterals() = default;

  static constexpr std::uint32_t kNoLimit = ~std::uint32_t{0};
  /// The code points of the longest text that the pattern can match, white space in a row counted
  /// as one, and of what it looks ahead for; kNoLimit where there is no bound.
  std::uint32_t most() const { return most_; }

  /// The code points of the longest text that the pattern can match; none of those from an image.
  std::uint32_t longest() const { return longest_; }

  /// Whether a match ends where the text does.
  bool at_end() const { return at_end_; }
  /// With which letters the text of a match may begin.
  const FirstLetters& first() const { return first_; }

  /// False when the pattern cannot match anywhere in the text of these groups.
  bool may_be_in(const LetterGroups& groups) const;

  /// Hands what may_be_in() needs to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(needs_, most_, first_, exact_, at_end_);
  }

  /// The literals of the longest list, for tests; none of those from an image.
  const std::vector<std::u16string>& literals() const { return literals_; }

 private:
  std::vector<std::u16string> literals_;
  // Hashes of each literal of some lists; of each list one literal must be there.
  std::vector<std::vector<std::vector<std::uint16_t>>> needs_;
  std::uint32_t most_ = kNoLimit;
  std::uint32_t longest_ = kNoLimit;
  FirstLetters first_ = FirstLetters::all();
  bool exact_ = false;
  bool at_end_ = false;
};

}  // namespace concord
