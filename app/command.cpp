// What the subcommands share: option parsing, dates, output.
#include "app/command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <thread>

#include "formats/escape.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord::app {
namespace po = boost::program_options;

std::optional<po::variables_map> parse_options(
    const Arguments& arguments, const std::string& usage, const po::options_description& options,
    const po::positional_options_description& positional) {
  po::options_description all;
  all.add(options);
  po::options_description help("Help");
  help.add_options()("help,h", "print this help");
  all.add(help);
  try {
    po::variables_map values;
    po::store(
        po::command_line_parser(arguments)
            .options(all)
            .positional(positional)
            .style(po::command_line_style::default_style & ~po::command_line_style::allow_guessing)
            .run(),
        values);
    if (values.count("help") > 0) {
      std::cout << usage << "\n" << options;
      return std::nullopt;
    }
    po::notify(values);
    return values;
  } catch (const po::error& error) {
    throw UsageError(std::string(error.what()) + "; see concord --help");
  }
}

std::optional<Day> parse_day(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const std::optional<Day> day = parse_iso_day(text)) return day;
  throw UsageError("'" + text + "' is not a date; write YYYY-MM-DD");
}

void print(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
    throw InputError("", 0, "standard output cannot be written", "check the free space");
  }
}

void print_line(std::string_view line) { print(plain_line(line) + "\n"); }

void notice(std::string_view text) { std::cerr << "concord: " << plain_line(text) << "\n"; }

void out_of_range(const char* name, double low, double high) {
  throw UsageError(fmt::format("--{} must be from {} to {}", name, low, high));
}

void add_jobs_option(po::options_description& options, unsigned& jobs) {
  options.add_options()  //
      ("jobs,j",
       ranged("jobs", &jobs, 1U, kMostJobs)
           ->default_value(std::max(1U, std::thread::hardware_concurrency())),
       "threads; the result does not depend on their number");
}

}  // namespace concord::app
