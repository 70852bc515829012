// The subcommands of the program and what they share.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/article.h"

namespace concord::app {

/// Exit codes of every command.
enum ExitCode : int {
  kClean = 0,   ///< nothing at or above --fail-on
  kIssues = 1,  ///< something at or above --fail-on
  kFailed = 2,  ///< usage or input error
};

using Arguments = std::vector<std::string>;

/// A subcommand: its name, one line of help, and what runs it with the words after its name.
struct Command {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Arguments& arguments);
};

int run_check(const Arguments& arguments);
int run_align(const Arguments& arguments);
int run_entities(const Arguments& arguments);
int run_names(const Arguments& arguments);
int run_lexicon(const Arguments& arguments);
int run_batch(const Arguments& arguments);
int run_merge(const Arguments& arguments);
int run_baseline(const Arguments& arguments);
int run_config(const Arguments& arguments);
int run_explain(const Arguments& arguments);
int run_pair(const Arguments& arguments);
int run_feed(const Arguments& arguments);
int run_regress(const Arguments& arguments);
int run_tm(const Arguments& arguments);
int run_serve(const Arguments& arguments);

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

/// Writes bytes to standard output; throws InputError when it is closed or full.
void print(std::string_view bytes);

/// Writes one line "concord: TEXT" to standard error.
void notice(std::string_view text);

}  // namespace concord::app
