// Prints what the probability of a pair of documents is computed from, for fitting its weights by
// logistic regression.
//
//   fit_pairing FILES   a line for each document: NAME, "s" or "t", language, file, day or "-";
//   tabs between
//
// Prints NAME of a source, NAME of a target, the features; for every source with every target of
// another language.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "aligner/pairing_score.h"
#include "checks/core/resources.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/day.h"
#include "text/read_file.h"

namespace concord {
namespace {

struct Document {
  std::string name;
  std::string lang;
  std::string file;
  std::string day;
};

std::vector<Document> documents_of(const std::string& list, bool target) {
  std::vector<Document> documents;
  std::ifstream in(list);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::array<std::string, 5> cell;
    for (std::string& text : cell) std::getline(cells, text, '\t');
    if ((cell[1] == "t") == target) documents.push_back({cell[0], cell[2], cell[3], cell[4]});
  }
  return documents;
}

DocumentProfile profile_of(const Document& document, Analyser& analyser, Side side,
                           const PairResources& pair, Packs& packs) {
  ReadOptions options{"auto", document.lang, {}};
  if (document.day != "-") options.published = parse_iso_day(document.day);
  const AnalysedArticle article =
      analyser.analyse(read_article(document.file, read_file(document.file), options, packs));
  DocumentProfile profile = profile_document(article, side, pair.lexicon);
  if (document.day == "-") profile.day.reset();
  return profile;
}

int run(const std::string& list) {
  Packs packs(find_data_dirs());
  const std::vector<Document> sources = documents_of(list, false);
  const std::vector<Document> targets = documents_of(list, true);
  std::set<std::pair<std::string, std::string>> languages;
  for (const Document& source : sources) {
    for (const Document& target : targets) {
      if (source.lang != target.lang) languages.emplace(source.lang, target.lang);
    }
  }
  for (const auto& [from, to] : languages) {
    const PairResources pair = load_resources(packs, from, to);
    Analyser source_analyser(*pair.source, pair.lexicon, Side::kSource);
    Analyser target_analyser(*pair.target, pair.lexicon, Side::kTarget);
    std::vector<DocumentProfile> profiles;
    for (const Document& target : targets) {
      profiles.emplace_back();
      if (target.lang == to)
        profiles.back() = profile_of(target, target_analyser, Side::kTarget, pair, packs);
    }
    for (const Document& source : sources) {
      if (source.lang != from) continue;
      const DocumentProfile profile =
          profile_of(source, source_analyser, Side::kSource, pair, packs);
      for (std::size_t t = 0; t < targets.size(); ++t) {
        if (targets[t].lang != to) continue;
        const PairFeatures features =
            pair_features(profile, profiles[t], cover_of(profile, profiles[t]));
        fmt::print("{}\t{}\t{:.4f}\n", source.name, targets[t].name,
                   fmt::join(features.values, "\t"));
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
