// Prints what the certainty of issues is computed from, for fitting its weights by logistic
// regression on pages that were judged.
//
//   fit_certainty PAIRS   a line for each pair: NAME, source file, target file, both languages or
//   "-"; tabs between
//
// Prints NAME, the issue's id, its bead from 1, family, check, severity by the fact alone, the
// marked words of both sides, the features; tabs between.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "aligner/align.h"
#include "checks/core/certainty.h"
#include "checks/core/fingerprint.h"
#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {

std::string marked(const std::optional<Passage>& passage, const AnalysedArticle& side) {
  if (!passage) return "-";
  std::string text(passage->span.of(side.article.text));
  for (char& c : text) {
    if (c == '\t' || c == '\n') c = ' ';
  }
  return text;
}

void print_issues(const std::string& name, PairReport& report, const PairResources& resources) {
  const CheckInput input{report.source, report.target, report.beads, resources};
  for (const Check& check : all_checks()) check.run(input, report.issues);
  set_fingerprints(report);
  const double closeness = degree_of(input).closeness;
  std::vector<SharedBeadWords> words(report.beads.size());
  const VersionIndexes indexes(input);
  for (const Issue& issue : report.issues) {
    const std::optional<IssueFamily> family = family_of(input, issue);
    std::array<double, IssueFeatures::kCount> values{};
    if (family) values = features_of(input, indexes, issue, closeness, words[*issue.bead]).values;
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.3f}\n", name, issue.id,
               issue.bead ? *issue.bead + 1 : 0, family ? static_cast<int>(*family) : -1,
               issue.check, severity_name(issue.severity), marked(issue.source, report.source),
               marked(issue.target, report.target), fmt::join(values, "\t"));
  }
}

int run(const std::string& list) {
  Packs packs(find_data_dirs());
  std::map<std::pair<std::string, std::string>, PairResources> resources;
  std::ifstream in(list);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::array<std::string, 5> cell;
    for (std::string& text : cell) std::getline(cells, text, '\t');
    const auto read = [&](const std::string& path, const std::string& lang) {
      return read_article(path, read_file(path), {"auto", lang == "-" ? "" : lang, {}}, packs);
    };
    Article source = read(cell[1], cell[3]);
    Article target = read(cell[2], cell[4]);
    const std::pair key(source.lang, target.lang);
    if (!resources.contains(key))
      resources.emplace(key, load_resources(packs, source.lang, target.lang));
    PairChecker checker(resources.at(key));
    PairReport report = checker.align(std::move(source), std::move(target));
    print_issues(cell[0], report, resources.at(key));
  }
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print("Usage: fit_certainty PAIRS\n");
    return 2;
  }
  return concord::run(argv[1]);
}
