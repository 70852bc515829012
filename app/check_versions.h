// One run of the checks over three and more versions of a report.
#pragma once

#include <boost/program_options.hpp>
#include <string>
#include <vector>

#include "app/check_run.h"
#include "app/outputs.h"

namespace concord::app {

/// The versions beyond two, and the languages of all.
struct MoreVersions {
  std::vector<std::string> files;  ///< from the third on; empty: two versions
  std::string languages;           ///< of all versions in their order: "vi,ru,en"; empty: detected

  void add_to(boost::program_options::options_description& options);
};

/// Checks every two of the versions, of which the first is the reference, writes what they differ
/// in, and returns the exit code. Throws UsageError for options that are for two versions only.
int check_versions(CheckRun& run, const DataDirs& dirs, const MoreVersions& more,
                   const OutputOptions& output, const WriterOptions& writer_options);

}  // namespace concord::app
