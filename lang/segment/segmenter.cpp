// Reads SRX 2.0 rules and splits sentences with them, or with ICU's break iterator where there are
// none.
#include "lang/segment/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <pugixml.hpp>

#include "lang/base/data_dirs.h"
#include "lang/base/needed_literals.h"
#include "lang/base/patterns.h"
#include "lang/base/table_image.h"
#include "lang/segment/shared_beginnings.h"
#include "text/common_letter.h"
#include "text/input_error.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// The rules of a file: those that break as one expression for each maximal run of them, within
/// which order does not matter; each of the others by itself, those that look back over little
/// first.
struct Rules {
  Patterns breaks;                     ///< of each run
  Patterns exceptions;                 ///< of each rule that does not break
  std::vector<NeededLiterals> needs;   ///< of each: what must stand before the position
  std::vector<std::uint32_t> longest;  ///< of each: the code points that it looks back over
  std::vector<std::uint32_t> before;   ///< of each: the number of runs that come before it

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(breaks, exceptions, needs, longest, before);
  }
};

void add_pattern(Patterns& patterns, const std::string& path, const std::string& pattern) {
  if (const std::string why = patterns.add(pattern); !why.empty())
    throw InputError(path, 0, "has a rule that PCRE2 refuses (" + why + ")", "fix " + pattern);
}

/// The names of the rule lists for a language: all whose languagepattern matches when the header
/// says cascade, else the first (SRX 2.0, section "maprules").
std::vector<std::string> rule_lists(const std::string& path, const pugi::xml_node& srx,
                                    const std::string& tag) {
  const bool cascade = std::string_view(srx.child("header").attribute("cascade").value()) == "yes";
  std::vector<std::string> names;
  PatternMatcher matcher;
  for (const pugi::xml_node& map : srx.child("body").child("maprules").children("languagemap")) {
    Patterns language;
    add_pattern(language, path, map.attribute("languagepattern").value());
    if (!matcher.try_at(language, 0, PatternEnds::kWhole, tag)) continue;
    names.emplace_back(map.attribute("languagerulename").value());
    if (!cascade) break;
  }
  return names;
}

// PCRE2 looks back over fixed lengths only; a `beforebreak` may have all lengths up to this.
constexpr std::uint32_t kLongestBefore = 100;  // code points
// Of an exception that looks back over no more than this, that is tried first: what follows may be
// a row of words.
constexpr std::uint32_t kShortBefore = 4;

/// A rule that does not break, while rules are collected.
struct Exception {
  std::string before;
  std::string after;
  std::uint32_t longest = 0;  ///< code points of what stands before
  std::uint32_t runs = 0;     ///< that come before it

  /// Tried at a given position. What stands before ends there (\G), from each place where it may
  /// begin.
  std::string pattern() const {
    const std::string follows = "(?=" + after + ")";
    if (before.empty()) return follows;
    std::string places;
    // Most places are within a word, where no word begins: that is seen soonest.
    const std::string word = before.starts_with("\\b") ? "(?!\\B)" : "";
    for (std::uint32_t size = 0; size <= longest; ++size) {
      places += (size == 0 ? "(?:" : "|") + ("(?<=" + word) + "(?=(?&before)\\G)(?s:.{" +
                std::to_string(size) + "}))";
    }
    places += ")";
    return "(?(DEFINE)(?<before>" + before + "))" +
           (longest <= kShortBefore ? places + follows : follows + places);
  }

  /// What must stand before; what looks ahead may look beyond the position.
  NeededLiterals needs() const {
    return before.find("(?=") == std::string::npos ? NeededLiterals(before) : NeededLiterals();
  }
};

/// Collects the rules of a file.
class RuleSource {
 public:
  explicit RuleSource(std::string path) : path_(std::move(path)) {}

  /// The rules of a list.
  void add(const pugi::xml_node& list) {
    for (const pugi::xml_node& rule : list.children("rule")) {
      const std::string before = rule.child_value("beforebreak");
      const std::string after = rule.child_value("afterbreak");
      // "yes" is the default.
      const bool breaks = std::string_view(rule.attribute("break").value()) != "no";
      breaks ? add_break(before, after) : add_exception(before, after);
    }
  }

  Rules rules() {
    std::stable_sort(exceptions_.begin(), exceptions_.end(),
                     [](const Exception& a, const Exception& b) { return a.longest < b.longest; });
    Rules rules;
    for (const std::string& run : runs_) add_pattern(rules.breaks, path_, run);
    for (const Exception& exception : exceptions_) {
      add_pattern(rules.exceptions, path_, exception.pattern());
      rules.needs.push_back(exception.needs());
      rules.longest.push_back(exception.longest);
      rules.before.push_back(exception.runs);
    }
    return rules;
  }

 private:
  /// A break is looked for from its first character on.
  void add_break(const std::string& before, const std::string& after) {
    in_run_ ? runs_.back() += '|' : runs_.emplace_back();
    runs_.back() += "(?:" + before + ")(?=" + after + ")";
    in_run_ = true;
  }
  void add_exception(const std::string& before, const std::string& after) {
    in_run_ = false;
    const std::uint32_t longest = before.empty() ? 0 : NeededLiterals(before).longest();
    if (longest > kLongestBefore) {
      throw InputError(path_, 0, "has a beforebreak without a break that may be too long",
                       "bound " + before + " to " + std::to_string(kLongestBefore) + " characters");
    }
    exceptions_.push_back({with_shared_beginnings(before), with_shared_beginnings(after), longest,
                           static_cast<std::uint32_t>(runs_.size())});
  }

  std::string path_;
  std::vector<std::string> runs_;  // of rules that break
  bool in_run_ = false;            // whether the last rule breaks
  std::vector<Exception> exceptions_;
};

Rules read_file_of_rules(const std::string& path, const std::string& tag) {
  pugi::xml_document document;
  const std::string bytes = read_file(path);
  if (const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size());
      !parsed) {
    throw InputError(path, 0, std::string("is not XML: ") + parsed.description(),
                     "check the segmentation rules");
  }
  const pugi::xml_node srx = document.child("srx");
  if (!srx || std::string_view(srx.attribute("version").value()) != "2.0") {
    throw InputError(path, 0, "is not SRX 2.0", "start it with <srx version=\"2.0\">");
  }
  RuleSource rules(path);
  for (const std::string& name : rule_lists(path, srx, tag)) {
    const pugi::xml_node list =
        srx.child("body")
            .child("languagerules")
            .find_child_by_attribute("languagerule", "languagerulename", name.c_str());
    if (!list)
      throw InputError(path, 0, "maps " + tag + " to the missing languagerule " + name, "add it");
    rules.add(list);
  }
  Rules all = rules.rules();
  if (all.breaks.size() + all.exceptions.size() == 0)
    throw InputError(path, 0, "has no rules for " + tag, "add a languagemap for it");
  return all;
}

/// The byte behind the character at `at`.
std::size_t behind(std::string_view text, std::size_t at) {
  next_code_point(text, at);
  return at;
}

/// The letters before a position, read back as far as they are asked for.
class LettersBefore {
 public:
  LettersBefore(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  /// Those of at least so many code points, where there are as many.
  const LetterGroups& last(std::uint32_t code_points) {
    for (; taken_ < code_points && at_ > 0; ++taken_) {
      const char32_t c = previous_code_point(text_, at_);
      if (U_IS_BMP(c)) {
        groups_.prepend(static_cast<char16_t>(c));
      } else {
        groups_.prepend(U16_TRAIL(c));
        groups_.prepend(U16_LEAD(c));
      }
    }
    return groups_;
  }

 private:
  std::string_view text_;
  std::size_t at_;
  std::uint32_t taken_ = 0;
  LetterGroups groups_;
};

/// Tells where the exceptions of a file hold.
class Exceptions {
 public:
  Exceptions(const Rules& rules, PatternMatcher& matcher, std::string_view text)
      : rules_(rules), matcher_(matcher), text_(text) {}

  /// Whether one of those before run `run` of the rules that break holds at a position. Most are
  /// refused by the letters before it, and the one that held last is tried first: that is why a
  /// text of abbreviations is not slow.
  bool hold(std::size_t run, std::size_t at) {
    LettersBefore letters(text_, at);
    const std::size_t first = last_;
    if (first < rules_.needs.size() && holds(first, run, letters, at)) return true;
    for (std::size_t rule = 0; rule < rules_.needs.size(); ++rule) {
      if (rule == first || !holds(rule, run, letters, at)) continue;
      last_ = rule;
      return true;
    }
    return false;
  }

 private:
  bool holds(std::size_t rule, std::size_t run, LettersBefore& letters, std::size_t at) {
    return rules_.before[rule] <= run &&
           rules_.needs[rule].may_be_in(letters.last(rules_.longest[rule])) &&
           matcher_.try_at(rules_.exceptions, rule, PatternEnds::kStart, text_, at);
  }

  const Rules& rules_;
  PatternMatcher& matcher_;
  std::string_view text_;
  std::size_t last_ = 0;  // the rule that held last
};

/// The positions at which the rules break `text`; in order, none at either end.
std::vector<std::size_t> breaks_by_rules(const Rules& rules, std::string_view text) {
  std::vector<std::size_t> breaks;
  PatternMatcher matcher;
  Exceptions exceptions(rules, matcher, text);
  for (std::size_t run = 0; run < rules.breaks.size(); ++run) {
    for (std::size_t from = 0;
         from < text.size() && matcher.try_at(rules.breaks, run, PatternEnds::kFree, text, from);) {
      const Span span = matcher.span();
      const std::size_t at = span.end;
      from = span.empty() ? behind(text, at) : at;
      if (at == 0 || at >= text.size()) continue;
      if (!exceptions.hold(run, at)) breaks.push_back(at);
    }
  }
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  return breaks;
}

// The rules see this many bytes at a time, from the begin of a sentence on, so that no text takes
// them more than linear time; so long a sentence is none, and is cut at a space. Debates that are
// printed as one paragraph have sentences of a few thousand letters.
constexpr std::size_t kWindow = 16384;
// Breaks so near to the end of a window wait for the next one, which shows what follows them.
constexpr std::size_t kContext = 512;
// Marks in a row that the rules see; rows of dots in tables have some dozens.
constexpr std::size_t kMostMarks = 64;

/// A character that no rule knows, of so many bytes (control characters, private use).
std::string_view no_mark(std::size_t bytes) {
  constexpr std::array<std::string_view, 4> kMarks = {"\x01", "\xC2\x81", "\xEE\x80\x80",
                                                      "\xF3\xB0\x80\x80"};
  return kMarks[bytes - 1];
}

/// Whether a text has more than kMostMarks bytes in a row that are neither common letters nor
/// spaces.
bool may_have_many_marks(std::string_view text) {
  std::size_t row = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t letter = text[at] == ' ' ? 1 : common_letter(text, at);
    row = letter > 0 ? 0 : row + 1;
    if (row > kMostMarks) return true;
    at += std::max<std::size_t>(letter, 1);
  }
  return false;
}

/// The text with at most kMostMarks marks in a row: a rule that takes all of a row is tried at each
/// of its marks.
std::string with_few_marks(std::string_view text) {
  std::string out(text);
  if (!may_have_many_marks(text)) return out;
  std::size_t row = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    row = is_letter(c) || is_digit(c) || is_space(c) ? 0 : row + 1;
    if (row > kMostMarks) out.replace(begin, at - begin, no_mark(at - begin));
  }
  return out;
}

/// The begin of the character that holds a byte.
std::size_t whole_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

/// Where a window without a break is cut: after its last space, else at its end.
std::size_t forced_break(std::string_view window) {
  for (std::size_t at = window.size() - 1; at > window.size() / 2; --at) {
    if (whole_character(window, at) != at) continue;
    std::size_t next = at;
    if (is_space(next_code_point(window, next))) return next;
  }
  return whole_character(window, window.size() - 1);
}

/// The positions at which the rules break a text of any length.
std::vector<std::size_t> breaks_of(const Rules& rules, std::string_view text) {
  std::vector<std::size_t> all;
  std::string seen;  // the last window, and where it breaks: a text may repeat itself
  std::vector<std::size_t> found;
  for (std::size_t from = 0; from < text.size();) {
    const bool last = text.size() - from <= kWindow;
    const std::string_view window =
        text.substr(from, last ? kWindow : whole_character(text, from + kWindow) - from);
    if (std::string shown = with_few_marks(window); shown != seen) {
      found = breaks_by_rules(rules, shown);
      seen = std::move(shown);
    }
    std::vector<std::size_t> breaks = found;
    while (!last && !breaks.empty() && breaks.back() + kContext > window.size()) breaks.pop_back();
    if (!last && breaks.empty()) breaks.push_back(forced_break(window));
    for (const std::size_t at : breaks) all.push_back(from + at);
    from = last ? text.size() : all.back();
  }
  return all;
}

ImageSources sources_of(const std::string& path) {
  ImageSources sources;
  sources.add_file(path);
  sources.add(Patterns::version());
  return sources;
}

std::string rules_of(const std::string& data_dir, const std::string& tag) {
  return data_dir + "/" + tag + "/segment.srx";
}

}  // namespace

struct Segmenter::Tagged {
  std::string tag;
  Rules rules;  // none: ICU's break iterator
};

Segmenter::Segmenter(std::unique_ptr<Tagged> rules) : rules_(std::move(rules)) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

Segmenter Segmenter::load(const std::string& data_dir, const std::string& tag) {
  auto rules = std::make_unique<Tagged>();
  rules->tag = tag;
  const std::string path = rules_of(data_dir, tag);
  if (!tag.empty() && std::filesystem::exists(path)) rules->rules = read_file_of_rules(path, tag);
  return Segmenter(std::move(rules));
}

Segmenter Segmenter::open(const DataDirs& dirs, const std::string& tag) {
  ImageReader image(dirs.lexicons + "/" + tag + ".segment", sources_of(rules_of(dirs.packs, tag)));
  if (!image.found()) return load(dirs.packs, tag);
  auto rules = std::make_unique<Tagged>();
  rules->tag = tag;
  image(rules->rules);
  return Segmenter(std::move(rules));
}

std::string Segmenter::compile(const std::string& data_dir, const std::string& tag) {
  ImageWriter image;
  image(load(data_dir, tag).rules_->rules);
  return image.bytes(sources_of(rules_of(data_dir, tag)));
}

std::vector<Span> Segmenter::split(std::string_view text, Span block) const {
  std::vector<Span> sentences;
  const auto add = [&](std::size_t begin, std::size_t end) {
    const Span sentence =
        trimmed(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (!sentence.empty()) sentences.push_back(sentence);
  };
  if (rules_->rules.breaks.size() > 0) {
    std::size_t begin = block.begin;
    for (const std::size_t at : breaks_of(rules_->rules, block.of(text))) {
      add(begin, block.begin + at);
      begin = block.begin + at;
    }
    add(begin, block.end);
    return sentences;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale(rules_->tag.c_str()), status));
  const std::string_view part = block.of(text);
  UText* utext =
      utext_openUTF8(nullptr, part.data(), static_cast<std::int64_t>(part.size()), &status);
  breaks->setText(utext, status);
  std::int32_t begin = breaks->first();
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE;
       begin = end, end = breaks->next()) {
    add(block.begin + static_cast<std::size_t>(begin), block.begin + static_cast<std::size_t>(end));
  }
  utext_close(utext);
  return sentences;
}

}  // namespace concord
