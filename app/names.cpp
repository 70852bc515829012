// concord names: whether pairs of names can be the same name.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/names/name_match.h"

namespace concord::app {
namespace po = boost::program_options;

int run_names(const Arguments& arguments, const ProgramData& data) {
  std::string pairs;
  std::string format;
  po::options_description options("Options");
  options.add_options()  //
      ("pairs", po::value(&pairs)->required(),
       "file of lines: language TAB name TAB English name, or language TAB name TAB language TAB "
       "name")  //
      ("format", po::value(&format)->default_value("tsv"),
       "tsv: 1 or 0, a tab, a score in [0, 1]; jsonl");
  if (!parse_options(arguments, "Usage: concord names --pairs FILE", options)) return kClean;
  if (format != "tsv" && format != "jsonl")
    throw UsageError("unknown format '" + format + "'; use tsv or jsonl");
  const NameMatcher matcher = NameMatcher::load(*data);
  const Table table(pairs, 3, 4);
  for (const TableRow& row : table.rows()) {
    const bool english = row.cells.size() == 3;
    const std::string_view lang = english ? "en" : row.cells[2];
    const std::string_view name = row.cells.back();
    const NameVerdict verdict = matcher.compare({row.cells[0], row.cells[1]}, {lang, name});
    if (format == "tsv") {
      print(fmt::format("{}\t{:.4f}\n", verdict.same ? 1 : 0, verdict.score));
    } else {
      nlohmann::ordered_json object = {{"lang", row.cells[0]}, {"name", row.cells[1]}};
      if (!english) object["other_lang"] = lang;
      object[english ? "english" : "other_name"] = name;
      object["same"] = verdict.same;
      object["score"] = verdict.score;
      print(object.dump() + "\n");
    }
  }
  return kClean;
}

}  // namespace concord::app
