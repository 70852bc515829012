// One version of a report: its text, what each part of it is, and when and where it was published.
//
//   Article a = ...;                            // from a reader in formats/
//   for (const Sentence& s : a.sentences) s.span.of(a.text);
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/span.h"

namespace concord {

/// A civil day (proleptic Gregorian), without time zone.
using Day = std::chrono::sys_days;

/// What a stretch of an article is.
enum class BlockRole : std::uint8_t {
  kHeadline,
  kStandfirst,  ///< between headline and report: says in short what the report says
  kBody,
  kCaption,      ///< of a photo or video, credit included
  kHeading,      ///< between paragraphs of the body
  kBoilerplate,  ///< printed around the report: buttons, counters, repeated lead, sign-off, links
                 ///< to other reports
};

/// A stretch of the text with one role. Blocks are in order and disjoint; together they cover all
/// but white space.
struct Block {
  Span span;
  BlockRole role = BlockRole::kBody;
  std::string rule;  ///< which boilerplate rule said so (empty for body); shown to the user
  /// How likely it is running text of the report, in [0, 1], as this version alone tells: at least
  /// 0.5 for body. What lies between 0 and 1 the other version settles (aligner/structure.h).
  double as_text = 1;
};

/// One sentence of a block; spans of sentences are in order and disjoint.
struct Sentence {
  Span span;
  std::uint32_t block = 0;  ///< index into Article::blocks
};

/// Where and when the report was filed, as printed at its head ("LIMA, November 17 (VNA) -").
struct Dateline {
  Span span;  ///< the printed dateline with its dash
  std::string place;
  std::string agency;
  std::optional<Day> day;
};

/// A report in one language. All spans are into `text`.
struct Article {
  std::string name;  ///< the file's path or the feed's id; for messages and fingerprints
  std::string lang;  ///< BCP 47 tag; empty while unknown
  std::string text;  ///< valid UTF-8, NFC, line ends LF
  std::vector<Block> blocks;
  std::vector<Sentence> sentences;  ///< of the body: what is aligned
  /// Of headline, standfirst, captions and headings, and of what may be boilerplate as long as the
  /// other version has not settled it.
  std::vector<Sentence> other_sentences;
  /// Whether the text breaks off: its last sentence has no end mark while others have one.
  bool open_end = false;
  std::optional<Dateline> dateline;
  std::optional<Day> published;  ///< from metadata, the dateline or the caller
  std::string url;               ///< empty when unknown
};

}  // namespace concord
