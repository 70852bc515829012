// concord config: what is in force and where each value came from.
#include "formats/config.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/check_run.h"
#include "app/command.h"
#include "app/settings_options.h"
#include "formats/escape.h"
#include "text/ascii.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

// TOML basic strings take JSON's escapes.
std::string quoted(const std::string& text) {
  std::string out;
  append_json(out, text);
  return out;
}

void print_value(const std::string& name, const ConfigValue& value) {
  print_line(fmt::format("{} = {}  # {}", name, quoted(value.value), value.origin));
}

/// "pair.ru-en.", with the quotation marks that a key needs which is not a bare one.
std::string section_name(const std::string& kind, const std::string& name) {
  const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_';
  });
  return kind + "." + (bare ? name : quoted(name)) + ".";
}

void print_list(const std::string& name, const std::vector<ConfigValue>& values) {
  if (values.empty()) return;
  print(name + " = [\n");
  for (const ConfigValue& value : values)
    print_line(fmt::format("  {},  # {}", quoted(value.value), value.origin));
  print("]\n");
}

/// The rules of a section; `section` ends in a dot, the top's is empty. What is printed is TOML
/// again.
void print_rules(const ConfigRules& rules, const std::string& section,
                 const std::vector<ConfigValue>& documents) {
  if (!section.empty()) {
    print("\n");
    print_line(fmt::format("[{}]", section.substr(0, section.size() - 1)));
  }
  print_list("documents", documents);
  if (rules.terms) print_value("terms", *rules.terms);
  if (rules.ui_lang) print_value("ui-lang", *rules.ui_lang);
  print_list("boilerplate", rules.boilerplate);
  if (!rules.checks.empty()) {
    print("\n");
    print_line(fmt::format("[{}checks]", section));
  }
  for (const auto& [check, value] : rules.checks) print_value(check, value);
  for (const auto& [rule, origin] : rules.ignore) {
    print("\n");
    print_line(fmt::format("[[{}ignore]]  # {}", section, origin));
    const std::pair<const char*, const std::string*> entries[] = {{"check", &rule.check},
                                                                  {"before", &rule.before},
                                                                  {"inside", &rule.inside},
                                                                  {"after", &rule.after}};
    for (const auto& [name, text] : entries) {
      if (!text->empty()) print_line(fmt::format("{} = {}", name, quoted(*text)));
    }
  }
}

}  // namespace

int run_config(const Arguments& arguments, const ProgramData& data) {
  CheckRun run;
  OutputOptions output;
  po::options_description options("Options");
  output.add_check_options(options);
  add_settings_options(options, run.settings_files);
  const auto values = parse_options(arguments, "Usage: concord config [options of check]", options);
  if (!values) return kClean;
  run.load(*values, data, output);
  const Config& config = run.settings->config();
  print_line(fmt::format(
      "# {}", config.path.empty() ? "no concord.toml from this folder upwards" : config.path));
  const auto origin_of = [&](const std::string& name) {
    const auto set = config.options.find(name);
    return is_given(*values, name)       ? "command line"
           : set != config.options.end() ? set->second.origin
                                         : "default";
  };
  for (const auto& [name, value] :
       {std::pair{"color", output.color}, std::pair{"fail-on", output.fail_on},
        std::pair{"min-severity", output.min_severity}, std::pair{"ui-lang", output.ui_lang}}) {
    print_value(name, {value, origin_of(name)});
  }
  print_line(fmt::format("tmx-min-score = {:.3f}  # {}", output.tmx_min_score,
                         origin_of("tmx-min-score")));
  const auto print_files = [&](const std::string& name, std::vector<ConfigValue> files,
                               const std::vector<std::string>& given) {
    for (const std::string& file : given) files.push_back({file, "command line"});
    print_list(name, files);
  };
  print_files("baseline", config.baselines, run.settings_files.baselines);
  print_files("reviewed", config.reviewed, run.settings_files.reviewed);
  ConfigRules top = config.rules;
  if (!run.settings_files.terms.empty())
    top.terms = ConfigValue{run.settings_files.terms, "command line"};
  print_rules(top, "", {});
  for (const auto& [pair, rules] : config.pairs) print_rules(rules, section_name("pair", pair), {});
  for (const ConfigOutlet& outlet : config.outlets)
    print_rules(outlet.rules, section_name("outlet", outlet.name), outlet.documents);
  return kClean;
}

}  // namespace concord::app
