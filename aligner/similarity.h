// How much of each sentence of one version is covered by each sentence of the other.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "aligner/align.h"
#include "aligner/profile.h"
#include "aligner/worth.h"

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
  float source_place = 0.5F;  ///< mean ProfileItem::place of the covered source items, by mass
  float target_place = 0.5F;
  float source_figures = 0;  ///< covered weight of figures
  float target_figures = 0;
  /// The covered weight of each part of a sentence that has several; see SentenceParts.
  std::array<float, SentenceParts::kMost> source_parts{};
  std::array<float, SentenceParts::kMost> target_parts{};
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
  /// The index of a cell of this row.
  std::size_t index_of(const Cell& cell) const {
    return static_cast<std::size_t>(&cell - cells.data());
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
    std::uint32_t repeats = 0;  ///< later items of the sentence that have the feature: they follow
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
  friend class RowFiller;
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
  /// The rows of a pair of ordinary length, with all target sentences, once they were asked for:
  /// every pass looks at each of them. Empty for longer texts.
  mutable std::vector<std::optional<CellRow>> kept_;
};

/// Computes rows of cells. Keeps its working memory from row to row and remembers where the
/// postings of each feature were left, so rows are cheapest when `first` only grows. One object
/// serves one thread, and so does its index.
class RowFiller {
 public:
  /// `index` must outlive the object and not change.
  explicit RowFiller(const FeatureIndex& index) : index_(&index) {}

  /// The cells of source sentence `source` with target sentences in [first, last); in a pair of
  /// ordinary length those with all target sentences, which are made once. `room` is where they
  /// are made otherwise: the reference is valid until it changes, or the index does.
  const CellRow& row(CellRow& room, std::uint32_t source, std::uint32_t first, std::uint32_t last);

 private:
  void fill(CellRow& row, std::uint32_t source, std::uint32_t first, std::uint32_t last);
  struct Hit {
    Cover source;
    Cover target;
  };
  /// Sets hits_ to what the sentence shares with target sentences in [first, last), sorted by
  /// target sentence, and starts_ to where those of each end. A word that is repeated on both sides
  /// gives a hit for each item, not for each two.
  void find_hits(const SentenceProfile& profile, std::uint32_t first, std::uint32_t last);
  /// The cell that these hits make; adds its covers to the row.
  Cell cell_of(std::span<const Hit> hits, const SentenceProfile& source, std::uint32_t target,
               CellRow& row) const;
  /// The first posting of a target feature in sentence `first` or after it.
  const FeatureIndex::Posting* seek(std::uint32_t feature, std::uint32_t first);

  const FeatureIndex* index_;
  std::vector<std::uint32_t>
      cursors_;  // by target feature: its first posting not before the last row's `first`
  std::vector<std::uint32_t> seen_in_;  // by source feature: the last row that it was seen in
  std::uint32_t rows_ = 0;              // that were made
  std::vector<std::uint32_t> starts_;   // where the hits of each target sentence begin
  std::vector<std::pair<std::uint32_t, Hit>> found_;
  std::vector<Hit> hits_;
};

struct Band;

/// The sentences of the other side that a sentence is most like, best first.
struct Rivals {
  static constexpr std::size_t kKept = 3;
  std::array<float, kKept> alike{};
  std::array<std::uint32_t, kKept> sentence{};

  void add(float value, std::uint32_t other);
  /// The highest likeness among sentences outside [first, last). Where all kept ones are inside it
  /// is not known; the least of them is a bound.
  double outside(std::uint32_t first, std::uint32_t last) const;
};

/// Turns masses into similarities and worths with the length ratio, the level and the weights of
/// the pair.
class Similarity {
 public:
  Similarity(const ProfiledPair& pair, const AlignOptions& options);

  /// Harmonic mean of the covered shares of both sides; in [0, 1].
  double coverage(const BeadMass& mass) const;
  /// What a bead is worth to the search, in nats; see aligner/worth.h.
  double worth(const BeadMass& mass) const { return weights_.of(bead_features(mass, scale_)); }
  /// What a bead of several sentences can be worth at most, whatever its context is: that of
  /// `mass` is not looked at.
  double most_worth(const BeadMass& mass) const;
  /// What leaving a sentence without counterpart is worth. `tail`: the other side is at its end.
  double gap_worth(Side side, std::uint32_t sentence, bool tail) const;
  /// How much alike two sentences are, as a share of the level.
  double alike(std::uint32_t source, const Cell& cell) const;
  /// How much alike a sentence is to the one it is most like outside [first, last) of the other
  /// side.
  double elsewhere(Side side, std::uint32_t sentence, std::uint32_t first,
                   std::uint32_t last) const;
  /// How far the lengths of a bead are from those of a translation: the log ratio, bounded by 2.
  double length_misfit(const BeadMass& mass) const {
    return concord::length_misfit(mass, scale_.log_ratio);
  }
  /// How well a part of a sentence is covered, as a share of the level.
  double part_covered(const SentenceParts& parts, std::size_t part, double covered) const;
  /// The same by the sentence outside [first, last) of the other side that covers it best.
  double part_elsewhere(Side side, std::uint32_t sentence, std::size_t part, std::uint32_t first,
                        std::uint32_t last) const;
  const WorthScale& scale() const { return scale_; }
  double crossing_cost() const { return options_->crossing_cost; }
  bool may_cross() const { return options_->crossing; }

  /// Measures the pair: its level is the median over sentences (of the shorter side, where one is
  /// many times longer) of the best coverage any single sentence of the other side in the band
  /// gives, and not less than a lexicon that has the words of both sides makes of a translation;
  /// its distinctness and its lexicon choose the weights.
  void measure(const ProfiledPair& pair, const FeatureIndex& index, const Band& band);
  double level() const { return scale_.level; }
  double distinctness() const { return distinctness_; }
  /// The share of sentences, on the side where it is larger, that are each other's best counterpart
  /// with one of the other side, and evidently so.
  double followed() const { return followed_; }
  double reach() const { return reach_; }
  /// 0 for a pair that must go by lengths, names and figures, 1 for one whose words tell.
  double telling() const { return telling_; }

 private:
  /// Sets the level, the distinctness and the length ratio from the best counterparts.
  void settle(const std::vector<Rivals>& of_source, const std::vector<Rivals>& of_target);
  /// Sets how much of the pair is followed and the length ratio of what is.
  void follow(const std::vector<Rivals>& of_source, const std::vector<Rivals>& of_target);
  void choose_weights();

  const ProfiledPair* pair_;
  const AlignOptions* options_;
  WorthWeights weights_;
  WorthScale scale_;
  std::array<std::vector<Rivals>, 2> rivals_;  // by side; empty where not every row was looked at
  /// The same for the parts of the sentences of a side that have several.
  struct PartRivals {
    std::vector<Rivals> parts;         // in order of the sentences
    std::vector<std::uint32_t> first;  // of each sentence; one more at the end

    PartRivals() = default;
    explicit PartRivals(const std::vector<SentenceProfile>& side);
    void add(std::uint32_t sentence, const std::array<float, SentenceParts::kMost>& covered,
             std::uint32_t other);
  };
  std::array<PartRivals, 2> part_rivals_;
  std::array<double, 2> surplus_ = {};  // by side: what a gap gains where a side is far longer
  double distinctness_ = 1;
  double followed_ = 1;
  double reach_ = 0;  ///< the share of words that a translation can be known to match
  double telling_ = 1;
  double free_ = 0;  // 1 where few sentences of either side have an evident counterpart
};

}  // namespace concord
