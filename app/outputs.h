// Where reports go: standard output and any number of files, with the options that say so.
#pragma once

#include <boost/program_options.hpp>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/report.h"
#include "formats/tmx/tmx_append.h"
#include "formats/writer.h"
#include "lang/base/data_dirs.h"
#include "text/output_file.h"

namespace concord::app {

/// The time of the run; that of SOURCE_DATE_EPOCH when set. Throws UsageError for a value of it
/// that is not a time.
std::time_t run_time();

/// The same as TMX wants it (see basic_time()).
std::string run_timestamp();

/// The options of outputs as the user gave them.
struct OutputOptions {
  std::string format;
  std::string tmx;
  std::string tmx_append;
  bool tmx_all = false;
  double tmx_min_score = 0;
  std::vector<std::string> reports;
  std::string min_severity;
  std::string fail_on;
  std::string color;
  std::string ui_lang;

  /// Adds the options of `check` (with issues) or of `align` to a description; their values arrive
  /// here once parsed.
  void add_check_options(boost::program_options::options_description& options);
  void add_align_options(boost::program_options::options_description& options);

  /// Adds the options of translation memories alone.
  void add_tmx_options(boost::program_options::options_description& options);

  /// Every file that is to be written.
  std::vector<std::string> files() const;

  /// What makes the exit code 1; none for "never". Throws UsageError for an unknown severity.
  std::optional<Severity> fail_on_severity() const;
  /// The options of writers, with the terminal's width and colours and the time of the run
  /// (SOURCE_DATE_EPOCH when set), and the messages of `dirs`. Throws UsageError for a wrong value.
  WriterOptions writer_options(const DataDirs& dirs) const;
};

/// Says on standard error what an extended memory got: "FILE: 12 units added, 3 already there".
void notice_appended(const std::string& path, const TmxAppendCounts& counts);

/// Writes pairs to standard output and to files. A file appears when finish() has been called and
/// everything was written; until then what stood under its name stays.
class Outputs {
 public:
  /// Opens every file. Throws UsageError or InputError for what cannot be written.
  Outputs(const OutputOptions& options, std::unique_ptr<ReportWriter> standard_output,
          const WriterOptions& writer_options);

  void pair(const PairReport& report);
  void finish();

 private:
  struct Sink {
    std::unique_ptr<ReportWriter> writer;
    std::unique_ptr<OutputFile> file;     // null: standard output,
    std::unique_ptr<TmxAppender> memory;  // or a memory that is extended
    void put(std::string_view bytes) const;
  };
  std::vector<Sink> sinks_;
};

}  // namespace concord::app
