// Loads boilerplate rules and matches their regular expressions.
#include "lang/segment/boilerplate.h"

#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "lang/base/data_dirs.h"
#include "lang/base/needed_literals.h"
#include "lang/base/patterns.h"
#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "text/input_error.h"
#include "text/recently_used.h"
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
// Bytes of the paragraphs whose matches are kept: while somebody types, all but one of a report
// stay as they are.
constexpr std::size_t kKeptBytes = std::size_t{2} << 20;

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

/// A hit whose text stands so many bytes later; spans that are not there stay empty.
BoilerplateHit moved(BoilerplateHit hit, std::uint32_t bytes) {
  for (Span* span :
       {&hit.span, &hit.place, &hit.agency, &hit.date, &hit.year, &hit.month, &hit.day}) {
    if (!span->empty()) *span = {span->begin + bytes, span->end + bytes};
  }
  return hit;
}

/// What patterns need of a text: the letters of stretches of some lengths at the place where a rule
/// looks.
class Stretches {
 public:
  Stretches(std::u16string_view text, BoilerplatePlace place) : text_(text), place_(place) {
    if (text.empty()) return;
    const bool pair = U16_IS_LEAD(text[0]) && text.size() > 1;
    first_ = pair ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(text[0], text[1])) : text[0];
    const bool from_end = place == BoilerplatePlace::kEnd;
    std::size_t taken = 0;
    bool white = false;
    for (const std::uint32_t most : kLengths) {
      while (taken < text.size() && (length_ <= most || whole())) {
        const char16_t unit = text[from_end ? text.size() - 1 - taken : taken];
        const bool space = !U16_IS_SURROGATE(unit) && is_space(unit);
        length_ += !(space && white) && !U16_IS_TRAIL(unit);
        white = space;
        ++taken;
      }
      taken_.push_back(taken);
      if (taken == text.size()) break;
    }
    if (taken < text.size()) taken_.push_back(text.size());
    groups_.resize(taken_.size());
  }

  /// Whether a pattern may match there, as far as its needs say.
  bool may_match(const NeededLiterals& needs) {
    if (groups_.empty()) return true;
    const bool from_end = place_ == BoilerplatePlace::kEnd;
    if (whole() && length_ > needs.most()) return false;
    if (!from_end && !needs.first().contains(first_)) return false;
    // A pattern that is looked for before the end may match anywhere.
    const bool near = !from_end || needs.at_end();
    std::size_t enough = 0;
    while (enough + 1 < groups_.size() && (!near || needs.most() > kLengths[enough])) ++enough;
    return needs.may_be_in(groups(enough));
  }

 private:
  /// The letters of a stretch; most are not asked for.
  const LetterGroups& groups(std::size_t stretch) {
    std::optional<LetterGroups>& found = groups_[stretch];
    if (found) return *found;
    const std::size_t taken = taken_[stretch];
    const bool from_end = place_ == BoilerplatePlace::kEnd;
    return found.emplace(from_end ? text_.substr(text_.size() - taken) : text_.substr(0, taken));
  }

  /// Whether a match takes the whole text, which is the only stretch then.
  bool whole() const {
    return place_ == BoilerplatePlace::kLine || place_ == BoilerplatePlace::kSentence;
  }

  // Code points, white space in a row counted as one; stretches of more are not told apart.
  static constexpr std::array<std::uint32_t, 3> kLengths = {48, 128, 400};
  std::u16string_view text_;
  BoilerplatePlace place_;
  char32_t first_ = 0;
  std::uint32_t length_ = 0;        // of the text, or more than the last of kLengths if not whole
  std::vector<std::size_t> taken_;  // units of the stretches, the whole text last
  std::vector<std::optional<LetterGroups>> groups_;  // of those that were asked for
};

}  // namespace

struct BoilerplateRules::Compiled {
  std::vector<BoilerplateRule> rules;  // those of the language first
  std::vector<NeededLiterals> needs;   // of each rule
  Patterns patterns;                   // likewise

  /// The hit in a whole text, by place and text; none where nothing matches.
  RecentlyUsed<std::optional<BoilerplateHit>> met{kKeptBytes};

  /// Reads the tables of the rules.
  void read(const std::string& data_dir, const std::string& tag);
  void read_table(const std::string& path);
  template <class Image>
  void exchange(Image& image) {
    image(rules, needs, patterns);
  }
  std::optional<BoilerplateHit> match(BoilerplatePlace place, std::string_view text) const;
};

void BoilerplateRules::Compiled::read_table(const std::string& path) {
  if (!std::filesystem::exists(path)) return;
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
    if (const std::string why = patterns.add(rule.pattern); !why.empty())
      table.refuse(row, "has a pattern that PCRE2 refuses: " + why, "fix it");
    needs.emplace_back(rule.pattern);
    rules.push_back(std::move(rule));
  }
}

BoilerplateRules::BoilerplateRules(std::unique_ptr<Compiled> compiled)
    : compiled_(std::move(compiled)) {}
BoilerplateRules::~BoilerplateRules() = default;
BoilerplateRules::BoilerplateRules(BoilerplateRules&&) noexcept = default;
BoilerplateRules& BoilerplateRules::operator=(BoilerplateRules&&) noexcept = default;

namespace {

std::string own_table(const std::string& data_dir, const std::string& tag) {
  return data_dir + "/" + tag + "/boilerplate.tsv";
}

std::string common_table(const std::string& data_dir) { return data_dir + "/boilerplate.tsv"; }

ImageSources sources_of(const std::string& data_dir, const std::string& tag) {
  ImageSources sources;
  sources.add_file(own_table(data_dir, tag));
  sources.add_file(common_table(data_dir));
  sources.add(Patterns::version());
  return sources;
}

}  // namespace

void BoilerplateRules::Compiled::read(const std::string& data_dir, const std::string& tag) {
  if (!tag.empty()) read_table(own_table(data_dir, tag));
  read_table(common_table(data_dir));
}

BoilerplateRules BoilerplateRules::load(const std::string& data_dir, const std::string& tag) {
  auto compiled = std::make_unique<Compiled>();
  compiled->read(data_dir, tag);
  return BoilerplateRules(std::move(compiled));
}

BoilerplateRules BoilerplateRules::open(const DataDirs& dirs, const std::string& tag) {
  ImageReader image(dirs.lexicons + "/" + tag + ".boilerplate", sources_of(dirs.packs, tag));
  if (!image.found()) return load(dirs.packs, tag);
  auto compiled = std::make_unique<Compiled>();
  image(*compiled);
  return BoilerplateRules(std::move(compiled));
}

std::string BoilerplateRules::compile(const std::string& data_dir, const std::string& tag) {
  Compiled compiled;
  compiled.read(data_dir, tag);
  ImageWriter image;
  image(compiled);
  return image.bytes(sources_of(data_dir, tag));
}

const std::vector<BoilerplateRule>& BoilerplateRules::rules() const { return compiled_->rules; }

std::optional<BoilerplateHit> BoilerplateRules::match(BoilerplatePlace place, std::string_view text,
                                                      Span span) const {
  span = trimmed(text, span);
  const bool whole = place == BoilerplatePlace::kLine || place == BoilerplatePlace::kSentence;
  if (span.empty() || (whole && span.size() > kLongestLine)) return std::nullopt;
  if (place == BoilerplatePlace::kStart) span = head_of(text, span, kSeenAtStart);
  if (place == BoilerplatePlace::kEnd) span = tail_of(text, span, kSeenAtEnd);
  std::string key(1, static_cast<char>('0' + static_cast<int>(place)));
  key += span.of(text);
  auto known = compiled_->met.find(key);
  if (!known)
    known = compiled_->met.add(key, compiled_->match(place, span.of(text)),
                               key.size() + sizeof(BoilerplateHit));
  return *known ? std::optional(moved(**known, span.begin)) : std::nullopt;
}

std::optional<BoilerplateHit> BoilerplateRules::Compiled::match(BoilerplatePlace place,
                                                                std::string_view text) const {
  const bool whole = place == BoilerplatePlace::kLine || place == BoilerplatePlace::kSentence;
  const icu::UnicodeString units =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  Stretches stretches({units.getBuffer(), static_cast<std::size_t>(units.length())}, place);
  const PatternEnds ends = whole                               ? PatternEnds::kWhole
                           : place == BoilerplatePlace::kStart ? PatternEnds::kStart
                                                               : PatternEnds::kFree;
  PatternMatcher matcher;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const BoilerplateRule& rule = rules[i];
    const bool wanted = rule.place == place || (place == BoilerplatePlace::kLine &&
                                                rule.place == BoilerplatePlace::kSentence);
    if (!wanted || !stretches.may_match(needs[i]) || !matcher.try_at(patterns, i, ends, text))
      continue;
    return BoilerplateHit{&rule,
                          matcher.span(),
                          matcher.group("place"),
                          matcher.group("agency"),
                          matcher.group("date"),
                          matcher.group("year"),
                          matcher.group("month"),
                          matcher.group("day")};
  }
  return std::nullopt;
}

}  // namespace concord
