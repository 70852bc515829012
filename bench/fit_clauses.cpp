// Fits the model of dropped-clause and added-clause to aligned lines and prints its table
// (lang/data/FIRST/clause-models/SECOND.tsv, the tags in alphabetical order).
//
//   fit_clauses ru-en ALIGNED.tsv... > lang/data/en/clause-models/ru.tsv
//   fit_clauses ru-en ALIGNED.tsv... --test LOST.tsv > /dev/null   also measures lines that lost
//                                                                  something
//   fit_clauses ru-en ALIGNED.tsv... --confidence                  prints how well confidence
//                                                                  agrees with the truth
//
// The files hold id, a line of the first language named and one of the second. A translation comes
// first, its original second. What is found at which rate of false
// alarms is printed on stderr: five times it is fitted on four fifths of the lines and measured on
// the last; a line of LOST.tsv is measured when the clean line, whose id is its own up to a "." or
// "+", is.
// --lost says how many lines in a hundred of the aligned text really lack something: newsrooms
// edit, and these are not false alarms when the thresholds are set.
// --alarms says at how many clean lines in a hundred each side may raise an issue. What an English
// original has and its translation lacks is found more surely than the reverse, since translators
// explain; so most is spent on the first side. Errors are made here: a clause of a line nearby is
// spliced into one side (its place is known), or a clause is cut out of the other side (its
// counterpart is found by the model itself, and again after each fit).
// --confidence prints a table instead of the model: of the lines that get a stretch of some
// confidence, which share has lost something, when nine lines in a thousand have. The weights and
// the calibration are of the other four fifths.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "checks/clauses/clause_span.h"
#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr int kExamplesPerLine = 2;    // splices, and as many cuts
constexpr std::size_t kFolds = 5;      // fitted on all but one, measured on that one
constexpr int kRounds = 5;             // of finding the worst spans and fitting to them
constexpr double kPseudoCount = 20;    // of the word evidence
constexpr double kMostEvidence = 3.5;  // nats, either sign
// Share of sentences of which one side lost a clause: 8 of 925 lines of professionally translated
// news in which a reader verified a loss. Newsrooms that edit lose more.
constexpr double kLossesPerLine = 0.009;
constexpr double kRidge = 2;  // penalty on squared weights
// How many times as many clean lines may reach the score at which a stretch counts that another
// check bears out.
constexpr double kBorneOutAlarms = 4;
// Clean lines in a hundred at which a side may raise an error; what it may raise at all is an
// option.
constexpr double kErrorAlarms = 0.05;

struct Line {
  std::string id;
  std::array<std::string, 2> text;
};

/// A line with something done to it.
struct Example {
  Line line;
  bool lost = false;
  Span place;          // of the splice in the side looked at; empty when it is not known
  std::size_t origin;  // index of the clean line
};

class Bench {
 public:
  Bench(const PairResources& resources)
      : resources_(resources),
        foreign_(*resources.source, resources.lexicon, Side::kSource),
        english_(*resources.target, resources.lexicon, Side::kTarget) {}

  BeadWords match(const Line& line) {
    const AnalysedArticle source = analyse(foreign_, line.text[0]);
    const AnalysedArticle target = analyse(english_, line.text[1]);
    const std::vector<Bead> beads = {{{0}, {0}, 1, 1}};
    return *match_bead({source, target, beads, resources_, true}, beads[0]);
  }

  AnalysedArticle analyse(Side side, const std::string& text) {
    return analyse(side == Side::kSource ? foreign_ : english_, text);
  }

 private:
  static AnalysedArticle analyse(Analyser& analyser, const std::string& text) {
    Article article;
    article.text = text;
    article.sentences.push_back({{0, static_cast<std::uint32_t>(text.size())}, 0});
    return analyser.analyse(std::move(article));
  }

  const PairResources& resources_;
  Analyser foreign_;
  Analyser english_;
};

/// Clauses of a line: stretches of 4 to 30 words between punctuation or clause openers and
/// punctuation or the end.
std::vector<Span> clauses(const std::vector<Token>& tokens) {
  std::vector<Span> spans;
  const auto is_mark = [&](std::size_t i) {
    return tokens[i].word->surface == "," || tokens[i].word->surface == ";" ||
           tokens[i].word->surface == ".";
  };
  std::vector<std::size_t> begins = {0};
  std::vector<std::size_t> ends;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (is_mark(i - 1) || tokens[i].word->opens_clause == 2) begins.push_back(i);
    if (is_mark(i)) ends.push_back(i);
  }
  for (const std::size_t begin : begins) {
    for (const std::size_t end : ends) {
      if (end <= begin) continue;
      const auto words = std::count_if(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                       tokens.begin() + static_cast<std::ptrdiff_t>(end),
                                       [](const Token& t) { return t.is_word(); });
      if (words < 4 || words > 30) continue;
      spans.push_back({tokens[begin].span.begin, tokens[end - 1].span.end});
      break;  // the shortest from each beginning
    }
  }
  return spans;
}

double dot(const ClauseFeatures& f, const ClauseWeights& w) {
  double sum = w.bias;
  for (std::size_t i = 0; i < kClauseFeatures; ++i)
    sum += static_cast<double>(f[i]) * static_cast<double>(w.weights[i]);
  return sum;
}

/// Logistic regression with a ridge, by Newton's method with a damped step.
void fit_logistic(const std::vector<ClauseFeatures>& lost, const std::vector<ClauseFeatures>& kept,
                  ClauseWeights& weights) {
  constexpr std::size_t kSize = kClauseFeatures + 1;
  weights.weights = {};  // from zero Newton's method converges
  weights.bias = 0;
  for (int step = 0; step < 25; ++step) {
    std::array<double, kSize> gradient{};
    std::array<std::array<double, kSize>, kSize> hessian{};
    const auto add = [&](const ClauseFeatures& f, double label, double importance) {
      std::array<double, kSize> x{};
      for (std::size_t i = 0; i < kClauseFeatures; ++i) x[i] = static_cast<double>(f[i]);
      x[kClauseFeatures] = 1;
      const double p = 1 / (1 + std::exp(-dot(f, weights)));
      for (std::size_t i = 0; i < kSize; ++i) {
        gradient[i] += importance * (label - p) * x[i];
        for (std::size_t j = 0; j < kSize; ++j)
          hessian[i][j] += importance * p * (1 - p) * x[i] * x[j];
      }
    };
    for (const ClauseFeatures& f : lost) add(f, 1, 1);
    for (const ClauseFeatures& f : kept) add(f, 0, 1);
    for (std::size_t i = 0; i < kClauseFeatures; ++i) {
      gradient[i] -= kRidge * static_cast<double>(weights.weights[i]);
      hessian[i][i] += kRidge;
    }
    hessian[kClauseFeatures][kClauseFeatures] += 1e-6;
    // Gauss elimination; the ridge keeps the matrix positive definite.
    for (std::size_t i = 0; i < kSize; ++i) {
      for (std::size_t j = i + 1; j < kSize; ++j) {
        const double factor = hessian[j][i] / hessian[i][i];
        for (std::size_t k = i; k < kSize; ++k) hessian[j][k] -= factor * hessian[i][k];
        gradient[j] -= factor * gradient[i];
      }
    }
    for (std::size_t i = kSize; i-- > 0;) {
      for (std::size_t k = i + 1; k < kSize; ++k) gradient[i] -= hessian[i][k] * gradient[k];
      gradient[i] /= hessian[i][i];
    }
    for (std::size_t i = 0; i < kClauseFeatures; ++i)
      weights.weights[i] += static_cast<float>(0.7 * gradient[i]);
    weights.bias += 0.7 * gradient[kClauseFeatures];
  }
}

struct Counts {
  std::array<std::array<double, kMatchLevels>, kWordKinds> of{};
  void add(const BeadWord& word) {
    if (word.is_word)
      of[static_cast<std::size_t>(word.kind)][static_cast<std::size_t>(word.match)] += 1;
  }
};

void set_evidence(const Counts& lost, const Counts& kept, ClauseWeights& weights) {
  for (std::size_t kind = 0; kind < kWordKinds; ++kind) {
    double lost_sum = 0;
    double kept_sum = 0;
    for (std::size_t level = 0; level < kMatchLevels; ++level) {
      lost_sum += lost.of[kind][level];
      kept_sum += kept.of[kind][level];
    }
    for (std::size_t level = 0; level < kMatchLevels; ++level) {
      // Pseudo-counts follow the pooled distribution, so that a rare case gives no evidence.
      const double pooled =
          (lost.of[kind][level] + kept.of[kind][level] + 1e-9) / (lost_sum + kept_sum + 1e-9);
      const double p = (lost.of[kind][level] + kPseudoCount * pooled) / (lost_sum + kPseudoCount);
      const double q = (kept.of[kind][level] + kPseudoCount * pooled) / (kept_sum + kPseudoCount);
      weights.evidence[kind][level] =
          static_cast<float>(std::clamp(std::log(p / q), -kMostEvidence, kMostEvidence));
    }
    weights.evidence[kind][static_cast<std::size_t>(MatchLevel::kElsewhere)] = 0;
  }
}

/// Everything for one side: which examples show its stretches without a counterpart.
class SideFit {
 public:
  SideFit(Side side, const std::vector<Line>& lines, Bench& bench, std::uint32_t seed)
      : side_(side), lines_(lines), bench_(bench), random_(seed) {}

  void make_examples(const std::vector<std::size_t>& train) {
    for (const std::size_t i : train) {
      for (int n = 0; n < kExamplesPerLine; ++n) {
        splice(i);
        cut(i);
      }
    }
  }

  ClauseWeights fit(const std::vector<std::size_t>& train) {
    std::vector<BeadWords> clean;
    for (const std::size_t i : train) clean.push_back(bench_.match(lines_[i]));
    std::vector<BeadWords> bad;
    for (const Example& example : examples_) bad.push_back(bench_.match(example.line));
    ClauseWeights weights;
    fit_lengths(clean, weights);
    Counts kept;
    Counts lost;
    for (const BeadWords& bead : clean) {
      for (const BeadWord& word : here(bead)) kept.add(word);
    }
    for (std::size_t e = 0; e < bad.size(); ++e) {
      if (examples_[e].place.empty()) continue;
      for (const BeadWord& word : here(bad[e])) {
        if (examples_[e].place.contains(word.span)) lost.add(word);
      }
    }
    set_evidence(lost, kept, weights);
    // To start with: the weights of the prototype.
    const auto set = [&](ClauseFeature feature, float value) {
      weights.weights[static_cast<std::size_t>(feature)] = value;
    };
    set(ClauseFeature::kContent, 0.8F);
    set(ClauseFeature::kFunction, 1);
    set(ClauseFeature::kAnchors, 1);
    set(ClauseFeature::kLength, 0.9F);
    set(ClauseFeature::kRaggedEnds, -1.8F);
    set(ClauseFeature::kParaphrase, -0.5F);
    // Spans of all rounds together: those of one alone may lead away from what the others told.
    std::vector<ClauseFeatures> positive;
    std::vector<ClauseFeatures> negative;
    for (int round = 0; round < kRounds; ++round) {
      for (const BeadWords& bead : clean) {
        if (const auto worst = worst_span(bead, side_, weights, -1e9))
          negative.push_back(worst->features);
      }
      for (std::size_t e = 0; e < bad.size(); ++e) {
        if (const auto worst = worst_span(bad[e], side_, weights, -1e9))
          positive.push_back(worst->features);
      }
      fit_logistic(positive, negative, weights);
    }
    return weights;
  }

  std::vector<double> clean_scores(const std::vector<std::size_t>& which,
                                   const ClauseWeights& weights) {
    std::vector<double> scores;
    for (const std::size_t i : which) {
      const auto worst = worst_span(bench_.match(lines_[i]), side_, weights, -1e9);
      scores.push_back(worst ? worst->score : -1e9);
    }
    return scores;
  }

  /// The scores of the worst stretches of the examples made so far, and how many splices were
  /// marked where they are.
  struct Scores {
    std::vector<double> splices;
    std::vector<double> cuts;
    std::size_t marked = 0;
  };
  void score_examples(const ClauseWeights& weights, Scores& scores) {
    for (const Example& example : examples_) {
      const BeadWords bead = bench_.match(example.line);
      const auto worst = worst_span(bead, side_, weights, -1e9);
      (example.place.empty() ? scores.cuts : scores.splices).push_back(worst ? worst->score : -1e9);
      if (!worst || example.place.empty()) continue;
      const Span marked{here(bead)[worst->first].span.begin, here(bead)[worst->last - 1].span.end};
      scores.marked += marked.overlaps(example.place) ? 1 : 0;
    }
  }

  double score(const Line& line, const ClauseWeights& weights) {
    const auto worst = worst_span(bench_.match(line), side_, weights, -1e9);
    return worst ? worst->score : -1e9;
  }

 private:
  const std::vector<BeadWord>& here(const BeadWords& bead) const {
    return bead.sides[static_cast<std::size_t>(side_)];
  }
  std::size_t here() const { return static_cast<std::size_t>(side_); }

  void fit_lengths(const std::vector<BeadWords>& clean, ClauseWeights& weights) {
    std::vector<double> ratios;
    std::vector<double> deviations;
    const auto length = [](const std::vector<BeadWord>& words) {
      double sum = 6;
      for (const BeadWord& word : words)
        sum += static_cast<double>(count_code_points(word.word->surface)) + (word.is_word ? 1 : 0);
      return sum;
    };
    for (const BeadWords& bead : clean)
      ratios.push_back(std::log(length(bead.sides[1 - here()]) / length(bead.sides[here()])));
    std::vector<double> sorted = ratios;
    std::sort(sorted.begin(), sorted.end());
    weights.length_mean = sorted[sorted.size() / 2];
    for (std::size_t i = 0; i < clean.size(); ++i) {
      deviations.push_back(std::abs(ratios[i] - weights.length_mean) /
                           (1 + 60 / length(clean[i].sides[here()])));
    }
    std::sort(deviations.begin(), deviations.end());
    weights.length_spread =
        deviations[deviations.size() / 2] / 0.7;  // the median of |t| with 10 degrees of freedom
  }

  void splice(std::size_t i) {
    const std::size_t step = 2 + random_() % 5;
    const std::size_t j = i >= step && random_() % 2 == 0 ? i - step : (i + step) % lines_.size();
    const std::string& from = lines_[j].text[here()];
    const std::vector<Span> found = clauses(bench_.analyse(side_, from).sentences[0].tokens);
    const std::string& text = lines_[i].text[here()];
    const std::vector<Span> places = clauses(bench_.analyse(side_, text).sentences[0].tokens);
    if (found.empty() || places.empty()) return;
    const std::string clause(found[random_() % found.size()].of(from));
    const std::size_t at = places[random_() % places.size()].end;
    Example example{lines_[i], true, {}, i};
    example.line.text[here()] = text.substr(0, at) + ", " + clause + text.substr(at);
    example.place = {static_cast<std::uint32_t>(at + 2),
                     static_cast<std::uint32_t>(at + 2 + clause.size())};
    examples_.push_back(example);
  }

  void cut(std::size_t i) {
    const std::string& text = lines_[i].text[1 - here()];
    const std::vector<Span> found = clauses(bench_.analyse(other(side_), text).sentences[0].tokens);
    if (found.size() < 2) return;
    const Span gone = found[random_() % found.size()];
    if (gone.size() * 4 > text.size() * 3) return;
    Example example{lines_[i], true, {}, i};
    example.line.text[1 - here()] = text.substr(0, gone.begin) + text.substr(gone.end);
    examples_.push_back(example);
  }

  Side side_;
  const std::vector<Line>& lines_;
  Bench& bench_;
  std::mt19937 random_;
  std::vector<Example> examples_;
};

void print_weights(const std::string& side, const ClauseWeights& weights) {
  const auto row = [&](const std::string& name, double value) {
    std::printf("%s\t%s\t%.4g\n", side.c_str(), name.c_str(), value);
  };
  for (std::size_t kind = 0; kind < kWordKinds; ++kind) {
    for (std::size_t level = 0; level < kMatchLevels; ++level) {
      const auto value = static_cast<double>(weights.evidence[kind][level]);
      if (std::abs(value) >= 0.005)
        row(std::string(kind_name(kind)) + "/" + std::string(level_name(level)), value);
    }
  }
  for (std::size_t i = 0; i < kClauseFeatures; ++i)
    row(std::string(feature_name(i)), static_cast<double>(weights.weights[i]));
  row("bias", weights.bias);
  row("slope", weights.slope);
  row("offset", weights.offset);
  row("length-mean", weights.length_mean);
  row("length-spread", weights.length_spread);
  row("info", weights.thresholds[0]);
  row("warning", weights.thresholds[1]);
  row("error", weights.thresholds[2]);
  row("borne-out", weights.thresholds[3]);
}

std::vector<Line> read_lines(const std::string& path) {
  std::vector<Line> lines;
  const Table table(path, 3);
  for (const TableRow& row : table.rows())
    lines.push_back(
        {std::string(row.cells[0]), {std::string(row.cells[1]), std::string(row.cells[2])}});
  return lines;
}

/// The share of `scores` above `threshold`, in percent.
double found(const std::vector<double>& scores, double threshold) {
  const auto above =
      std::count_if(scores.begin(), scores.end(), [&](double s) { return s > threshold; });
  return 100.0 * static_cast<double>(above) /
         static_cast<double>(std::max<std::size_t>(scores.size(), 1));
}

/// Lines with something lost, of a file of their own: found by the weights fitted without their
/// clean line.
struct TestSet {
  std::string name;
  std::vector<Line> lines;
  std::vector<double> scores;
};

/// The slope and offset of a logistic curve from score to whether something was lost, the two kinds
/// weighing the same.
std::pair<double, double> calibrate(const std::vector<double>& clean,
                                    const std::vector<double>& lost) {
  double slope = 1;
  double offset = 0;
  for (int step = 0; step < 50; ++step) {
    double g0 = 0;
    double g1 = 0;
    double h00 = 1e-9;
    double h01 = 0;
    double h11 = 1e-9;
    const auto add = [&](double score, double label, double importance) {
      if (score < -1e8) return;
      const double p = 1 / (1 + std::exp(-(slope * score + offset)));
      g0 += importance * (label - p);
      g1 += importance * (label - p) * score;
      h00 += importance * p * (1 - p);
      h01 += importance * p * (1 - p) * score;
      h11 += importance * p * (1 - p) * score * score;
    };
    for (const double s : clean) add(s, 0, 1.0 / static_cast<double>(clean.size()));
    for (const double s : lost) add(s, 1, 1.0 / static_cast<double>(lost.size()));
    const double determinant = h00 * h11 - h01 * h01;
    offset += (h11 * g0 - h01 * g1) / determinant;
    slope += (h00 * g1 - h01 * g0) / determinant;
  }
  return {slope, offset};
}

/// The scores of the worst stretches of a fifth of the lines, by weights that had not seen them.
struct FoldScores {
  std::vector<double> clean;
  std::vector<double> lost;
};

double chance(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

/// Adds the odds of a loss in `losses` of all lines to a calibration that takes losses for as
/// likely as none.
double with_prior(double offset, double losses) { return offset + std::log(losses / (1 - losses)); }

/// Prints confidence compared with the share that is right: each fifth calibrated on the others.
void print_reliability(const std::array<FoldScores, kFolds>& folds) {
  struct Row {
    double clean = 0;  // lines, of one
    double lost = 0;
    double said = 0;
  };
  constexpr std::array<double, 9> kBounds = {0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1};
  std::array<Row, kBounds.size()> rows;
  std::size_t clean_lines = 0;
  std::size_t lost_lines = 0;
  for (const FoldScores& fold : folds) {
    clean_lines += fold.clean.size();
    lost_lines += fold.lost.size();
  }
  for (const FoldScores& fold : folds) {
    FoldScores others;
    for (const FoldScores& other : folds) {
      if (&other == &fold) continue;
      others.clean.insert(others.clean.end(), other.clean.begin(), other.clean.end());
      others.lost.insert(others.lost.end(), other.lost.begin(), other.lost.end());
    }
    const auto [slope, offset] = calibrate(others.clean, others.lost);
    const auto add = [&, slope = slope, offset = offset](double score, bool lost, double share) {
      const double said = chance(slope * score + with_prior(offset, kLossesPerLine));
      const auto row = static_cast<std::size_t>(
          std::lower_bound(kBounds.begin(), kBounds.end(), said) - kBounds.begin());
      (lost ? rows[row].lost : rows[row].clean) += share;
      rows[row].said += share * said;
    };
    for (const double score : fold.clean)
      add(score, false, (1 - kLossesPerLine) / static_cast<double>(clean_lines));
    for (const double score : fold.lost)
      add(score, true, kLossesPerLine / static_cast<double>(lost_lines));
  }
  std::printf("| said | lines in 1,000 | mean said | right |\n|---|---|---|---|\n");
  double from = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double all = rows[i].clean + rows[i].lost;
    if (all > 0)
      std::printf("| %.2f-%.2f | %.1f | %.3f | %.3f |\n", from, kBounds[i], 1000 * all,
                  rows[i].said / all, rows[i].lost / all);
    from = kBounds[i];
  }
}

/// What the thresholds are to be.
struct FitOptions {
  double alarms = 1;  ///< clean lines in a hundred at which the side may raise an issue
  double lost_lines =
      0;  ///< lines in a hundred that really lack something, and are not false alarms
  bool confidence = false;  ///< print the reliability of the confidence
};

/// Fits one side; the thresholds and the calibration are of lines that the weights measured with
/// them had not seen.
ClauseWeights fit_side(Side side, const std::vector<Line>& lines, const FitOptions& options,
                       Bench& bench, std::vector<TestSet>& tests) {
  std::vector<std::size_t> all;
  std::array<std::vector<std::size_t>, kFolds> in;
  std::array<std::vector<std::size_t>, kFolds> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    all.push_back(i);
    for (std::size_t fold = 0; fold < kFolds; ++fold)
      (i / 40 % kFolds == fold ? out : in)[fold].push_back(
          i);  // blocks of lines: reports stay together
  }
  std::vector<double> clean;
  SideFit::Scores scores;
  std::array<FoldScores, kFolds> folds;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const std::array<std::size_t, 3> before = {clean.size(), scores.splices.size(),
                                               scores.cuts.size()};
    SideFit train(side, lines, bench, 1);
    train.make_examples(in[fold]);
    const ClauseWeights weights = train.fit(in[fold]);
    SideFit test(side, lines, bench, 2);
    test.make_examples(out[fold]);
    test.score_examples(weights, scores);
    std::vector<std::string> ids;
    for (const std::size_t i : out[fold]) {
      clean.push_back(test.score(lines[i], weights));
      ids.push_back(lines[i].id);
    }
    const auto append = [](std::vector<double>& to, const std::vector<double>& from,
                           std::size_t begin) {
      to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin), from.end());
    };
    append(folds[fold].clean, clean, before[0]);
    append(folds[fold].lost, scores.splices, before[1]);
    append(folds[fold].lost, scores.cuts, before[2]);
    for (TestSet& set : tests) {
      for (const Line& line : set.lines) {
        const std::string id = line.id.substr(0, line.id.find_first_of(".+"));
        if (std::find(ids.begin(), ids.end(), id) != ids.end())
          set.scores.push_back(test.score(line, weights));
      }
    }
  }
  if (options.confidence) {
    std::printf("\n%s side:\n\n", side == Side::kSource ? "Foreign" : "English");
    print_reliability(folds);
    return {};
  }
  std::vector<double> sorted = clean;
  std::sort(sorted.rbegin(), sorted.rend());
  const auto threshold = [&](double alarms) {
    const double rank = (alarms + options.lost_lines) / 100 * static_cast<double>(sorted.size());
    // Beyond the data the tail is taken to fall off as an exponential.
    return rank >= 1 ? sorted[static_cast<std::size_t>(rank)] + 1e-6
                     : sorted.front() + std::log(1 / std::max(rank, 0.05)) * 0.7;
  };
  std::fprintf(stderr, "%s, found of splices / cuts:", side == Side::kSource ? "first" : "second");
  for (const double alarms : {0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0}) {
    std::fprintf(stderr, "  %.2f: %.1f / %.1f", alarms, found(scores.splices, threshold(alarms)),
                 found(scores.cuts, threshold(alarms)));
    for (TestSet& set : tests)
      std::fprintf(stderr, " / %s %.1f", set.name.c_str(), found(set.scores, threshold(alarms)));
  }
  std::fprintf(stderr, "  per 100 lines; splices marked %.1f\n",
               100 * static_cast<double>(scores.marked) /
                   static_cast<double>(std::max<std::size_t>(scores.splices.size(), 1)));
  for (TestSet& set : tests) set.scores.clear();

  SideFit whole(side, lines, bench, 1);
  whole.make_examples(all);
  ClauseWeights weights = whole.fit(all);
  weights.thresholds = {threshold(options.alarms), threshold(options.alarms),
                        threshold(kErrorAlarms), threshold(kBorneOutAlarms * options.alarms)};
  std::vector<double> lost = scores.splices;
  lost.insert(lost.end(), scores.cuts.begin(), scores.cuts.end());
  const auto [slope, offset] = calibrate(clean, lost);
  weights.slope = slope;
  weights.offset = with_prior(offset, kLossesPerLine);
  return weights;
}

int run(const std::vector<std::string>& arguments) {
  Packs packs(find_data_dirs());
  std::vector<TestSet> tests;
  std::vector<std::string> files;
  double lost_lines = 0;
  std::array<double, 2> alarms = {1, 0.4};
  bool confidence = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--test" && i + 1 < arguments.size()) {
      ++i;
      tests.push_back(
          {arguments[i].substr(arguments[i].find_last_of('/') + 1), read_lines(arguments[i]), {}});
    } else if (arguments[i] == "--alarms" && i + 2 < arguments.size()) {
      for (double& rate : alarms) rate = std::stod(arguments[++i]);
    } else if (arguments[i] == "--confidence") {
      confidence = true;
    } else if (arguments[i] == "--lost" && i + 1 < arguments.size()) {
      lost_lines = std::stod(arguments[++i]);
    } else {
      files.push_back(arguments[i]);
    }
  }
  const std::size_t hyphen = files.empty() ? std::string::npos : files[0].find('-');
  if (files.size() < 2 || hyphen == std::string::npos) {
    std::cerr
        << "usage: fit_clauses TAG-TAG ALIGNED.tsv... [--alarms FIRST SECOND] [--lost PERCENT] "
           "[--test LOST.tsv]... [--confidence]\n";
    return 2;
  }
  const std::array<std::string, 2> tags = {files[0].substr(0, hyphen), files[0].substr(hyphen + 1)};
  const PairResources resources = load_resources(packs, tags[0], tags[1]);
  std::vector<Line> lines;
  for (std::size_t i = 1; i < files.size(); ++i) {
    const std::vector<Line> more = read_lines(files[i]);
    lines.insert(lines.end(), more.begin(), more.end());
  }
  Bench bench(resources);
  if (!confidence) {
    std::printf(
        "# How strange it is that words of a %s-%s pair have no counterpart: the model of "
        "dropped-clause and "
        "added-clause.\n"
        "# Columns: side whose words are looked at (%s, %s); number "
        "(docs/checks/dropped-clause.md); value.\n"
        "# Source: fitted by bench/fit_clauses.cpp to %zu aligned lines of news; refit when the "
        "lexicon or the mention "
        "finders change.\n",
        std::min(tags[0], tags[1]).c_str(), std::max(tags[0], tags[1]).c_str(), tags[0].c_str(),
        tags[1].c_str(), lines.size());
  }
  for (const Side side : {Side::kSource, Side::kTarget}) {
    const ClauseWeights weights =
        fit_side(side, lines, {alarms[static_cast<std::size_t>(side)], lost_lines, confidence},
                 bench, tests);
    if (!confidence) print_weights(tags[static_cast<std::size_t>(side)], weights);
  }
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  try {
    return concord::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "fit_clauses: " << error.what() << "\n";
    return 2;
  }
}
