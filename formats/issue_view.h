// What writers share: which issues are shown, where they stand, the text of a bead.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/report.h"
#include "formats/messages.h"
#include "formats/writer.h"
#include "text/day.h"
#include "text/unicode.h"

namespace concord {

/// How many issues of a run there are, by severity; silenced ones apart.
struct Tally {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t silenced = 0;
  std::size_t pairs = 0;  ///< pairs of articles, or segments
  std::size_t beads = 0;

  /// Counts a pair; issues below `min_severity` are left out.
  void add(const PairReport& report, Severity min_severity);
};

/// Whether an issue is severe enough to be written at all; a silenced one may be.
bool passes(const Issue& issue, const WriterOptions& options);
/// Whether an issue is shown in formats that do not report silenced ones: it passes and is not
/// silenced.
bool shown(const Issue& issue, const WriterOptions& options);

/// Where a passage stands.
struct Place {
  bool body = false;  ///< in a sentence of the body; otherwise in a headline, a caption or between
                      ///< sentences
  std::uint32_t number =
      0;          ///< of the sentence, from 1, within body or the others; 0 when it is in none
  Span sentence;  ///< from the sentence that holds its begin to the one that holds its end; the
                  ///< passage itself if in none
};
Place place_of(const AnalysedArticle& side, Span passage);

/// The sentences of a bead's side, joined by a space, or by nothing where no space separates them.
std::string bead_text(const AnalysedArticle& side, const std::vector<std::uint32_t>& sentences);

/// The text in one cell of a line: tabs and line breaks become spaces.
std::string one_cell(std::string text);

/// The passage that a format with one location shows: the target's, else the source's.
struct MainPassage {
  const AnalysedArticle* side = nullptr;
  const Passage* passage = nullptr;
  bool is_target = false;
};
MainPassage main_passage(const PairReport& report, const Issue& issue);

/// "file:sentence" or, for an aligned segment, "file:line" of a passage.
struct Reference {
  std::string file;
  std::size_t number = 0;  ///< sentence (0: headline or caption) or line
  std::size_t column = 1;  ///< in code points within that sentence or segment, from 1
  std::size_t end_column = 1;
};
Reference reference_of(const PairReport& report, const MainPassage& where);

/// Line and column of a passage in its file; the first line of a segment's for aligned segments.
/// Both count from 1, columns in code points. The lines are those of Article::text, which for plain
/// text are the file's.
struct TextPosition {
  std::string file;
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t end_line = 1;
  std::size_t end_column = 1;  ///< after the passage
};
TextPosition position_of(const PairReport& report, const MainPassage& where);

/// One sentence that counts a run's issues, in the catalogue's language.
std::string summary_text(const Tally& tally, const MessageCatalogue& messages);

/// What was compared: the sentences of both versions and the facts found in them, in words.
std::string compared_text(const PairReport& report, const MessageCatalogue& messages);

/// For each bead whether it was moved: it is not part of the longest chain of beads that keeps the
/// order of both versions. Gaps are never moved. Fredman 1975, longest increasing subsequence, O(n
/// log n).
std::vector<bool> moved_beads(const std::vector<Bead>& beads);

}  // namespace concord
