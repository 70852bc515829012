// Fits the weights of the aligner's evidence on documents with gold beads, and the confidence of
// beads.
//
//   fit_aligner DATA MODE SET... [option=value...]
//   e.g. fit_aligner ../shared/eval/align/data telling ru-en/docs thin:ru-en/docs
//
// DATA/SET holds NAME.src, NAME.tgt, NAME.gold (one sentence a line; vecalign's ladder). "thin:SET"
// are the same documents with sentences of one side or both left out, at less weight; "nolex:SET"
// are they as a pair of languages without packs. Every mode prints strict and null F1 as the
// evaluation harness defines them. MODE "measure" does no more; "telling" fits the weights of pairs
// with a lexicon, "vague" those of pairs without one: it prints the figures of the best monotone
// path by weights of the other four fifths of the documents, then the weights of all. "confidence"
// fits the confidence of beads and prints its reliability table.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

#include "aligner/align.h"
#include "aligner/confidence.h"
#include "aligner/learn.h"
#include "aligner/rematch.h"
#include "aligner/search.h"
#include "checks/core/resources.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/hash.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

using Indices = std::vector<std::uint32_t>;
using Ladder = std::set<std::pair<Indices, Indices>>;

struct Document {
  std::string name;
  ProfiledPair profiles;
  Ladder gold;
};

struct DocumentSet {
  std::string name;
  double weight = 1;
  std::vector<Document> documents;
};

// What a thinned-out document counts in the fit: most pairs of a newsroom follow each other.
constexpr double kThinWeight = 0.3;

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

/// Numbers in [0, 1) that are the same in every run.
class Dice {
 public:
  explicit Dice(std::string_view seed) : state_(fold_bits(fnv1a(seed))) {}
  double roll() {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 8) / 16777216.0;
  }

 private:
  std::uint32_t state_;
};

/// Takes the sentences of `dropped` out of a version; where the others are then.
std::map<std::uint32_t, std::uint32_t> take_out(AnalysedArticle& version,
                                                const std::set<std::uint32_t>& dropped) {
  std::map<std::uint32_t, std::uint32_t> moved;
  std::vector<AnalysedSentence> kept;
  for (std::uint32_t i = 0; i < version.sentences.size(); ++i) {
    if (dropped.contains(i)) continue;
    moved[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(version.sentences[i]));
  }
  version.sentences = std::move(kept);
  return moved;
}

/// Leaves 60% of one side out, or 35 or more of both.
void thin_out(Document& document, AnalysedArticle& source, AnalysedArticle& target) {
  struct Shares {
    double source;
    double target;
  };
  constexpr std::array<Shares, 4> kShares = {{{0.6, 0}, {0, 0.6}, {0.35, 0.35}, {0.45, 0.3}}};
  Dice dice(document.name);
  const Shares shares = kShares[static_cast<std::size_t>(dice.roll() * kShares.size())];
  std::set<std::uint32_t> from_source, from_target;
  Ladder left;
  for (auto [s, t] : document.gold) {
    if (dice.roll() < shares.source) {
      from_source.insert(s.begin(), s.end());
      s.clear();
    }
    if (dice.roll() < shares.target) {
      from_target.insert(t.begin(), t.end());
      t.clear();
    }
    if (s.empty() || t.empty()) {
      for (const std::uint32_t i : s) left.insert({{i}, {}});
      for (const std::uint32_t i : t) left.insert({{}, {i}});
    } else {
      left.emplace(s, t);
    }
  }
  const auto of_source = take_out(source, from_source);
  const auto of_target = take_out(target, from_target);
  document.gold.clear();
  for (auto [s, t] : left) {
    for (std::uint32_t& i : s) i = of_source.at(i);
    for (std::uint32_t& i : t) i = of_target.at(i);
    document.gold.emplace(s, t);
  }
}

DocumentSet load(const fs::path& data, const std::string& name, Packs& packs) {
  const bool thin = name.starts_with("thin:");
  const bool no_lexicon = name.starts_with("nolex:");
  const std::string folder = thin || no_lexicon ? name.substr(name.find(':') + 1) : name;
  DocumentSet set{name, thin ? kThinWeight : name.starts_with("textberg") ? 30.0 : 1, {}};
  const bool known = !no_lexicon && !name.starts_with("textberg");
  const std::string source_lang = known ? folder.substr(0, 2) : "und";
  const std::string target_lang = known ? folder.substr(3, 2) : "mis";
  const PairResources resources = load_resources(packs, source_lang, target_lang);
  std::vector<fs::path> golds;
  for (const fs::directory_entry& entry : fs::directory_iterator(data / folder)) {
    if (entry.path().extension() == ".gold") golds.push_back(entry.path());
  }
  std::sort(golds.begin(), golds.end());
  for (fs::path path : golds) {
    Document document;
    document.name = path.stem();
    document.gold = read_ladder(path);
    Analyser source(*resources.source, resources.lexicon, Side::kSource);
    Analyser target(*resources.target, resources.lexicon, Side::kTarget);
    const auto analysed = [&](const char* ending, Analyser& analyser, const std::string& lang) {
      const std::string file = path.replace_extension(ending);
      return analyser.analyse(read_article(file, read_file(file), {"lines", lang, {}}, packs));
    };
    AnalysedArticle s = analysed(".src", source, source_lang);
    AnalysedArticle t = analysed(".tgt", target, target_lang);
    if (thin) thin_out(document, s, t);
    if (s.sentences.empty() || t.sentences.empty()) continue;
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

/// What the figures are made of.
struct Counts {
  double right = 0, tests = 0, found = 0, golds = 0, null_common = 0, null_test = 0, null_gold = 0;

  void add(const Ladder& gold, const std::vector<Bead>& beads) {
    std::set<std::pair<int, std::uint32_t>> gold_null;
    for (const auto& [s, t] : gold) {
      if (!s.empty() && !t.empty()) golds += 1;
      if (t.empty())
        for (const std::uint32_t i : s) gold_null.emplace(0, i);
      if (s.empty())
        for (const std::uint32_t i : t) gold_null.emplace(1, i);
    }
    null_gold += static_cast<double>(gold_null.size());
    for (const Bead& bead : beads) {
      tests += 1;
      const bool in_gold = gold.contains({bead.source, bead.target});
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

  Figures figures() const {
    const double precision = tests > 0 ? right / tests : 0;
    const double recall = golds > 0 ? found / golds : 0;
    return {precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0,
            f1(null_common, null_test, null_gold)};
  }
};

Figures measure(const DocumentSet& set, const AlignOptions& options) {
  Counts counts;
  for (const Document& document : set.documents)
    counts.add(document.gold, align(document.profiles, options));
  return counts.figures();
}

/// Every option that may be set, by name.
std::map<std::string, double*> settable(AlignOptions& options) {
  return {{"smoothing", &options.smoothing},           {"gap_relief", &options.gap_relief},
          {"crossing_cost", &options.crossing_cost},   {"free_gap", &options.free_gap},
          {"telling_reach", &options.telling_reach},   {"vague_reach", &options.vague_reach},
          {"expected_level", &options.expected_level}, {"least_gain", &options.least_gain}};
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

using Values = std::array<double, WorthFeatures::kCount>;

/// A step of the search: a bead or a gap from one node to another.
struct Step {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::array<float, WorthFeatures::kCount> features{};
  bool gold = false;
  bool gap = false;
  std::uint8_t sentences = 0;
};

/// All ways to align a document in order.
struct Lattice {
  const DocumentSet* set = nullptr;
  const Document* document = nullptr;
  std::size_t fold = 0;
  std::size_t nodes = 0;
  std::vector<Step> steps;  // by `to`
  std::vector<std::size_t> truth;
};

constexpr std::size_t kFolds = 5;
// Texts of more sentences are searched near their diagonal, so many of a hundred beside it.
constexpr std::uint32_t kLong = 200;
constexpr double kNearDiagonal = 0.1;

/// The best path, by a score of each step.
std::vector<std::size_t> best_path(const Lattice& lattice, const auto& score) {
  std::vector<double> value(lattice.nodes, -1e300);
  std::vector<std::size_t> back(lattice.nodes);
  value[0] = 0;
  for (std::size_t k = 0; k < lattice.steps.size(); ++k) {
    const Step& step = lattice.steps[k];
    const double here = value[step.from] + score(step);
    if (here <= value[step.to]) continue;
    value[step.to] = here;
    back[step.to] = k;
  }
  std::vector<std::size_t> path;
  for (std::size_t node = lattice.nodes - 1; node != 0; node = lattice.steps[back[node]].from)
    path.push_back(back[node]);
  return path;
}

/// The steps of a document, with the features that the aligner's last pass would see.
Lattice lattice_of(const DocumentSet& set, const Document& document, const AlignOptions& options) {
  const ProfiledPair& pair = document.profiles;
  const auto sources = static_cast<std::uint32_t>(pair.source.size());
  const auto targets = static_cast<std::uint32_t>(pair.target.size());
  Lattice lattice{&set, &document, fnv1a(document.name) % kFolds, 0, {}, {}};
  lattice.nodes = std::size_t{sources + 1} * (targets + 1);
  FeatureIndex index(pair);
  if (std::min(sources, targets) >= options.learn_from_sentences)
    index.add_matches(learn_matches(pair, align(pair, options)));
  Similarity similarity(pair, options);
  similarity.measure(pair, index, full_band(sources, targets));
  RowFiller filler(index);
  const auto far = [&](std::uint32_t i, std::uint32_t j) {
    return std::max(sources, targets) > kLong &&
           std::abs(double{1} * i / sources - double{1} * j / targets) > kNearDiagonal;
  };
  const auto add = [&](std::uint32_t i, std::uint32_t j, std::uint32_t x, std::uint32_t y) {
    if (i < x || j < y || far(i - x, j - y)) return;
    Bead bead;
    for (std::uint32_t s = i - x; s < i; ++s) bead.source.push_back(s);
    for (std::uint32_t t = j - y; t < j; ++t) bead.target.push_back(t);
    const WorthFeatures features =
        y == 0 ? gap_features(pair.source[i - 1], similarity.scale().unfollowed[0])
        : x == 0
            ? gap_features(pair.target[j - 1], similarity.scale().unfollowed[1])
            : bead_features(mass_in_context(pair, filler, similarity, bead), similarity.scale());
    Step step;
    step.from = (i - x) * (targets + 1) + j - y;
    step.to = i * (targets + 1) + j;
    for (std::size_t f = 0; f < features.values.size(); ++f)
      step.features[f] = static_cast<float>(features[f]);
    step.gold = document.gold.contains({bead.source, bead.target});
    step.gap = bead.is_gap();
    step.sentences = static_cast<std::uint8_t>(x + y);
    lattice.steps.push_back(step);
  };
  for (std::uint32_t i = 0; i <= sources; ++i) {
    for (std::uint32_t j = 0; j <= targets; ++j) {
      if (far(i, j)) continue;
      for (const auto& [x, y] : kBeadShapes) add(i, j, x, y);
    }
  }
  lattice.truth = best_path(lattice, [](const Step& step) {
    return step.gold ? (step.gap ? 1.0 : 2.0) * step.sentences : 0.0;
  });
  return lattice;
}

double score_of(const Step& step, const Values& weights) {
  double sum = 0;
  for (std::size_t f = 0; f < weights.size(); ++f)
    sum += weights[f] * static_cast<double>(step.features[f]);
  return sum;
}

double log_sum(double a, double b) {
  if (a < b) std::swap(a, b);
  return b < -1e200 ? a : a + std::log1p(std::exp(b - a));
}

/// Adds the gradient of the log likelihood of a document; returns the log likelihood. Both are
/// multiplied by the weight of its set.
double add_gradient(const Lattice& lattice, const Values& weights, Values& gradient) {
  std::vector<double> forward(lattice.nodes, -1e300), backward(lattice.nodes, -1e300);
  std::vector<double> scores(lattice.steps.size());
  forward.front() = backward.back() = 0;
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const Step& step = lattice.steps[k];
    scores[k] = score_of(step, weights);
    forward[step.to] = log_sum(forward[step.to], forward[step.from] + scores[k]);
  }
  for (std::size_t k = scores.size(); k-- > 0;) {
    const Step& step = lattice.steps[k];
    backward[step.from] = log_sum(backward[step.from], backward[step.to] + scores[k]);
  }
  const auto add = [&](const Step& step, double share) {
    for (std::size_t f = 0; f < gradient.size(); ++f)
      gradient[f] += lattice.set->weight * share * static_cast<double>(step.features[f]);
  };
  double likelihood = -forward.back();
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const Step& step = lattice.steps[k];
    const double share =
        std::exp(forward[step.from] + scores[k] + backward[step.to] - forward.back());
    if (share > 1e-6) add(step, -share);
  }
  for (const std::size_t k : lattice.truth) {
    likelihood += scores[k];
    add(lattice.steps[k], 1);
  }
  return lattice.set->weight * likelihood;
}

double dot(const Values& a, const Values& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// The weights of the greatest likelihood, with a little shrinkage, by limited-memory BFGS
/// (Nocedal 1980).
Values fit(const std::vector<const Lattice*>& lattices) {
  constexpr double kShrinkage = 3e-3;
  constexpr std::size_t kMemory = 10;
  const auto documents = static_cast<double>(lattices.size());
  // What is made small: the negative log likelihood of a document.
  const auto loss = [&](const Values& at, Values& gradient) {
    gradient.fill(0);
    double sum = 0;
    for (const Lattice* lattice : lattices) sum += add_gradient(*lattice, at, gradient);
    for (std::size_t f = 0; f < at.size(); ++f)
      gradient[f] = kShrinkage * at[f] - gradient[f] / documents;
    return kShrinkage * dot(at, at) / 2 - sum / documents;
  };
  struct Past {
    Values moved, turned;
  };
  std::deque<Past> past;
  Values weights{}, gradient{};
  double value = loss(weights, gradient);
  for (int round = 0; round < 80; ++round) {
    Values step = gradient;
    std::vector<double> shares;
    for (auto at = past.rbegin(); at != past.rend(); ++at) {
      shares.push_back(dot(at->moved, step) / dot(at->moved, at->turned));
      for (std::size_t f = 0; f < step.size(); ++f) step[f] -= shares.back() * at->turned[f];
    }
    const double scale = past.empty() ? 0.1
                                      : dot(past.back().moved, past.back().turned) /
                                            dot(past.back().turned, past.back().turned);
    for (double& part : step) part *= scale;
    for (const Past& at : past) {
      const double back = dot(at.turned, step) / dot(at.moved, at.turned);
      for (std::size_t f = 0; f < step.size(); ++f) step[f] += at.moved[f] * (shares.back() - back);
      shares.pop_back();
    }
    Values next{}, next_gradient{};
    double next_value = 0;
    double size = 1;
    for (int attempt = 0; attempt < 15; ++attempt, size /= 2) {
      for (std::size_t f = 0; f < step.size(); ++f) next[f] = weights[f] - size * step[f];
      next_value = loss(next, next_gradient);
      if (next_value <= value - 1e-4 * size * dot(gradient, step)) break;
    }
    Past change;
    for (std::size_t f = 0; f < step.size(); ++f) {
      change.moved[f] = next[f] - weights[f];
      change.turned[f] = next_gradient[f] - gradient[f];
    }
    if (dot(change.moved, change.turned) > 1e-12) past.push_back(change);
    if (past.size() > kMemory) past.pop_front();
    const double gain = value - next_value;
    weights = next;
    gradient = next_gradient;
    value = next_value;
    if (gain < 1e-6 * std::abs(value)) break;
  }
  return weights;
}

/// Fits the weights and prints what they give on documents that they have not seen.
void fit_weights(const std::vector<DocumentSet>& sets, const AlignOptions& options) {
  std::vector<Lattice> lattices;
  for (const DocumentSet& set : sets) {
    for (const Document& document : set.documents)
      lattices.push_back(lattice_of(set, document, options));
  }
  std::map<std::string, Counts> unseen;
  for (std::size_t fold = 0; fold <= kFolds; ++fold) {  // the last one sees everything
    std::vector<const Lattice*> seen;
    for (const Lattice& lattice : lattices) {
      if (lattice.fold != fold) seen.push_back(&lattice);
    }
    const Values weights = fit(seen);
    if (fold == kFolds) fmt::print("weights {{{{{:.3f}}}}}\n", fmt::join(weights, ", "));
    for (const Lattice& lattice : lattices) {
      if (lattice.fold != fold) continue;
      std::vector<Bead> beads;
      const auto targets = static_cast<std::uint32_t>(lattice.document->profiles.target.size());
      for (const std::size_t k :
           best_path(lattice, [&](const Step& step) { return score_of(step, weights); })) {
        const Step& step = lattice.steps[k];
        Bead& bead = beads.emplace_back();
        for (std::uint32_t s = step.from / (targets + 1); s < step.to / (targets + 1); ++s)
          bead.source.push_back(s);
        for (std::uint32_t t = step.from % (targets + 1); t < step.to % (targets + 1); ++t)
          bead.target.push_back(t);
      }
      unseen[lattice.set->name].add(lattice.document->gold, beads);
    }
  }
  for (const auto& [name, counts] : unseen) {
    fmt::print("unseen {:<20} strict {:.4f}  null {:.4f}\n", name, counts.figures().strict,
               counts.figures().null);
  }
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
      } else if (name == "full_search_nodes") {
        options.full_search_nodes = static_cast<std::uint64_t>(value);
      } else if (name == "band_margin") {
        options.band_margin = static_cast<std::uint32_t>(value);
      } else if (name == "second_margin") {
        options.second_margin = static_cast<std::uint32_t>(value);
      } else {
        *settable(options).at(name) = value;
      }
    } else {
      sets.push_back(load(arguments[0], arguments[i], packs));
    }
  }
  for (const DocumentSet& set : sets) {
    const Figures figures = measure(set, options);
    fmt::print("{:<20} strict {:.4f}  null {:.4f}\n", set.name, figures.strict, figures.null);
  }
  if (arguments[1] == "confidence") fit_confidence(sets, options);
  if (arguments[1] == "telling" || arguments[1] == "vague") fit_weights(sets, options);
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(
        "Usage: fit_aligner DATA measure|telling|vague|confidence SET... [option=value...]\n");
    return 2;
  }
  return concord::run({argv + 1, argv + argc});
}
