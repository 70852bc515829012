// concord config: what is in force and where each value came from.
#include "formats/config.h"

#include <fmt/format.h>

#include "app/check_run.h"
#include "app/command.h"
#include "checks/check.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

// TOML basic strings take JSON's escapes.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

void print_rules(const ConfigRules& rules, const std::string& section) {
  if (!rules.checks.empty()) {
    print(fmt::format("\n[{}checks]\n", section));
    for (const auto& [check, value] : rules.checks)
      print(fmt::format("{} = {}  # {}\n", check, quoted(value.value), value.origin));
  }
  for (const auto& [rule, origin] : rules.ignore) {
    print(fmt::format("\n[[{}ignore]]  # {}\n", section, origin));
    const std::pair<const char*, const std::string*> entries[] = {
        {"check", &rule.check}, {"before", &rule.before}, {"inside", &rule.inside}, {"after", &rule.after}};
    for (const auto& [name, text] : entries) {
      if (!text->empty()) print(fmt::format("{} = {}\n", name, quoted(*text)));
    }
  }
}

}  // namespace

int run_config(const Arguments& arguments) {
  CheckRun run;
  OutputOptions output;
  po::options_description options("Options");
  output.add_check_options(options);
  options.add_options()("config", po::value(&run.config_path)->default_value(""),
                        "configuration; otherwise the nearest concord.toml upwards");
  const auto values = parse_options(arguments, "Usage: concord config [options of check]", options);
  if (!values) return kClean;
  run.load(*values, output);
  print(fmt::format("# {}\n", run.config.path.empty() ? "no concord.toml from this folder upwards" : run.config.path));
  const std::pair<const char*, const std::string*> settings[] = {{"color", &output.color},
                                                                 {"fail-on", &output.fail_on},
                                                                 {"min-severity", &output.min_severity},
                                                                 {"ui-lang", &output.ui_lang}};
  for (const auto& [name, value] : settings) {
    const auto set = run.config.options.find(name);
    const std::string origin = is_given(*values, name)           ? "command line"
                               : set != run.config.options.end() ? set->second.origin
                                                                 : "default";
    print(fmt::format("{} = {}  # {}\n", name, quoted(*value), origin));
  }
  for (const auto& [name, list] :
       {std::pair{"baseline", &run.config.baselines}, std::pair{"reviewed", &run.config.reviewed}}) {
    for (const ConfigValue& value : *list)
      print(fmt::format("{} = {}  # {}\n", name, quoted(value.value), value.origin));
  }
  for (const ConfigValue& pattern : run.config.rules.furniture) {
    print(fmt::format("furniture = {}  # {}\n", quoted(pattern.value), pattern.origin));
  }
  print_rules(run.config.rules, "");
  for (const auto& [pair, rules] : run.config.pairs) print_rules(rules, "pair." + pair + ".");
  for (const ConfigOutlet& outlet : run.config.outlets) print_rules(outlet.rules, "outlet." + outlet.name + ".");
  return kClean;
}

}  // namespace concord::app
