// From the paragraphs of a page to an Article: headline, dateline, body, captions, boilerplate,
// sentences.
//
//   RawReport raw;
//   raw.add("Ministers meet in Hanoi", ParagraphHint::kHeadline);
//   raw.add("HANOI - The ministers met on Friday.");
//   Article a = make_article(std::move(raw), packs);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/length_limits.h"
#include "formats/reading_words.h"
#include "lang/pack/packs.h"
#include "text/article.h"

namespace concord {

/// What the markup of a page says about a paragraph. kOutside: it is running text in another
/// element than the one that holds the report.
enum class ParagraphHint : std::uint8_t {
  kNone,
  kHeadline,
  kSubheading,
  kCaption,
  kBoilerplate,
  kOutside
};

/// A report as a reader found it: paragraphs, one a line of `text`, and what its metadata say.
struct RawReport {
  std::string name;
  std::string text;                  ///< valid UTF-8, NFC, line ends LF
  std::vector<ParagraphHint> hints;  ///< one for each line of `text`; fewer: kNone
  std::string lang;                  ///< BCP 47, from the caller; detected when empty
  std::string declared_lang;  ///< what the page says of itself; used where the text gives no hint
  std::optional<Day> published;  ///< from metadata or the caller; else from the dateline or a stamp
  std::string url;
  TextLength limits = kReportLimits;  ///< longer ones are refused

  /// Appends a paragraph to a text made by add() alone; line breaks in it become spaces. An empty
  /// one adds nothing.
  void add(std::string_view paragraph, ParagraphHint hint = ParagraphHint::kNone);
};

/// Recognises the parts of a report by the boilerplate rules of its language and by what repeats,
/// and splits body, headline and captions into sentences. Throws InputError for a text beyond its
/// limits and for no other well-formed one; a report without body text has no sentences. `words`
/// are those of earlier reports of this thread, or null.
Article make_article(RawReport raw, Packs& packs, ReadingWords* words = nullptr);

}  // namespace concord
