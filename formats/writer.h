// Writers of reports: each turns checked pairs, one after the other, into the bytes of one format.
//
//   auto writer = make_writer("jsonl", options);
//   out << writer->begin() << writer->pair(report) << writer->end();
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/report.h"

namespace concord {

/// What all writers may need to know about a run.
struct WriterOptions {
  Severity min_severity = Severity::kInfo;  ///< issues below it are not shown
  std::optional<Severity> fail_on =
      Severity::kError;        ///< what makes a test case fail (junit); none: nothing does
  std::string messages;        ///< folder of the catalogues: DataDirs::messages
  std::string ui_lang = "en";  ///< language of messages
  bool color = false;          ///< ANSI colours (text only)
  std::size_t width = 100;     ///< columns of the terminal (text only)
  std::string version;         ///< of concord
  std::string timestamp;       ///< of the run, YYYYMMDDThhmmssZ; empty: not written
  bool judged = false;   ///< whether a baseline was applied, so that what it silenced is reported
  bool tmx_all = false;  ///< TMX: also units with an error-level issue
  double tmx_min_score = 0;  ///< TMX: units whose bead's confidence is lower are left out
};

/// Writes any number of pairs as one document, in constant memory where the format allows. begin()
/// once, pair() for each, end() once; concatenating what they return gives the document.
class ReportWriter {
 public:
  virtual ~ReportWriter() = default;
  virtual std::string begin() { return {}; }
  virtual std::string pair(const PairReport& report) = 0;
  virtual std::string end() { return {}; }
};

/// The names of the formats of `check`, the default one first.
std::vector<std::string> report_formats();
/// The names of the formats of `align`, the default one first.
std::vector<std::string> bead_formats();

/// A writer of issues ("text", "line", "jsonl", ...) or of beads ("ladder", "tsv", "tmx", ...),
/// each by a name of its list. Throws InputError for a name that is not in it, naming those that
/// are.
std::unique_ptr<ReportWriter> make_report_writer(std::string_view format,
                                                 const WriterOptions& options);
std::unique_ptr<ReportWriter> make_bead_writer(std::string_view format,
                                               const WriterOptions& options);
/// Either: the lists have only "text" and "jsonl" in common, which here are those of issues.
std::unique_ptr<ReportWriter> make_writer(std::string_view format, const WriterOptions& options);

/// The format that a file's ending stands for (".html", ".jsonl", ".junit.xml"); throws InputError
/// naming the endings that are known.
std::string format_of_path(const std::string& path);

}  // namespace concord
