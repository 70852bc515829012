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

/// The groups of one, two and three neighbouring letters of a text, whatever their case; as a set
/// of hashes that may hold more than it should (Bloom 1970), never less.
class LetterGroups {
 public:
  explicit LetterGroups(std::u16string_view text);

  bool may_hold(std::uint16_t hash) const { return bits_[hash]; }

  /// The hash of one to three UTF-16 units.
  static std::uint16_t hash(std::u16string_view group);
  static constexpr std::size_t kBits = 8192;

 private:
  std::bitset<kBits> bits_;
};

/// The literals of which a text must hold at least one; none when nothing is known of a pattern.
class NeededLiterals {
 public:
  /// Reads an ICU regular expression (UTF-8) that has been compiled. What it does not understand
  /// counts as unknown.
  explicit NeededLiterals(std::string_view pattern);

  /// False when the pattern cannot match anywhere in the text of these groups.
  bool may_be_in(const LetterGroups& groups) const;

  /// The literals in small letters, for tests.
  const std::vector<std::u16string>& literals() const { return literals_; }

 private:
  std::vector<std::u16string> literals_;
  std::vector<std::vector<std::uint16_t>> hashes_;  // of each literal
};

}  // namespace concord
