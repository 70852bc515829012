// Loads boilerplate rules and matches their regular expressions.
#include "lang/segment/boilerplate.h"

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

/// A hit whose text stands so many bytes later; spans that are not there stay empty.
BoilerplateHit moved(BoilerplateHit hit, std::uint32_t bytes) {
  for (Span* span :
       {&hit.span, &hit.place, &hit.agency, &hit.date, &hit.year, &hit.month, &hit.day}) {
    if (!span->empty()) *span = {span->begin + bytes, span->end + bytes};
  }
  return hit;
}

bool is_whole(BoilerplatePlace place) {
  return place == BoilerplatePlace::kLine || place == BoilerplatePlace::kSentence;
}

std::u16string utf16(std::string_view text) {
  std::u16string units(text.size(), u'\0');  // no code point has more units than bytes
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c > 0xFFFF) {
      units[size++] = U16_LEAD(c);
      units[size++] = U16_TRAIL(c);
    } else {
      units[size++] = static_cast<char16_t>(c);
    }
  }
  units.resize(size);
  return units;
}

/// The code points of a text, white space in a row counted as one.
std::uint32_t length_of(std::u16string_view text) {
  std::uint32_t length = 0;
  bool white = false;
  for (const char16_t unit : text) {
    const bool space = !U16_IS_SURROGATE(unit) && is_space(unit);
    length += !(space && white) && !U16_IS_TRAIL(unit);
    white = space;
  }
  return length;
}

/// What patterns need of a text that they match whole.
class Letters {
 public:
  explicit Letters(std::string_view text) : units_(utf16(text)), length_(length_of(units_)) {}

  std::u16string_view units() const { return units_; }
  std::uint32_t length() const { return length_; }
  const LetterGroups& groups() {
    if (groups_ == nullptr) groups_ = std::make_unique<LetterGroups>(units_);
    return *groups_;
  }

 private:
  std::u16string units_;
  std::uint32_t length_ = 0;
  std::unique_ptr<LetterGroups> groups_;  // once they were asked for
};

/// What patterns need of one end of a text: the letters of stretches of some lengths there.
class Stretches {
 public:
  Stretches(std::u16string_view text, BoilerplatePlace place)
      : text_(text), from_end_(place == BoilerplatePlace::kEnd) {}

  /// Whether a pattern may match there, as far as its needs say.
  bool may_match(const NeededLiterals& needs) {
    // A pattern that is looked for before the end may match anywhere.
    const bool near = !from_end_ || needs.at_end();
    std::size_t enough = 0;
    while (enough < kLengths.size() && kLengths[enough] < text_.size() &&
           (!near || needs.most() > kLengths[enough]))
      ++enough;
    return needs.may_be_in(groups(enough));
  }

 private:
  /// The letters of a stretch; most are not asked for.
  const LetterGroups& groups(std::size_t stretch) {
    std::unique_ptr<LetterGroups>& found = groups_[stretch];
    if (found == nullptr) {
      const std::size_t units =
          stretch < kLengths.size() ? units_of(kLengths[stretch]) : text_.size();
      found = std::make_unique<LetterGroups>(from_end_ ? text_.substr(text_.size() - units)
                                                       : text_.substr(0, units));
    }
    return *found;
  }

  /// The units of the shortest stretch of more than `most` code points.
  std::size_t units_of(std::uint32_t most) const {
    std::uint32_t length = 0;
    std::size_t units = 0;
    for (bool white = false; units < text_.size() && length <= most; ++units) {
      const char16_t unit = text_[from_end_ ? text_.size() - 1 - units : units];
      const bool space = !U16_IS_SURROGATE(unit) && is_space(unit);
      length += !(space && white) && !U16_IS_TRAIL(unit);
      white = space;
    }
    return units;
  }

  // Code points, white space in a row counted as one; stretches of more are not told apart.
  static constexpr std::array<std::uint32_t, 3> kLengths = {48, 128, 400};
  std::u16string_view text_;
  bool from_end_ = false;
  // Of the stretches that were asked for, the whole text last.
  std::array<std::unique_ptr<LetterGroups>, kLengths.size() + 1> groups_;
};

}  // namespace

struct BoilerplateRules::Compiled {
  std::vector<BoilerplateRule> rules;  // those of the language first
  std::vector<NeededLiterals> needs;   // of each rule
  Patterns patterns;                   // likewise
  // Of each place the rules that are tried there, in order.
  std::array<std::vector<std::size_t>, kPlaces.size()> tried;

  /// Reads the tables of the rules.
  void read(const std::string& data_dir, const std::string& tag);
  void read_table(const std::string& path);
  /// Sorts the rules by where they are tried; those of sentences are tried on whole lines, too.
  void sort_by_place();
  template <class Image>
  void exchange(Image& image) {
    image(rules, needs, patterns);
  }
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

void BoilerplateRules::Compiled::sort_by_place() {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const BoilerplatePlace place = rules[i].place;
    tried[static_cast<std::size_t>(place)].push_back(i);
    if (place == BoilerplatePlace::kSentence)
      tried[static_cast<std::size_t>(BoilerplatePlace::kLine)].push_back(i);
  }
}

BoilerplateRules::BoilerplateRules(std::unique_ptr<Compiled> compiled)
    : compiled_(std::move(compiled)) {
  compiled_->sort_by_place();
}
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
  return BoilerplateParagraph(*this, text, span).match(place, span);
}

/// The search in one paragraph.
class BoilerplateParagraph::Search {
 public:
  Search(const BoilerplateRules::Compiled& rules, std::string_view text, Span paragraph)
      : rules_(rules), text_(text), paragraph_(trimmed(text, paragraph)) {}

  std::optional<BoilerplateHit> match(BoilerplatePlace place, Span part) {
    part = trimmed(text_, part);
    if (part.empty() || (is_whole(place) && part.size() > kLongestLine)) return std::nullopt;
    if (place == BoilerplatePlace::kStart) part = head_of(text_, part, kSeenAtStart);
    if (place == BoilerplatePlace::kEnd) part = tail_of(text_, part, kSeenAtEnd);
    auto hit = first_match(place, part);
    return hit ? std::optional(moved(*hit, part.begin)) : std::nullopt;
  }

 private:
  /// The hit in the text of `part` alone.
  std::optional<BoilerplateHit> first_match(BoilerplatePlace place, Span part) {
    const std::string_view text = part.of(text_);
    const PatternEnds ends = is_whole(place)                     ? PatternEnds::kWhole
                             : place == BoilerplatePlace::kStart ? PatternEnds::kStart
                                                                 : PatternEnds::kFree;
    Filter filter(*this, place, part);
    for (const std::size_t i : rules_.tried[static_cast<std::size_t>(place)]) {
      if (!filter.may_match(rules_.needs[i]) || !matcher_.try_at(rules_.patterns, i, ends, text))
        continue;
      return BoilerplateHit{&rules_.rules[i],        matcher_.span(),
                            matcher_.group("place"), matcher_.group("agency"),
                            matcher_.group("date"),  matcher_.group("year"),
                            matcher_.group("month"), matcher_.group("day")};
    }
    return std::nullopt;
  }

  /// Whether rules of a place may match a part, as far as their needs say.
  class Filter {
   public:
    Filter(Search& search, BoilerplatePlace place, Span part)
        : place_(place), text_(part.of(search.text_)) {
      std::size_t at = 0;
      first_ = next_code_point(text_, at);
      whole_ = part == search.paragraph_;
      if (search.paragraph_.size() <= kLongestLine && (!is_whole(place) || whole_)) {
        letters_ = &search.letters();
      } else if (is_whole(place)) {
        letters_ = &own_.emplace(text_);
      }
    }

    bool may_match(const NeededLiterals& needs) {
      if (is_whole(place_) && letters_->length() > needs.most()) return false;
      if (place_ != BoilerplatePlace::kEnd && !needs.first().contains(first_)) return false;
      if (letters_ != nullptr && !needs.may_be_in(letters_->groups())) return false;
      if (is_whole(place_)) return true;
      if (!stretches_) stretches_.emplace(units(), place_);
      return stretches_->may_match(needs);
    }

   private:
    std::u16string_view units() {
      return whole_ && letters_ != nullptr ? letters_->units() : own_units_.emplace(utf16(text_));
    }

    BoilerplatePlace place_;
    std::string_view text_;
    bool whole_ = false;  // whether the part is the paragraph
    char32_t first_ = 0;
    Letters* letters_ = nullptr;  // of the part, or of the paragraph that holds it; null if long
    std::optional<Letters> own_;
    std::optional<std::u16string> own_units_;
    std::optional<Stretches> stretches_;
  };

  /// Those of the paragraph.
  Letters& letters() { return letters_ ? *letters_ : letters_.emplace(paragraph_.of(text_)); }

  const BoilerplateRules::Compiled& rules_;
  std::string_view text_;
  Span paragraph_;
  std::optional<Letters> letters_;  // once they were asked for
  PatternMatcher matcher_;
};

BoilerplateParagraph::BoilerplateParagraph(const BoilerplateRules& rules, std::string_view text,
                                           Span paragraph)
    : search_(std::make_unique<Search>(*rules.compiled_, text, paragraph)) {}
BoilerplateParagraph::~BoilerplateParagraph() = default;

std::optional<BoilerplateHit> BoilerplateParagraph::match(BoilerplatePlace place, Span part) {
  return search_->match(place, part);
}

}  // namespace concord
