// concord pair: which reports of two languages are versions of one another.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "app/command.h"
#include "app/pair_stages.h"
#include "text/file_identity.h"
#include "text/input_error.h"
#include "text/line_reader.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    "Usage: concord pair SOURCES... [options]\n"
    "Prints a JSON line for every pair, then for every report without a partner, then for what "
    "could not be read:\n"
    "  {\"source\":ID,\"target\":ID,\"score\":0.97,\"because\":[...]}\n"
    "In stages, on one machine or on many (docs/SCALING.md):\n"
    "  concord pair --stage read SOURCES... --tgt-lang L --output 1.profiles\n"
    "  concord pair --stage index 1.profiles 2.profiles ... --output archive.index\n"
    "  concord pair --stage candidates archive.index --partition 1/8 --output 1.candidates\n"
    "  concord pair --stage merge archive.index 1.candidates ... 8.candidates";

// Less holds no segment of an index; more is not a limit on any machine of today.
constexpr std::size_t kLeastMemory = std::size_t{64} << 20;
constexpr std::size_t kMostMemory = std::size_t{1} << 44;
constexpr std::size_t kMostParts = 100'000;

void add_options(po::options_description& options, PairRun& run) {
  add_jobs_option(options, run.pairing.pairing.jobs);
  options.add_options()  //
      ("src-lang", po::value(&run.pairing.source_lang),
       "only sources in this language (BCP 47); every other than the target's when absent")  //
      ("tgt-lang", po::value(&run.pairing.target_lang),
       "language of the targets; when absent the first in the alphabet of those found. The same as "
       "--src-lang: the "
       "first of SOURCES is the source side, the others are the target side")  //
      ("lang", po::value(&run.feed.lang),
       "language of items that do not name theirs; detected when absent")  //
      ("input-format", po::value(&run.feed.format)->default_value("auto"),
       fmt::format("{}", fmt::join(feed_formats(), ", ")).c_str())  //
      ("date-window",
       ranged("date-window", &run.pairing.pairing.date_window_days, 0, kMostDays)
           ->default_value(run.pairing.pairing.date_window_days),
       "days that two versions may lie apart")  //
      ("min-score",
       ranged("min-score", &run.pairing.pairing.least_score, 0.0, 1.0)
           ->default_value(run.pairing.pairing.least_score),
       "the score from which two reports are a pair")  //
      ("config", po::value(&run.settings_files.config)->default_value(""),
       "configuration, of which the boilerplate rules count here; otherwise the nearest "
       "concord.toml "
       "upwards")  //
      ("memory", po::value(&run.memory)->default_value(run.memory),
       "memory that may be used, as 512M or 4G; the rest of the work lies in files. The result "
       "does not depend on it")  //
      ("stage", po::value(&run.stage),
       "one stage alone: read, index, candidates or merge; all of them when absent")  //
      ("partition", po::value(&run.partition)->default_value(run.partition),
       "K/N: of stage candidates the part of the sources, by language and day")  //
      ("files-from", po::value(&run.list),
       "a file with further inputs, one a line; a source of these that cannot be read is reported "
       "like an item")  //
      ("output,o", po::value(&run.output)->default_value(run.output),
       "where the result goes; - is standard output, for pairs only")  //
      ("sources", po::value(&run.inputs), "files, folders and feeds, or what a stage works on");
}

template <class T>
bool parse_number(std::string_view text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

std::size_t parse_memory(std::string_view text) {
  const std::string_view digits = text.substr(0, text.empty() ? 0 : text.size() - 1);
  std::size_t count = 0;
  std::size_t unit = 0;
  if (text.ends_with('M')) unit = std::size_t{1} << 20;
  if (text.ends_with('G')) unit = std::size_t{1} << 30;
  if (unit == 0 || !parse_number(digits, count) || count > kMostMemory / unit ||
      count * unit < kLeastMemory)
    throw UsageError(fmt::format("--memory is '{}'; use 64M to 16384G", text));
  return count * unit;
}

PairLimits limits_of(const PairRun& run) {
  PairLimits limits;
  limits.memory = parse_memory(run.memory);
  const std::string_view partition = run.partition;
  const std::size_t slash = std::min(partition.find('/'), partition.size() - 1);
  if (!parse_number(partition.substr(0, slash), limits.part) ||
      !parse_number(partition.substr(slash + 1), limits.parts) || limits.part < 1 ||
      limits.part > limits.parts || limits.parts > kMostParts)
    throw UsageError(fmt::format("--partition is '{}'; use K/N with K from 1 to N", run.partition));
  return limits;
}

/// Refuses what no run can work with.
void require_usable(const PairRun& run) {
  const std::vector<std::string> stages = {"", "read", "index", "candidates", "merge"};
  if (std::find(stages.begin(), stages.end(), run.stage) == stages.end())
    throw UsageError("unknown stage '" + run.stage + "'; use read, index, candidates, merge");
  if (!run.stage.empty() && run.stage != "merge" && run.output == "-")
    throw UsageError("name the file that stage " + run.stage + " writes: --output FILE");
  if (run.inputs.empty() && run.list.empty())
    throw UsageError("name files, folders or feeds; see concord pair --help");
  const std::vector<std::string> formats = feed_formats();
  const bool reads = run.stage.empty() || run.stage == "read";
  if (reads && !run.pairing.target_lang.empty() &&
      run.pairing.source_lang == run.pairing.target_lang && run.list.empty() &&
      run.inputs.size() < 2)
    throw UsageError("name the two sides of one language: SOURCE TARGET...");
  if (std::find(formats.begin(), formats.end(), run.feed.format) == formats.end()) {
    throw UsageError("unknown input format '" + run.feed.format + "'; use " +
                     fmt::format("{}", fmt::join(formats, ", ")));
  }
}

/// Appends the inputs that a file lists.
void add_listed(PairRun& run) {
  if (run.list.empty()) return;
  LineReader lines(run.list);
  for (std::string line; lines.next(line);) {
    if (!line.empty()) run.inputs.push_back(line);
  }
  if (run.inputs.empty()) throw InputError(run.list, 0, "names no file", "name one a line");
}

void run_stage(PairRun& run, const ProgramData& data, const PairLimits& limits) {
  if (run.stage.empty()) return run_all_stages(run, *data, limits);
  if (run.stage == "read") return read_profiles(run, *data, limits, run.output);
  if (run.stage == "index") return make_index(run.inputs, limits, run.output);
  require_apart(run.inputs, {run.output});
  const PairingIndex index(run.inputs.front());
  if (run.stage == "candidates") {
    if (run.inputs.size() > 1) throw UsageError("stage candidates works on one index");
    return find_part(run, limits, index, run.output);
  }
  write_pairs(index, {run.inputs.begin() + 1, run.inputs.end()}, limits, run.output);
}

}  // namespace

int run_pair(const Arguments& arguments, const ProgramData& data) {
  PairRun run;
  po::options_description options("Options");
  add_options(options, run);
  po::positional_options_description positional;
  positional.add("sources", -1);
  if (!parse_options(arguments, kUsage, options, positional)) return kClean;
  require_usable(run);
  const PairLimits limits = limits_of(run);
  add_listed(run);
  run_stage(run, data, limits);
  return kClean;
}

}  // namespace concord::app
