// Reads concord.toml with toml++ and merges its sections.
#include "formats/config.h"

#include <fmt/format.h>
#include <fnmatch.h>

// toml++ refuses a header such as [.a], but asserts before that it has a key.
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <numeric>

#include "checks/core/check.h"
#include "text/input_error.h"
#include "text/regex.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

// Options of the command line that a file may set.
constexpr std::array<std::string_view, 7> kOptions = {
    "color", "fail-on", "from-desk", "min-severity", "tgt-lang", "tmx-min-score", "ui-lang"};

constexpr const char* kPatterns = "see ICU's regular expressions";

bool is_pattern(const std::string& pattern) { return Regex::compile(pattern).has_value(); }

class Reader {
 public:
  Reader(const std::string& path, std::string_view bytes) : path_(path) {
    config_.path = path;
    try {
      root_ = toml::parse(bytes, path);
    } catch (const toml::parse_error& error) {
      throw InputError(path, error.source().begin.line,
                       "is not TOML: " + std::string(error.description()), "see https://toml.io");
    }
  }

  Config read() {
    std::vector<std::string> known = {"baseline", "checks", "boilerplate", "ignore",
                                      "outlet",   "pair",   "reviewed",    "terms"};
    known.insert(known.end(), kOptions.begin(), kOptions.end());
    for (const auto& [key, node] : root_) {
      const std::string name(key.str());
      require_known(name, known, node);
      if (std::find(kOptions.begin(), kOptions.end(), name) != kOptions.end()) {
        std::string value = scalar(name, node);
        // A store is a file or the address of a database.
        if (name == "from-desk" && value.find("://") == std::string::npos) value = beside(value);
        config_.options[name] = {std::move(value), origin(node)};
      } else if (name == "baseline" || name == "reviewed") {
        for (ConfigValue value : strings(name, node)) {
          value.value = beside(value.value);
          (name == "baseline" ? config_.baselines : config_.reviewed).push_back(std::move(value));
        }
      } else if (name == "pair") {
        for (const auto& [pair, section] : table(name, node)) {
          rules_section("pair." + std::string(pair.str()), section,
                        config_.pairs[std::string(pair.str())], nullptr);
        }
      } else if (name == "outlet") {
        for (const auto& [outlet, section] : table(name, node)) {
          config_.outlets.push_back({std::string(outlet.str()), {}, {}});
          rules_section("outlet." + std::string(outlet.str()), section,
                        config_.outlets.back().rules, &config_.outlets.back());
        }
      } else {
        rule(name, node, config_.rules);
      }
    }
    return std::move(config_);
  }

 private:
  [[noreturn]] void refuse(const toml::node& node, const std::string& wrong,
                           const std::string& remedy) const {
    throw InputError(path_, node.source().begin.line, wrong, remedy);
  }
  std::string origin(const toml::node& node) const {
    return fmt::format("{}:{}", path_, node.source().begin.line);
  }

  void require_known(const std::string& name, const std::vector<std::string>& known,
                     const toml::node& node) const {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    const std::string nearest = nearest_word(name, known);
    refuse(node, "unknown key '" + name + "'",
           nearest.empty() ? fmt::format("use {}", fmt::join(known, ", "))
                           : "did you mean '" + nearest + "'?");
  }

  std::string scalar(const std::string& name, const toml::node& node) const {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    refuse(node, name + " is not a string", "write " + name + " = \"...\"");
  }

  std::vector<ConfigValue> strings(const std::string& name, const toml::node& node) const {
    if (const auto* text = node.as_string()) return {{text->get(), origin(node)}};
    const auto* array = node.as_array();
    if (array == nullptr)
      refuse(node, name + " is not a list of strings", "write " + name + " = [\"...\"]");
    std::vector<ConfigValue> values;
    for (const toml::node& item : *array) values.push_back({scalar(name, item), origin(item)});
    return values;
  }

  /// A path that is relative to the file's folder.
  std::string beside(const std::string& path) const {
    return (fs::path(path_).parent_path() / path).string();
  }

  const toml::table& table(const std::string& name, const toml::node& node) const {
    const auto* section = node.as_table();
    if (section == nullptr) refuse(node, name + " is not a section", "write [" + name + ".NAME]");
    return *section;
  }

  void rules_section(const std::string& name, const toml::node& node, ConfigRules& rules,
                     ConfigOutlet* outlet) {
    for (const auto& [key, value] : table(name, node)) {
      const std::string entry(key.str());
      std::vector<std::string> known = {"checks", "boilerplate", "ignore", "terms", "ui-lang"};
      if (outlet != nullptr) known.emplace_back("documents");
      require_known(entry, known, value);
      if (entry == "documents") {
        outlet->documents = strings(entry, value);
      } else {
        rule(entry, value, rules);
      }
    }
    if (outlet != nullptr && outlet->documents.empty())
      refuse(node, name + " has no documents", "write documents = [\"*/name/*\"]");
  }

  void rule(const std::string& name, const toml::node& node, ConfigRules& rules) const {
    if (name == "boilerplate") {
      for (ConfigValue& pattern : strings(name, node)) {
        if (!is_pattern(pattern.value))
          refuse(node, "'" + pattern.value + "' is not a regular expression", kPatterns);
        rules.boilerplate.push_back(std::move(pattern));
      }
    } else if (name == "terms") {
      rules.terms = {beside(scalar(name, node)), origin(node)};
    } else if (name == "ui-lang") {
      rules.ui_lang = {scalar(name, node), origin(node)};
    } else if (name == "checks") {
      std::vector<std::string> checks;
      for (const Check& check : all_checks()) checks.emplace_back(check.name);
      for (const auto& [key, value] : table(name, node)) {
        const std::string check(key.str());
        require_known(check, checks, value);
        const std::string severity = scalar(check, value);
        if (severity != "off" && !severity_of(severity)) {
          refuse(value, "unknown severity '" + severity + "'", "use error, warning, info or off");
        }
        rules.checks[check] = {severity, origin(value)};
      }
    } else {
      const auto* list = node.as_array();
      if (list == nullptr) refuse(node, "ignore is not a list of sections", "write [[ignore]]");
      for (const toml::node& item : *list) {
        IgnoreRule ignore;
        for (const auto& [key, value] : table("ignore", item)) {
          const std::string entry(key.str());
          require_known(entry, {"after", "before", "check", "inside", "why"}, value);
          const std::string text = scalar(entry, value);
          if (entry == "check" && find_check(text) == nullptr)
            refuse(value, "unknown check '" + text + "'", "see concord explain");
          if (entry == "check") ignore.check = text;
          if (entry == "before") ignore.before = text;
          if (entry == "inside") ignore.inside = text;
          if (entry == "after") ignore.after = text;
        }
        if (ignore.before.empty() && ignore.inside.empty() && ignore.after.empty()) {
          refuse(item, "ignore has no pattern", "write before, inside or after");
        }
        try {
          const Policy compiles({}, {ignore});
        } catch (const InputError& error) {
          refuse(item, error.what(), "");
        }
        rules.ignore.emplace_back(std::move(ignore), origin(item));
      }
    }
  }

  std::string path_;
  toml::table root_;
  Config config_;
};

void merge(const ConfigRules& more, ConfigRules& into) {
  for (const auto& [check, value] : more.checks) into.checks[check] = value;
  into.ignore.insert(into.ignore.end(), more.ignore.begin(), more.ignore.end());
  into.boilerplate.insert(into.boilerplate.end(), more.boilerplate.begin(), more.boilerplate.end());
  if (more.terms) into.terms = more.terms;
  if (more.ui_lang) into.ui_lang = more.ui_lang;
}

/// Whether a document of the pair is of an outlet.
bool is_of(const ConfigOutlet& outlet, const Article& source, const Article& target) {
  return std::any_of(
      outlet.documents.begin(), outlet.documents.end(), [&](const ConfigValue& glob) {
        for (const std::string* name : {&source.name, &target.name, &source.url, &target.url}) {
          if (!name->empty() && ::fnmatch(glob.value.c_str(), name->c_str(), 0) == 0) return true;
        }
        return false;
      });
}

}  // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = 1 + std::max<std::size_t>(2, word.size() / 3);
  for (const std::string& candidate : known) {
    std::vector<std::size_t> row(candidate.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < word.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i + 1;
      for (std::size_t j = 0; j < candidate.size(); ++j) {
        const std::size_t replaced = diagonal + (word[i] == candidate[j] ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

Config read_config(const std::string& path, std::string_view bytes) {
  return Reader(path, bytes).read();
}

std::string find_config(const std::string& folder) {
  std::error_code error;
  for (fs::path at = fs::absolute(folder, error).lexically_normal(); !error;
       at = at.parent_path()) {
    std::error_code missing;  // says so of a file that is not there
    if (fs::is_regular_file(at / "concord.toml", missing)) return (at / "concord.toml").string();
    if (at == at.parent_path()) break;
  }
  return {};
}

ConfigRules rules_for(const Config& config, const Article& source, const Article& target) {
  ConfigRules rules = config.rules;
  if (const auto pair = config.pairs.find(source.lang + "-" + target.lang);
      pair != config.pairs.end())
    merge(pair->second, rules);
  for (const ConfigOutlet& outlet : config.outlets) {
    if (is_of(outlet, source, target)) merge(outlet.rules, rules);
  }
  return rules;
}

std::string rules_key(const Config& config, const Article& source, const Article& target) {
  std::string key = source.lang + "-" + target.lang;
  for (std::size_t i = 0; i < config.outlets.size(); ++i) {
    if (is_of(config.outlets[i], source, target)) key += fmt::format(" {}", i);
  }
  return key;
}

Policy policy_of(const ConfigRules& rules) {
  std::map<std::string, std::optional<Severity>> severities;
  for (const auto& [check, value] : rules.checks)
    severities[check] = severity_of(value.value);  // "off" is none
  std::vector<IgnoreRule> ignore;
  for (const auto& [rule, origin] : rules.ignore) ignore.push_back(rule);
  return {std::move(severities), ignore};
}

void apply_boilerplate(const ConfigRules& rules, Article& article) {
  for (const ConfigValue& pattern : rules.boilerplate) {
    const std::optional<Regex> compiled = Regex::compile(pattern.value);
    if (!compiled)
      throw InputError("", 0,
                       pattern.origin + ": '" + pattern.value + "' is not a regular expression");
    for (std::size_t i = 0; i < article.blocks.size(); ++i) {
      Block& block = article.blocks[i];
      if (block.role == BlockRole::kBoilerplate && block.as_text == 0) continue;
      if (!compiled->matches(block.span.of(article.text))) continue;
      block.role = BlockRole::kBoilerplate;
      block.rule = pattern.origin;
      block.as_text = 0;
      for (auto* sentences : {&article.sentences, &article.other_sentences})
        std::erase_if(*sentences, [&](const Sentence& sentence) { return sentence.block == i; });
    }
  }
}

}  // namespace concord
