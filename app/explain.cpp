// concord explain: the page of a check.
#include <fmt/format.h>

#include <filesystem>

#include "app/command.h"
#include "checks/core/check.h"
#include "formats/config.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord::app {
namespace {
namespace fs = std::filesystem;

/// Where the pages are: beside the installed data, or in the source tree beside lang/.
fs::path pages_dir(const DataDirs& dirs) {
  const fs::path data(dirs.packs);
  const fs::path installed = data / ".." / "docs" / "checks";
  return fs::exists(installed) ? installed : data / ".." / ".." / "docs" / "checks";
}

}  // namespace

int run_explain(const Arguments& arguments, const ProgramData& data) {
  std::vector<std::string> checks;
  for (const Check& check : all_checks()) checks.emplace_back(check.name);
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print(fmt::format("Usage: concord explain CHECK\n\nChecks: {}\n", fmt::join(checks, ", ")));
    return arguments.empty() ? kFailed : kClean;
  }
  const std::string& name = arguments[0];
  const Check* check = find_check(name);
  if (check == nullptr) {
    const std::string nearest = nearest_word(name, checks);
    throw UsageError("unknown check '" + name + "'; " +
                     (nearest.empty() ? fmt::format("use {}", fmt::join(checks, ", "))
                                      : "did you mean '" + nearest + "'?"));
  }
  const fs::path pages = pages_dir(*data);
  // Checks that one function reports share a page: added-clause is explained with dropped-clause.
  std::string page = name;
  if (!fs::exists(pages / (page + ".md")) && name.starts_with("added-"))
    page = "dropped-" + name.substr(6);
  if (!fs::exists(pages / (page + ".md"))) throw UsageError("there is no page about " + name);
  print(read_file((pages / (page + ".md")).string()));
  return kClean;
}

}  // namespace concord::app
