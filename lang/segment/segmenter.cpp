// Reads SRX 2.0 rules and splits sentences with them, or with ICU's break iterator where there are
// none.
#include "lang/segment/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <pugixml.hpp>

#include "lang/base/data_dirs.h"
#include "lang/base/needed_literals.h"
#include "lang/base/patterns.h"
#include "lang/base/table_image.h"
#include "text/common_letter.h"
#include "text/input_error.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// Maximal runs of rules that all break or all do not, each as one regular expression. Within such
/// a run the order of rules does not matter, so the run decides as its rules would one by one.
struct RuleRuns {
  Patterns patterns;                 ///< of each run
  std::vector<std::uint8_t> breaks;  ///< of each run: whether its rules break

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(patterns, breaks);
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

/// The rules of one run while they are collected.
class RunSource {
 public:
  RunSource(std::string path, bool breaks) : path_(std::move(path)), breaks_(breaks) {}

  bool breaks() const { return breaks_; }
  /// A break is looked for from its first character on; an exception is tried at a given position,
  /// what follows first because that fails soonest.
  void add(const std::string& before, const std::string& after) {
    if (!rules_.empty()) rules_ += '|';
    rules_ += breaks_ ? "(?:" + before + ")(?=" + after + ")"
                      : "(?=" + after + ")" + looking_back(before);
  }
  std::string pattern() const {
    return parts_.empty() ? rules_ : "(?(DEFINE)" + parts_ + ")(?:" + rules_ + ")";
  }

 private:
  /// "before" up to the position at which the attempt begins (\G), from each place where it may
  /// begin.
  std::string looking_back(const std::string& before) {
    if (before.empty()) return {};
    const std::uint32_t longest = NeededLiterals(before).longest();
    if (longest > kLongestBefore) {
      throw InputError(path_, 0, "has a beforebreak without a break that may be too long",
                       "bound " + before + " to " + std::to_string(kLongestBefore) + " characters");
    }
    const std::string name = "before" + std::to_string(count_++);
    parts_ += "(?<" + name + ">" + before + ")";
    std::string places;
    // Most places are within a word, where no word begins: that is seen soonest.
    const std::string word = before.starts_with("\\b") ? "(?!\\B)" : "";
    for (std::uint32_t size = 0; size <= longest; ++size) {
      places += (size == 0 ? "(?:" : "|") + ("(?<=" + word) + "(?=(?&" + name + ")\\G)(?s:.{" +
                std::to_string(size) + "}))";
    }
    return places + ")";
  }

  std::string path_;
  bool breaks_ = false;
  std::string rules_;
  std::string parts_;  // what stands before, by name
  int count_ = 0;      // of them
};

/// The rules of a list for all runs.
void read_rules(const std::string& path, const pugi::xml_node& list, std::vector<RunSource>& runs) {
  for (const pugi::xml_node& rule : list.children("rule")) {
    const bool breaks =
        std::string_view(rule.attribute("break").value()) != "no";  // "yes" is the default
    if (runs.empty() || runs.back().breaks() != breaks) runs.emplace_back(path, breaks);
    runs.back().add(rule.child_value("beforebreak"), rule.child_value("afterbreak"));
  }
}

RuleRuns read_file_of_rules(const std::string& path, const std::string& tag) {
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
  std::vector<RunSource> sources;
  for (const std::string& name : rule_lists(path, srx, tag)) {
    const pugi::xml_node list =
        srx.child("body")
            .child("languagerules")
            .find_child_by_attribute("languagerule", "languagerulename", name.c_str());
    if (!list)
      throw InputError(path, 0, "maps " + tag + " to the missing languagerule " + name, "add it");
    read_rules(path, list, sources);
  }
  if (sources.empty())
    throw InputError(path, 0, "has no rules for " + tag, "add a languagemap for it");
  RuleRuns runs;
  for (const RunSource& source : sources) {
    add_pattern(runs.patterns, path, source.pattern());
    runs.breaks.push_back(source.breaks() ? 1 : 0);
  }
  return runs;
}

/// The byte behind the character at `at`.
std::size_t behind(std::string_view text, std::size_t at) {
  next_code_point(text, at);
  return at;
}

/// The positions at which the rules break `text`; in order, none at either end.
std::vector<std::size_t> breaks_by_rules(const RuleRuns& runs, std::string_view text) {
  std::vector<std::size_t> breaks;
  std::vector<std::size_t> exceptions;  // the runs of them seen so far
  PatternMatcher matcher;
  for (std::size_t run = 0; run < runs.breaks.size(); ++run) {
    if (runs.breaks[run] == 0) {
      exceptions.push_back(run);
      continue;
    }
    for (std::size_t from = 0;
         from < text.size() &&
         matcher.try_at(runs.patterns, run, PatternEnds::kFree, text, from);) {
      const Span span = matcher.span();
      const std::size_t at = span.end;
      from = span.empty() ? behind(text, at) : at;
      if (at == 0 || at >= text.size()) continue;
      const bool refused =
          std::any_of(exceptions.begin(), exceptions.end(), [&](std::size_t exception) {
            return matcher.try_at(runs.patterns, exception, PatternEnds::kStart, text, at);
          });
      if (!refused) breaks.push_back(at);
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
std::vector<std::size_t> breaks_of(const RuleRuns& runs, std::string_view text) {
  std::vector<std::size_t> all;
  for (std::size_t from = 0; from < text.size();) {
    const bool last = text.size() - from <= kWindow;
    const std::string_view window =
        text.substr(from, last ? kWindow : whole_character(text, from + kWindow) - from);
    std::vector<std::size_t> breaks = breaks_by_rules(runs, with_few_marks(window));
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

struct Segmenter::Rules {
  std::string tag;
  RuleRuns runs;  // none: ICU's break iterator
};

Segmenter::Segmenter(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

Segmenter Segmenter::load(const std::string& data_dir, const std::string& tag) {
  auto rules = std::make_unique<Rules>();
  rules->tag = tag;
  const std::string path = rules_of(data_dir, tag);
  if (!tag.empty() && std::filesystem::exists(path)) rules->runs = read_file_of_rules(path, tag);
  return Segmenter(std::move(rules));
}

Segmenter Segmenter::open(const DataDirs& dirs, const std::string& tag) {
  ImageReader image(dirs.lexicons + "/" + tag + ".segment", sources_of(rules_of(dirs.packs, tag)));
  if (!image.found()) return load(dirs.packs, tag);
  auto rules = std::make_unique<Rules>();
  rules->tag = tag;
  image(rules->runs);
  return Segmenter(std::move(rules));
}

std::string Segmenter::compile(const std::string& data_dir, const std::string& tag) {
  ImageWriter image;
  image(load(data_dir, tag).rules_->runs);
  return image.bytes(sources_of(rules_of(data_dir, tag)));
}

std::vector<Span> Segmenter::split(std::string_view text, Span block) const {
  std::vector<Span> sentences;
  const auto add = [&](std::size_t begin, std::size_t end) {
    const Span sentence =
        trimmed(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (!sentence.empty()) sentences.push_back(sentence);
  };
  if (rules_->runs.patterns.size() > 0) {
    std::size_t begin = block.begin;
    for (const std::size_t at : breaks_of(rules_->runs, block.of(text))) {
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
