// Reads segments that were aligned elsewhere, one after the other, in constant memory.
//
//   read_bitext("memory.tmx", {.source_lang = "ru", .target_lang = "en"}, [&](const
//   BitextLanguages&, SegmentPair segment) { ... });
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "checks/core/pair_checker.h"

namespace concord {

/// How to read a file of aligned segments.
struct BitextOptions {
  std::string format = "auto";  ///< "tsv", "tmx", "xliff", "po", or "auto": by content
  /// Which languages to take from a file with several (BCP 47; "en" takes "en-GB" too). Empty:
  /// those that the file declares, the first two where it declares none.
  std::string source_lang;
  std::string target_lang;
  /// TSV: the names of the columns in their order, of "id", "source", "target" and any other for
  /// what is not wanted. Empty: as the first line says, if it has these names, else id, source,
  /// target.
  std::string columns;
  /// Whether a language can be checked: of several targets the first that can is taken. Empty: all.
  std::function<bool(const std::string& lang)> has_pack = {};
};

/// The languages of a segment: as asked for, else as the file says; empty where nobody says.
struct BitextLanguages {
  std::string source;
  std::string target;
};

/// What was in a file.
struct BitextSummary {
  std::size_t segments = 0;
  std::size_t skipped = 0;  ///< units that have no text in one of the languages, or a damaged one
};

/// Takes one segment. Its id is the file's (id column, tuid, unit id), else its number from 1.
using SegmentSink = std::function<void(const BitextLanguages& languages, SegmentPair segment)>;

/// Reads `path` ("-": standard input): TSV; TMX 1.1 to 1.4b; XLIFF 1.2, 2.0 and 2.1; PO. Texts are
/// NFC UTF-8 without inline tags and sub-flows; a TMX segment that has inline tags keeps them in
/// SegmentPair::source_markup and target_markup. Throws InputError with the line: a TSV line with
/// too few tabs, broken UTF-8, XML that is not well-formed or of another kind, a PO entry out of
/// order, a file that cannot be read. An empty file has no segments.
BitextSummary read_bitext(const std::string& path, const BitextOptions& options,
                          const SegmentSink& sink);

/// The names of the formats, "auto" first.
std::vector<std::string> bitext_formats();

}  // namespace concord
