// What the subcommands share: option parsing, dates, output.
#include "app/command.h"

#include <cstdio>
#include <iostream>

#include "text/input_error.h"

namespace concord::app {
namespace po = boost::program_options;

std::optional<po::variables_map> parse_options(const Arguments& arguments, const std::string& usage,
                                               const po::options_description& options,
                                               const po::positional_options_description& positional) {
  po::options_description all;
  all.add(options);
  po::options_description help("Help");
  help.add_options()("help,h", "print this help");
  all.add(help);
  try {
    po::variables_map values;
    po::store(po::command_line_parser(arguments)
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
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int used = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &used) == 3 && used == 10 && text.size() == 10) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (date.ok()) return Day(date);
  }
  throw UsageError("'" + text + "' is not a date; write YYYY-MM-DD");
}

void print(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
    throw InputError("", 0, "standard output cannot be written", "check the free space");
  }
}

}  // namespace concord::app
