// concord.toml: what a newsroom sets once for all its runs.
//
//   ui-lang = "ru"
//   fail-on = "warning"
//   baseline = ["baseline.jsonl"]
//   [checks]
//   quote = "off"
//   [[ignore]]
//   check = "number"
//   after = "goda?"
//   [pair.ru-en]
//   terms = "house-terms.tsv"
//   [pair.ru-en.checks]
//   name = "warning"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/policy.h"
#include "text/article.h"

namespace concord {

/// A value with where it came from: "concord.toml:3".
struct ConfigValue {
  std::string value;
  std::string origin;
};

/// What may be set for all reports, for a language pair and for an outlet.
struct ConfigRules {
  std::map<std::string, ConfigValue> checks;               ///< check name to severity or "off"
  std::vector<std::pair<IgnoreRule, std::string>> ignore;  ///< with origin
  std::vector<ConfigValue> boilerplate;  ///< patterns of paragraphs that are not part of a report
  std::optional<ConfigValue> terms;    ///< path of a house glossary, relative ones from the file's
  std::optional<ConfigValue> ui_lang;  ///< language of messages; of all pairs: see options
};

/// Rules of a section [outlet.NAME]; they apply to pairs of which a document matches one of the
/// globs.
struct ConfigOutlet {
  std::string name;
  std::vector<ConfigValue> documents;  ///< globs ("*/vna/*") over file names and urls
  ConfigRules rules;
};

/// A configuration as read. Later sections override earlier ones: all, then language pair, then
/// outlet.
struct Config {
  std::string path;  ///< empty when there is no file
  std::map<std::string, ConfigValue>
      options;                         ///< command-line options by name: "fail-on", "ui-lang"
  std::vector<ConfigValue> baselines;  ///< paths, relative ones from the file's folder
  std::vector<ConfigValue> reviewed;
  ConfigRules rules;
  std::map<std::string, ConfigRules> pairs;  ///< by "ru-en"
  std::vector<ConfigOutlet> outlets;
};

/// Reads a configuration. Throws InputError with the line for what is not TOML, for an unknown key
/// (naming the nearest known one), an unknown check or severity and a value of the wrong type.
Config read_config(const std::string& path, std::string_view bytes);

/// The nearest concord.toml from `folder` upwards; empty when there is none.
std::string find_config(const std::string& folder);

/// The rules that are in force for two articles, merged.
ConfigRules rules_for(const Config& config, const Article& source, const Article& target);
/// Names the sections that are in force for two articles: equal keys of one configuration mean
/// equal rules.
std::string rules_key(const Config& config, const Article& source, const Article& target);
/// The policy of rules. Throws InputError for a pattern that ICU refuses.
Policy policy_of(const ConfigRules& rules);

/// Makes boilerplate of the body paragraphs in which a pattern matches as a whole; their sentences
/// go.
void apply_boilerplate(const ConfigRules& rules, Article& article);

/// The known word that is nearest to `word` by edit distance (Levenshtein 1966); empty when none is
/// near.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

}  // namespace concord
