// Runs the checks with what configuration and baselines say.
#include "app/check_run.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "app/command.h"
#include "app/settings_options.h"
#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "formats/read_bitext.h"
#include "lang/base/data_dirs.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

/// The resources and the checker of the languages that segments are in.
struct SegmentChecker {
  explicit SegmentChecker(PairResources loaded)
      : resources(std::move(loaded)), checker(resources) {}
  PairResources resources;
  PairChecker checker;
};

/// How closely the pair is said to follow; none: to be judged.
std::optional<PairKind> kind_of(const std::string& name) {
  const std::optional<PairKind> kind = pair_kind_of(name);
  if (!kind && name != "auto")
    throw UsageError("unknown kind '" + name + "'; use auto, close, edited, event or unrelated");
  return kind;
}

/// The resources of a language pair with the house glossary.
PairResources resources_of(const CheckRun& run, Packs& packs, const Article& source,
                           const Article& target) {
  PairResources resources = load_resources(packs, source.lang, target.lang, run.pair.lexicon);
  const std::string& terms = run.settings->rules(source, target).terms;
  if (!terms.empty())
    resources.glossary = Glossary::load(terms, *resources.source, *resources.target);
  return resources;
}

void run_pair(CheckRun& run, Packs& packs, const std::function<void(PairReport&)>& use) {
  ArticlePair articles = read_pair(run.pair, packs);
  run.settings->mark_boilerplate(articles.source, articles.target);
  for (const Article* version : {&articles.source, &articles.target}) require_text(*version);
  run.ui_lang = run.settings->rules(articles.source, articles.target).ui_lang;
  const PairResources resources = resources_of(run, packs, articles.source, articles.target);
  PairChecker checker(resources);
  checker.set_kind(kind_of(run.kind));
  PairReport report = checker.check(std::move(articles.source), std::move(articles.target));
  run.settings->apply(report);
  use(report);
}

void run_aligned(CheckRun& run, Packs& packs, const std::function<void(PairReport&)>& use) {
  const std::optional<Day> source_day = run.pair.source_published();
  const std::optional<Day> target_day = run.pair.target_published();
  BitextLanguages languages;
  std::unique_ptr<SegmentChecker> segments;
  const PairRules* rules = nullptr;  // of the current languages
  BitextOptions options{"auto", run.pair.source_lang, run.pair.target_lang, run.columns};
  options.has_pack = [&](const std::string& lang) { return packs.get(lang).known; };
  const BitextSummary summary =
      read_bitext(run.aligned, options, [&](const BitextLanguages& said, SegmentPair segment) {
        if (!segments || said.source != languages.source || said.target != languages.target) {
          if (said.source.empty() || said.target.empty())
            throw UsageError("the languages of " + run.aligned +
                             " are not known; give --src-lang and --tgt-lang");
          languages = said;
          note_missing_packs(packs, said.source, said.target);
          Article source;
          Article target;
          source.name = target.name = run.aligned;
          source.lang = packs.get(said.source).tag;
          target.lang = packs.get(said.target).tag;
          rules = &run.settings->rules(source, target);
          run.ui_lang = rules->ui_lang;
          segments = std::make_unique<SegmentChecker>(resources_of(run, packs, source, target));
          segments->checker.set_kind(kind_of(run.kind));
        }
        PairReport report = segments->checker.check(std::move(segment), source_day, target_day);
        run.settings->apply(report, *rules);
        use(report);
      });
  if (summary.segments == 0) {
    throw InputError(run.aligned, 0,
                     fmt::format("has nothing to compare: none of its {} units has text in both "
                                 "languages",
                                 summary.skipped),
                     "check the file, --src-lang and --tgt-lang");
  }
  if (summary.skipped > 0)
    notice(fmt::format("note: {} units of {} have no text in both languages and were skipped",
                       summary.skipped, run.aligned));
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
      ("kind", po::value(&kind)->default_value("auto"),
       "how closely the target follows the source: auto, close (a translation), edited, event (two "
       "reports on one "
       "event), unrelated");
  add_settings_options(options, settings_files);
}

void CheckRun::load(const po::variables_map& values, OutputOptions& output) {
  settings = std::make_unique<NewsroomSettings>(settings_files);
  set_option(*settings, values, "color", output.color);
  set_option(*settings, values, "fail-on", output.fail_on);
  set_option(*settings, values, "min-severity", output.min_severity);
  set_option(*settings, values, "ui-lang", output.ui_lang);
  std::string least;
  set_option(*settings, values, "tmx-min-score", least);
  if (!least.empty()) {
    const auto [end, error] =
        std::from_chars(least.data(), least.data() + least.size(), output.tmx_min_score);
    if (error != std::errc() || end != least.data() + least.size())
      throw UsageError("tmx-min-score is '" + least + "', not a number from 0 to 1");
  }
}

std::vector<std::string> CheckRun::inputs() const {
  std::vector<std::string> files = settings->files();
  for (const std::string& file : {pair.source, pair.target, aligned, pair.lexicon})
    files.push_back(file);
  return files;
}

void CheckRun::run(const std::function<void(PairReport&)>& use) {
  Packs packs(find_data_dirs());
  if (aligned.empty()) {
    run_pair(*this, packs, use);
  } else {
    if (!pair.source.empty()) throw UsageError("name two files or --aligned FILE, not both");
    run_aligned(*this, packs, use);
  }
}

}  // namespace concord::app
