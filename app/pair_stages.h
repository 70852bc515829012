// The stages of a pairing, as concord pair runs them: each alone, or all of them after each other.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/settings_options.h"
#include "formats/read_feed.h"
#include "newsroom/engine/pairing_candidates.h"
#include "newsroom/engine/pairing_run.h"

namespace concord::app {

/// The command line of a pairing.
struct PairRun {
  std::string stage;  ///< empty: all of them
  std::vector<std::string> inputs;
  std::string list;  ///< a file with further inputs, one a line; empty for none
  std::string output = "-";
  std::string partition = "1/1";
  std::string memory = "512M";
  PairingRunOptions pairing;
  FeedOptions feed;
  SettingsFiles settings_files;
};

/// What --memory and --partition say, once they are known to be sound.
struct PairLimits {
  std::size_t memory = 0;  ///< bytes
  std::size_t part = 1;
  std::size_t parts = 1;
};

/// Reads and profiles the inputs into a file of profiles.
void read_profiles(PairRun& run, const DataDirs& dirs, const PairLimits& limits,
                   const std::string& output);
/// Makes the index of files of profiles.
void make_index(const std::vector<std::string>& profiles, const PairLimits& limits,
                const std::string& output);
/// Finds the candidates of a part.
void find_part(const PairRun& run, const PairLimits& limits, const PairingIndex& index,
               const std::string& output);
/// Pairs by candidates and writes the lines.
void write_pairs(const PairingIndex& index, const std::vector<std::string>& candidates,
                 const PairLimits& limits, const std::string& output);
/// All stages, with what lies between them in a folder for temporary files.
void run_all_stages(PairRun& run, const DataDirs& dirs, const PairLimits& limits);

}  // namespace concord::app
