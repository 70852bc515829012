// The program concord: finds the subcommand, runs it, turns errors into one line and an exit code.
#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "app/command.h"
#include "formats/config.h"
#include "text/input_error.h"

namespace concord::app {
namespace {

constexpr std::array kCommands = {
    Command{"check", "align two versions of a report and check one against the other", run_check},
    Command{"align", "only align", run_align},
    Command{"entities", "the dates, numbers and names of sentences on standard input",
            run_entities},
    Command{"names", "whether pairs of names can be the same name", run_names},
    Command{"lexicon", "compile, train and measure bilingual lexicons", run_lexicon},
    Command{"pair", "find the reports that are versions of one another", run_pair},
    Command{"feed", "the nightly command: read feeds, pair, check, report what is new", run_feed},
    Command{"batch", "check many pairs: one JSON line in, one out", run_batch},
    Command{"merge", "join what the shards of a batch wrote", run_merge},
    Command{"baseline", "keep the file of issues that are known", run_baseline},
    Command{"config", "the settings in force, of concord.toml and the command line", run_config},
    Command{"tm", "a translation memory of checked units: add, search, export, import", run_tm},
    Command{"serve", "the desk: queue, editor and API in the browser", run_serve},
    Command{"account", "who may use a desk: accounts, roles, API keys", run_account},
    Command{"changed", "check the reports to which changed files belong", run_changed},
    Command{"lsp", "a language server for editors", run_lsp},
    Command{"explain", "the page of a check", run_explain},
    Command{"regress", "pin the beads and issues of pairs and report what changed", run_regress},
};

void print_help() {
  std::cout << "Usage: concord COMMAND [options]\n\nCommands:\n";
  for (const Command& command : kCommands) {
    std::cout << "  " << command.name << std::string(12 - command.name.size(), ' ')
              << command.summary << "\n";
  }
  std::cout
      << "\nconcord COMMAND --help lists the options of a command; concord --version prints the "
         "version.\n";
}

int run(const Arguments& arguments, const ProgramData& data) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print_help();
    return arguments.empty() ? kFailed : kClean;
  }
  if (arguments[0] == "--version") {
    std::cout << "concord " << CONCORD_VERSION << "\n";
    return kClean;
  }
  for (const Command& command : kCommands) {
    if (command.name == arguments[0])
      return command.run({arguments.begin() + 1, arguments.end()}, data);
  }
  std::vector<std::string> names;
  for (const Command& command : kCommands) names.emplace_back(command.name);
  const std::string nearest = nearest_word(arguments[0], names);
  throw UsageError("unknown command '" + arguments[0] + "'; " +
                   (nearest.empty() ? "see concord --help" : "did you mean '" + nearest + "'?"));
}

}  // namespace
}  // namespace concord::app

int main(int argc, char** argv) {
  // A file that grows beyond a limit is an error like a full disk, which says what is wrong, not
  // the end of the process.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    const concord::app::ProgramData data([] { return concord::find_data_dirs(); });
    const int code = concord::app::run({argv + 1, argv + argc}, data);
    // The flag is looked at, too: reading standard input flushes standard output on the way.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
      throw concord::InputError("", 0, "standard output cannot be written", "check the free space");
    return code;
  } catch (const std::exception& error) {
    concord::app::notice(error.what());
    return concord::app::kFailed;
  }
}
