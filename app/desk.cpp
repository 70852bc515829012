// Reads what a desk has set and applies it to pairs.
#include "app/desk.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/command.h"
#include "text/hash.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
void DeskOptions::add_to(po::options_description& options) {
  options.add_options()  //
      ("config", po::value(&config)->default_value(""),
       "configuration; otherwise the nearest concord.toml upwards")  //
      ("terms", po::value(&terms)->default_value(""),
       "a house glossary: TSV (term TAB renderings [TAB forbidden ones]) or TBX")  //
      ("baseline", po::value(&baselines)->composing(),
       "silence the issues of this file, see concord baseline; may be repeated")  //
      ("reviewed", po::value(&reviewed)->composing(),
       "silence the issues that were judged on the page (reviewed.jsonl); may be repeated");
}

Desk::Desk(const DeskOptions& options) : terms_(options.terms) {
  std::uint64_t hash = fnv1a_field(terms_);
  const auto read = [&](const std::string& path) {
    std::string bytes = read_file(path);
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
}

void Desk::set_option(const po::variables_map& values, const char* name,
                      std::string& option) const {
  const auto set = config_.options.find(name);
  const bool given = values.count(name) > 0 && !values[name].defaulted();
  if (set != config_.options.end() && !given) option = set->second.value;
}

const PairRules& Desk::rules(const Article& source, const Article& target) {
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

void Desk::take_furniture(Article& source, Article& target) {
  const PairRules& pair = rules(source, target);
  apply_furniture(pair.rules, source);
  apply_furniture(pair.rules, target);
}

void Desk::take_furniture(Article& article) {
  apply_furniture(rules(article, Article{}).rules, article);
}

void Desk::apply(PairReport& report) {
  apply(report, rules(report.source.article, report.target.article));
}

void Desk::apply(PairReport& report, const PairRules& rules) {
  rules.policy.apply(report);
  const std::lock_guard lock(mutex_);
  baseline_.apply(report);
}

void Desk::notice_stale() const {
  constexpr std::size_t kNamed = 5;
  const std::vector<const BaselineEntry*> stale = baseline_.stale();
  for (std::size_t i = 0; i < std::min(stale.size(), kNamed); ++i) {
    notice(fmt::format("note: the baseline's {} {} does not come any more{}{}",
                       stale[i]->check.empty() ? "issue" : stale[i]->check, stale[i]->id,
                       stale[i]->message.empty() ? "" : ": ", stale[i]->message));
  }
  if (stale.size() > kNamed)
    notice(fmt::format("note: and {} more; see concord baseline prune", stale.size() - kNamed));
}

}  // namespace concord::app
