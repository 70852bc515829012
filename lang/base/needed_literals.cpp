// Reads regular expressions for what they cannot do without.
#include "lang/base/needed_literals.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>

namespace concord {
namespace {

char16_t small_letter(char16_t unit) {
  if (unit < 0x80) return unit >= 'A' && unit <= 'Z' ? static_cast<char16_t>(unit + 32) : unit;
  if (unit >= 0xD800 && unit <= 0xDFFF) return unit;  // half of a letter beyond our scripts
  return static_cast<char16_t>(u_tolower(unit));
}

// A literal needs no more groups than these to be distinguished from others.
constexpr std::size_t kGroupsOfLiteral = 6;

using Literals = std::vector<std::u16string>;

std::size_t shortest(const Literals& literals) {
  std::size_t size = literals.empty() ? 0 : literals[0].size();
  for (const std::u16string& literal : literals) size = std::min(size, literal.size());
  return size;
}

/// Recursive descent over
///
///   pattern = branch { "|" branch }     branch = { element [ quantifier ] }
///   element = "(" pattern ")" | "[" set "]" | "\" escape | letter
///
/// giving for each the literals of which one must be there; none: nothing is known. Throws Unknown
/// for what it does not read.
class Reader {
 public:
  struct Unknown {};

  explicit Reader(std::u16string_view pattern) : pattern_(pattern) {}

  Literals pattern() {
    Literals all;
    bool known = true;
    for (;;) {
      const Literals branch = this->branch();
      known = known && !branch.empty();
      all.insert(all.end(), branch.begin(), branch.end());
      if (at_ == pattern_.size() || pattern_[at_] != u'|') break;
      ++at_;
    }
    return known ? all : Literals();
  }
  bool at_end() const { return at_ == pattern_.size(); }

 private:
  /// The best that one element of a sequence offers: the longest of the shortest.
  struct Best {
    Literals literals;
    void offer(const Literals& other) {
      if (shortest(other) > shortest(literals)) literals = other;
    }
  };

  Literals branch() {
    Best best;
    std::u16string run;  // letters that follow one another
    const auto end_run = [&] {
      if (!run.empty()) best.offer({run});
      run.clear();
    };
    while (at_ < pattern_.size() && pattern_[at_] != u'|' && pattern_[at_] != u')') {
      if (pattern_[at_] == u'(') {
        const Literals inside = group();
        end_run();
        if (least_count() > 0) best.offer(inside);
        continue;
      }
      const std::optional<char16_t> letter = single();
      const std::size_t before = at_;
      const std::size_t least = least_count();
      if (letter && least > 0) run += *letter;
      // A repeated letter, and what is not a letter, ends the run.
      if (!letter || at_ != before) end_run();
    }
    end_run();
    return best.literals;
  }

  /// A group with its brackets; of those that look around and those that only set flags nothing is
  /// known.
  Literals group() {
    ++at_;
    bool looks = false;
    if (starts(u"?")) {
      if (starts(u"?<=") || starts(u"?<!")) {
        looks = true;
        at_ += 3;
      } else if (starts(u"?=") || starts(u"?!")) {
        looks = true;
        at_ += 2;
      } else if (starts(u"?<")) {
        at_ = pattern_.find(u'>', at_);
        if (at_ == std::u16string_view::npos) throw Unknown();
        ++at_;
      } else if (starts(u"?>") || starts(u"?:")) {
        at_ += 2;
      } else {  // flags: (?i) or (?i:...); with x, spaces and # mean something else
        while (++at_ < pattern_.size() && pattern_[at_] != u')' && pattern_[at_] != u':') {
          if (pattern_[at_] != u'i' && pattern_[at_] != u's' && pattern_[at_] != u'm')
            throw Unknown();
        }
        if (at_ == pattern_.size()) throw Unknown();
        if (pattern_[at_++] == u')') return {};
      }
    }
    Literals inside = pattern();
    if (at_ == pattern_.size()) throw Unknown();
    ++at_;
    return looks ? Literals() : inside;
  }

  /// One letter, set, escape or anchor; the letter when it stands for itself.
  std::optional<char16_t> single() {
    const char16_t c = pattern_[at_++];
    if (c == u'[') {
      // Sets nest ("[[a-z]&&[^b]]"), and a bracket may be escaped.
      for (int depth = 1; depth > 0; ++at_) {
        if (at_ >= pattern_.size()) throw Unknown();
        if (pattern_[at_] == u'\\') {
          ++at_;
        } else if (pattern_[at_] == u'[') {
          ++depth;
        } else if (pattern_[at_] == u']') {
          --depth;
        }
      }
      return std::nullopt;
    }
    if (c == u'.' || c == u'^' || c == u'$') return std::nullopt;
    if (c != u'\\') return small_letter(c);
    if (at_ == pattern_.size()) throw Unknown();
    const char16_t escaped = pattern_[at_++];
    const bool alphanumeric = escaped < 0x80 && u_isalnum(escaped) != 0;
    if (!alphanumeric) return small_letter(escaped);
    if (escaped == u'Q' || escaped == u'x' || escaped == u'u' || escaped == u'U' || escaped == u'N')
      throw Unknown();
    if (at_ < pattern_.size() && pattern_[at_] == u'{') {  // \p{Uppercase}
      at_ = pattern_.find(u'}', at_);
      if (at_ == std::u16string_view::npos) throw Unknown();
      ++at_;
    }
    return std::nullopt;
  }

  /// Moves after a quantifier; how often the element before it must be there.
  std::size_t least_count() {
    if (at_ == pattern_.size()) return 1;
    std::size_t least = 1;
    switch (pattern_[at_]) {
      case u'?':
      case u'*':
        least = 0;
        ++at_;
        break;
      case u'+':
        ++at_;
        break;
      case u'{':
        least = at_ + 1 < pattern_.size() && pattern_[at_ + 1] == u'0' ? 0 : 1;
        at_ = pattern_.find(u'}', at_);
        if (at_ == std::u16string_view::npos) throw Unknown();
        ++at_;
        break;
      default:
        return 1;
    }
    // Lazy or possessive.
    if (at_ < pattern_.size() && (pattern_[at_] == u'?' || pattern_[at_] == u'+')) ++at_;
    return least;
  }

  bool starts(std::u16string_view with) const { return pattern_.substr(at_).starts_with(with); }

  std::u16string_view pattern_;
  std::size_t at_ = 0;
};

}  // namespace

std::uint16_t LetterGroups::hash(std::u16string_view group) {
  std::uint64_t value = group.size();
  for (const char16_t unit : group) value = value << 16 | unit;
  // Multiplicative hashing (Knuth, volume 3, section 6.4), by 2^64 over the golden ratio; the top
  // 13 bits.
  static_assert(kBits == std::size_t{1} << 13);
  return static_cast<std::uint16_t>(value * 0x9E3779B97F4A7C15ULL >> 51);
}

LetterGroups::LetterGroups(std::u16string_view text) {
  std::array<char16_t, 3> last = {};  // the letters up to here, the newest last
  for (std::size_t i = 0; i < text.size(); ++i) {
    last = {last[1], last[2], small_letter(text[i])};
    const std::u16string_view letters(last.data(), last.size());
    for (std::size_t size = 1; size <= std::min<std::size_t>(i + 1, 3); ++size)
      bits_.set(hash(letters.substr(3 - size)));
  }
}

NeededLiterals::NeededLiterals(std::string_view pattern) {
  const icu::UnicodeString units =
      icu::UnicodeString::fromUTF8({pattern.data(), static_cast<std::int32_t>(pattern.size())});
  try {
    Reader reader({units.getBuffer(), static_cast<std::size_t>(units.length())});
    literals_ = reader.pattern();
    if (!reader.at_end()) literals_.clear();
  } catch (const Reader::Unknown&) {
    literals_.clear();
  }
  for (const std::u16string& literal : literals_) {
    std::vector<std::uint16_t>& hashes = hashes_.emplace_back();
    const std::size_t size = std::min<std::size_t>(literal.size(), 3);
    for (std::size_t i = 0; i + size <= literal.size() && i < kGroupsOfLiteral; ++i)
      hashes.push_back(LetterGroups::hash(std::u16string_view(literal).substr(i, size)));
  }
}

bool NeededLiterals::may_be_in(const LetterGroups& groups) const {
  if (hashes_.empty()) return true;
  return std::any_of(
      hashes_.begin(), hashes_.end(), [&](const std::vector<std::uint16_t>& literal) {
        return std::all_of(literal.begin(), literal.end(),
                           [&](std::uint16_t hash) { return groups.may_hold(hash); });
      });
}

}  // namespace concord
