// Runs the checks with what configuration and baselines say.
#include "app/check_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "app/command.h"
#include "app/settings_options.h"
#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "formats/read_bitext.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/ordered_pool.h"
#include "newsroom/engine/report_files.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

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
  checker.set_jobs(run.jobs);
  checker.set_kind(kind_option(run.kind));
  PairReport report = checker.check(std::move(articles.source), std::move(articles.target));
  run.settings->apply(report);
  use(report);
}

/// What the segments of two languages are checked by; threads share it.
struct SegmentLanguages {
  PairResources resources;
  const PairRules* rules = nullptr;
};

/// Segments that one thread checks in one go.
struct Batch {
  std::shared_ptr<const SegmentLanguages> languages;
  std::vector<SegmentPair> segments;
};
struct CheckedBatch {
  std::shared_ptr<const SegmentLanguages> languages;
  std::vector<PairReport> reports;
};
constexpr std::size_t kBatch = 32;  // segments, some milliseconds of work

/// Checks the segments of one thread.
class SegmentWorker {
 public:
  SegmentWorker(const CheckRun& run, std::optional<PairKind> kind)
      : settings_(run.settings.get()),
        kind_(kind),
        source_day_(run.pair.source_published()),
        target_day_(run.pair.target_published()) {}

  CheckedBatch operator()(Batch batch) {
    if (languages_ != batch.languages) {
      languages_ = batch.languages;
      checker_ = std::make_unique<PairChecker>(languages_->resources);
      checker_->set_kind(kind_);
    }
    CheckedBatch checked{std::move(batch.languages), {}};
    for (SegmentPair& segment : batch.segments) {
      PairReport report = checker_->check(std::move(segment), source_day_, target_day_);
      // The words belong to the checker, which goes on while the report waits for its turn.
      for (AnalysedArticle* side : {&report.source, &report.target}) {
        for (AnalysedSentence& sentence : side->sentences) {
          sentence.tokens = {};
          sentence.units = {};
        }
      }
      settings_->apply(report, *languages_->rules);
      checked.reports.push_back(std::move(report));
    }
    return checked;
  }

 private:
  NewsroomSettings* settings_;
  std::optional<PairKind> kind_;
  std::optional<Day> source_day_;
  std::optional<Day> target_day_;
  std::shared_ptr<const SegmentLanguages> languages_;
  std::unique_ptr<PairChecker> checker_;
};

void run_aligned(CheckRun& run, Packs& packs, const std::function<void(PairReport&)>& use) {
  BitextLanguages languages;
  BitextOptions options{"auto", run.pair.source_lang, run.pair.target_lang, run.columns};
  options.has_pack = [&](const std::string& lang) { return packs.get(lang).known; };
  const std::optional<PairKind> kind = kind_option(run.kind);
  OrderedPool<Batch, CheckedBatch> pool(
      run.jobs,
      [&] {
        auto worker = std::make_shared<SegmentWorker>(run, kind);
        return [worker](Batch batch) { return (*worker)(std::move(batch)); };
      },
      [&](CheckedBatch checked) {
        run.ui_lang = checked.languages->rules->ui_lang;
        for (PairReport& report : checked.reports) use(report);
      });
  Batch batch;
  const auto hand_out = [&] {
    if (!batch.segments.empty()) pool.push({batch.languages, std::exchange(batch.segments, {})});
  };
  const auto add = [&](const BitextLanguages& said, SegmentPair segment) {
    if (!batch.languages || said.source != languages.source || said.target != languages.target) {
      hand_out();
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
      batch.languages = std::make_shared<const SegmentLanguages>(SegmentLanguages{
          resources_of(run, packs, source, target), &run.settings->rules(source, target)});
    }
    batch.segments.push_back(std::move(segment));
    if (run.jobs <= 1 || batch.segments.size() == kBatch) hand_out();
  };
  BitextSummary summary;
  try {
    summary = read_bitext(run.aligned, options, add);
  } catch (...) {  // what was read before is reported, for any number of threads
    hand_out();
    pool.finish();
    throw;
  }
  hand_out();
  pool.finish();
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

bool fails(const PairReport& report, std::optional<Severity> fail_on) {
  return fail_on &&
         std::any_of(report.issues.begin(), report.issues.end(), [&](const Issue& issue) {
           return issue.severity >= *fail_on && !issue.silenced();
         });
}

bool is_given(const po::variables_map& values, const std::string& name) {
  return values.count(name) > 0 && !values[name].defaulted();
}

std::optional<PairKind> kind_option(const std::string& name) {
  const std::optional<PairKind> kind = pair_kind_of(name);
  if (!kind && name != "auto")
    throw UsageError("unknown kind '" + name + "'; use auto, close, edited, event or unrelated");
  return kind;
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
  add_jobs_option(options, jobs);
  add_settings_options(options, settings_files);
  add_desk_option(options, settings_files);
}

void CheckRun::load(const po::variables_map& values, const ProgramData& data,
                    OutputOptions& output) {
  settings = std::make_unique<NewsroomSettings>(settings_files);
  take_decisions(*settings, values, data, settings_files);
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
  for (const std::string& file :
       {file_of_report(pair.source), file_of_report(pair.target), aligned, pair.lexicon})
    files.push_back(file);
  return files;
}

void CheckRun::run(const DataDirs& dirs, const std::function<void(PairReport&)>& use) {
  Packs packs(dirs);
  if (aligned.empty()) {
    run_pair(*this, packs, use);
  } else {
    if (!pair.source.empty()) throw UsageError("name two files or --aligned FILE, not both");
    run_aligned(*this, packs, use);
  }
}

}  // namespace concord::app
