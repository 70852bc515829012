// Checks three and more versions against each other.
#include "app/check_versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <sstream>

#include "app/command.h"
#include "checks/core/checkers.h"
#include "checks/versions/compare_versions.h"
#include "formats/write_versions.h"
#include "lang/base/data_dirs.h"
#include "text/file_identity.h"
#include "text/output_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

// Columns of a page that can be read side by side; every two versions are compared.
constexpr std::size_t kMostVersions = 8;

/// Refuses what has no meaning for several versions.
void require_usable(const CheckRun& run, const MoreVersions& more, const OutputOptions& output) {
  const auto refuse = [](bool given, const char* option) {
    if (given) throw UsageError(fmt::format("{} is for two versions", option));
  };
  refuse(!run.aligned.empty(), "--aligned");
  refuse(!run.pair.lexicon.empty(), "--lexicon");
  refuse(!run.pair.source_date.empty(), "--src-date");
  refuse(!run.pair.target_date.empty(), "--tgt-date");
  refuse(!output.tmx.empty(), "--tmx");
  refuse(!output.tmx_append.empty(), "--tmx-append");
  if (more.files.size() + 2 > kMostVersions)
    throw UsageError(fmt::format("at most {} versions can be compared at once", kMostVersions));
  const std::vector<std::string> formats = version_formats();
  const auto known = [&](const std::string& format) {
    if (std::find(formats.begin(), formats.end(), format) == formats.end())
      throw UsageError(
          fmt::format("format '{}' is for two versions; use {}", format, fmt::join(formats, ", ")));
  };
  known(output.format);
  for (const std::string& report : output.reports) known(format_of_path(report));
}

/// The languages of all versions, empty where they are to be detected.
std::vector<std::string> languages_of(const CheckRun& run, const MoreVersions& more) {
  std::vector<std::string> languages = {run.pair.source_lang, run.pair.target_lang};
  if (!more.languages.empty()) {
    languages.clear();
    std::istringstream list(more.languages);
    for (std::string lang; std::getline(list, lang, ',');) languages.push_back(lang);
    if (languages.size() != more.files.size() + 2)
      throw UsageError(fmt::format("--langs names {} languages for {} versions", languages.size(),
                                   more.files.size() + 2));
  }
  languages.resize(more.files.size() + 2);
  return languages;
}

std::vector<Article> read_versions(const CheckRun& run, const MoreVersions& more, Packs& packs) {
  std::vector<std::string> files = {run.pair.source, run.pair.target};
  files.insert(files.end(), more.files.begin(), more.files.end());
  const std::vector<std::string> languages = languages_of(run, more);
  ReportFiles read;
  std::vector<Article> versions;
  for (std::size_t i = 0; i < files.size(); ++i) {
    versions.push_back(read_report(
        files[i], {run.pair.input_format, languages[i], parse_day(run.pair.date)}, read, packs));
    run.settings->mark_boilerplate(versions.back());
    require_text(versions.back());
  }
  for (std::size_t i = 1; i < files.size(); ++i)
    note_missing_packs(packs, i == 1 ? versions[0].lang : versions[i].lang, versions[i].lang);
  return versions;
}

/// Every two of the versions, checked. A report is valid as long as its checker.
class AllPairs {
 public:
  AllPairs(CheckRun& run, const std::vector<Article>& versions, SharedResources& shared) {
    const std::optional<PairKind> kind = kind_option(run.kind);
    for (std::size_t i = 0; i < versions.size(); ++i) {
      for (std::size_t j = i + 1; j < versions.size(); ++j) {
        const std::string& terms = run.settings->rules(versions[i], versions[j]).terms;
        PairChecker& checker =
            checkers_.emplace_back(shared.get(versions[i].lang, versions[j].lang, terms));
        checker.set_kind(kind);
        PairReport& report = reports_.emplace_back(checker.check(versions[i], versions[j]));
        run.settings->apply(report);
        pairs_.push_back({i, j, &report});
      }
    }
  }

  const std::vector<ComparedPair>& pairs() const { return pairs_; }

 private:
  std::deque<PairChecker> checkers_;
  std::deque<PairReport> reports_;
  std::vector<ComparedPair> pairs_;
};

bool fails(const VersionReport& report, std::optional<Severity> fail_on) {
  return fail_on &&
         std::any_of(report.issues.begin(), report.issues.end(), [&](const VersionIssue& issue) {
           return issue.severity >= *fail_on && !issue.silenced();
         });
}

}  // namespace

void MoreVersions::add_to(po::options_description& options) {
  options.add_options()  //
      ("langs", po::value(&languages)->default_value(""),
       "the languages of three and more versions, in their order: vi,ru,en")  //
      ("more", po::value(&files), "further versions: the first one is the reference for all");
}

int check_versions(CheckRun& run, const DataDirs& dirs, const MoreVersions& more,
                   const OutputOptions& output, const WriterOptions& writer_options) {
  require_usable(run, more, output);
  Packs packs(dirs);
  const std::vector<Article> versions = read_versions(run, more, packs);
  SharedResources shared(packs);
  const AllPairs all(run, versions, shared);
  const NameMatcher& names = shared.get(versions[0].lang, versions[1].lang).names;
  const VersionReport report = compare_versions(all.pairs(), versions.size(), names);
  for (const std::string& path : output.reports)
    write_file(path, write_versions(report, format_of_path(path), writer_options));
  print(write_versions(report, output.format, writer_options));
  return fails(report, writer_options.fail_on) ? kIssues : kClean;
}

}  // namespace concord::app
