// The subcommands of the program and what they share.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/lazy.h"
#include "text/article.h"

namespace concord::app {

/// Exit codes of every command.
enum ExitCode : int {
  kClean = 0,   ///< nothing at or above --fail-on
  kIssues = 1,  ///< something at or above --fail-on
  kFailed = 2,  ///< usage or input error
};

using Arguments = std::vector<std::string>;

/// Where the data are: found by main() when a command first asks, so that those which need none
/// run without. Asking throws InputError where there are none.
using ProgramData = Lazy<DataDirs>;

/// A subcommand: its name, one line of help, and what runs it with the words after its name.
struct Command {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Arguments& arguments, const ProgramData& data);
};

int run_check(const Arguments& arguments, const ProgramData& data);
int run_align(const Arguments& arguments, const ProgramData& data);
int run_entities(const Arguments& arguments, const ProgramData& data);
int run_names(const Arguments& arguments, const ProgramData& data);
int run_lexicon(const Arguments& arguments, const ProgramData& data);
int run_batch(const Arguments& arguments, const ProgramData& data);
int run_merge(const Arguments& arguments, const ProgramData& data);
int run_baseline(const Arguments& arguments, const ProgramData& data);
int run_config(const Arguments& arguments, const ProgramData& data);
int run_explain(const Arguments& arguments, const ProgramData& data);
int run_pair(const Arguments& arguments, const ProgramData& data);
int run_feed(const Arguments& arguments, const ProgramData& data);
int run_regress(const Arguments& arguments, const ProgramData& data);
int run_tm(const Arguments& arguments, const ProgramData& data);
int run_serve(const Arguments& arguments, const ProgramData& data);
int run_account(const Arguments& arguments, const ProgramData& data);
int run_changed(const Arguments& arguments, const ProgramData& data);
int run_lsp(const Arguments& arguments, const ProgramData& data);

/// The largest values of options that several commands have.
inline constexpr unsigned kMostJobs = 1024;
inline constexpr int kMostDays = 3660;  ///< ten years: further apart are not versions

/// Thrown for wrong usage; printed like an InputError.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Parses options and positional words. With --help prints `usage` and the options and returns
/// none. Throws UsageError.
std::optional<boost::program_options::variables_map> parse_options(
    const Arguments& arguments, const std::string& usage,
    const boost::program_options::options_description& options,
    const boost::program_options::positional_options_description& positional = {});

/// A date option in ISO 8601 (YYYY-MM-DD). Throws UsageError for anything else; an empty text gives
/// none.
std::optional<Day> parse_day(const std::string& text);

/// The option --jobs: threads, as many as the machine has cores where it is not given.
void add_jobs_option(boost::program_options::options_description& options, unsigned& jobs);

/// Throws the UsageError of a number that is not within [low, high].
[[noreturn]] void out_of_range(const char* name, double low, double high);

/// Writes bytes to standard output; throws InputError when it is closed or full.
void print(std::string_view bytes);

/// Writes one line to standard output, whatever is in it: names, keys, ids and texts that others
/// wrote may hold what a terminal or a build service obeys. Everything that is not a format of its
/// own goes through this. Throws as print().
void print_line(std::string_view line);

/// Writes one line "concord: TEXT" to standard error, as print_line() does.
void notice(std::string_view text);

/// An option that must lie within [low, high]; anything else, nan too, is a UsageError that names
/// it. The value of `target` is the default.
template <class T>
boost::program_options::typed_value<T>* ranged(const char* name, T* target, T low, T high) {
  return boost::program_options::value(target)->notifier([=](const T& value) {
    if (!(value >= low && value <= high))
      out_of_range(name, static_cast<double>(low), static_cast<double>(high));
  });
}

}  // namespace concord::app
