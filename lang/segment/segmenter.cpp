// Reads SRX 2.0 rules and splits sentences with them, or with ICU's break iterator where there are
// none.
#include "lang/segment/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/regex.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <filesystem>
#include <pugixml.hpp>

#include "lang/base/utf16_text.h"
#include "text/input_error.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// A maximal run of rules that all break or all do not, as one regular expression. Within such a
/// run the order of rules does not matter, so the run decides as its rules would one by one.
struct RuleRun {
  bool breaks = false;
  std::unique_ptr<icu::RegexPattern> pattern;  ///< null while the run is being collected
  std::string source;
};

icu::UnicodeString utf16(const std::string& text) { return icu::UnicodeString::fromUTF8(text); }

std::unique_ptr<icu::RegexPattern> compile(const std::string& path, const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  std::unique_ptr<icu::RegexPattern> compiled(
      icu::RegexPattern::compile(utf16(pattern), 0, where, status));
  if (U_FAILURE(status)) {
    throw InputError(path, 0,
                     std::string("has a rule that ICU refuses (") + u_errorName(status) + ")",
                     "fix " + pattern);
  }
  return compiled;
}

/// The names of the rule lists for a language: all whose languagepattern matches when the header
/// says cascade, else the first (SRX 2.0, section "maprules").
std::vector<std::string> rule_lists(const std::string& path, const pugi::xml_node& srx,
                                    const std::string& tag) {
  const bool cascade = std::string_view(srx.child("header").attribute("cascade").value()) == "yes";
  std::vector<std::string> names;
  for (const pugi::xml_node& map : srx.child("body").child("maprules").children("languagemap")) {
    UErrorCode status = U_ZERO_ERROR;
    const auto pattern = compile(path, map.attribute("languagepattern").value());
    const icu::UnicodeString language = utf16(tag);
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(language, status));
    if (!matcher->matches(status)) continue;
    names.emplace_back(map.attribute("languagerulename").value());
    if (!cascade) break;
  }
  return names;
}

/// One rule as part of its run. A break is looked for from its first character on; an exception is
/// tried at a given position, what follows first because that fails soonest.
std::string alternative(bool breaks, const std::string& before, const std::string& after) {
  if (breaks) return "(?:" + before + ")(?=" + after + ")";
  return "(?=" + after + ")(?<=" + (before.empty() ? "" : "(?:" + before + ")") + ")";
}

std::vector<RuleRun> read_rules(const std::string& path, const std::string& tag) {
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
  std::vector<RuleRun> runs;
  for (const std::string& name : rule_lists(path, srx, tag)) {
    const pugi::xml_node list =
        srx.child("body")
            .child("languagerules")
            .find_child_by_attribute("languagerule", "languagerulename", name.c_str());
    if (!list)
      throw InputError(path, 0, "maps " + tag + " to the missing languagerule " + name, "add it");
    for (const pugi::xml_node& rule : list.children("rule")) {
      const bool breaks =
          std::string_view(rule.attribute("break").value()) != "no";  // "yes" is the default
      const std::string part =
          alternative(breaks, rule.child_value("beforebreak"), rule.child_value("afterbreak"));
      if (runs.empty() || runs.back().breaks != breaks) {
        runs.push_back({breaks, nullptr, part});
      } else {
        runs.back().source += "|" + part;
      }
    }
  }
  if (runs.empty())
    throw InputError(path, 0, "has no rules for " + tag, "add a languagemap for it");
  for (RuleRun& run : runs) run.pattern = compile(path, run.source);
  return runs;
}

/// The positions, in code units, at which the rules break `text`; in order, none at either end.
std::vector<std::int32_t> breaks_by_rules(const std::vector<RuleRun>& runs,
                                          const icu::UnicodeString& text) {
  std::vector<std::int32_t> breaks;
  std::vector<std::unique_ptr<icu::RegexMatcher>> exceptions;  // of the runs seen so far
  UErrorCode status = U_ZERO_ERROR;
  for (const RuleRun& run : runs) {
    std::unique_ptr<icu::RegexMatcher> matcher(run.pattern->matcher(text, status));
    if (!run.breaks) {
      matcher->useTransparentBounds(true);
      matcher->useAnchoringBounds(false);
      exceptions.push_back(std::move(matcher));
      continue;
    }
    while (matcher->find(status)) {
      const std::int32_t at = matcher->end(status);
      if (at == 0 || at >= text.length()) continue;
      const bool refused =
          std::any_of(exceptions.begin(), exceptions.end(), [&](const auto& exception) {
            exception->region(at, text.length(), status);
            return exception->lookingAt(status);
          });
      if (!refused) breaks.push_back(at);
    }
  }
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  return breaks;
}

// The rules see this many code units at a time, from the begin of a sentence on, so that no text
// takes them more than linear time; so long a sentence is none, and is cut at a space. Debates that
// are printed as one paragraph have sentences of a few thousand.
constexpr std::int32_t kWindow = 8192;
// Breaks so near to the end of a window wait for the next one, which shows what follows them.
constexpr std::int32_t kContext = 256;
// Marks in a row that the rules see; rows of dots in tables have some dozens.
constexpr std::int32_t kMostMarks = 64;
// What the marks after those become: a character that no rule knows (private use).
constexpr char16_t kNoMark = 0xE000;

/// The text with at most kMostMarks marks in a row: a rule that takes all of a row is tried at each
/// of its marks.
icu::UnicodeString with_few_marks(icu::UnicodeString text) {
  std::int32_t row = 0;
  for (std::int32_t at = 0; at < text.length(); ++at) {
    const char16_t c = text.charAt(at);
    row = u_isalnum(c) || u_isspace(c) || U16_IS_SURROGATE(c) ? 0 : row + 1;
    if (row > kMostMarks) text.setCharAt(at, kNoMark);
  }
  return text;
}

/// Where a window without a break is cut: after its last space, else at its end.
std::int32_t forced_break(const icu::UnicodeString& window) {
  for (std::int32_t at = window.length() - 1; at > window.length() / 2; --at) {
    if (u_isspace(window.charAt(at))) return at + 1;
  }
  return window.getChar32Start(window.length() - 1);
}

/// The positions at which the rules break a text of any length.
std::vector<std::int32_t> breaks_of(const std::vector<RuleRun>& runs,
                                    const icu::UnicodeString& text) {
  std::vector<std::int32_t> all;
  for (std::int32_t from = 0; from < text.length();) {
    const std::int32_t size = std::min(kWindow, text.length() - from);
    const bool last = from + size == text.length();
    const icu::UnicodeString window(text, from, size);
    std::vector<std::int32_t> breaks = breaks_by_rules(runs, with_few_marks(window));
    while (!last && !breaks.empty() && breaks.back() > size - kContext) breaks.pop_back();
    if (!last && breaks.empty()) breaks.push_back(forced_break(window));
    for (const std::int32_t at : breaks) all.push_back(from + at);
    from = last ? text.length() : all.back();
  }
  return all;
}

}  // namespace

struct Segmenter::Rules {
  std::string tag;
  std::vector<RuleRun> runs;  // empty: ICU's break iterator
};

Segmenter::Segmenter(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

Segmenter Segmenter::load(const std::string& data_dir, const std::string& tag) {
  auto rules = std::make_unique<Rules>();
  rules->tag = tag;
  const std::string path = data_dir + "/" + tag + "/segment.srx";
  if (!tag.empty() && std::filesystem::exists(path)) rules->runs = read_rules(path, tag);
  return Segmenter(std::move(rules));
}

std::vector<Span> Segmenter::split(std::string_view text, Span block) const {
  std::vector<Span> sentences;
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {
    const Span sentence = trimmed(text, {begin, end});
    if (!sentence.empty()) sentences.push_back(sentence);
  };
  if (!rules_->runs.empty()) {
    const Utf16Text piece(text, block);
    std::uint32_t begin = block.begin;
    for (const std::int32_t at : breaks_of(rules_->runs, piece.units())) {
      add(begin, piece.byte(at));
      begin = piece.byte(at);
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
    add(block.begin + static_cast<std::uint32_t>(begin),
        block.begin + static_cast<std::uint32_t>(end));
  }
  utext_close(utext);
  return sentences;
}

}  // namespace concord
