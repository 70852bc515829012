// Runs the checks with what configuration and baselines say.
#include "app/check_run.h"

#include <fmt/format.h>

#include <memory>

#include "app/command.h"
#include "checks/pair_checker.h"
#include "formats/read_bitext.h"
#include "lang/data_dir.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

/// The resources and the checker of the languages that segments are in.
struct SegmentChecker {
  explicit SegmentChecker(PairResources loaded) : resources(std::move(loaded)), checker(resources) {}
  PairResources resources;
  PairChecker checker;
};

/// How closely the pair is said to follow; none: to be judged.
std::optional<PairKind> kind_of(const std::string& name) {
  const std::optional<PairKind> kind = pair_kind_of(name);
  if (!kind && name != "auto") throw UsageError("unknown kind '" + name + "'; use auto, close, edited or event");
  return kind;
}

/// The resources of a language pair with the house glossary.
PairResources resources_of(const CheckRun& run, Packs& packs, const std::string& source, const std::string& target) {
  PairResources resources = load_resources(packs, source, target, run.pair.lexicon);
  if (!run.terms.empty()) resources.glossary = Glossary::load(run.terms, *resources.source, *resources.target);
  return resources;
}

void run_pair(CheckRun& run, Packs& packs, const std::function<void(PairReport&)>& use) {
  ArticlePair articles = read_pair(run.pair, packs);
  const ConfigRules rules = rules_for(run.config, articles.source, articles.target);
  const Policy policy = policy_of(rules);
  apply_furniture(rules, articles.source);
  apply_furniture(rules, articles.target);
  const PairResources resources = resources_of(run, packs, articles.source.lang, articles.target.lang);
  PairChecker checker(resources);
  checker.set_kind(kind_of(run.kind));
  PairReport report = checker.check(std::move(articles.source), std::move(articles.target));
  policy.apply(report);
  run.baseline.apply(report);
  use(report);
}

void run_aligned(CheckRun& run, Packs& packs, const std::function<void(PairReport&)>& use) {
  const std::optional<Day> source_day = run.pair.source_published();
  const std::optional<Day> target_day = run.pair.target_published();
  BitextLanguages languages;
  std::unique_ptr<SegmentChecker> segments;
  std::unique_ptr<Policy> policy;
  const BitextOptions options{"auto", run.pair.source_lang, run.pair.target_lang, run.columns};
  const BitextSummary summary =
      read_bitext(run.aligned, options, [&](const BitextLanguages& said, SegmentPair segment) {
        if (!segments || said.source != languages.source || said.target != languages.target) {
          if (said.source.empty() || said.target.empty())
            throw UsageError("the languages of " + run.aligned + " are not known; say --src-lang and --tgt-lang");
          languages = said;
          segments = std::make_unique<SegmentChecker>(resources_of(run, packs, said.source, said.target));
          segments->checker.set_kind(kind_of(run.kind));
          note_missing_packs(packs, said.source, said.target);
          Article source;
          Article target;
          source.name = target.name = run.aligned;
          source.lang = segments->resources.source->tag;
          target.lang = segments->resources.target->tag;
          policy = std::make_unique<Policy>(policy_of(rules_for(run.config, source, target)));
        }
        PairReport report = segments->checker.check(std::move(segment), source_day, target_day);
        policy->apply(report);
        run.baseline.apply(report);
        use(report);
      });
  if (summary.skipped > 0)
    notice(fmt::format("note: {} units of {} have no text in both languages and were skipped", summary.skipped,
                       run.aligned));
}

}  // namespace

bool is_given(const po::variables_map& values, const std::string& name) {
  return values.count(name) > 0 && !values[name].defaulted();
}

void CheckRun::add_to(po::options_description& options) {
  pair.add_to(options);
  options.add_options()  //
      ("aligned", po::value(&aligned)->default_value(""),
       "check segments that are aligned already: TSV (id TAB source TAB target), TMX, XLIFF, PO")  //
      ("columns", po::value(&columns)->default_value(""),
       "columns of the TSV in their order, of id, source, target and others: id,target,source")  //
      ("terms", po::value(&terms)->default_value(""),
       "a house glossary: TSV (term TAB renderings [TAB forbidden ones]) or TBX")  //
      ("kind", po::value(&kind)->default_value("auto"),
       "how closely the target follows the source: auto, close (a translation), edited, event (two reports on one "
       "event)")  //
      ("config", po::value(&config_path)->default_value(""),
       "configuration; otherwise the nearest concord.toml upwards")  //
      ("baseline", po::value(&baselines)->composing(),
       "silence the issues of this file, see concord baseline; may be repeated")  //
      ("reviewed", po::value(&reviewed)->composing(),
       "silence the issues that were judged on the page (reviewed.jsonl); may be repeated");
}

void CheckRun::load(const po::variables_map& values, OutputOptions& output) {
  const std::string path = config_path.empty() ? find_config(".") : config_path;
  if (!path.empty()) config = read_config(path, read_file(path));
  const auto from_config = [&](const char* name, std::string& option) {
    const auto set = config.options.find(name);
    if (set != config.options.end() && !is_given(values, name)) option = set->second.value;
  };
  from_config("color", output.color);
  from_config("fail-on", output.fail_on);
  from_config("min-severity", output.min_severity);
  from_config("ui-lang", output.ui_lang);
  for (const ConfigValue& value : config.baselines) baseline.read(value.value, read_file(value.value));
  for (const std::string& file : baselines) baseline.read(file, read_file(file));
  for (const ConfigValue& value : config.reviewed) baseline.read(value.value, read_file(value.value));
  for (const std::string& file : reviewed) baseline.read(file, read_file(file));
}

void CheckRun::run(const std::function<void(PairReport&)>& use) {
  Packs packs(find_data_dir());
  if (aligned.empty()) {
    run_pair(*this, packs, use);
  } else {
    if (!pair.source.empty()) throw UsageError("name two files or --aligned FILE, not both");
    run_aligned(*this, packs, use);
  }
}

void notice_stale(const Baseline& baseline) {
  constexpr std::size_t kNamed = 5;
  const std::vector<const BaselineEntry*> stale = baseline.stale();
  for (std::size_t i = 0; i < std::min(stale.size(), kNamed); ++i) {
    notice(fmt::format("note: the baseline's {} {} does not come any more{}{}",
                       stale[i]->check.empty() ? "issue" : stale[i]->check, stale[i]->id,
                       stale[i]->message.empty() ? "" : ": ", stale[i]->message));
  }
  if (stale.size() > kNamed)
    notice(fmt::format("note: and {} more; see concord baseline prune", stale.size() - kNamed));
}

}  // namespace concord::app
