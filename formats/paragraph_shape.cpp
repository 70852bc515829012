// Weighs the shape of a paragraph and finds credits at the end of one.
#include "formats/paragraph_shape.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "text/unicode.h"

namespace concord {
namespace {

// Natural logarithms of odds and likelihood ratios. The shares behind them are estimates made by
// reading pages, not counts: in a paragraph without counterpart in the other version, what share
// of content words the rest of the page says (text .36, other .10), what share speaks of the page
// (text .03, other .20), what share reports (text .07, other .02).
constexpr double kBeforeHeadline = -3;  // one in twenty is text
constexpr double kHead = 0.6;
constexpr double kMiddle = 3;
constexpr double kTail = 0.3;
constexpr double kNoEndMark = -3.2;
constexpr double kListItem = 1.5;     // of a list without end marks
constexpr double kLastOpen = 3.5;     // a last long paragraph without end mark: the text breaks off
constexpr std::size_t kLongOpen = 5;  // words
constexpr double kMoreSentences = 0.7;
constexpr double kShared = 1.28;
constexpr double kUnshared = -0.34;
constexpr double kOfPage = -1.9;
constexpr double kReporting = 1.2;
constexpr double kFigure = 1;
constexpr std::size_t kPageShare = 6;    // one content word in so many is a sign of the page
constexpr double kTellingContent = 150;  // content words of a page that say what it is about
constexpr double kMostEvidence = 3.5;    // words of one paragraph are not independent

constexpr double kBesidePage = -1.2;
// Sentences or words from which a paragraph is certainly text.
constexpr std::size_t kLongSentences = 3;
constexpr std::size_t kLongWords = 45;
// Distinct content words of a last paragraph of which the rest of the page says none: about the
// author or the outlet. Of paragraphs of a report with so many, the rest says one in three. Of a
// motto, which is printed as a quotation of nobody, it may say one in eight.
constexpr std::size_t kStrayContent = 8;

// A credit has at most so many words and letters.
constexpr std::size_t kCreditWords = 9;
constexpr std::size_t kCreditLetters = 70;
constexpr std::size_t kStoppedWords = 6;  // with a full stop
// Without any sign: a name, and a name with what links it to another.
constexpr std::size_t kPlainWords = 3;
constexpr std::size_t kNamedWords = 6;

bool is_end(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

bool is_closing(char32_t c) {
  constexpr std::u32string_view kClosing = U"\"'\u201d\u2019\u00bb\u201c)]";
  return kClosing.find(c) != std::u32string_view::npos;
}

bool is_dash(char32_t c) { return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022; }

struct Point {
  char32_t c;
  std::uint32_t at;
};

/// The last bytes of a paragraph, in which a credit is looked for.
Span tail_of(std::string_view text, Span span) {
  constexpr std::uint32_t kSeen = 320;  // bytes; four for each letter of the longest credit
  if (span.size() <= kSeen) return span;
  span.begin = span.end - kSeen;
  while ((static_cast<unsigned char>(text[span.begin]) & 0xC0) == 0x80) ++span.begin;
  return span;
}

/// False where the bytes alone show that no credit is there: neither a bracket nor a figure at the
/// end, nor an end mark before it. Most paragraphs are of one sentence.
bool may_have_credit(std::string_view tail) {
  while (tail.ends_with('.')) tail.remove_suffix(1);
  if (tail.empty()) return false;
  const char last = tail.back();
  if (last == ')' || last == ']' || (last >= '0' && last <= '9')) return true;
  for (const std::string_view mark : {".", "!", "?", "\xE2\x80\xA6"}) {
    if (tail.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

std::vector<Point> points_of(std::string_view text, Span span) {
  std::vector<Point> points;
  points.reserve(span.size());
  for (std::size_t at = span.begin; at < span.end;) {
    const auto begin = static_cast<std::uint32_t>(at);
    points.push_back({next_code_point(text, at), begin});
  }
  return points;
}

/// Whether what stands in [begin, end) of `points` looks like a credit.
bool reads_as_credit(const std::vector<Point>& points, std::size_t begin, bool last) {
  std::size_t words = 0;
  std::size_t capital = 0;
  bool first_capital = false;
  bool last_capital = false;
  bool in_word = false;
  bool sign = false;
  bool slash = false;
  bool digit = false;
  for (std::size_t i = begin; i < points.size(); ++i) {
    const char32_t c = points[i].c;
    const bool letter = is_letter(c) || is_mark(c) || is_digit(c);
    if (letter && !in_word) {
      ++words;
      last_capital = !is_lower(c);
      capital += last_capital ? 1 : 0;
      if (words == 1) first_capital = last_capital;
    }
    in_word = letter || (in_word && (c == '\'' || c == 0x2019 || c == '.'));
    slash = slash || c == '/';
    digit = digit || is_digit(c);
    sign = sign || c == '/' || c == ':' || c == 0xA9 || c == '|';
  }
  if (words > kCreditWords || points.size() - begin > kCreditLetters) return false;
  const char32_t first = points[begin].c;
  const char32_t final = points.back().c;
  if (first == '(' || first == '[') return final == ')' || final == ']';
  // With a full stop it holds a slash or a copyright sign: "AGENCY/Name Surname."
  if (is_end(final))
    return first == 0xA9 || (slash && !digit && words <= kStoppedWords && capital == words);
  if (is_dash(first)) return words <= 4 && capital == words;
  if (sign) return capital * 2 >= words;
  if (last || words == 0) return false;
  if (words <= kPlainWords) return capital == words;
  // "Name Surname for Agency": names at both ends.
  return words <= kNamedWords && first_capital && last_capital && capital * 3 >= words * 2;
}

/// Where the bracket opens that closes the paragraph; the number of points when none does.
std::size_t bracketed(const std::vector<Point>& points) {
  if (points.empty() || (points.back().c != ')' && points.back().c != ']')) return points.size();
  const char32_t opening = points.back().c == ')' ? '(' : '[';
  for (std::size_t i = points.size(); i-- > 0;) {
    if (points[i].c == opening) return i;
  }
  return points.size();
}

/// Where "- photo 1" begins at the end of a paragraph; the number of points when it does not.
std::size_t numbered_picture(const std::vector<Point>& points) {
  std::size_t i = points.size();
  while (i > 0 && points[i - 1].c == '.') --i;
  const std::size_t digits = i;
  while (i > 0 && is_digit(points[i - 1].c)) --i;
  if (i == digits || digits - i > 2) return points.size();
  while (i > 0 && is_space(points[i - 1].c)) --i;
  const std::size_t word = i;
  while (i > 0 && (is_letter(points[i - 1].c) || is_mark(points[i - 1].c))) --i;
  if (word - i < 3 || word - i > 14) return points.size();
  while (i > 0 && is_space(points[i - 1].c)) --i;
  if (i < 2 || !is_dash(points[i - 1].c) || !is_space(points[i - 2].c)) return points.size();
  return i - 1;
}

/// Whether the words of a paragraph say that it is of the page.
bool speaks_of_page(const ParagraphShape& shape) {
  return shape.of_page * kPageShare >= std::max<std::size_t>(shape.content, 1);
}

}  // namespace

bool is_stray(const ParagraphShape& shape) {
  return shape.last && shape.content >= kStrayContent &&
         (shape.shared == 0 || (shape.quoted && shape.shared * kStrayContent <= shape.content));
}

bool is_apart(const ParagraphShape& shape) {
  return shape.end_mark && shape.zone != PageZone::kBeforeHeadline && !speaks_of_page(shape);
}

bool is_long(const ParagraphShape& shape) {
  return shape.end_mark && !is_stray(shape) &&
         (shape.sentences >= kLongSentences || shape.words >= kLongWords);
}

double probability_of_text(const ParagraphShape& shape) {
  if (is_long(shape) && shape.zone != PageZone::kBeforeHeadline) return 1;
  double odds = kMiddle;
  if (shape.zone == PageZone::kBeforeHeadline) odds = kBeforeHeadline;
  if (shape.zone == PageZone::kHead) odds = kHead;
  if (shape.zone == PageZone::kTail) odds = kTail;
  if (!shape.end_mark && shape.marks_usual) {
    odds += kNoEndMark;
    if (shape.list_item && shape.zone == PageZone::kMiddle) odds += kListItem;
    if (shape.last && shape.words >= kLongOpen) odds += kLastOpen;
  }
  if (shape.sentences > 1) odds += kMoreSentences;
  const auto count = [](std::size_t n) { return static_cast<double>(n); };
  // A short page repeats few of its words.
  const double telling = std::min(1.0, count(shape.page_content) / kTellingContent);
  const double evidence =
      telling * (kShared * count(shape.shared) + kUnshared * count(shape.content - shape.shared)) +
      kOfPage * count(shape.of_page) + kReporting * count(shape.reporting) +
      kFigure * count(shape.figures);
  // A line of key words shares all of them with the report, and is none of it.
  const bool line =
      !shape.end_mark && shape.marks_usual && !(shape.last && shape.words >= kLongOpen);
  odds += std::clamp(evidence, -kMostEvidence, line ? 0 : kMostEvidence);
  const bool beside_page = shape.beside_page && shape.zone == PageZone::kTail;
  if (beside_page) odds += kBesidePage;
  // What ends as a sentence and shows no sign of the page is text unless the pair says otherwise.
  if (!line && !speaks_of_page(shape) && !beside_page && shape.zone != PageZone::kBeforeHeadline &&
      !is_stray(shape))
    odds = std::max(odds, 0.0);
  return 1 / (1 + std::exp(-odds));
}

Span glued_credit(std::string_view text, Span paragraph, bool last) {
  const Span tail = tail_of(text, paragraph);
  if (!may_have_credit(tail.of(text))) return {};
  const std::vector<Point> points = points_of(text, tail);
  if (const std::size_t at = bracketed(points); at < points.size()) {
    if (at == 0 || !is_space(points[at - 1].c)) return {};
    return reads_as_credit(points, at, last) ? Span{points[at].at, paragraph.end} : Span{};
  }
  if (const std::size_t at = numbered_picture(points); at < points.size())
    return {points[at].at, paragraph.end};
  // Behind the last end mark that is followed by space; the end of the paragraph is none.
  for (std::size_t i = points.size(); i-- > 1;) {
    if (!is_space(points[i].c) || i + 1 >= points.size()) continue;
    std::size_t mark = i;
    while (mark > 0 && (is_space(points[mark - 1].c) || is_closing(points[mark - 1].c))) --mark;
    if (mark == 0 || !is_end(points[mark - 1].c)) continue;
    std::size_t begin = i;
    while (begin < points.size() && is_space(points[begin].c)) ++begin;
    if (begin == points.size() || !reads_as_credit(points, begin, last)) return {};
    return {points[begin].at, paragraph.end};
  }
  return {};
}

namespace {

bool ends_with(std::string_view text, Span span, std::u32string_view marks) {
  while (!span.empty()) {
    std::size_t at = span.end;
    const char32_t c = previous_code_point(text, at);
    if (!is_closing(c) && !is_space(c)) return marks.find(c) != std::u32string_view::npos;
    span.end = static_cast<std::uint32_t>(at);
  }
  return false;
}

}  // namespace

bool ends_as_sentence(std::string_view text, Span span) {
  return ends_with(text, span, U".!?\u2026:;,");
}

bool ends_as_text(std::string_view text, Span span) { return ends_with(text, span, U".!?\u2026"); }

}  // namespace concord
