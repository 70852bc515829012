// Prints what the probability of a pair of documents is computed from, for fitting its weights by
// logistic regression.
//
//   fit_pairing FILES   a line for each document: NAME, "s" or "t", language, file, day or "-";
//   tabs between
//
// Prints NAME of a source, NAME of a target, the features; for every source with every target.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "aligner/pairing_score.h"
#include "checks/core/resources.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/day.h"
#include "text/read_file.h"

namespace concord {
namespace {

struct Named {
  std::string name;
  DocumentProfile profile;
};

int run(const std::string& list) {
  Packs packs(find_data_dirs());
  std::map<std::string, PairResources> resources;
  std::map<std::string, std::vector<Named>> sources;
  std::vector<Named> targets;
  std::ifstream in(list);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::array<std::string, 5> cell;
    for (std::string& text : cell) std::getline(cells, text, '\t');
    const bool target = cell[1] == "t";
    const std::string source_lang = target ? "" : cell[2];
    if (!resources.contains(source_lang))
      resources.emplace(source_lang, load_resources(packs, source_lang, "en"));
    const PairResources& pair = resources.at(source_lang);
    const Side side = target ? Side::kTarget : Side::kSource;
    Analyser analyser(target ? *pair.target : *pair.source, pair.lexicon, side);
    ReadOptions options{"auto", cell[2], {}};
    if (cell[4] != "-") options.published = parse_iso_day(cell[4]);
    const AnalysedArticle article =
        analyser.analyse(read_article(cell[3], read_file(cell[3]), options, packs));
    Named named{cell[0], profile_document(article, side, pair.lexicon)};
    if (cell[4] == "-") named.profile.day.reset();
    (target ? targets : sources[cell[2]]).push_back(std::move(named));
  }
  for (const auto& [lang, documents] : sources) {
    for (const Named& source : documents) {
      for (const Named& target : targets) {
        const PairFeatures features =
            pair_features(source.profile, target.profile, cover_of(source.profile, target.profile));
        fmt::print("{}\t{}\t{:.4f}\n", source.name, target.name, fmt::join(features.values, "\t"));
      }
    }
  }
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print("Usage: fit_pairing FILES\n");
    return 2;
  }
  return concord::run(argv[1]);
}
