// Scores stretches of words by how strange it is that they have no counterpart.
#include "checks/clauses/clause_span.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace concord {
namespace {

constexpr std::uint32_t kFewestWords = 3;  // of a stretch
constexpr double kUsualShare =
    0.6;  // of the informative words of a translated sentence that are matched
constexpr double kSmoothing =
    6;  // code points added to both lengths, so that short sentences do not jump

/// Logarithm of Student's t density with 10 degrees of freedom, but for a constant: translations
/// have longer tails than a normal.
double log_student(double z) { return -5.5 * std::log1p(z * z / 10); }

double log_density(double length_here, double length_there, const ClauseWeights& weights) {
  const double ratio = std::log((length_there + kSmoothing) / (length_here + kSmoothing));
  const double spread = weights.length_spread * (1 + 60 / (length_here + kSmoothing));
  return log_student((ratio - weights.length_mean) / spread);
}

bool is_informative(const BeadWord& word) {
  return word.is_word && word.kind != WordKind::kFunction;
}
bool is_anchor(const BeadWord& word) {
  return word.kind == WordKind::kFigure || word.kind == WordKind::kName;
}

bool is_mark(const BeadWord& word, std::string_view mark) { return word.word->surface == mark; }

/// Whether a full stop, comma or colon belongs to what it stands in: to a figure, as in "4.5" and
/// "10:30", or to an initial or abbreviation of single letters, as in "U.S.".
bool is_inner_mark(const std::vector<BeadWord>& words, std::size_t at) {
  const BeadWord& mark = words[at];
  const bool stop = is_mark(mark, ".");
  if (at == 0 || !words[at - 1].is_word || words[at - 1].span.end != mark.span.begin ||
      (!stop && !is_mark(mark, ",") && !is_mark(mark, ":")))
    return false;
  const Word& before = *words[at - 1].word;
  if (stop && before.length == 1 && before.has_letter) return true;
  return before.has_digit && at + 1 < words.size() && words[at + 1].word->has_digit &&
         mark.span.end == words[at + 1].span.begin;
}

/// How well a stretch may begin or end before a word: 0 nowhere, 1 phrase, 2 clause, 3 punctuation,
/// 4 sentence.
std::vector<std::uint8_t> borders(const std::vector<BeadWord>& words) {
  std::vector<std::uint8_t> borders(words.size() + 1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool marked = !words[i].is_word || (i > 0 && !words[i - 1].is_word);
    if (i == 0 || words[i].sentence_start) {
      borders[i] = 4;
    } else if (is_inner_mark(words, i)) {
      borders[i] = 0;
    } else if (is_inner_mark(words, i - 1)) {
      borders[i] = words[i].is_word ? words[i].word->opens_clause : 3;
    } else {
      borders[i] = marked ? 3 : words[i].word->opens_clause;
    }
  }
  borders[words.size()] = 4;
  // Punctuation at the end of a sentence may stand inside or outside the stretch.
  for (std::size_t i = words.size(); i > 0 && !words[i - 1].is_word; --i) borders[i - 1] = 4;
  return borders;
}

double length_of(const BeadWord& word) {
  return static_cast<double>(word.word->length) + (word.is_word ? 1 : 0);
}

double length_of(const std::vector<BeadWord>& words) {
  double length = 0;
  for (const BeadWord& word : words) length += length_of(word);
  return length;
}

/// Upper bounds of the scores of stretches: the evidence of the words and the borders as they are,
/// every other feature with the most that it can give.
class ScoreBound {
 public:
  /// With `settled` false the words that a second look may match otherwise count with the most that
  /// they can add.
  ScoreBound(const BeadWords& bead, Side side, const ClauseWeights& weights, bool settled)
      : weights_(weights),
        words_(bead.of(side)),
        sums_(words_.size() + 1),
        counts_(words_.size() + 1),
        borders_(words_.size() + 1),
        best_(words_.size() + 1, {kLowest, kLowest}) {
    // kTight is the evidence of content times what lies between -kUsualShare and 1 - kUsualShare.
    const double content = weight(ClauseFeature::kContent);
    const double tight = weight(ClauseFeature::kTight);
    const std::array<double, 2> factors = {content - kUsualShare * tight,
                                           content + (1 - kUsualShare) * tight};
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::size_t s = 0; s < 2; ++s) {
        sums_[i + 1][s] =
            sums_[i][s] + (words_[i].is_word ? most_of(words_[i], factors[s], settled) : 0);
      }
      counts_[i + 1] = counts_[i];
      counts_[i + 1].words += words_[i].is_word ? 1.0F : 0.0F;
      if (!is_informative(words_[i])) continue;
      counts_[i + 1].informative += 1;
      counts_[i + 1].matched += words_[i].match != MatchLevel::kNone ? 1.0F : 0.0F;
    }
    const std::vector<std::uint8_t> kinds = borders(words_);
    const std::array<double, 5> ends = {weight(ClauseFeature::kRaggedEnds),
                                        weight(ClauseFeature::kPhraseEnds),
                                        weight(ClauseFeature::kClauseEnds), 0, 0};
    for (std::size_t i = 0; i < kinds.size(); ++i) borders_[i] = ends[kinds[i]];
    for (std::size_t last = words_.size(); last > 0; --last) {
      best_[last] = last < words_.size() ? best_[last + 1] : best_[last];
      if (!words_[last - 1].is_word) continue;
      for (std::size_t s = 0; s < 2; ++s)
        best_[last][s] = std::max(best_[last][s], sums_[last][s] + borders_[last]);
    }
    most_of_density_ = std::max(0.0, weight(ClauseFeature::kDensity));
    const double all = counts_.back().words;
    of_words_.reserve(words_.size() + 1);
    for (double n = 0; n <= all; ++n) {
      of_words_.push_back(weight(ClauseFeature::kWords) * std::log(std::max(n, 1.0) / 8) +
                          weight(ClauseFeature::kShare) * n / std::max(all, 1.0));
    }
    most_of_words_ = *std::max_element(of_words_.begin(), of_words_.end());
    base_ = most_of_density_ + most_of_words_ +
            most_of_others(length_of(words_), length_of(bead.of(other(side)))) + kRounding;
  }

  /// Of the stretches that begin at a word.
  double from(std::uint32_t first) const {
    const std::size_t least = first + kFewestWords;
    return least > words_.size() ? kLowest : base_ + borders_[first] + higher(first, best_[least]);
  }
  /// Of one stretch: the number of its words and how many of them are matched are counted as they
  /// are.
  double of(std::uint32_t first, std::uint32_t last) const {
    const Counts& a = counts_[first];
    const Counts& b = counts_[last];
    const double informative = std::max(b.informative - a.informative, 1.0F);
    const double density = 1 - static_cast<double>(b.matched - a.matched) / informative;
    return base_ - most_of_density_ - most_of_words_ + borders_[first] + borders_[last] +
           higher(first, sums_[last]) + std::max(0.0, weight(ClauseFeature::kDensity) * density) +
           of_words_[static_cast<std::size_t>(b.words - a.words)];
  }
  /// Whether some stretch may have a score of at least `least`.
  bool may_reach(double least) const {
    for (std::uint32_t first = 0; first < words_.size(); ++first) {
      if (!words_[first].is_word || from(first) < least) continue;
      for (std::uint32_t last = first + kFewestWords; last <= words_.size(); ++last) {
        if (words_[last - 1].is_word && of(first, last) >= least) return true;
      }
    }
    return false;
  }

 private:
  using Pair = std::array<double, 2>;  // with either end of the range of kTight
  struct Counts {
    float words = 0;
    float informative = 0;
    float matched = 0;
  };
  static constexpr double kLowest = -std::numeric_limits<double>::infinity();
  static constexpr double kRounding = 0.01;  // more than what single precision loses in a score

  double weight(ClauseFeature feature) const {
    return static_cast<double>(weights_.weights[static_cast<std::size_t>(feature)]);
  }

  double higher(std::uint32_t first, const Pair& sums) const {
    return std::max(sums[0] - sums_[first][0], sums[1] - sums_[first][1]);
  }

  /// The most that a word adds; `content` is the factor of content words.
  double most_of(const BeadWord& word, double content, bool settled) const {
    const double factor = word.kind == WordKind::kFunction ? weight(ClauseFeature::kFunction)
                          : is_anchor(word)                ? weight(ClauseFeature::kAnchors)
                                                           : content;
    const auto& levels = weights_.evidence[static_cast<std::size_t>(word.kind)];
    const auto value = [&](std::size_t level) {
      return factor * static_cast<double>(levels[level]);
    };
    if (settled || (word.partner >= 0 && word.match != MatchLevel::kLone))
      return value(static_cast<std::size_t>(word.match));
    const auto [least, most] = std::minmax_element(levels.begin(), levels.end());
    return factor * static_cast<double>(factor < 0 ? *least : *most);
  }

  /// The most that the features add which are neither evidence, borders, kWords, kShare nor
  /// kDensity.
  double most_of_others(double length_here, double length_there) const {
    const auto most = [&](ClauseFeature feature, double low, double high) {
      return std::max(weight(feature) * low, weight(feature) * high);
    };
    const auto words = static_cast<double>(
        std::count_if(words_.begin(), words_.end(), [](const BeadWord& w) { return w.is_word; }));
    const double others = static_cast<double>(words_.size());
    const double length = weight(ClauseFeature::kLength);
    if (length < 0) return std::numeric_limits<double>::infinity();  // no bound
    return weights_.bias - length * log_density(length_here, length_there, weights_) +
           most(ClauseFeature::kParaphrase, 0, others) +
           weight(ClauseFeature::kSentenceWords) * std::log(std::max(words, 1.0) / 20) +
           most(ClauseFeature::kOutside, 0, 1) + most(ClauseFeature::kSpare, 0, 3) +
           most(ClauseFeature::kWhole, 0, 1) + most(ClauseFeature::kRoom, 0, 2) +
           most(ClauseFeature::kSeam, 0, 1) + most(ClauseFeature::kGloss, 0, 1) +
           most(ClauseFeature::kCrosses, 0, 1);
  }

  const ClauseWeights& weights_;
  const std::vector<BeadWord>& words_;
  std::vector<Pair> sums_;        // of evidence before each word
  std::vector<Counts> counts_;    // before each word
  std::vector<double> borders_;   // what a stretch gets for beginning or ending there
  std::vector<Pair> best_;        // the highest sum and border of an end there or after
  std::vector<double> of_words_;  // kWords and kShare, by number of words
  double most_of_words_ = 0;      // the highest of them
  double most_of_density_ = 0;
  double base_ = 0;  // the most that all features but evidence and borders add
};

/// Sums over the words of a bead from which every stretch is measured in constant time.
class SpanMeter {
 public:
  SpanMeter(const BeadWords& bead, Side side, const ClauseWeights& weights)
      : words_(bead.of(side)),
        others_(bead.of(other(side))),
        weights_(weights),
        borders_(borders(words_)),
        sums_(words_.size() + 1),
        spare_(others_.size() + 1),
        other_words_(others_.size() + 1),
        left_(words_.size() + 1, -1),
        right_(words_.size() + 1, -1),
        log_words_(words_.size() + 1) {
    for (std::size_t i = 0; i < words_.size(); ++i) add(i);
    for (std::size_t i = 0; i < others_.size(); ++i) {
      spare_[i + 1] = spare_[i] + spare_words(i);
      other_words_[i + 1] = other_words_[i] + (others_[i].is_word ? 1.0F : 0.0F);
      other_length_ += length_of(others_[i]);
    }
    for (std::size_t i = words_.size(); i-- > 0;)
      right_[i] = is_landmark(words_[i]) ? words_[i].partner : right_[i + 1];
    whole_density_ = log_density(sums_.back().length, other_length_, weights_);
    densities_.assign(static_cast<std::size_t>(sums_.back().length) + 1, kUnknown);
    for (std::size_t n = 0; n < log_words_.size(); ++n)
      log_words_[n] = std::log(std::max(static_cast<float>(n), 1.0F) / 8);
    log_all_words_ = std::log(static_cast<float>(std::max(sums_.back().words, 1U)) / 20);
  }

  bool may_begin(std::uint32_t at) const { return words_[at].is_word; }
  std::uint32_t words(std::uint32_t first, std::uint32_t last) const {
    return sums_[last].words - sums_[first].words;
  }

  ClauseFeatures measure(std::uint32_t first, std::uint32_t last) {
    const Sums& a = sums_[first];
    const Sums& b = sums_[last];
    const Sums& all = sums_.back();
    const auto words = static_cast<float>(b.words - a.words);
    const auto informative = static_cast<float>(b.informative - a.informative);
    const float outside = static_cast<float>(all.informative) - informative;
    const float outside_matched = static_cast<float>(all.matched - (b.matched - a.matched));
    const int begins = borders_[first];
    const int ends = borders_[last];
    const auto both = [&](int border) {
      return static_cast<float>((begins == border) + (ends == border));
    };
    ClauseFeatures f{};
    const auto set = [&](ClauseFeature feature, double value) {
      f[static_cast<std::size_t>(feature)] = static_cast<float>(value);
    };
    set(ClauseFeature::kContent, b.content - a.content);
    set(ClauseFeature::kFunction, b.function - a.function);
    set(ClauseFeature::kAnchors, b.anchors - a.anchors);
    set(ClauseFeature::kLength, density_without(b.length - a.length) - whole_density_);
    set(ClauseFeature::kRaggedEnds, both(0));
    set(ClauseFeature::kPhraseEnds, both(1));
    set(ClauseFeature::kClauseEnds, both(2));
    set(ClauseFeature::kParaphrase, std::min(paraphrase(first, last), informative));
    set(ClauseFeature::kWords, log_words_[b.words - a.words]);
    set(ClauseFeature::kSentenceWords, log_all_words_);
    set(ClauseFeature::kOutside, (outside_matched + 1) / (outside + 2));
    set(ClauseFeature::kSpare, std::min(3.0F, spare_.back() / (informative + 1)));
    set(ClauseFeature::kWhole,
        begins == 4 && ends == 4 && words < static_cast<float>(all.words) ? 1 : 0);
    set(ClauseFeature::kShare, words / static_cast<float>(std::max(all.words, 1U)));
    const double outside_share = (outside_matched + 1) / (outside + 2);
    set(ClauseFeature::kTight, (b.content - a.content) * (outside_share - kUsualShare));
    set(ClauseFeature::kDensity,
        1 - static_cast<float>(b.matched - a.matched) / std::max(informative, 1.0F));
    set(ClauseFeature::kSeam, is_seam(first, last) ? 1 : 0);
    set(ClauseFeature::kRoom, room(first, last, words));
    set(ClauseFeature::kGloss, is_gloss(first, last) ? 1 : 0);
    set(ClauseFeature::kCrosses,
        (begins != 4 || ends != 4) && b.sentences > sums_[first + 1].sentences ? 1 : 0);
    return f;
  }

 private:
  struct Sums {
    double content = 0;
    double function = 0;
    double anchors = 0;
    double length = 0;  // code points, one more for each word for the space
    std::uint32_t words = 0;
    std::uint32_t informative = 0;
    std::uint32_t matched = 0;
    std::uint32_t sentences = 0;  // begun
  };

  /// The density of the lengths when a stretch of `length` code points is taken out; computed once
  /// for each length.
  double density_without(double length) {
    const double rest = sums_.back().length - length;
    double& known = densities_[static_cast<std::size_t>(rest)];
    if (known == kUnknown) known = log_density(rest, other_length_, weights_);
    return known;
  }
  /// A word whose counterpart shows where its neighbours' counterparts would stand.
  static bool is_landmark(const BeadWord& word) {
    return word.partner >= 0 && word.kind != WordKind::kFunction &&
           word.match >= MatchLevel::kLikely;
  }

  void add(std::size_t i) {
    const BeadWord& word = words_[i];
    Sums sums = sums_[i];
    sums.length += length_of(word);
    if (word.is_word) {
      ++sums.words;
      sums.sentences += word.sentence_start ? 1 : 0;
      const double evidence =
          weights_
              .evidence[static_cast<std::size_t>(word.kind)][static_cast<std::size_t>(word.match)];
      (word.kind == WordKind::kFunction ? sums.function
       : is_anchor(word)                ? sums.anchors
                                        : sums.content) += evidence;
      if (is_informative(word)) {
        ++sums.informative;
        sums.matched += word.match != MatchLevel::kNone ? 1 : 0;
      }
    }
    sums_[i + 1] = sums;
    left_[i + 1] = is_landmark(word) ? word.partner : left_[i];
  }

  /// How many words of this side a word of the other may stand for that is not matched: an acronym
  /// for one a letter, "LSU", in a text that is not all in capitals.
  float spare_words(std::size_t at) const {
    constexpr std::uint32_t kLongestAcronym = 5;
    if (!is_informative(others_[at]) || others_[at].match != MatchLevel::kNone) return 0;
    const auto in_capitals = [&](std::size_t i) {
      return i < others_.size() && others_[i].is_word && others_[i].word->all_caps;
    };
    const std::uint32_t letters = others_[at].word->length;
    const bool acronym = in_capitals(at) && letters > 1 && letters <= kLongestAcronym &&
                         !in_capitals(at + 1) && (at == 0 || !in_capitals(at - 1));
    return acronym ? static_cast<float>(letters) : 1;
  }

  /// Words of the other side between the same, for each of `words`.
  float room(std::uint32_t first, std::uint32_t last, float words) const {
    const std::int32_t from = left_[first];
    const std::int32_t to =
        right_[last] < 0 ? static_cast<std::int32_t>(others_.size()) : right_[last];
    if (from + 1 > to) return 1;
    const float between = other_words_[static_cast<std::size_t>(to)] -
                          other_words_[static_cast<std::size_t>(from + 1)];
    return std::min(2.0F, between / std::max(words, 1.0F));
  }

  bool is_seam(std::uint32_t first, std::uint32_t last) const {
    if (left_[first] < 0 && right_[last] < 0) return false;
    const std::int32_t from = left_[first];
    const std::int32_t to =
        right_[last] < 0 ? static_cast<std::int32_t>(others_.size()) : right_[last];
    return from < to && other_words_[static_cast<std::size_t>(to)] -
                                other_words_[static_cast<std::size_t>(from + 1)] <=
                            1;
  }

  /// Whether brackets that begin right after the stretch, or that it stands in, hold and follow
  /// what is matched.
  bool is_gloss(std::uint32_t first, std::uint32_t last) const {
    const auto is = [&](std::size_t at, std::string_view mark) {
      return at < words_.size() && words_[at].word->surface == mark;
    };
    const auto matched = [&](std::size_t at) {
      return at < words_.size() && words_[at].match >= MatchLevel::kLikely;
    };
    return (is(last, "(") && matched(last + 1)) ||
           (first > 1 && is(first - 1, "(") && matched(first - 2)) ||
           (first > 2 && is(first - 2, "(") && matched(first - 3));
  }

  /// Unmatched words of the other side between the counterparts of the landmarks left and right of
  /// the stretch.
  float paraphrase(std::uint32_t first, std::uint32_t last) const {
    const std::int32_t from = left_[first];
    const std::int32_t to =
        right_[last] < 0 ? static_cast<std::int32_t>(others_.size()) : right_[last];
    return from + 1 >= to
               ? 0
               : spare_[static_cast<std::size_t>(to)] - spare_[static_cast<std::size_t>(from + 1)];
  }

  const std::vector<BeadWord>& words_;
  const std::vector<BeadWord>& others_;
  const ClauseWeights& weights_;
  std::vector<std::uint8_t> borders_;
  std::vector<Sums> sums_;               // before each word
  std::vector<float> spare_;             // before each word of the other side
  std::vector<float> other_words_;       // the same
  std::vector<std::int32_t> left_;       // counterpart of the nearest landmark before a word
  std::vector<std::int32_t> right_;      // and from it on
  static constexpr double kUnknown = 1;  // no density: those are at most 0
  std::vector<double> densities_;        // by what is left of the side's length
  std::vector<float> log_words_;         // by number of words
  float log_all_words_ = 0;
  double other_length_ = 0;
  double whole_density_ = 0;
};

double score_of(const ClauseFeatures& features, const ClauseWeights& weights) {
  double score = weights.bias;
  for (std::size_t i = 0; i < kClauseFeatures; ++i)
    score += static_cast<double>(features[i]) * static_cast<double>(weights.weights[i]);
  return score;
}

}  // namespace

ClauseFeatures measure_span(const BeadWords& bead, Side side, const ClauseWeights& weights,
                            std::uint32_t first, std::uint32_t last) {
  return SpanMeter(bead, side, weights).measure(first, last);
}

bool may_reach(const BeadWords& first_look, Side side, const ClauseWeights& weights, double least) {
  return ScoreBound(first_look, side, weights, false).may_reach(least);
}

std::optional<ClauseSpan> worst_span(const BeadWords& bead, Side side, const ClauseWeights& weights,
                                     double least) {
  const auto size = static_cast<std::uint32_t>(bead.of(side).size());
  if (bead.of(other(side)).empty()) return std::nullopt;
  const ScoreBound bound(bead, side, weights, true);
  if (!bound.may_reach(least)) return std::nullopt;
  SpanMeter meter(bead, side, weights);
  std::optional<ClauseSpan> worst;
  double wanted = least;  // what does not reach it need not be measured
  for (std::uint32_t first = 0; first < size; ++first) {
    if (!meter.may_begin(first) || bound.from(first) < wanted) continue;
    for (std::uint32_t last = first + kFewestWords; last <= size; ++last) {
      if (!meter.may_begin(last - 1) || bound.of(first, last) < wanted ||
          meter.words(first, last) < kFewestWords)
        continue;
      const ClauseFeatures features = meter.measure(first, last);
      const double score = score_of(features, weights);
      if (score < wanted || (worst && score == wanted)) continue;
      worst = ClauseSpan{first, last, features, score};
      wanted = score;
    }
  }
  return worst;
}

}  // namespace concord
