// One run of the checks over a pair of files or over aligned segments, as check and baseline both
// do it.
#pragma once

#include <boost/program_options.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/outputs.h"
#include "app/pair_options.h"
#include "app/settings_options.h"
#include "checks/core/pair_kind.h"
#include "checks/core/report.h"

namespace concord::app {

/// What is checked and by which rules.
struct CheckRun {
  PairOptions pair;
  std::string aligned;  ///< file of aligned segments; empty: the pair's two files
  std::string columns;
  std::string kind;   ///< a name of PairKind, or "auto"
  unsigned jobs = 1;  ///< threads; the reports do not depend on it
  SettingsFiles settings_files;
  std::unique_ptr<NewsroomSettings> settings;  ///< set by load()
  /// The language of messages that the rules of the current pair want, once run() has read it;
  /// empty: that of the output options.
  std::string ui_lang;

  /// Adds the options to a description; their values arrive here once parsed.
  void add_to(boost::program_options::options_description& options);

  /// Reads what the newsroom has set. What the configuration sets and the command line does not
  /// goes into `output`.
  void load(const boost::program_options::variables_map& values, const ProgramData& data,
            OutputOptions& output);

  /// Every file that the run reads, of those that are known before.
  std::vector<std::string> inputs() const;

  /// Checks, applies configuration and baselines, and hands over every report, in order; `use` has
  /// it until it returns. Reads all of a pair before the first call, and aligned segments one by
  /// one.
  void run(const DataDirs& dirs, const std::function<void(PairReport&)>& use);
};

/// Whether a report has an issue that makes the exit code 1.
bool fails(const PairReport& report, std::optional<Severity> fail_on);

/// How closely a pair is said to follow (--kind); none for "auto": to be judged. Throws UsageError
/// for an unknown name.
std::optional<PairKind> kind_option(const std::string& name);

/// Whether an option was given on the command line.
bool is_given(const boost::program_options::variables_map& values, const std::string& name);

}  // namespace concord::app
