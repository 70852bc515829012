// Fits the weights of the check "swapped" to aligned lines and prints them, with the scores that
// clean lines reach (checks/relations/swap_model.cpp).
//
//   fit_swapped ru=ALIGNED.tsv uk=ALIGNED.tsv ...
//   fit_swapped ru=ALIGNED.tsv ... --judged ru=JUDGED.tsv ... --test ru=EXCHANGED.tsv --worst 20
//
// --test lines, each with two facts exchanged, are not fitted to: printed is which share of them
// reaches a score. --worst prints the suspect pairs with the best scores. A judged file
// (samples/relations.*.tsv) holds "none" or "swapped", both lines; clean text hardly ever puts its
// facts in another order, and these lines do, so each weighs as much as several clean ones.
//
// A file holds id, foreign line and English line. Every pair of exchangeable facts of a line is an
// example of facts in their places; with its features turned round it is one of facts exchanged.
// Weights are fitted by logistic regression without a constant; none may speak against its meaning.
// Thresholds are to be read off the best scores of suspect pairs of clean lines, which are printed.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "checks/core/pair_checker.h"
#include "checks/relations/swap_candidates.h"
#include "checks/relations/swap_model.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"

namespace concord {
namespace {

constexpr double kRidge = 1;    // penalty on squared weights
constexpr double kStep = 0.05;  // of gradient descent, in standard deviations
constexpr int kRounds = 600;
constexpr double kJudgedWeight = 2;  // weight of a judged line

/// What the lines of a file are for.
enum class Use { kFit, kJudged, kTest };

struct Example {
  std::string id;
  std::string lang;
  SwapFeatures features{};
  bool suspect = false;
  bool exchanged = false;  ///< judged so
  bool test = false;       ///< measured only
  double weight = 1;
};

/// Both kinds of examples of a run.
struct Examples {
  std::vector<Example> figures;
  std::vector<Example> names;
};

/// Collects the examples of the lines of one language.
class Reader {
 public:
  explicit Reader(const PairResources& resources)
      : resources_(resources),
        foreign_(*resources.source, resources.lexicon, Side::kSource),
        english_(*resources.target, resources.lexicon, Side::kTarget) {}

  void read(const std::string& path, Use use, Examples& examples) {
    const bool judged = use == Use::kJudged;
    const Table table(path, 3);
    for (const TableRow& row : table.rows()) {
      const AnalysedArticle source = analyse(foreign_, std::string(row.cells[1]));
      const AnalysedArticle target = analyse(english_, std::string(row.cells[2]));
      const std::vector<Bead> beads = {{{0}, {0}, 1, 1}};
      const CheckInput input{source, target, beads, resources_, true};
      const std::string id(row.cells[0]);
      if (judged && id != "none" && id != "swapped") continue;
      const Line line{judged ? id + ":" + std::to_string(row.line) : id, id == "swapped",
                      judged ? kJudgedWeight : 1, use == Use::kTest};
      add(input, paired_figures(input, 0), line, examples.figures);
      add(input, paired_names(collect_names(input, 0, sounds_)), line, examples.names);
    }
  }

 private:
  struct Line {
    std::string id;
    bool exchanged = false;
    double weight = 1;
    bool test = false;
  };

  static AnalysedArticle analyse(Analyser& analyser, const std::string& text) {
    Article article;
    article.text = text;
    article.sentences.push_back({{0, static_cast<std::uint32_t>(text.size())}, 0});
    return analyser.analyse(std::move(article));
  }

  void add(const CheckInput& input, const std::vector<PairedFact>& facts, const Line& line,
           std::vector<Example>& examples) const {
    const Bead& bead = input.beads[0];
    const std::vector<SwapCandidate> pairs = swap_candidates(input, bead, facts, false);
    // Of several pairs nothing says which was exchanged.
    if (pairs.empty() || (line.exchanged && pairs.size() > 1)) return;
    // Of a name that is said several times nothing says which mentions answer each other.
    const auto once = [&](const PairedFact& fact) {
      return std::count_if(facts.begin(), facts.end(), [&](const PairedFact& other) {
               return other.bearer == fact.bearer;
             }) == 1;
    };
    const WordAlignment alignment = align_words(input, bead);
    const std::vector<SwapCandidate> suspects = swap_candidates(input, bead, facts, true);
    for (const SwapCandidate& pair : pairs) {
      if (!once(*pair.a) || !once(*pair.b)) continue;
      const bool suspect = std::any_of(
          suspects.begin(), suspects.end(),
          [&](const SwapCandidate& other) { return other.a == pair.a && other.b == pair.b; });
      examples.push_back({line.id, resources_.source->tag,
                          swap_features(alignment, input, runs_of(alignment, pair)), suspect,
                          line.exchanged, line.test, line.weight});
    }
  }

  const PairResources& resources_;
  Analyser foreign_;
  Analyser english_;
  SoundCache sounds_;
};

/// Logistic regression without a constant, every example once as it is and once turned round.
SwapFeatures fit(const std::vector<Example>& examples) {
  SwapFeatures scale{};
  SwapFeatures weights{};
  double count = 1e-6;
  for (const Example& example : examples) count += example.test ? 0 : example.weight;
  for (std::size_t k = 0; k < kSwapFeatures; ++k) {
    for (const Example& example : examples)
      scale[k] += (example.test ? 0 : example.weight) * example.features[k] * example.features[k];
    scale[k] = std::max(std::sqrt(scale[k] / count), 1e-6);
  }
  SwapFeatures mean{};
  SwapFeatures square{};
  for (int round = 0; round < kRounds; ++round) {
    SwapFeatures gradient{};
    for (const Example& example : examples) {
      if (example.test) continue;
      const double turn = example.exchanged ? -1 : 1;
      double score = 0;
      for (std::size_t k = 0; k < kSwapFeatures; ++k)
        score += turn * weights[k] * example.features[k] / scale[k];
      const double wrong = turn * example.weight / (1 + std::exp(std::clamp(score, -30.0, 30.0)));
      for (std::size_t k = 0; k < kSwapFeatures; ++k)
        gradient[k] -= wrong * example.features[k] / scale[k] / count;
    }
    for (std::size_t k = 0; k < kSwapFeatures; ++k) {  // Adam (Kingma and Ba 2015)
      gradient[k] += kRidge * weights[k] / count;
      mean[k] = 0.9 * mean[k] + 0.1 * gradient[k];
      square[k] = 0.99 * square[k] + 0.01 * gradient[k] * gradient[k];
      weights[k] -= kStep * mean[k] / std::sqrt(square[k] + 1e-8);
      // Every feature speaks for facts in their places, save the order of genitives.
      const bool genitive = k == static_cast<std::size_t>(SwapFeature::kGenitive);
      weights[k] = genitive ? std::min(weights[k], 0.0) : std::max(weights[k], 0.0);
    }
  }
  for (std::size_t k = 0; k < kSwapFeatures; ++k) weights[k] /= scale[k];
  return weights;
}

double score_of(const SwapFeatures& weights, const Example& example) {
  double score = 0;
  for (std::size_t k = 0; k < kSwapFeatures; ++k) score -= weights[k] * example.features[k];
  return score;
}

/// The share of the test lines whose best suspect pair reaches a score.
void print_test(const char* kind, const std::vector<Example>& examples,
                const SwapFeatures& weights) {
  std::map<std::string, double> best;  // by language and id
  for (const Example& example : examples) {
    if (!example.test || !example.suspect) continue;
    double& score = best.try_emplace(example.lang + " " + example.id, -99).first->second;
    score = std::max(score, score_of(weights, example));
  }
  std::printf("%s, test lines with a score above:", kind);
  for (const double least : {-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 5.0}) {
    const auto above = std::count_if(best.begin(), best.end(),
                                     [&](const auto& line) { return line.second > least; });
    std::printf(" %.1f: %ld", least, static_cast<long>(above));
  }
  std::printf("\n");
}

void print(const char* kind, const std::vector<Example>& examples, std::size_t worst) {
  const SwapFeatures weights = fit(examples);
  std::printf("%s, %zu pairs:", kind, examples.size());
  for (std::size_t k = 0; k < kSwapFeatures; ++k) {
    const std::string name(swap_feature_name(static_cast<SwapFeature>(k)));
    std::printf(" %s %.2f", name.c_str(), weights[k]);
  }
  std::vector<std::pair<double, const Example*>> suspects;
  for (const Example& example : examples) {
    if (example.suspect && !example.exchanged && !example.test && example.weight == 1)
      suspects.emplace_back(score_of(weights, example), &example);
  }
  std::sort(suspects.begin(), suspects.end(), [](auto& x, auto& y) { return x.first > y.first; });
  std::printf("\n%s, suspect pairs by score:", kind);
  for (std::size_t i = 0; i < std::min<std::size_t>(suspects.size(), 20); ++i)
    std::printf(" %.2f", suspects[i].first);
  std::printf("\n");
  for (const bool exchanged : {false, true}) {
    std::vector<double> scores;
    for (const Example& example : examples) {
      if (!example.test && example.weight != 1 && example.suspect && example.exchanged == exchanged)
        scores.push_back(score_of(weights, example));
    }
    std::sort(scores.begin(), scores.end());
    std::printf("%s, judged %s:", kind, exchanged ? "exchanged" : "right");
    for (const double score : scores) std::printf(" %.1f", score);
    std::printf("\n");
  }
  print_test(kind, examples, weights);
  for (std::size_t i = 0; i < std::min(suspects.size(), worst); ++i) {
    const Example& example = *suspects[i].second;
    std::printf("  %.2f %s %s", suspects[i].first, example.lang.c_str(), example.id.c_str());
    for (const double value : example.features) std::printf(" %.2f", value);
    std::printf("\n");
  }
}

int run(const std::vector<std::string>& arguments) {
  Packs packs(find_data_dirs());
  Examples examples;
  std::size_t worst = 0;
  Use use = Use::kFit;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--worst" && i + 1 < arguments.size()) {
      worst = std::stoul(arguments[++i]);
      continue;
    }
    if (arguments[i] == "--judged" || arguments[i] == "--test") {
      use = arguments[i] == "--test" ? Use::kTest : Use::kJudged;
      continue;
    }
    const std::size_t at = arguments[i].find('=');
    if (at == std::string::npos) {
      std::cerr
          << "usage: fit_swapped TAG=ALIGNED.tsv... [--worst N] [--judged TAG=JUDGED.tsv...]\n";
      return 2;
    }
    const PairResources resources = load_resources(packs, arguments[i].substr(0, at), "en");
    Reader(resources).read(arguments[i].substr(at + 1), use, examples);
  }
  print("figures", examples.figures, worst);
  print("names", examples.names, worst);
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  return concord::run(std::vector<std::string>(argv + 1, argv + argc));
}
