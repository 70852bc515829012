// Reads the settings of a newsroom and applies them to pairs.
#include "newsroom/engine/settings.h"

#include <fmt/format.h>

#include "text/hash.h"
#include "text/read_file.h"

namespace concord {
NewsroomSettings::NewsroomSettings(const SettingsFiles& options) : terms_(options.terms) {
  std::uint64_t hash = fnv1a_field(terms_);
  const auto read = [&](const std::string& path) {
    std::string bytes = read_file(path);
    files_.push_back(path);
    hash = fnv1a_field(bytes, fnv1a_field(path, hash));
    return bytes;
  };
  const std::string path = options.config.empty() ? find_config(".") : options.config;
  if (!path.empty()) config_ = read_config(path, read(path));
  for (const ConfigValue& value : config_.baselines) baseline_.read(value.value, read(value.value));
  for (const std::string& file : options.baselines) baseline_.read(file, read(file));
  for (const ConfigValue& value : config_.reviewed) baseline_.read(value.value, read(value.value));
  for (const std::string& file : options.reviewed) baseline_.read(file, read(file));
  judges_ = !config_.baselines.empty() || !config_.reviewed.empty() || !options.baselines.empty() ||
            !options.reviewed.empty();
  fingerprint_ = fmt::format("{:016x}", hash);
  files_.push_back(terms_);
  const auto add_terms = [this](const ConfigRules& rules) {
    if (rules.terms) files_.push_back(rules.terms->value);
  };
  add_terms(config_.rules);
  for (const auto& [pair, rules] : config_.pairs) add_terms(rules);
  for (const ConfigOutlet& outlet : config_.outlets) add_terms(outlet.rules);
}

void NewsroomSettings::learn(const std::string& name, const std::string& lines,
                             std::function<bool(const PairReport&, const Issue&)> same) {
  baseline_.read(name, lines);
  same_ = std::move(same);
  judges_ = true;
  fingerprint_ += fmt::format(" {:016x}", fnv1a_field(lines));
}

const PairRules& NewsroomSettings::rules(const Article& source, const Article& target) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<const PairRules>& known = rules_[rules_key(config_, source, target)];
  if (!known) {
    ConfigRules rules = rules_for(config_, source, target);
    Policy policy = policy_of(rules);
    std::string terms = !terms_.empty() ? terms_ : rules.terms ? rules.terms->value : std::string();
    std::string ui_lang = rules.ui_lang ? rules.ui_lang->value : std::string();
    known = std::make_unique<const PairRules>(
        PairRules{std::move(rules), std::move(policy), std::move(terms), std::move(ui_lang)});
  }
  return *known;
}

void NewsroomSettings::mark_boilerplate(Article& source, Article& target) {
  const PairRules& pair = rules(source, target);
  apply_boilerplate(pair.rules, source);
  apply_boilerplate(pair.rules, target);
}

void NewsroomSettings::mark_boilerplate(Article& article) {
  apply_boilerplate(rules(article, Article{}).rules, article);
}

void NewsroomSettings::apply(PairReport& report) {
  apply(report, rules(report.source.article, report.target.article));
}

void NewsroomSettings::apply(PairReport& report, const PairRules& rules) {
  rules.policy.apply(report);
  {
    const std::lock_guard lock(mutex_);
    baseline_.apply(report);
  }
  if (!same_) return;
  for (Issue& issue : report.issues) {
    if (!issue.judgement && same_(report, issue)) issue.judgement = Judgement{"false-alarm", {}};
  }
}

}  // namespace concord
