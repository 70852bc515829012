// Loads boilerplate rules and matches them with ICU's regular expressions.
#include "lang/segment/boilerplate.h"

#include <unicode/regex.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "lang/base/needed_literals.h"
#include "lang/base/table.h"
#include "lang/base/utf16_text.h"
#include "text/unicode.h"

namespace concord {
namespace {

// A rule for the start or the end of a paragraph sees this many bytes of it: datelines, alternative
// texts of photos and sign-offs are shorter, and it keeps matching linear in the length of the
// article.
constexpr std::uint32_t kSeenAtStart = 800;
constexpr std::uint32_t kSeenAtEnd = 400;
// A paragraph longer than this many bytes is not boilerplate; the longest captions of agencies have
// some 600 letters.
constexpr std::uint32_t kLongestLine = 2400;

constexpr std::array<std::pair<std::string_view, BoilerplatePlace>, 4> kPlaces = {
    {{"line", BoilerplatePlace::kLine},
     {"sentence", BoilerplatePlace::kSentence},
     {"start", BoilerplatePlace::kStart},
     {"end", BoilerplatePlace::kEnd}}};

/// The parts of a cell that " || " separates.
std::vector<std::string> examples_of(std::string_view cell) {
  std::vector<std::string> parts;
  while (!cell.empty()) {
    const std::size_t end = cell.find(" || ");
    parts.emplace_back(cell.substr(0, end));
    cell = end == std::string_view::npos ? std::string_view() : cell.substr(end + 4);
  }
  return parts;
}

/// The longest stretch of `span` of at most `bytes` bytes from its start, cut at a code point.
Span head_of(std::string_view text, Span span, std::uint32_t bytes) {
  if (span.size() <= bytes) return span;
  std::uint32_t end = span.begin + bytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return {span.begin, end};
}

Span tail_of(std::string_view text, Span span, std::uint32_t bytes) {
  if (span.size() <= bytes) return span;
  std::uint32_t begin = span.end - bytes;
  while ((static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  return {begin, span.end};
}

}  // namespace

struct BoilerplateRules::Compiled {
  std::vector<BoilerplateRule> rules;
  std::vector<std::unique_ptr<icu::RegexPattern>> patterns;  // one for each rule
  std::vector<NeededLiterals> needs;                         // likewise

  void read(const std::string& path);
};

void BoilerplateRules::Compiled::read(const std::string& path) {
  const Table table(path, 5, 6);
  for (const TableRow& row : table.rows()) {
    BoilerplateRule rule;
    rule.what = row.cells[0];
    if (row.cells[1] != "-") rule.outlet = row.cells[1];
    const auto place = std::find_if(kPlaces.begin(), kPlaces.end(),
                                    [&](const auto& p) { return p.first == row.cells[2]; });
    if (place == kPlaces.end())
      table.refuse(row, "has the unknown place " + std::string(row.cells[2]),
                   "use line, sentence, start or end");
    rule.place = place->second;
    rule.pattern = row.cells[3];
    rule.examples = examples_of(row.cells[4]);
    if (row.cells.size() > 5) rule.counterexamples = examples_of(row.cells[5]);
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    patterns.emplace_back(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(rule.pattern), 0, where, status));
    if (U_FAILURE(status))
      table.refuse(row, std::string("has a pattern that ICU refuses: ") + u_errorName(status),
                   "fix it");
    needs.emplace_back(rule.pattern);
    rules.push_back(std::move(rule));
  }
}

BoilerplateRules::BoilerplateRules(std::unique_ptr<Compiled> compiled)
    : compiled_(std::move(compiled)) {}
BoilerplateRules::~BoilerplateRules() = default;
BoilerplateRules::BoilerplateRules(BoilerplateRules&&) noexcept = default;
BoilerplateRules& BoilerplateRules::operator=(BoilerplateRules&&) noexcept = default;

BoilerplateRules BoilerplateRules::load(const std::string& data_dir, const std::string& tag) {
  auto compiled = std::make_unique<Compiled>();
  std::vector<std::string> paths;
  if (!tag.empty()) paths.push_back(data_dir + "/" + tag + "/boilerplate.tsv");
  paths.push_back(data_dir + "/boilerplate.tsv");
  for (const std::string& path : paths) {
    if (std::filesystem::exists(path)) compiled->read(path);
  }
  return BoilerplateRules(std::move(compiled));
}

const std::vector<BoilerplateRule>& BoilerplateRules::rules() const { return compiled_->rules; }

std::optional<BoilerplateHit> BoilerplateRules::match(BoilerplatePlace place, std::string_view text,
                                                      Span span) const {
  span = trimmed(text, span);
  const bool whole = place == BoilerplatePlace::kLine || place == BoilerplatePlace::kSentence;
  if (span.empty() || (whole && span.size() > kLongestLine)) return std::nullopt;
  if (place == BoilerplatePlace::kStart) span = head_of(text, span, kSeenAtStart);
  if (place == BoilerplatePlace::kEnd) span = tail_of(text, span, kSeenAtEnd);
  const Utf16Text piece(text, span);
  const LetterGroups groups(
      {piece.units().getBuffer(), static_cast<std::size_t>(piece.units().length())});
  UErrorCode status = U_ZERO_ERROR;
  for (std::size_t i = 0; i < compiled_->rules.size(); ++i) {
    const BoilerplateRule& rule = compiled_->rules[i];
    const bool wanted = rule.place == place || (place == BoilerplatePlace::kLine &&
                                                rule.place == BoilerplatePlace::kSentence);
    if (!wanted || !compiled_->needs[i].may_be_in(groups)) continue;
    const std::unique_ptr<icu::RegexMatcher> matcher(
        compiled_->patterns[i]->matcher(piece.units(), status));
    const bool found = whole                               ? matcher->matches(status)
                       : place == BoilerplatePlace::kStart ? matcher->lookingAt(status)
                                                           : matcher->find(status);
    if (!found || U_FAILURE(status)) {
      status = U_ZERO_ERROR;
      continue;
    }
    const auto group = [&](const char* name) -> Span {
      UErrorCode missing = U_ZERO_ERROR;
      const std::int32_t number = compiled_->patterns[i]->groupNumberFromName(name, -1, missing);
      if (U_FAILURE(missing) || matcher->start(number, status) < 0) return {};
      return piece.span(matcher->start(number, status), matcher->end(number, status));
    };
    return BoilerplateHit{&rule,          piece.span(matcher->start(status), matcher->end(status)),
                          group("place"), group("agency"),
                          group("date"),  group("year"),
                          group("month"), group("day")};
  }
  return std::nullopt;
}

}  // namespace concord
