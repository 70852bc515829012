// Reads regular expressions for what they cannot do without.
#include "lang/base/needed_literals.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>

namespace concord {
namespace {

/// A letter in any case as one.
char16_t small_letter(char16_t unit) {
  if (unit < 0x80) return unit >= 'A' && unit <= 'Z' ? static_cast<char16_t>(unit + 32) : unit;
  if (unit >= 0x400 && unit < 0x460) {  // Cyrillic in blocks of 16, 32, 32 and 16 letters
    const int down = unit < 0x410 ? 0x50 : unit < 0x430 ? 0x20 : 0;
    return static_cast<char16_t>(unit + down);
  }
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

/// A number of code points, kNoLimit or less.
using Length = std::uint32_t;
constexpr Length kNoLimit = NeededLiterals::kNoLimit;

Length sum_of(Length a, Length b) { return a > kNoLimit - b ? kNoLimit : a + b; }

/// So many at most, each of which is at most so long.
Length product_of(Length times, Length each) {
  if (times == 0 || each == 0) return 0;
  return each > kNoLimit / times ? kNoLimit : times * each;
}

/// What is known of a part of a pattern.
struct Known {
  std::vector<Literals> needs;  ///< of each list one literal must be there
  Length most = 0;      ///< code points that it takes at most, those it looks ahead for included
  Length longest = 0;   ///< code points of its text at most, white space not counted as one
  FirstLetters first;   ///< with which of them its text may begin
  bool empty = true;    ///< whether its text may be empty
  bool spaces = false;  ///< whether it is one of white space

  /// The most selective list: the longest of the shortest; none when there is none.
  Literals best() const {
    Literals best;
    for (const Literals& literals : needs) {
      if (shortest(literals) > shortest(best)) best = literals;
    }
    return best;
  }
};

/// How often an element stands.
struct Times {
  std::size_t least = 1;
  Length most = 1;
};

/// The longest text, in any case, of a letter: "ss" for the sharp s (Unicode's full case folding).
Length folded_length(char16_t letter) {
  const bool simple = letter < 0x80 || (letter >= 0x400 && letter < 0x500);
  return simple ? 1 : 3;
}

/// Recursive descent over
///
///   pattern = branch { "|" branch }     branch = { element [ quantifier ] }
///   element = "(" pattern ")" | "[" set "]" | "\" escape | letter
///
/// giving for each the literals of which one must be there; how long the text is that it takes,
/// where white space in a row counts as one; and how it begins. Throws Unknown for what it does not
/// read.
class Reader {
 public:
  struct Unknown {};

  /// `exact` says that the letters of the pattern stand for themselves only.
  Reader(std::u16string_view pattern, bool exact) : pattern_(pattern), exact_(exact) {}

  Known pattern() {
    Known all;
    bool every = true;  // whether every branch needs something
    for (std::size_t branches = 1;; ++branches) {
      Known branch = this->branch();
      every = every && !branch.needs.empty();
      all.most = std::max(all.most, branch.most);
      all.longest = std::max(all.longest, branch.longest);
      all.first |= branch.first;
      all.empty = branch.empty || (branches > 1 && all.empty);
      if (branches == 1) all.needs = branch.needs;
      if (branches > 1 && every) {
        all.needs = {all.best()};
        const Literals best = branch.best();
        all.needs.front().insert(all.needs.front().end(), best.begin(), best.end());
      }
      if (at_ == pattern_.size() || pattern_[at_] != u'|') break;
      branches_ = branches_ || depth_ == 0;
      ++at_;
    }
    if (!every) all.needs.clear();
    return all;
  }
  bool at_end() const { return at_ == pattern_.size(); }
  /// Whether the pattern has alternatives that are not in a group.
  bool has_branches() const { return branches_; }
  /// Whether a part of the pattern takes letters in any case.
  bool has_any_case() const { return any_case_; }

 private:
  /// Puts an element behind what is known of a branch.
  static void follow(Known& branch, const Known& element, Times times) {
    if (times.least > 0)
      branch.needs.insert(branch.needs.end(), element.needs.begin(), element.needs.end());
    const Length most = element.spaces ? std::min<Length>(times.most, 1) : times.most;
    branch.most = sum_of(branch.most, product_of(most, element.most));
    branch.longest = sum_of(branch.longest, product_of(times.most, element.longest));
    if (branch.empty) branch.first |= element.first;
    branch.empty = branch.empty && (element.empty || times.least == 0);
  }

  Known branch() {
    Known all;
    std::u16string run;  // letters that follow one another
    const auto end_run = [&] {
      if (!run.empty()) all.needs.push_back({run});
      run.clear();
    };
    while (at_ < pattern_.size() && pattern_[at_] != u'|' && pattern_[at_] != u')') {
      if (pattern_[at_] == u'(') {
        const Known inside = group();
        end_run();
        follow(all, inside, times());
        continue;
      }
      const std::size_t begin = at_;
      const std::optional<char16_t> letter = single();
      const std::size_t before = at_;
      Known element = element_of(pattern_.substr(begin, before - begin), letter);
      const Times count = times();
      if (letter && count.least > 0) run += *letter;
      follow(all, element, count);
      // A repeated letter, and what is not a letter, ends the run.
      if (!letter || at_ != before) end_run();
    }
    end_run();
    return all;
  }

  /// One letter, set, escape or anchor; a letter needs nothing here, it is part of a run.
  Known element_of(std::u16string_view text, std::optional<char16_t> letter) const {
    Known known;
    known.most = length_of(text, letter);
    known.empty = !letter && (text == u"^" || text == u"$" || text == u"\\b" || text == u"\\B");
    known.spaces = text == u"\\s";
    known.longest = letter ? 1 : known.empty ? 0 : known.most;
    if (known.empty) return known;
    if (letter) {
      known.first.add(*letter, exact_);
    } else if (text.front() == u'[') {
      set_of(text, known);
    } else if (text == u"\\p{Uppercase}") {
      known.first.add_uppercase(exact_);
    } else {
      known.first = FirstLetters::all();
    }
    return known;
  }

  /// A set of single characters, ranges of few, spaces and the property Alphabetic or Uppercase;
  /// of another nothing is known.
  void set_of(std::u16string_view text, Known& known) const {
    const bool negated = text.starts_with(u"[^");
    FirstLetters members;
    Literals letters;
    bool few = !negated;
    for (std::size_t at = negated ? 2 : 1; at + 1 < text.size(); ++at) {
      const std::u16string_view rest = text.substr(at);
      if (rest.starts_with(u"\\p{Uppercase}") || rest.starts_with(u"\\p{Alphabetic}")) {
        const bool upper = rest[3] == u'U';
        upper ? members.add_uppercase(exact_) : members.add_alphabetic();
        few = false;
        at += rest.find(u'}');
        continue;
      }
      const bool escaped = text[at] == u'\\';
      if (escaped) ++at;
      const char16_t c = text[at];
      if (c == u'[' || c == u'&' || c >= 0xD800 || (escaped && c < 0x80 && u_isalnum(c))) {
        known.first = FirstLetters::all();
        return;
      }
      char16_t last = c;
      if (at + 3 < text.size() && text[at + 1] == u'-' && text[at + 2] != u'\\') {
        last = text[at + 2];
        at += 2;
      }
      for (char32_t member = c; member <= last; ++member) {
        members.add(static_cast<char16_t>(member), exact_);
        if (few)
          letters.push_back({exact_ ? static_cast<char16_t>(member)
                                    : small_letter(static_cast<char16_t>(member))});
        few = few && letters.size() <= kFewLetters;
      }
    }
    known.first = members;
    if (negated) known.first = exact_ ? members.others() : FirstLetters::all();
    if (few && !letters.empty()) known.needs.push_back(letters);
  }

  /// How long the text of an element is, at most.
  static Length length_of(std::u16string_view text, std::optional<char16_t> letter) {
    if (letter) return folded_length(*letter);
    if (text.front() != u'\\') return 1;
    const char16_t escaped = text[1];
    // Line ends are one or two; what a group has taken, and clusters of marks, may be any.
    if (escaped == u'R') return 2;
    const bool any = escaped == u'X' || escaped == u'k' || (escaped >= u'0' && escaped <= u'9');
    return any ? kNoLimit : 1;
  }

  /// A group with its brackets. What a group looks for ahead must be in the text like what it
  /// takes; of the others that look around and of those that only set flags nothing is known.
  Known group() {
    ++at_;
    bool looks = false;  // back, or for what must not be there
    const bool ahead = starts(u"?=");
    if (starts(u"?")) {
      if (starts(u"?<=") || starts(u"?<!")) {
        looks = true;
        at_ += 3;
      } else if (starts(u"?=") || starts(u"?!")) {
        looks = starts(u"?!");
        at_ += 2;
      } else if (starts(u"?<")) {
        at_ = pattern_.find(u'>', at_);
        if (at_ == std::u16string_view::npos) throw Unknown();
        ++at_;
      } else if (starts(u"?>") || starts(u"?:")) {
        at_ += 2;
      } else {  // flags: (?i) or (?i:...); with x, spaces and # mean something else
        while (++at_ < pattern_.size() && pattern_[at_] != u')' && pattern_[at_] != u':') {
          // What stands for itself again within a part in any case is looked for in any case.
          if (pattern_[at_] != u'i' && pattern_[at_] != u's' && pattern_[at_] != u'm' &&
              pattern_[at_] != u'-')
            throw Unknown();
          any_case_ = any_case_ || pattern_[at_] == u'i';
        }
        if (at_ == pattern_.size()) throw Unknown();
        if (pattern_[at_++] == u')') return {};
      }
    }
    ++depth_;
    Known inside = pattern();
    --depth_;
    if (at_ == pattern_.size()) throw Unknown();
    ++at_;
    if (ahead) inside.empty = true;
    if (ahead) inside.longest = 0;
    if (ahead) inside.first = {};
    return looks ? Known() : inside;
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
    if (c != u'\\') return exact_ ? c : small_letter(c);
    if (at_ == pattern_.size()) throw Unknown();
    const char16_t escaped = pattern_[at_++];
    const bool alphanumeric = escaped < 0x80 && u_isalnum(escaped) != 0;
    if (!alphanumeric) return exact_ ? escaped : small_letter(escaped);
    if (escaped == u'Q' || escaped == u'x' || escaped == u'u' || escaped == u'U' || escaped == u'N')
      throw Unknown();
    if (at_ < pattern_.size() && pattern_[at_] == u'{') {  // \p{Uppercase}
      at_ = pattern_.find(u'}', at_);
      if (at_ == std::u16string_view::npos) throw Unknown();
      ++at_;
    }
    return std::nullopt;
  }

  /// Moves after a quantifier; how often the element before it may be there.
  Times times() {
    if (at_ == pattern_.size()) return {};
    Times times;
    switch (pattern_[at_]) {
      case u'?':
        times = {0, 1};
        ++at_;
        break;
      case u'*':
        times = {0, kNoLimit};
        ++at_;
        break;
      case u'+':
        times = {1, kNoLimit};
        ++at_;
        break;
      case u'{':
        times = bounds();
        break;
      default:
        return {};
    }
    // Lazy or possessive.
    if (at_ < pattern_.size() && (pattern_[at_] == u'?' || pattern_[at_] == u'+')) ++at_;
    return times;
  }

  /// "{2}", "{2,}" or "{2,4}".
  Times bounds() {
    const std::size_t end = pattern_.find(u'}', at_);
    if (end == std::u16string_view::npos) throw Unknown();
    const std::u16string_view inside = pattern_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    const std::size_t comma = inside.find(u',');
    Times times;
    times.least = number(inside.substr(0, comma));
    times.most = comma == std::u16string_view::npos ? static_cast<Length>(times.least)
                 : comma + 1 == inside.size()       ? kNoLimit
                                                    : number(inside.substr(comma + 1));
    return times;
  }
  static Length number(std::u16string_view digits) {
    Length value = 0;
    for (const char16_t digit : digits) {
      if (digit < u'0' || digit > u'9' || value > 100'000) throw Unknown();
      value = 10 * value + (digit - u'0');
    }
    return value;
  }

  bool starts(std::u16string_view with) const { return pattern_.substr(at_).starts_with(with); }

  // A set of more says little.
  static constexpr std::size_t kFewLetters = 12;

  std::u16string_view pattern_;
  bool exact_ = false;
  bool any_case_ = false;
  bool branches_ = false;
  int depth_ = 0;  // of groups
  std::size_t at_ = 0;
};

}  // namespace

namespace {

/// Multiplicative hashing (Knuth, volume 3, section 6.4), by 2^64 over the golden ratio; the top 13
/// bits. `value` holds the number of letters before them.
std::uint16_t hash_of_letters(std::uint64_t value) {
  return static_cast<std::uint16_t>(value * 0x9E3779B97F4A7C15ULL >> 51);
}

/// The hash of the last letters of a text, as many as `size`; each letter takes 16 bits.
template <unsigned size>
std::uint16_t hash_of_last(std::uint64_t letters) {
  constexpr std::uint64_t kLetters = (std::uint64_t{1} << 16 * size) - 1;
  return hash_of_letters(std::uint64_t{size} << 16 * size | (letters & kLetters));
}

}  // namespace

std::uint16_t LetterGroups::hash(std::u16string_view group) {
  std::uint64_t value = group.size();
  for (const char16_t unit : group) value = value << 16 | unit;
  static_assert(kHashes == std::size_t{1} << 13);
  return hash_of_letters(value);
}

LetterGroups::LetterGroups(std::u16string_view text) {
  // The last three letters, as they stand and small.
  constexpr std::uint64_t kLetters = (std::uint64_t{1} << 48) - 1;
  std::uint64_t exact = 0;
  std::uint64_t small = 0;
  // Before the first letter stand zeros, which are in no literal.
  const auto add = [&](std::uint64_t letters, std::uint8_t set) {
    sets_[hash_of_last<1>(letters)] |= set;
    sets_[hash_of_last<2>(letters)] |= set;
    sets_[hash_of_last<3>(letters)] |= set;
  };
  for (const char16_t unit : text) {
    exact = (exact << 16 | unit) & kLetters;
    small = (small << 16 | small_letter(unit)) & kLetters;
    if (exact == small) {
      add(exact, kExact | kAnyCase);
    } else {
      add(exact, kExact);
      add(small, kAnyCase);
    }
  }
}

void LetterGroups::prepend(char16_t letter) {
  first_ = {letter, first_[0], first_[1]};
  firsts_ = std::min(firsts_ + 1, first_.size());
  std::array<char16_t, 3> small{};
  std::transform(first_.begin(), first_.end(), small.begin(), small_letter);
  for (std::size_t size = 1; size <= firsts_; ++size) {
    sets_[hash({first_.data(), size})] |= kExact;
    sets_[hash({small.data(), size})] |= kAnyCase;
  }
}

void FirstLetters::add(char16_t letter, bool exact) {
  if (!exact) {
    const char16_t small = small_letter(letter);
    if (small < 0x80) ascii_.set(small);
    if (small >= 'a' && small <= 'z') ascii_.set(small - 32);
    if (letter < 0x80 && u_isalpha(letter)) other_ |= kFoldsToAscii;
    if (letter >= 0x80) {  // its other cases may be anything
      other_ = ~std::uint8_t{0};
      ascii_.set();
    }
  } else if (letter < 0x80) {
    ascii_.set(letter);
  } else {
    other_ |= class_of(letter);
  }
}

void FirstLetters::add_uppercase(bool exact) {
  for (char c = 'A'; c <= 'Z'; ++c) {
    ascii_.set(static_cast<std::size_t>(c));
    if (!exact) ascii_.set(static_cast<std::size_t>(c) + 32);
  }
  other_ = static_cast<std::uint8_t>(other_ | (exact ? ~kLowerLetter : ~0));
}

void FirstLetters::add_alphabetic() {
  for (char c = 'A'; c <= 'Z'; ++c) {
    ascii_.set(static_cast<std::size_t>(c));
    ascii_.set(static_cast<std::size_t>(c) + 32);
  }
  other_ = ~std::uint8_t{0};
  all_letters_ = true;
}

FirstLetters FirstLetters::others() const {
  FirstLetters others;
  others.ascii_ = ~ascii_;
  // A class that has some of the members has others, too.
  others.other_ = all_letters_ ? kNoLetter : ~std::uint8_t{0};
  return others;
}

FirstLetters FirstLetters::all() {
  FirstLetters all;
  all.ascii_.set();
  all.other_ = ~std::uint8_t{0};
  return all;
}

std::uint8_t FirstLetters::class_of(char32_t letter) {
  constexpr char32_t kKelvin = 0x212A;
  constexpr char32_t kLongS = 0x17F;
  // Ligatures of Latin letters are found where their letters are looked for.
  const bool ligature = letter >= 0xFB00 && letter <= 0xFB06;
  if (letter == kKelvin || letter == kLongS || letter == 0xDF || letter == 0x1E9E || ligature)
    return kLetter | kLowerLetter | kFoldsToAscii;
  switch (u_charType(static_cast<UChar32>(letter))) {
    case U_LOWERCASE_LETTER:
      return kLowerLetter;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_OTHER_LETTER:
    case U_MODIFIER_LETTER:
      return kLetter;
    default:
      return kNoLetter;
  }
}

NeededLiterals::NeededLiterals(std::string_view pattern) {
  const icu::UnicodeString units =
      icu::UnicodeString::fromUTF8({pattern.data(), static_cast<std::int32_t>(pattern.size())});
  const std::u16string_view text(units.getBuffer(), static_cast<std::size_t>(units.length()));
  Known known;
  known.most = known.longest = kNoLimit;
  const auto read = [&](bool exact) {
    Reader reader(text, exact);
    const Known all = reader.pattern();
    if (!reader.at_end()) throw Reader::Unknown();
    exact_ = exact;
    known = all;
    at_end_ = text.ends_with(u'$') && !text.ends_with(u"\\$") && !reader.has_branches();
    return reader.has_any_case();
  };
  try {
    if (read(true)) read(false);
  } catch (const Reader::Unknown&) {
    known = {};
    known.most = known.longest = kNoLimit;
    at_end_ = false;
  }
  most_ = known.most;
  longest_ = known.longest;
  first_ = known.empty ? FirstLetters::all() : known.first;
  literals_ = known.best();
  for (const Literals& literals : known.needs) {
    std::vector<std::vector<std::uint16_t>>& any = needs_.emplace_back();
    for (const std::u16string& literal : literals) {
      std::vector<std::uint16_t>& hashes = any.emplace_back();
      const std::size_t size = std::min<std::size_t>(literal.size(), 3);
      for (std::size_t i = 0; i + size <= literal.size() && i < kGroupsOfLiteral; ++i)
        hashes.push_back(LetterGroups::hash(std::u16string_view(literal).substr(i, size)));
    }
  }
}

bool NeededLiterals::may_be_in(const LetterGroups& groups) const {
  const auto holds = [&](const std::vector<std::uint16_t>& literal) {
    for (const std::uint16_t hash : literal) {
      if (!groups.may_hold(hash, exact_)) return false;
    }
    return true;
  };
  for (const std::vector<std::vector<std::uint16_t>>& any : needs_) {
    if (std::none_of(any.begin(), any.end(), holds)) return false;
  }
  return true;
}

}  // namespace concord
