// Fits the costs of the aligner on documents with gold beads: coordinate search over AlignOptions.
//
//   fit_aligner DATA ROUNDS SET...     e.g. fit_aligner ../shared/eval/align/data 3 ru-en/docs
//   uk-en/docs
//
// DATA/SET holds NAME.src, NAME.tgt, NAME.gold (one sentence a line; vecalign's ladder). Prints
// strict and null F1 as the evaluation harness defines them, then the options that raise their
// weighted mean. ROUNDS 0 only measures, "confidence" fits the confidence of beads and prints its
// reliability table. Options may be preset: name=value.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "aligner/align.h"
#include "aligner/confidence.h"
#include "checks/core/resources.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

using Indices = std::vector<std::uint32_t>;
using Ladder = std::set<std::pair<Indices, Indices>>;

struct Document {
  ProfiledPair profiles;
  Ladder gold;
};

struct DocumentSet {
  std::string name;
  std::vector<Document> documents;
};

Indices read_indices(const std::string& list) {
  Indices indices;
  std::istringstream in(list);
  for (std::string number; std::getline(in, number, ',');)
    indices.push_back(static_cast<std::uint32_t>(std::stoul(number)));
  std::sort(indices.begin(), indices.end());
  return indices;
}

Ladder read_ladder(const std::string& path) {
  Ladder ladder;
  std::istringstream in(read_file(path));
  for (std::string line; std::getline(in, line);) {
    const std::size_t close = line.find(']');
    const std::size_t open = line.find('[', close);
    if (close == std::string::npos || open == std::string::npos) continue;
    ladder.emplace(read_indices(line.substr(1, close - 1)),
                   read_indices(line.substr(open + 1, line.find(']', open) - open - 1)));
  }
  return ladder;
}

DocumentSet load(const fs::path& data, const std::string& name, Packs& packs) {
  DocumentSet set{name, {}};
  // "nolex:SET": the same documents as a pair of languages without packs.
  const bool known = !name.starts_with("nolex:") && !name.starts_with("textberg");
  const std::string folder = name.substr(name.starts_with("nolex:") ? 6 : 0);
  const std::string source_lang = known ? name.substr(0, 2) : "und";
  const std::string target_lang = known ? name.substr(3, 2) : "mis";
  const PairResources resources = load_resources(packs, source_lang, target_lang);
  std::vector<fs::path> golds;
  for (const fs::directory_entry& entry : fs::directory_iterator(data / folder)) {
    if (entry.path().extension() == ".gold") golds.push_back(entry.path());
  }
  std::sort(golds.begin(), golds.end());
  for (fs::path path : golds) {
    Document document;
    document.gold = read_ladder(path);
    Analyser source(*resources.source, resources.lexicon, Side::kSource);
    Analyser target(*resources.target, resources.lexicon, Side::kTarget);
    const auto analysed = [&](const char* ending, Analyser& analyser, const std::string& lang) {
      const std::string file = path.replace_extension(ending);
      return analyser.analyse(read_article(file, read_file(file), {"lines", lang, {}}, packs));
    };
    const AnalysedArticle s = analysed(".src", source, source_lang);
    const AnalysedArticle t = analysed(".tgt", target, target_lang);
    document.profiles = build_profiles(s, t, resources.lexicon, resources.names);
    set.documents.push_back(std::move(document));
  }
  return set;
}

struct Figures {
  double strict = 0;
  double null = 0;
};

double f1(double common, double test, double gold) {
  return test + gold > 0 ? 2 * common / (test + gold) : 0;
}

Figures measure(const DocumentSet& set, const AlignOptions& options) {
  double right = 0, tests = 0, found = 0, golds = 0, null_common = 0, null_test = 0, null_gold = 0;
  for (const Document& document : set.documents) {
    std::set<std::pair<int, std::uint32_t>> gold_null;
    for (const auto& [s, t] : document.gold) {
      if (!s.empty() && !t.empty()) golds += 1;
      if (t.empty())
        for (const std::uint32_t i : s) gold_null.emplace(0, i);
      if (s.empty())
        for (const std::uint32_t i : t) gold_null.emplace(1, i);
    }
    null_gold += static_cast<double>(gold_null.size());
    for (const Bead& bead : align(document.profiles, options)) {
      tests += 1;
      const bool in_gold = document.gold.contains({bead.source, bead.target});
      right += in_gold;
      found += in_gold && !bead.is_gap();
      if (!bead.is_gap()) continue;
      for (const int side : {0, 1}) {
        for (const std::uint32_t i : side == 0 ? bead.source : bead.target) {
          null_test += 1;
          null_common += gold_null.contains({side, i});
        }
      }
    }
  }
  const double precision = tests > 0 ? right / tests : 0;
  const double recall = golds > 0 ? found / golds : 0;
  return {precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0,
          f1(null_common, null_test, null_gold)};
}

double objective(const std::vector<DocumentSet>& sets, const AlignOptions& options, bool print) {
  double sum = 0;
  for (const DocumentSet& set : sets) {
    const Figures figures = measure(set, options);
    if (print)
      fmt::print("{:<18} strict {:.4f}  null {:.4f}\n", set.name, figures.strict, figures.null);
    sum += figures.strict + 0.3 * figures.null;
  }
  return sum / static_cast<double>(sets.size());
}

/// Every option that may be fitted, by name; a cost of vague pairs is "vague.NAME".
std::map<std::string, double*> tunable(AlignOptions& options) {
  std::map<std::string, double*> all = {
      {"smoothing", &options.smoothing},         {"vague_until", &options.vague_until},
      {"distinct_from", &options.distinct_from}, {"free_until", &options.free_until},
      {"close_from", &options.close_from},       {"expected_level", &options.expected_level},
      {"least_gain", &options.least_gain}};
  for (auto& [prefix, costs] : {std::pair<std::string, AlignCosts*>("", &options.distinct),
                                {"vague.", &options.vague},
                                {"free.", &options.free}}) {
    all[prefix + "neutral_similarity"] = &costs->neutral_similarity;
    all[prefix + "extra_sentence_cost"] = &costs->extra_sentence_cost;
    all[prefix + "gap_cost"] = &costs->gap_cost;
    all[prefix + "length_cost"] = &costs->length_cost;
    all[prefix + "crossing_similarity"] = &costs->crossing_similarity;
  }
  return all;
}

struct Example {
  std::array<double, ConfidenceFeatures::kCount> features;
  bool right;
};

/// Logistic regression by gradient descent with a little shrinkage.
std::array<double, ConfidenceFeatures::kCount> regress(const std::vector<Example>& examples) {
  std::array<double, ConfidenceFeatures::kCount> weights{};
  for (int step = 0; step < 20000; ++step) {
    std::array<double, ConfidenceFeatures::kCount> gradient{};
    for (const Example& example : examples) {
      double sum = 0;
      for (std::size_t f = 0; f < weights.size(); ++f) sum += weights[f] * example.features[f];
      const double error = (example.right ? 1.0 : 0.0) - 1 / (1 + std::exp(-sum));
      for (std::size_t f = 0; f < weights.size(); ++f) gradient[f] += error * example.features[f];
    }
    for (std::size_t f = 0; f < weights.size(); ++f) {
      weights[f] += 0.5 * (gradient[f] / static_cast<double>(examples.size()) - 1e-4 * weights[f]);
    }
  }
  return weights;
}

/// Fits the confidence weights and prints how well the confidence agrees with the truth.
void fit_confidence(const std::vector<DocumentSet>& sets, const AlignOptions& options) {
  std::array<std::vector<Example>, 2> examples;   // two-sided beads, gaps
  std::array<std::array<double, 3>, 10> table{};  // by tenth: beads, sum of confidence, right
  for (const DocumentSet& set : sets) {
    std::array<std::vector<double>, 4> measured;  // see below
    for (const Document& document : set.documents) {
      align(document.profiles, options,
            [&](const auto& pair, const auto& index, const auto& similarity, const auto& band,
                const auto& beads) {
              measured[0].push_back(similarity.distinctness());
              measured[1].push_back(similarity.level());
              measured[2].push_back(similarity.followed());
              measured[3].push_back(similarity.reach());
              const std::vector<ConfidenceFeatures> features =
                  confidence_features(pair, index, similarity, band, beads);
              for (std::size_t b = 0; b < beads.size(); ++b) {
                const bool right = document.gold.contains({beads[b].source, beads[b].target});
                examples[beads[b].is_gap()].push_back({features[b].values, right});
                auto& row = table[std::min<std::size_t>(
                    9, static_cast<std::size_t>(beads[b].confidence * 10))];
                row[0] += 1;
                row[1] += beads[b].confidence;
                row[2] += right;
              }
            });
    }
    fmt::print("{:<18}", set.name);
    for (std::size_t m = 0; m < measured.size(); ++m) {
      std::vector<double>& values = measured[m];
      std::sort(values.begin(), values.end());
      const auto at = [&](std::size_t part) { return values[(values.size() - 1) * part / 10]; };
      fmt::print("  {}: lowest {:.2f}, tenth {:.2f}, median {:.2f}, highest {:.2f}",
                 std::array{"distinctness", "level", "followed", "reach"}[m], at(0), at(1), at(5),
                 at(10));
    }
    fmt::print("\n");
  }
  for (std::size_t tenth = 0; tenth < table.size(); ++tenth) {
    const auto& [count, said, right] = table[tenth];
    if (count > 0)
      fmt::print("{:.1f}-{:.1f}  beads {:6}  said {:.3f}  right {:.3f}\n",
                 0.1 * static_cast<double>(tenth), 0.1 * static_cast<double>(tenth + 1), count,
                 said / count, right / count);
  }
  for (const auto& list : examples)
    fmt::print("weights {{{:.3f}}}\n", fmt::join(regress(list), ", "));
}

int run(const std::vector<std::string>& arguments) {
  Packs packs(find_data_dirs());
  AlignOptions options;
  std::vector<DocumentSet> sets;
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    if (const std::size_t equals = arguments[i].find('='); equals != std::string::npos) {
      const std::string name = arguments[i].substr(0, equals);
      const double value = std::stod(arguments[i].substr(equals + 1));
      if (name == "learn_from_sentences") {
        options.learn_from_sentences = static_cast<std::uint32_t>(value);
      } else {
        *tunable(options).at(name) = value;
      }
    } else {
      sets.push_back(load(arguments[0], arguments[i], packs));
    }
  }
  double best = objective(sets, options, true);
  if (arguments[1] == "confidence") {
    fit_confidence(sets, options);
    return 0;
  }
  for (int round = 0; round < std::stoi(arguments[1]); ++round) {
    for (const auto& [name, option] : tunable(options)) {
      double chosen = *option;
      const double start = *option;
      for (const double factor : {0.5, 0.7, 0.85, 1.18, 1.4, 2.0}) {
        *option = start * factor;
        const double value = objective(sets, options, false);
        if (value > best + 1e-6) {
          best = value;
          chosen = *option;
        }
      }
      *option = chosen;
      fmt::print("{:.5f}  {} = {:.4f}\n", best, name, chosen);
      std::fflush(stdout);
    }
  }
  objective(sets, options, true);
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print("Usage: fit_aligner DATA ROUNDS SET... [option=value...]\n");
    return 2;
  }
  return concord::run({argv + 1, argv + argc});
}
