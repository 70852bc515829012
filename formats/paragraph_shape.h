// How likely a paragraph of a page is running text of the report, by its shape and place: nothing
// here knows the wording of an outlet.
//
//   ParagraphShape shape = ...;                 // a line without full stop between two paragraphs
//   probability_of_text(shape);                 // 0.2: a heading or a link to another report
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "text/span.h"

namespace concord {

/// Where on the page a paragraph stands. A solid paragraph has an end mark and is long.
enum class PageZone : std::uint8_t {
  kBeforeHeadline,
  kHead,    ///< between headline and first solid paragraph
  kMiddle,  ///< between solid paragraphs, or solid itself
  kTail,    ///< after the last solid paragraph
};

/// What the layout of a page and the rest of its text say about one paragraph.
struct ParagraphShape {
  PageZone zone = PageZone::kMiddle;
  std::size_t sentences = 1;
  bool end_mark = true;       ///< ends as a sentence does
  bool marks_usual = true;    ///< the paragraphs of the page end with marks
  bool last = false;          ///< the last paragraph of the page
  bool beside_page = false;   ///< next to what the page prints everywhere
  bool quoted = false;        ///< one quotation from beginning to end
  bool list_item = false;     ///< begins with a bullet or in lower case
  std::size_t words = 0;      ///< of any kind
  std::size_t content = 0;    ///< distinct content words
  std::size_t shared = 0;     ///< of them, those that the rest of the page says, too
  std::size_t of_page = 0;    ///< of them, words that speak of the page itself ("article", "photo")
  std::size_t reporting = 0;  ///< of them, words of attribution ("said", "agency")
  std::size_t figures = 0;    ///< numbers in digits that are not years
  std::size_t page_content = 0;  ///< distinct content words of the whole page
};

/// Whether a paragraph is the last one and says no content word of the rest of the page, or is a
/// quotation that says hardly any: about the author or the outlet.
bool is_stray(const ParagraphShape& shape);

/// Whether a paragraph that is hardly text is set aside by nothing but its place and by what it
/// does not share with the report: it may be the end of it.
bool is_apart(const ParagraphShape& shape);

/// Whether a paragraph is certainly a part of the report when it stands among others: it is long.
bool is_long(const ParagraphShape& shape);

/// The probability in (0, 1) that the paragraph is running text if the other version has no
/// counterpart of it: prior odds of the place times the likelihood ratio of every content word.
double probability_of_text(const ParagraphShape& shape);

/// The stretch at the end of a paragraph that is not a sentence but a credit or a sign-off: behind
/// the last end mark a few words without one that hold a sign (colon, slash, bracket, copyright),
/// stand in brackets, or follow a dash; or a dash, one word and a number ("- photo 1"). Empty where
/// the paragraph has none; the whole paragraph is none. `last`: of the page, where a few words may
/// be the beginning of a sentence that breaks off.
Span glued_credit(std::string_view text, Span paragraph, bool last);

/// Whether a paragraph ends as a sentence does: with a full stop, question or exclamation mark,
/// ellipsis, colon, comma or semicolon, closing quotation marks and brackets aside.
bool ends_as_sentence(std::string_view text, Span span);

/// Whether it ends as a text does: with a full stop, question or exclamation mark or ellipsis.
bool ends_as_text(std::string_view text, Span span);

}  // namespace concord
