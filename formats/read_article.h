// From bytes to an Article: decoding, the parts of a report, its sentences.
//
//   Packs packs(find_data_dirs());
//   Article a = read_article("report.txt", read_file("report.txt"), {}, packs);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/length_limits.h"
#include "formats/reading_words.h"
#include "lang/pack/packs.h"
#include "text/article.h"

namespace concord {

/// What the caller knows about a file.
struct ReadOptions {
  std::string format = "auto";    ///< a name of article_formats(), or "auto": by ending and content
  std::string lang;               ///< BCP 47; detected when empty
  std::optional<Day> published;   ///< overrides metadata and dateline
  ReadingWords* words = nullptr;  ///< those of earlier reports of this thread, or null
  TextLength limits = kReportLimits;
};

/// Reads one report. `name` is used in messages and kept as Article::name. Throws InputError when
/// the bytes are empty, binary, not in a known encoding (naming the byte), not of the named format,
/// or a text beyond the limits.
Article read_article(const std::string& name, const std::string& bytes, const ReadOptions& options,
                     Packs& packs);

/// Throws InputError for a report without a word or a figure of text: what was read instead is
/// said. Compared with nothing, no version has issues, and that is not a finding.
void require_text(const Article& article);

/// The names of the article formats, "auto" first.
std::vector<std::string> article_formats();

}  // namespace concord
