// How much of each sentence of one version is covered by each sentence of the other.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "aligner/align.h"
#include "aligner/profile.h"

namespace concord {

/// One covered item of a sentence: what part of the sentence's weight it brings, in nats.
struct Cover {
  std::uint32_t item = 0;
  float mass = 0;
};

/// Two sentences that share a feature.
struct Cell {
  std::uint32_t target = 0;  ///< sentence index
  float source_mass = 0;     ///< weight of the source sentence's items that the target covers
  float target_mass = 0;     ///< and the reverse
  std::uint32_t first_source_cover = 0;
  std::uint32_t first_target_cover = 0;
  std::uint32_t source_covers = 0;
  std::uint32_t target_covers = 0;
};

/// The cells of one source sentence, sorted by target sentence; sentences that share nothing have
/// none. Made by RowFiller.
struct CellRow {
  std::vector<Cell> cells;
  std::vector<Cover> source_covers;  ///< sorted by item within a cell
  std::vector<Cover> target_covers;

  /// The cell of a target sentence, or null.
  const Cell* find(std::uint32_t target) const {
    const std::uint32_t at = target - first_;  // before the first one: beyond every size
    return at < cell_of_.size() && cell_of_[at] != 0 ? &cells[cell_of_[at] - 1] : nullptr;
  }
  std::span<const Cover> source_of(const Cell& cell) const {
    return {source_covers.data() + cell.first_source_cover, cell.source_covers};
  }
  std::span<const Cover> target_of(const Cell& cell) const {
    return {target_covers.data() + cell.first_target_cover, cell.target_covers};
  }

 private:
  friend class RowFiller;
  std::uint32_t first_ = 0;  // the target sentence of cell_of_[0]
  std::vector<std::uint32_t>
      cell_of_;  // by target sentence: one more than the index of its cell, 0 for none
};

/// Which target features each source feature matches, and where those stand: the inverted index of
/// the search.
class FeatureIndex {
 public:
  explicit FeatureIndex(const ProfiledPair& pair);

  struct Match {
    std::uint32_t feature = 0;  ///< of the target
    float strength = 0;
    EvidenceKind kind = EvidenceKind::kLexicon;
  };
  /// A match of a source feature that its keys do not show.
  struct LearnedMatch {
    std::uint32_t source_feature = 0;
    Match match;
  };
  /// Adds matches; of two for the same features the stronger one stays. `learned` is sorted by
  /// source feature.
  void add_matches(const std::vector<LearnedMatch>& learned);
  struct Posting {
    std::uint32_t sentence = 0;
    std::uint32_t item = 0;
  };

  std::span<const Match> matches(std::uint32_t source_feature) const {
    return slice(matches_, match_starts_, source_feature);
  }
  /// Where a target feature stands, in order.
  std::span<const Posting> postings(std::uint32_t target_feature) const {
    return slice(postings_, posting_starts_, target_feature);
  }

  const ProfiledPair& pair() const { return *pair_; }

 private:
  template <class T>
  static std::span<const T> slice(const std::vector<T>& all,
                                  const std::vector<std::uint32_t>& starts, std::uint32_t i) {
    return {all.data() + starts[i], starts[i + 1] - starts[i]};
  }

  const ProfiledPair* pair_;
  std::vector<Match> matches_;
  std::vector<std::uint32_t> match_starts_;
  std::vector<Posting> postings_;
  std::vector<std::uint32_t> posting_starts_;
};

/// Computes rows of cells. Keeps its working memory from row to row and remembers where the
/// postings of each feature were left, so rows are cheapest when `first` only grows. One object
/// serves one thread.
class RowFiller {
 public:
  /// `index` must outlive the object and not change.
  explicit RowFiller(const FeatureIndex& index) : index_(&index) {}

  /// Makes `row` the cells of source sentence `source` with target sentences in [first, last).
  void fill(CellRow& row, std::uint32_t source, std::uint32_t first, std::uint32_t last);

 private:
  struct Hit {
    Cover source;
    Cover target;
  };
  /// The first posting of a target feature in sentence `first` or after it.
  const FeatureIndex::Posting* seek(std::uint32_t feature, std::uint32_t first);

  const FeatureIndex* index_;
  std::vector<std::uint32_t>
      cursors_;  // by target feature: its first posting not before the last row's `first`
  std::vector<std::uint32_t> starts_;  // where the hits of each target sentence begin
  std::vector<std::pair<std::uint32_t, Hit>> found_;
  std::vector<Hit> hits_;
};

struct Band;

/// What the similarity of a bead is made of, for one side of it.
struct SideMass {
  static constexpr std::size_t kMost = 8;  ///< sentences a side can have
  std::array<float, kMost> covered{};      ///< covered weight of each sentence
  std::array<float, kMost> weight{};       ///< whole weight of each sentence
  std::size_t sentences = 0;
  double length = 0;  ///< code points of all

  void add(const SentenceProfile& sentence, double covered_weight) {
    covered[sentences] = static_cast<float>(covered_weight);
    weight[sentences++] = sentence.weight;
    length += sentence.length;
  }
};

/// Both sides of a bead.
struct BeadMass {
  SideMass source;
  SideMass target;
};

/// Turns masses into similarities with the length ratio, the level and the costs of the pair.
class Similarity {
 public:
  Similarity(const ProfiledPair& pair, const AlignOptions& options);

  /// Harmonic mean of the covered shares of both sides; in [0, 1].
  double coverage(const BeadMass& mass) const;
  /// What a bead is worth to the search. Every sentence brings the harmonic mean of its own
  /// coverage and that of the other side, so that a caption which happens to stand beside a bead
  /// does not ride along with it.
  double worth(const BeadMass& mass) const;
  /// worth() of a bead of one sentence a side, as a share of the level: what crossing_similarity is
  /// compared with.
  double of(const BeadMass& mass) const { return worth(mass) + costs_.neutral_similarity; }
  const AlignCosts& costs() const { return costs_; }
  const GapFactors& source_gaps() const { return options_->source_gaps; }
  const GapFactors& target_gaps() const { return options_->target_gaps; }
  /// How far the lengths of a bead are from those of a translation: the log ratio, bounded by 2.
  double length_misfit(const BeadMass& mass) const;

  /// Measures the pair: its level is the median over sentences (of the shorter side, where one is
  /// many times longer) of the best coverage any single sentence of the other side in the band
  /// gives, and not less than a lexicon that has the words of both sides makes of a translation;
  /// its distinctness and how much of it is followed choose the costs.
  void measure(const ProfiledPair& pair, const FeatureIndex& index, const Band& band);
  double level() const { return level_; }
  double distinctness() const { return distinctness_; }
  /// The share of sentences, on the side where it is larger, that are each other's best counterpart
  /// with one of the other side, and evidently so.
  double followed() const { return followed_; }
  double reach() const { return reach_; }

 private:
  struct Best;
  /// Sets the level, the distinctness and the length ratio from the best counterparts.
  void settle(const ProfiledPair& pair, const std::vector<Best>& of_source,
              const std::vector<Best>& of_target);
  void choose_costs();

  const AlignOptions* options_;
  AlignCosts costs_;
  double log_ratio_ = 0;  ///< ln(target length / source length) of the whole texts
  double level_ = 1;
  double distinctness_ = 1;
  double followed_ = 1;
  double reach_ = 0;  ///< the share of words that a translation can be known to match
};

}  // namespace concord
