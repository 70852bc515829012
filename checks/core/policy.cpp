// Applies a newsroom's severities and ignore rules to the issues of a pair.
#include "checks/core/policy.h"

#include <algorithm>

#include "text/input_error.h"
#include "text/regex.h"
#include "text/thread_seconds.h"

namespace concord {
namespace {

// Of the processor: what the rules may take on the issues of one pair. Those of newsrooms take
// milliseconds.
constexpr std::time_t kMostSeconds = 20;
constexpr std::size_t kLookAtClock = 64;  // rules tried between two looks

std::optional<Regex> compile(const std::string& pattern, const std::string& before,
                             const std::string& after) {
  if (pattern.empty()) return std::nullopt;
  std::optional<Regex> compiled = Regex::compile(before + "(?:" + pattern + ")" + after);
  if (!compiled)
    throw InputError("", 0, "'" + pattern + "' is not a regular expression",
                     "see ICU's regular expressions");
  return compiled;
}

bool finds(const std::optional<Regex>& pattern, std::string_view text) {
  return !pattern || pattern->finds(text);
}

/// The sentence that holds a passage; the passage's paragraph when no sentence does.
Span sentence_around(const AnalysedArticle& side, Span span) {
  for (const auto* list : {&side.sentences, &side.other_sentences}) {
    for (const AnalysedSentence& sentence : *list) {
      if (sentence.span.contains(span)) return sentence.span;
    }
  }
  return span;
}

}  // namespace

struct Policy::Compiled {
  std::string check;
  std::optional<Regex> before;
  std::optional<Regex> inside;
  std::optional<Regex> after;

  bool matches(const std::optional<Passage>& passage, const AnalysedArticle& side) const {
    if (!passage) return false;
    const std::string_view text = side.article.text;
    const Span around = sentence_around(side, passage->span);
    return finds(before, Span{around.begin, passage->span.begin}.of(text)) &&
           finds(inside, passage->span.of(text)) &&
           finds(after, Span{passage->span.end, around.end}.of(text));
  }
};

Policy::Policy(std::map<std::string, std::optional<Severity>> severities,
               const std::vector<IgnoreRule>& rules)
    : severities_(std::move(severities)) {
  for (const IgnoreRule& rule : rules) {
    auto compiled = std::make_unique<Compiled>();
    compiled->check = rule.check;
    compiled->before = compile(rule.before, "", "\\s*$");
    compiled->inside = compile(rule.inside, "", "");
    compiled->after = compile(rule.after, "^\\s*", "");
    rules_.push_back(std::move(compiled));
  }
}
Policy::Policy(Policy&&) noexcept = default;
Policy::~Policy() = default;

void Policy::apply(PairReport& report) const {
  if (severities_.empty() && rules_.empty()) return;
  const std::time_t begin = seconds_of_thread();
  std::size_t attempts = 0;
  const auto look_at_clock = [&] {
    if (++attempts % kLookAtClock == 0 && seconds_of_thread() > begin + kMostSeconds)
      throw InputError("", 0,
                       "the ignore rules take longer than " + std::to_string(kMostSeconds) +
                           " seconds on the issues of " + report.target.article.name,
                       "write fewer or simpler ones");
  };
  std::erase_if(report.issues, [&](Issue& issue) {
    if (const auto wanted = severities_.find(issue.check); wanted != severities_.end()) {
      if (!wanted->second) return true;
      issue.severity = *wanted->second;
    }
    return std::any_of(rules_.begin(), rules_.end(), [&](const auto& rule) {
      look_at_clock();
      return (rule->check.empty() || rule->check == issue.check) &&
             std::any_of(kSides.begin(), kSides.end(),
                         [&](Side side) { return rule->matches(issue.at(side), report.of(side)); });
    });
  });
}

}  // namespace concord
